"""What officers do on the Rules page: import, suspend, sign, lift, put a proposal in force, each with its dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.orders import Suspension
from kbdesk.ui.desk import OfficerRow, Session
from kbdesk.ui.errors import sentence
from kbdesk.ui.rules.file_dialog import file_dialog
from kbdesk.ui.rules.proposal import Proposal
from kbdesk.ui.rules.suspending import Suspending, SuspensionWish
from kbdesk.ui.rules.view import BookShown
from kbdesk.ui.second_officer import SUPERVISOR, Asking, SecondOfficer
from kbdesk.ui.worker import Worker


class RulesActs(QObject):
    """Opens the dialogs and tells the store what was decided.

    Signals:
        ordered: The rules of the desk are others now. arg: what was done, ``suspended`` or ``signed``.
        failed: Something was refused or did not work. arg: the exception.
    """

    ordered = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        store: Worker,
        officers: Callable[[], Sequence[OfficerRow]],
        proposal: Proposal,
        page: QWidget,
    ) -> None:
        """Act for an officer; dialogs open over a page."""
        super().__init__(page)
        self._session, self._store, self._officers = session, store, officers
        self._proposal, self._page = proposal, page
        self._folder = ""

    @property
    def is_supervisor(self) -> bool:
        """Whether the officer signed in is a supervisor."""
        own = (officer for officer in self._officers() if officer.name == self._session.officer)
        return any(officer.role == SUPERVISOR for officer in own)

    def choose_file(self, catalog: Catalog) -> QFileDialog:
        """Ask for a book's file; it is looked at as soon as it is chosen."""
        dialog = file_dialog(self._page.window(), self._folder, catalog)
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def suspend(self, book: BookShown, article: str, catalog: Catalog) -> Suspending:
        """Ask what is to be suspended, and suspend it at once."""
        reference = self._session.reference
        dialog = Suspending(self._page.window(), book, article, self._session.clock.now(), catalog, reference)
        dialog.asked.connect(lambda wish: self._suspend(dialog, wish, catalog))
        dialog.open()
        return dialog

    def sign(self, suspension: Suspension, catalog: Catalog) -> SecondOfficer | None:
        """Put the second signature under a suspension: the officer's own, or another's whose password is asked for."""
        if suspension.officer != self._session.officer:
            self._sign(suspension, "")
            return None
        asking = Asking(
            title=catalog.text("rules_page.sign.title"),
            what=catalog.text("rules_page.sign.what", order=suspension.order_reference),
            do=catalog.text("rules_page.sign.do"),
        )
        return self._ask(asking, catalog, lambda second: self._sign(suspension, second))

    def put(self, catalog: Catalog) -> SecondOfficer:
        """Ask the second officer to put the proposal in force."""
        lifting = self._proposal.suspension is not None
        kind = "lift" if lifting else "activate"
        asking = Asking(
            title=catalog.text(f"rules_page.{kind}.title"),
            what=catalog.text(f"rules_page.{kind}.what"),
            do=catalog.text("rules_page.sign.do"),
            supervisor=not self.is_supervisor,
        )
        return self._ask(asking, catalog, self._proposal.put)

    def _ask(self, asking: Asking, catalog: Catalog, take: Callable[[str], object]) -> SecondOfficer:
        dialog = SecondOfficer(self._page.window(), self._session, self._store, self._officers(), catalog, asking)
        dialog.signed.connect(lambda second, _reason: take(second))
        dialog.open()
        return dialog

    def _on_file_chosen(self, name: str) -> None:
        path = Path(name)
        self._folder = str(path.parent)
        self._proposal.open_file(path)

    def _suspend(self, dialog: Suspending, wish: SuspensionWish, catalog: Catalog) -> None:
        def act() -> Suspension:
            return self._session.rules.suspend(
                wish.book,
                wish.article,
                order_reference=wish.order_reference,
                crossings=wish.crossings,
                directions=wish.directions,
                until=wish.until,
            )

        def refused(error: Exception) -> None:
            dialog.refuse(sentence(error, catalog))

        self._store.run(act, partial(self._on_suspended, dialog), refused)

    def _on_suspended(self, dialog: Suspending, _suspension: Suspension) -> None:
        dialog.accept()
        self.ordered.emit("suspended")

    def _sign(self, suspension: Suspension, second: str) -> None:
        self._store.run(
            lambda: self._session.rules.sign_suspension(suspension.id, second=second),
            lambda _signed: self.ordered.emit("signed"),
            self.failed.emit,
        )
