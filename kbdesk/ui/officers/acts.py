"""What is done on the Officers page: each act with its question, the second officer where it takes two."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.officers import KnownOfficer, Role
from kbdesk.ui.desk import OfficerRow, Session
from kbdesk.ui.officers import questions
from kbdesk.ui.second_officer import SecondOfficer
from kbdesk.ui.shift.form_dialog import FormDialog, Question
from kbdesk.ui.worker import Worker

Values = Mapping[str, str]


class OfficersActs(QObject):
    """Opens the dialogs and tells the store what was decided; what is refused is said in the dialog, which stays.

    Signals:
        done: Something was recorded. args: what (a word of ``officers_page.done``), whom it concerns.
    """

    done = Signal(str, str)

    def __init__(
        self, session: Session, store: Worker, officers: Callable[[], Sequence[OfficerRow]], page: QWidget
    ) -> None:
        """Act for an officer; dialogs open over a page."""
        super().__init__(page)
        self._session, self._store, self._officers, self._page = session, store, officers, page

    def add(self, catalog: Catalog) -> FormDialog:
        """Take an officer in."""

        def act(values: Values, second: str) -> object:
            return self._session.officers.add(
                values["name"],
                Role(values["role"]),
                _bytes(values["new"]),
                second=second,
                password=_bytes(values["own"]),
            )

        return self._ask(questions.add(catalog), catalog, "add", "", act)

    def change_role(self, officer: KnownOfficer, catalog: Catalog) -> FormDialog:
        """Give an officer another role."""

        def act(values: Values, second: str) -> object:
            return self._session.officers.change_role(officer.name, Role(values["role"]), second=second)

        return self._ask(questions.role(officer, catalog), catalog, "role", officer.name, act)

    def reset(self, officer: KnownOfficer, catalog: Catalog) -> FormDialog:
        """Give an officer who forgot theirs a new password."""

        def act(values: Values, second: str) -> object:
            new, own = _bytes(values["new"]), _bytes(values["own"])
            return self._session.officers.reset(officer.name, new, second=second, password=own)

        return self._ask(questions.password_of(officer, "reset", catalog), catalog, "reset", officer.name, act)

    def resume(self, officer: KnownOfficer, catalog: Catalog) -> FormDialog:
        """Let a suspended officer sign in again."""

        def act(values: Values, second: str) -> object:
            new, own = _bytes(values["new"]), _bytes(values["own"])
            return self._session.officers.resume(officer.name, new, second=second, password=own)

        return self._ask(questions.password_of(officer, "resume", catalog), catalog, "resume", officer.name, act)

    def suspend(self, officer: KnownOfficer, catalog: Catalog) -> FormDialog:
        """Let an officer sign in no more; one is enough."""

        def act(values: Values, _second: str) -> object:
            return self._session.officers.suspend(officer.name, reason=values["reason"])

        return self._ask(questions.suspend(officer, catalog), catalog, "suspend", officer.name, act, alone=True)

    def change_password(self, catalog: Catalog) -> FormDialog:
        """Change one's own password."""

        def act(values: Values, _second: str) -> object:
            self._session.officers.change_password(_bytes(values["new"]), password=_bytes(values["own"]))
            return None

        name = self._session.officer
        return self._ask(questions.own_password(catalog), catalog, "password", name, act, alone=True)

    def _ask(
        self,
        question: Question,
        catalog: Catalog,
        what: str,
        name: str,
        act: Callable[[Values, str], object],
        *,
        alone: bool = False,
    ) -> FormDialog:
        dialog = FormDialog(self._page.window(), question, catalog)

        def done(values: Values) -> Callable[[Any], None]:
            def told(_answer: object) -> None:
                dialog.accept()
                self.done.emit(what, name or values["name"])

            return told

        def asked(values: Values) -> None:
            if values.get("new") != values.get("again"):
                dialog.complain(catalog.text("officers_page.not-the-same"), "again")
            elif alone:
                self._store.run(lambda: act(values, ""), done(values), dialog.refuse)
            else:
                self._ask_second(dialog, catalog, what, name or values["name"]).signed.connect(
                    lambda second, _reason: self._store.run(lambda: act(values, second), done(values), dialog.refuse)
                )

        dialog.asked.connect(asked)
        dialog.open()
        return dialog

    def _ask_second(self, dialog: FormDialog, catalog: Catalog, what: str, name: str) -> SecondOfficer:
        asking = questions.second(what, name, catalog)
        second = SecondOfficer(dialog, self._session, self._store, self._officers(), catalog, asking)
        second.rejected.connect(lambda: dialog.complain(""))
        second.open()
        return second


def _bytes(text: str) -> bytearray:
    return bytearray(text.encode())
