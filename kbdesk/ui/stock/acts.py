"""What officers do on the Stock page: each act with its question, told to the store, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kbdesk.desk.ports import PaperRow, PrinterError
from kbdesk.domain.issued import IssuedRow
from kbdesk.domain.messages import Catalog
from kbdesk.domain.paper import Printed
from kbdesk.domain.stock import StockLine
from kbdesk.domain.vocabulary import BlankState, PaperKind, ReprintReason
from kbdesk.ui.desk import Session
from kbdesk.ui.shift.asking import ask
from kbdesk.ui.shift.form_dialog import FormDialog, Question
from kbdesk.ui.shift.questions import whole
from kbdesk.ui.stock import questions
from kbdesk.ui.worker import Worker

Refused = tuple[tuple[Printed, PrinterError], ...]
Values = Mapping[str, str]


class StockActs(QObject):
    """Opens the dialogs and tells the store what was decided.

    Signals:
        done: Something was recorded. args: what (a word of ``stock_page.done``), what there is to say of it.
        failed: Something was refused or did not work. arg: the exception.
    """

    done = Signal(str, str)
    failed = Signal(object)

    def __init__(self, session: Session, store: Worker, page: QWidget) -> None:
        """Act for an officer; dialogs open over a page."""
        super().__init__(page)
        self._session, self._store, self._page = session, store, page

    # -- blanks ----------------------------------------------------------------------------------------
    def receive(self, catalog: Catalog) -> FormDialog:
        """Take a box of blanks in."""
        return self._ask(
            questions.receive(catalog),
            catalog,
            lambda v: self._session.stock.receive(PaperKind(v["kind"]), v["first"], v["last"], source=v["source"]),
            "received",
        )

    def move(self, line: StockLine, catalog: Catalog) -> FormDialog:
        """Bring blanks into another state."""
        return self._ask(
            questions.move(line, catalog),
            catalog,
            lambda v: self._session.stock.move(
                line.kind, v["first"], v["last"], to=BlankState(v["to"]), reason=v["reason"]
            ),
            "moved",
        )

    def count(self, line: StockLine, catalog: Catalog) -> FormDialog:
        """Enter how many blanks of a kind lie in the drawer."""
        return self._ask(
            questions.count(line, catalog),
            catalog,
            lambda v: self._session.stock.count(line.kind, whole(v["counted"]), explanation=v["explanation"]),
            "counted",
        )

    def confirm(self, kind: PaperKind, first: str, last: str, catalog: Catalog) -> FormDialog:
        """Confirm a printed run by its first and last sheet."""
        return self._ask(
            questions.confirm(first, last, catalog),
            catalog,
            lambda v: self._session.stock.confirm(
                kind, v["first"], v["last"], spoiled=v["spoiled"].replace(",", " ").split(), reason=v["reason"]
            ),
            "confirmed",
        )

    # -- papers ----------------------------------------------------------------------------------------
    def again(self, paper: PaperRow, catalog: Catalog) -> FormDialog:
        """Print a paper again, as a copy."""

        def act(values: Values) -> Refused:
            desk = self._session.papers
            original = "" if paper.copy else paper.sha256
            return desk.deliver((desk.again(paper.number, paper.kind, _reason(values), sha256=original),))

        return self._ask(questions.again(paper, catalog), catalog, act, "again", self._tell_refused)

    def void(self, issued: IssuedRow, catalog: Catalog) -> FormDialog:
        """Void a permit or registration."""
        return self._ask(
            questions.void(issued, catalog),
            catalog,
            lambda v: self._session.papers.void(issued.number, _reason(v), v["article"], kind=issued.kind),
            "void",
        )

    def correct(self, issued: IssuedRow, catalog: Catalog) -> FormDialog:
        """Correct a field of a record: another number takes the place of this one, its papers are printed."""

        def act(values: Values) -> Refused:
            desk = self._session.papers
            changes = {values["field"]: values["value"]}
            return desk.deliver(desk.correct(issued.number, changes, _reason(values), kind=issued.kind).papers)

        return self._ask(questions.correct(issued, catalog), catalog, act, "corrected", self._tell_refused)

    def extend(self, issued: IssuedRow) -> None:
        """Extend a permit or registration, if an article allows."""

        def act() -> Refused:
            desk = self._session.papers
            return desk.deliver(desk.extend(issued.number, kind=issued.kind).papers)

        def extended(refused: Refused) -> None:
            self.done.emit("extended", issued.number)
            self._tell_refused(refused)

        self._store.run(act, extended, self.failed.emit)

    # -- asking ----------------------------------------------------------------------------------------
    def _ask(
        self,
        question: Question,
        catalog: Catalog,
        act: Callable[[Values], Any],
        done: str,
        then: Callable[[Any], object] = lambda _answer: None,
    ) -> FormDialog:
        """Ask, and do it on the store's thread; what is refused is said in the dialog, which stays."""

        def did(answer: object) -> None:
            self.done.emit(done, "")
            then(answer)

        return ask(FormDialog(self._page.window(), question, catalog), self._store, act, did, catalog)

    def _tell_refused(self, refused: Refused) -> None:
        for error in {str(error): error for _, error in refused}.values():
            self.failed.emit(error)


def _reason(values: Values) -> str:
    """Return the reason chosen, or the officer's own words in the place of "other"."""
    return values["words"] if values["reason"] == ReprintReason.OTHER else values["reason"]
