"""What is done with a case on the Search page: a paper printed again or saved, its person told what is held on them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kbdesk.desk.ports import PaperRow, PrinterError
from kbdesk.domain.messages import Catalog
from kbdesk.domain.paper import Printed
from kbdesk.domain.search import SearchRow
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.desk import Session
from kbdesk.ui.search.printing_again import PrintingAgain
from kbdesk.ui.search.save_dialog import save_dialog
from kbdesk.ui.worker import Worker

Refused = tuple[tuple[Printed, PrinterError], ...]


class SearchActs(QObject):
    """Opens the dialogs and tells the store what was decided.

    Signals:
        done: Something was entered. args: a message's id, what there is to say of it (a file's name).
        printed: A paper went to the printer, or did not.
        failed: Something was refused or did not work. arg: the exception.
    """

    done = Signal(str, str)
    printed = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, store: Worker, page: QWidget) -> None:
        """Act for an officer; dialogs open over a page."""
        super().__init__(page)
        self._session, self._store, self._page = session, store, page

    def ask(self, chosen: SearchRow, catalog: Catalog) -> None:
        """Ask which paper of a case is wanted again, and how."""
        self._store.run(
            lambda: self._originals(chosen), lambda papers: self._ask(chosen, papers, catalog), self.failed.emit
        )

    def _originals(self, chosen: SearchRow) -> tuple[PaperRow, ...]:
        """Return the papers of a case that were printed, without their copies (store thread)."""
        papers = self._session.papers.papers(chosen.number)
        return tuple(paper for paper in papers if not paper.copy and paper.body.get("passage") == chosen.passage)

    def _ask(self, chosen: SearchRow, papers: tuple[PaperRow, ...], catalog: Catalog) -> None:
        is_person = bool(chosen.card or chosen.born)
        dialog = PrintingAgain(self._page.window(), papers, catalog, is_person=is_person)
        dialog.asked.connect(self._print_again)
        dialog.kept.connect(lambda paper: self._on_keep_asked(paper, catalog))
        dialog.told.connect(lambda: self._on_tell_asked(chosen, catalog))
        dialog.open()

    def _print_again(self, paper: PaperRow, reason: str) -> None:
        def print_() -> Refused:
            desk = self._session.papers
            return desk.deliver((desk.again(paper.number, paper.kind, reason, sha256=paper.sha256),))

        self._store.run(print_, self._on_printed_again, self.failed.emit)

    def _on_printed_again(self, refused: Refused) -> None:
        for _, why in refused:
            self.failed.emit(why)
        if not refused:
            later = self._session.prints_later
            self.done.emit("search_page.sent-again" if later else "search_page.printed-again", "")
        self.printed.emit()

    def _on_keep_asked(self, paper: PaperRow, catalog: Catalog) -> None:
        dialog = save_dialog(self._page.window(), catalog, what="papers", suffix="pdf")
        dialog.selectFile(f"{paper.kind}-{paper.number}.pdf")
        dialog.fileSelected.connect(lambda path: self._keep(paper, Path(path)))
        dialog.open()

    def _keep(self, paper: PaperRow, path: Path) -> None:
        self._store.run(
            lambda: self._session.archive.archive(paper.number, path, kind=paper.kind, sha256=paper.sha256),
            lambda _: self.done.emit("search_page.kept", path.name),
            self.failed.emit,
        )

    def _on_tell_asked(self, chosen: SearchRow, catalog: Catalog) -> None:
        dialog = save_dialog(self._page.window(), catalog, what="papers", suffix="pdf")
        dialog.selectFile(f"personal-record-{chosen.number}.pdf")
        dialog.fileSelected.connect(lambda path: self._tell(chosen, Path(path), catalog.language))
        dialog.open()

    def _tell(self, chosen: SearchRow, path: Path, language: Language) -> None:
        """Save all that is held on the person of a case, in the script that they read where their card says which."""

        def tell() -> None:
            desk = self._session.personal
            record = desk.of(chosen.kind, chosen.number)
            said = {one.name: one.value for one in record.person}
            reads = Language(said["language"]) if said.get("language") in tuple(Language) else language
            desk.tell(record, chosen.kind, chosen.number, to=path, language=reads)

        self._store.run(tell, lambda _: self.done.emit("search_page.told", path.name), self.failed.emit)
