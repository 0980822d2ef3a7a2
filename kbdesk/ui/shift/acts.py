"""What officers do on the Shift page: each act with its question, told to the store, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kbdesk.desk.fees import Receipted
from kbdesk.desk.passage import Issued
from kbdesk.desk.ports import PrinterError
from kbdesk.desk.shift import ClosedShift
from kbdesk.domain.fees import Due
from kbdesk.domain.late import EmergencyForm, LateEntry
from kbdesk.domain.messages import Catalog
from kbdesk.domain.paper import Printed
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.shift import ShiftCount
from kbdesk.domain.vocabulary import CrossingState, Direction, Means
from kbdesk.ui.desk import OfficerRow, Session
from kbdesk.ui.second_officer import SUPERVISOR, Asking, SecondOfficer
from kbdesk.ui.shift import questions
from kbdesk.ui.shift.asking import ask
from kbdesk.ui.shift.form_dialog import FormDialog, Question
from kbdesk.ui.shift.instants import InstantError, instant
from kbdesk.ui.worker import Worker

Refused = tuple[tuple[Printed, PrinterError], ...]
Values = Mapping[str, str]


class ShiftActs(QObject):
    """Opens the dialogs and tells the store what was decided.

    Signals:
        done: Something was recorded. args: what (a word of ``shift_page.done``), what there is to say of it.
        closed: A shift was closed and its report drawn. arg: the report as `Printed`.
        entered: A passage was entered afterwards. arg: the `Issued`.
        failed: Something was refused or did not work. arg: the exception.
    """

    done = Signal(str, str)
    closed = Signal(object)
    entered = Signal(object)
    failed = Signal(object)

    def __init__(
        self, session: Session, store: Worker, officers: Callable[[], Sequence[OfficerRow]], page: QWidget
    ) -> None:
        """Act for an officer; dialogs open over a page."""
        super().__init__(page)
        self._session, self._store, self._officers, self._page = session, store, officers, page

    @property
    def is_supervisor(self) -> bool:
        """Whether the officer signed in is a supervisor."""
        own = (officer for officer in self._officers() if officer.name == self._session.officer)
        return any(officer.role == SUPERVISOR for officer in own)

    # -- the shift -------------------------------------------------------------------------------------
    def open(self, counted: ShiftCount, why: str) -> None:
        """Open a shift on a count."""
        self._run(
            lambda: self._session.shift.open(
                counted.cash, custody_counted=counted.custody, stock_counted=counted.stock, explanation=why
            ),
            lambda _shift: self.done.emit("opened", ""),
        )

    def hand_over(self, counted: ShiftCount, why: str, *, differs: bool, catalog: Catalog) -> SecondOfficer:
        """Ask who takes over, for their password too, and hand the shift over to them."""
        asking = Asking(
            title=catalog.text("shift_page.hand-over.title"),
            what=catalog.text("shift_page.hand-over.what"),
            do=catalog.text("shift_page.hand-over.do"),
            supervisor=differs and not self.is_supervisor,
        )
        return self._ask_second(
            asking,
            catalog,
            lambda to: self._run(
                lambda: self._session.shift.hand_over(to, counted=counted, reason=why),
                lambda _shift: self.done.emit("handed-over", to),
            ),
        )

    def close(self, counted: ShiftCount, why: str, *, needs_second: bool, catalog: Catalog) -> SecondOfficer | None:
        """Close the shift, with a second officer where something differs; its report is drawn and printed."""
        if not needs_second:
            self._close(counted, why, "")
            return None
        asking = Asking(
            title=catalog.text("shift_page.close.title"),
            what=catalog.text("shift_page.close.what", why=why),
            do=catalog.text("rules_page.sign.do"),
            supervisor=not self.is_supervisor,
        )
        return self._ask_second(asking, catalog, lambda second: self._close(counted, why, second))

    def _close(self, counted: ShiftCount, why: str, second: str) -> None:
        def act() -> tuple[ClosedShift, Refused]:
            closed = self._session.shift.close(counted, reason=why, second=second)
            return closed, self._session.shift.deliver(closed)

        self._run(act, self._on_closed)

    def _on_closed(self, answer: tuple[ClosedShift, Refused]) -> None:
        closed, refused = answer
        self.closed.emit(closed.paper)
        self.done.emit("closed", "")
        self._tell_refused(refused)

    def incident(self, catalog: Catalog) -> FormDialog:
        """Ask what happened, in one line, and enter it."""
        question = questions.incident(catalog)
        return self._ask(question, catalog, lambda v: self._session.shift.incident(v["text"]), "noted")

    def waiting(self, catalog: Catalog) -> FormDialog:
        """Ask how long people wait, and enter it."""
        return self._ask(
            questions.waiting(catalog),
            catalog,
            lambda v: self._session.shift.waiting(
                Direction(v["direction"]), questions.whole(v["least"]), questions.whole(v["most"])
            ),
            "noted",
        )

    # -- the crossing ----------------------------------------------------------------------------------
    def set_crossing(self, state: CrossingState, catalog: Catalog) -> FormDialog:
        """Ask what was ordered of the crossing, and enter it."""
        return self._ask(questions.crossing(state, catalog), catalog, self._set_crossing, "crossing")

    def _set_crossing(self, values: Values) -> object:
        now = self._session.clock.now()
        return self._session.crossing.set(
            CrossingState(values["state"]),
            reason=values["reason"],
            order_reference=values["order"],
            ordered_by=values["by"],
            from_at=instant(values["from"], values["from-time"], now, future=True),
            until=instant(values["until"], values["until-time"], now, future=True),
        )

    # -- fees ------------------------------------------------------------------------------------------
    def pay_cash(self, due: Due) -> None:
        """Enter that a fee was paid into the drawer, and print the receipt."""

        def paid(refused: Refused) -> None:
            self.done.emit("paid", f"{due.amount:.2f} {due.currency}")
            self._tell_refused(refused)

        self._run(lambda: self._receipted(self._session.fees.pay(due.number, due.code, means=Means.CASH)), paid)

    def _receipted(self, settled: Receipted) -> Refused:
        """Print the receipts of fees just settled (store thread)."""
        return self._session.fees.deliver(settled.papers)

    def pay_slip(self, due: Due, catalog: Catalog) -> FormDialog:
        """Ask for the slip's number, and enter that a fee was paid by it."""
        return self._ask(
            questions.slip(due, catalog),
            catalog,
            lambda v: self._receipted(
                self._session.fees.pay(due.number, due.code, means=Means.SLIP, slip_number=v["slip"])
            ),
            "paid",
            f"{due.amount:.2f} {due.currency}",
            then=self._tell_refused,
        )

    def waive(self, due: Due, catalog: Catalog) -> FormDialog:
        """Ask why and by which article, and enter that a fee was waived."""
        return self._ask(
            questions.waive(due, catalog),
            catalog,
            lambda v: self._receipted(
                self._session.fees.waive(due.number, due.code, reason=v["reason"], article=v["article"])
            ),
            "waived",
            f"{due.amount:.2f} {due.currency}",
            then=self._tell_refused,
        )

    def drawer(self, catalog: Catalog) -> FormDialog:
        """Ask what the drawer holds, and enter it."""
        return self._ask(
            questions.drawer(catalog),
            catalog,
            lambda v: self._session.fees.drawer(questions.money(v["counted"]), v["why"]),
            "counted",
        )

    # -- late entries ----------------------------------------------------------------------------------
    def print_forms(self, catalog: Catalog) -> FormDialog:
        """Ask how many emergency forms, take their numbers and print them."""

        def act(values: Values) -> Refused:
            late = self._session.late
            return late.deliver(late.draw_forms(questions.whole(values["count"])))

        return self._ask(questions.forms(catalog), catalog, act, "forms", then=self._tell_refused)

    def enter(self, form: EmergencyForm, draft: PassageDraft, cards: Mapping[str, str], catalog: Catalog) -> FormDialog:
        """Ask when it happened, why it comes late and on which line each card stands; then a second officer."""
        dialog = self._dialog(questions.late(form, cards, self._session.clock.now(), catalog), catalog)
        dialog.asked.connect(lambda values: self._on_late_asked(dialog, form, draft, values, catalog))
        dialog.open()
        return dialog

    def _on_late_asked(
        self, dialog: FormDialog, form: EmergencyForm, draft: PassageDraft, values: Values, catalog: Catalog
    ) -> None:
        try:
            at = instant(values["day"], values["time"], self._session.clock.now(), future=False)
        except InstantError as error:
            dialog.complain(catalog.text("rules_page.suspend.not-an-instant"), error.field)
            return
        if at is None:
            dialog.complain(catalog.text("rules_page.suspend.not-an-instant"), "day")
            return
        lines = {path: int(values[path]) for path, _ in draft.cards() if values.get(path)}
        late = LateEntry(form=form.number, occurred_at=at, reason=values["reason"], lines=lines)
        asking = Asking(
            title=catalog.text("shift_page.late.second"),
            what=catalog.text("shift_page.late.second-what", form=form.number),
            do=catalog.text("rules_page.sign.do"),
        )

        def enter(second: str) -> None:
            def act() -> Issued:
                desk = self._session.late
                return desk.enter(draft, desk.examine(draft, late), late, second=second)

            self._store.run(act, lambda issued: self._on_entered(dialog, issued), dialog.refuse)

        second = self._ask_second(asking, catalog, enter)
        second.rejected.connect(lambda: dialog.complain(""))

    def _on_entered(self, dialog: FormDialog, issued: Issued) -> None:
        dialog.accept()
        self.entered.emit(issued)

    # -- asking ----------------------------------------------------------------------------------------
    def _dialog(self, question: Question, catalog: Catalog) -> FormDialog:
        return FormDialog(self._page.window(), question, catalog)

    def _ask(
        self,
        question: Question,
        catalog: Catalog,
        act: Callable[[Values], Any],
        done: str,
        detail: str = "",
        then: Callable[[Any], object] = lambda _answer: None,
    ) -> FormDialog:
        """Ask, and do it on the store's thread; what is refused is said in the dialog, which stays."""

        def did(answer: object) -> None:
            self.done.emit(done, detail)
            then(answer)

        return ask(self._dialog(question, catalog), self._store, act, did, catalog)

    def _ask_second(self, asking: Asking, catalog: Catalog, take: Callable[[str], object]) -> SecondOfficer:
        dialog = SecondOfficer(self._page.window(), self._session, self._store, self._officers(), catalog, asking)
        dialog.signed.connect(lambda second, _reason: take(second))
        dialog.open()
        return dialog

    def _run(self, act: Callable[[], Any], done: Callable[[Any], object]) -> None:
        self._store.run(act, done, self.failed.emit)

    def _tell_refused(self, refused: Refused) -> None:
        for error in {str(error): error for _, error in refused}.values():
            self.failed.emit(error)
