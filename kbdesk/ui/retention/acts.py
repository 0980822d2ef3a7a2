"""What is done on the Retention page: each act with its question, the second officer where it takes two."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kbdesk.desk.retention import Standing
from kbdesk.domain.backup import Copy, Occasion
from kbdesk.domain.messages import Catalog
from kbdesk.domain.retention import Category, Terms
from kbdesk.domain.vocabulary import Series
from kbdesk.ui.desk import OfficerRow, Session
from kbdesk.ui.officers.backing_up import BackingUp
from kbdesk.ui.retention import questions
from kbdesk.ui.retention.pruning import Pruning
from kbdesk.ui.retention.view import named, terms_told
from kbdesk.ui.second_officer import SecondOfficer
from kbdesk.ui.shift.form_dialog import FormDialog, Question
from kbdesk.ui.worker import Worker

Values = Mapping[str, str]
NOT_A_NUMBER = 0
"""Days that no term has: what is typed otherwise than in digits is refused as such."""


class RetentionActs(QObject):
    """Opens the dialogs and tells the store what was decided; what is refused is said in the dialog, which stays.

    Signals:
        done: Something was recorded. args: what (a word of ``retention_page.done``), what there is to say of it.
        failed: Something did not work after it had begun. arg: the exception.
    """

    done = Signal(str, str)
    failed = Signal(object)

    def __init__(
        self, session: Session, store: Worker, officers: Callable[[], Sequence[OfficerRow]], page: QWidget
    ) -> None:
        """Act for an officer; dialogs open over a page."""
        super().__init__(page)
        self._session, self._store, self._officers, self._page = session, store, officers, page

    def set_terms(self, now: Terms, catalog: Catalog) -> FormDialog:
        """Set how long things are kept."""
        dialog = self._open(questions.terms(now, catalog), catalog)

        def asked(values: Values) -> None:
            days = {str(category): _whole(values[str(category)]) for category in Category}

            def signed(second: str, _reason: str) -> None:
                def act() -> object:
                    return self._session.retention.set_terms(days, values["basis"], second=second)

                self._store.run(act, lambda _terms: self._end(dialog, "terms", ""), dialog.refuse)

            self._ask_second(dialog, "terms", catalog.text("retention_page.terms.what"), catalog, signed)

        dialog.asked.connect(asked)
        return dialog

    def prune(self, standing: Standing, catalog: Catalog) -> FormDialog:
        """Let go of all that is due, then make a backup and remove the copies that are too old."""
        dialog = self._open(questions.prune(standing, catalog), catalog)

        def signed(second: str, _reason: str) -> None:
            dialog.accept()
            pruning = Pruning(
                self._page.window(), self._session, self._store, catalog, second=second, cases=len(standing.due)
            )
            pruning.ended.connect(partial(self._on_pruned, standing, second, catalog))
            pruning.failed.connect(self.failed)
            pruning.begin()

        what = terms_told(standing.terms, catalog)
        dialog.asked.connect(lambda _values: self._ask_second(dialog, "prune", what, catalog, signed))
        return dialog

    def keep(self, kind: str, number: str, catalog: Catalog) -> FormDialog:
        """Keep a case whatever its term."""
        return self._with_reason("keep", kind, number, catalog)

    def release(self, kind: str, number: str, catalog: Catalog) -> FormDialog:
        """Keep a case no longer than its term."""
        return self._with_reason("release", kind, number, catalog)

    def _with_reason(self, what: str, kind: str, number: str, catalog: Catalog) -> FormDialog:
        name, desk = named(kind, number, catalog), self._session.retention
        ask, act = {"keep": (questions.keep, desk.hold), "release": (questions.release, desk.release)}[what]
        dialog = self._open(ask(name, catalog), catalog)
        dialog.asked.connect(
            lambda values: self._store.run(
                lambda: act(Series(kind), number, values["reason"]),
                lambda _none: self._end(dialog, what, name),
                dialog.refuse,
            )
        )
        return dialog

    def _on_pruned(self, standing: Standing, second: str, catalog: Catalog, cases: int) -> None:
        """Find the copies that hold what is gone, back up what stays, and then remove those."""
        if standing.due or standing.drafts:
            self.done.emit("prune", catalog.count("retention_page.cases", cases))

        def found(copies: tuple[Copy, ...]) -> None:
            to, occasion = self._session.backups.folder, Occasion.PRUNED
            backing = BackingUp(self._page.window(), self._session, self._store, catalog, to=to, occasion=occasion)
            backing.made.connect(lambda _made: self._remove(copies, second))
            backing.failed.connect(self.failed)
            backing.begin()

        self._store.run(self._session.retention.outdated, found, self.failed.emit)

    def _remove(self, copies: tuple[Copy, ...], second: str) -> None:
        def removed(names: tuple[str, ...]) -> None:
            if names:
                self.done.emit("copies", ", ".join(names))

        desk = self._session.retention
        self._store.run(lambda: desk.remove(copies, second=second), removed, self.failed.emit)

    def _open(self, question: Question, catalog: Catalog) -> FormDialog:
        dialog = FormDialog(self._page.window(), question, catalog)
        dialog.open()
        return dialog

    def _end(self, dialog: FormDialog, what: str, detail: str) -> None:
        dialog.accept()
        self.done.emit(what, detail)

    def _ask_second(
        self, dialog: FormDialog, act: str, what: str, catalog: Catalog, signed: Callable[[str, str], None]
    ) -> None:
        asking = questions.second(act, what, catalog)
        second = SecondOfficer(dialog, self._session, self._store, self._officers(), catalog, asking)
        second.signed.connect(signed)
        second.rejected.connect(lambda: dialog.complain(""))
        second.open()


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else NOT_A_NUMBER
