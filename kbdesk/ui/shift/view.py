"""What the Shift page shows: one look at the desk's books, read on the store thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from kbdesk.desk.shift import ShiftDesk
from kbdesk.desk.shift_errors import ShiftError
from kbdesk.domain.crossing import CrossingStatus
from kbdesk.domain.fees import Due
from kbdesk.domain.late import EmergencyForm
from kbdesk.domain.reference import Contact
from kbdesk.domain.shift import Counted, Difference, Shift, ShiftCount, differences
from kbdesk.domain.shift_report import ShiftReport, Waiting
from kbdesk.ui.desk import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftView:
    """The books at an instant. `report` is that of the open shift so far, of the last one where none is open.

    `overdue` are the days by which envelopes are overdue, `unconfirmed` how many blanks wait for an officer's word,
    `first_count` whether nothing was counted at this desk yet: then any drawer is the right one. `waits` are the
    waiting times entered in the open shift, each with its instant.
    """

    at: datetime
    shift: Shift | None
    report: ShiftReport | None
    expected: ShiftCount
    overdue: tuple[int, ...]
    status: CrossingStatus
    next_change: datetime | None
    contacts: tuple[Contact, ...]
    due: tuple[Due, ...]
    forms: tuple[EmergencyForm, ...]
    unconfirmed: int
    first_count: bool
    waits: tuple[tuple[datetime, Waiting], ...] = ()

    @property
    def overnight(self) -> bool:
        """Whether the shift was opened on an earlier day."""
        return self.shift is not None and self.shift.is_overnight(self.at.date())

    @property
    def unsigned(self) -> tuple[str, ...]:
        """The orders of suspensions that wait for their second signature."""
        return self.report.unsigned if self.report is not None and self.shift is not None else ()

    @property
    def unprinted(self) -> int:
        """How many papers were recorded and not printed."""
        return self.report.unprinted if self.report is not None else 0

    def differing(self, counted: ShiftCount) -> tuple[Difference, ...]:
        """Return what of a count is not as the books have it."""
        found = differences(self.expected, counted)
        return tuple(one for one in found if not (self.first_count and one.of is Counted.CASH))

    @property
    def due_total(self) -> Decimal:
        """What is charged and not settled, in EUR."""
        return sum((due.amount for due in self.due), Decimal("0.00"))


def look(session: Session) -> ShiftView:
    """Look at the books as they stand (store thread)."""
    desk, crossing = session.shift, session.crossing
    shift, report = desk.current(), _report(desk)
    return ShiftView(
        at=session.clock.now(),
        shift=shift,
        report=report,
        expected=desk.expected(),
        overdue=session.custody.overdue_days(),
        status=crossing.status(),
        next_change=crossing.next_change(),
        contacts=crossing.contacts(),
        due=session.fees.due(),
        forms=session.late.forms(),
        unconfirmed=len(session.stock.unconfirmed()),
        first_count=report is None,
        waits=desk.waits(),
    )


def _report(desk: ShiftDesk) -> ShiftReport | None:
    """Return the report of the shift opened last, None where none was ever opened."""
    try:
        return desk.report()
    except ShiftError:
        return None
