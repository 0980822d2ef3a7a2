"""The shift: opened on a count, handed over, closed on a count with a report that says what the ledger holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from kbdesk.desk.honest_time import doubt_now, sighting_body
from kbdesk.desk.numbers import after_restore
from kbdesk.desk.ports import Clock, Press, Printer, PrinterError
from kbdesk.desk.printing import Printing, sealed_body
from kbdesk.desk.record import paper as recorded_paper
from kbdesk.desk.sealing import Sealing
from kbdesk.desk.shift_errors import ShiftError, ShiftMissingError
from kbdesk.desk.shift_figures import figures, went_back
from kbdesk.desk.shift_paper import closed_report, closing_body
from kbdesk.desk.shift_ports import OpeningAct, ShiftAct, Shifts, ShiftStore
from kbdesk.desk.shift_record import report_part
from kbdesk.domain.fees import CENT, MOST
from kbdesk.domain.honest_time import ClockDoubt
from kbdesk.domain.orders import Orders
from kbdesk.domain.paper import Printed
from kbdesk.domain.post import Post
from kbdesk.domain.shift import Difference, Shift, ShiftCount, differences
from kbdesk.domain.shift_report import Noted, ShiftReport, Waiting, WentBack
from kbdesk.domain.vocabulary import Direction, Language, PaperKind, Series

LONGEST = 200
LONGEST_WAIT = 24 * 60
SUPERVISOR = "supervisor"
NO_STOCK: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedShift:
    """A shift just closed: what its report says, and the report as drawn; it is printed by `ShiftDesk.deliver`."""

    report: ShiftReport
    paper: Printed


class ShiftDesk:
    """The shift procedure; everything here reaches the store: call it on the store thread.

    `officers` are roles by name; a `second` officer's password, and that of who takes over, has been tried by the
    caller. Refusals are `ShiftError`; nothing has been recorded then.
    """

    def __init__(
        self,
        *,
        store: ShiftStore,
        press: Press,
        sealing: Sealing,
        printer: Printer,
        clock: Clock,
        post: Post,
        officer: str,
        officers: Mapping[str, str],
        language: Language,
    ) -> None:
        self._store, self._press, self._sealing, self._clock, self._post = store, press, sealing, clock, post
        self._officer, self._officers, self._language = officer, officers, language
        self._printing = Printing(store=store, printer=printer, clock=clock, officer=officer)

    def current(self) -> Shift | None:
        """Return the shift that is open."""
        return self._store.shifts.current()

    def is_overnight(self) -> bool:
        """Tell whether the shift that is open was opened on an earlier civil day."""
        shift = self.current()
        return shift is not None and shift.is_overnight(self._clock.now().date())

    def expected(self) -> ShiftCount:
        """Return what a count should find now; with no shift open, what the last one left and what is held."""
        return _expected(self._store.shifts, self.current())

    def open(
        self,
        float_amount: Decimal,
        *,
        custody_counted: int,
        stock_counted: Mapping[str, int] = NO_STOCK,
        explanation: str = "",
    ) -> Shift:
        """Open a shift on what was counted: cash in EUR, envelopes, blanks by kind.

        Where that is not what the last shift left and what the registers hold, `explanation` says why.
        """
        counted = ShiftCount(cash=float_amount, custody=custody_counted, stock=dict(stock_counted))
        _require_sound(counted)
        at, why = self._clock.now(), _line(explanation)
        with self._store.act(at=at, officer=self._officer) as act:
            if act.shifts.current() is not None:
                raise ShiftError("shift.open-already")
            self._require_forward(at, _latest(act.shifts))
            left = act.shifts.left()
            expected = _expected(act.shifts, None) if left else replace(act.shifts.held(), cash=counted.cash)
            differing = differences(expected, counted)
            if differing and not why:
                raise ShiftError("shift.explanation-missing", what=_what(differing, ()))
            open_shift(act, counted, at=at, explanation=why, differing=differing)
            return _require_shift(act)

    def hand_over(self, to: str, *, counted: ShiftCount, reason: str = "", second: str = "") -> Shift:
        """Hand the shift over to an officer, who takes the drafts and open cases too; it stays open.

        A difference takes a supervisor's reason, as in `close`. `to` has given their password.
        """
        _require_sound(counted)
        at, why = self._clock.now(), _line(reason)
        if not to:
            raise ShiftError("shift.second-missing")
        if to not in self._officers:
            raise ShiftError("shift.officer-unknown", officer=to)
        with self._store.act(at=at, officer=self._officer) as act:
            shift = _require_shift(act)
            if to == shift.officer:
                raise ShiftError("shift.same-officer")
            self._require_forward(at, act.shifts.latest(shift.entry))
            expected = act.shifts.expected(shift)
            differing = differences(expected, counted)
            self._require_reason(differing, (), why, second or to)
            drafts = act.hand_over_drafts(shift.officer, to)
            act.append(
                "shift.handed-over",
                {
                    "shift": shift.id,
                    "from": shift.officer,
                    "to": to,
                    "expected": report_part(expected),
                    "counted": report_part(counted),
                    "differences": [report_part(one) for one in differing],
                    "reason": why,
                    "second": second,
                    "drafts": drafts,
                },
            )
            return _require_shift(act)

    def close(self, counted: ShiftCount, *, reason: str = "", second: str = "") -> ClosedShift:
        """Close the shift on what was counted and draw its report; `deliver` prints it.

        A difference of cash, custody or stock, and a suspension that nobody has signed, take a supervisor's reason
        and a `second` officer.
        """
        _require_sound(counted)
        at, why = self._clock.now(), _line(reason)
        with self._store.act(at=at, officer=self._officer) as act:
            shift = _require_shift(act)
            latest = act.shifts.latest(shift.entry)
            self._require_forward(at, latest)
            report = self._report(act.shifts, act.orders(), replace(shift, closed_at=at), at, counted)
            self._require_reason(report.differences, report.unsigned, why, second)
            told = replace(report, reason=why, second=second)
            body = closing_body(told, post=self._post, language=self._language)
            digest = act.append("shift.closed", body)
            paper = self._press.draw(
                self._sealing.paper(PaperKind.SHIFT_REPORT, body, digest=digest, at=at, officer=self._officer)
            )
            act.append("papers.sealed", sealed_body(shift.id, digest, (paper,)))
        return ClosedShift(report=closed_report(body, digest=digest), paper=paper)

    def deliver(self, closed: ClosedShift) -> tuple[tuple[Printed, PrinterError], ...]:
        """Print the report of a shift just closed; returns it with why, if the printer did not take it."""
        return self._printing.put((closed.paper,))

    def report(self, shift: str | None = None) -> ShiftReport:
        """Return the report of a shift: as it was closed, or so far. Without an id, of the shift opened last."""
        shifts = self._store.shifts
        found = shifts.last() if shift is None else shifts.get(shift)
        if found is None:
            raise ShiftError("shift.unknown")
        closing = shifts.closing(found.id)
        if closing is not None:
            entry, digest = closing
            return closed_report(entry.body, digest=digest)
        return self._report(shifts, self._store.orders(), found, self._clock.now(), None)

    def paper(self, shift: str) -> Printed:
        """Draw the report of a closed shift again, byte for byte. Raises `ShiftError` while it is open."""
        closing = self._store.shifts.closing(shift)
        if closing is None:
            raise ShiftError("shift.not-closed")
        entry, digest = closing
        (seal,) = (row.seal for row in self._store.issued.rows(shift) if row.digest == digest and not row.copy)
        drawn = recorded_paper(
            PaperKind.SHIFT_REPORT, entry.body, digest=digest, at=entry.at, officer=entry.officer, seal=seal
        )
        return self._press.draw(drawn)

    def incident(self, text: str) -> Noted:
        """Enter something that happened, in one line, for the report."""
        at, told = self._clock.now(), " ".join(text.split())
        if not told or len(told) > LONGEST or not told.isprintable():
            raise ShiftError("shift.text-missing", most=str(LONGEST))
        self._note("incident.recorded", at, {"text": told})
        return Noted(at=at, officer=self._officer, text=told)

    def waiting(self, direction: Direction, least: int, most: int) -> Waiting:
        """Enter how long people wait one way, in minutes."""
        if not 0 <= least <= most <= LONGEST_WAIT:
            raise ShiftError("shift.waiting-bad", most=str(LONGEST_WAIT))
        body = {"direction": str(direction), "least": least, "most": most}
        self._note("waiting.recorded", self._clock.now(), body)
        return Waiting(direction=direction, least=least, most=most)

    def clock_behind(self) -> datetime | None:
        """Return when something was recorded that a real desk's clock stands before, None where it does not."""
        latest = None if self._post.drill else _latest(self._store.shifts)
        return latest if latest is not None and self._clock.now() < latest else None

    def clock_doubt(self) -> ClockDoubt | None:
        """Return why else a real desk's clock is not believed."""
        return None if self._post.drill else doubt_now(self._store.shifts, self._clock)

    def went_back(self) -> tuple[WentBack, ...]:
        """Return what turned out to be older than it was, since a shift was closed last: its report tells it too."""
        return went_back(self._store.shifts.gone_back())

    def waits(self) -> tuple[tuple[datetime, Waiting], ...]:
        """Return what was entered of waiting times in the shift that is open, each with its instant, oldest first."""
        shifts, shift = self._store.shifts, self.current()
        entries = () if shift is None else shifts.entries(shift.entry)
        return tuple(
            (entry.at, _waiting(entry.body))
            for entry in entries
            if entry.kind == "waiting.recorded" and "direction" in entry.body
        )

    def attest_clock(self, *, reason: str, second: str) -> None:
        """Two officers attest that the clock is right now, though it stands before what was recorded, or was moved.

        A gap of numbers that waited for it follows: now it can be told how long older records had been silent.
        """
        at, why = self._clock.now(), _line(reason)
        if not why:
            raise ShiftError("shift.text-missing", most=str(LONGEST))
        self._require_two(second)
        with self._store.act(at=at, officer=self._officer) as act:
            latest, found = _latest(act.shifts), doubt_now(act.shifts, self._clock)
            if found is None and (latest is None or latest <= at):
                raise ShiftError("shift.clock-right")
            since = act.shifts.gap_since()
            told = {"latest": latest.isoformat() if latest else "", "doubt": found or "", "reason": why}
            act.append("clock.attested", {**told, "second": second, **sighting_body(self._clock, None, before=None)})
            if since is not None:
                after_restore(act, silent=at - since)

    def _note(self, kind: str, at: datetime, body: Mapping[str, object]) -> None:
        with self._store.act(at=at, officer=self._officer) as act:
            act.append(kind, {"shift": _require_shift(act).id, **body})

    def _report(
        self, shifts: Shifts, orders: Orders, shift: Shift, at: datetime, counted: ShiftCount | None
    ) -> ShiftReport:
        expected, (last, head) = shifts.expected(shift), shifts.head()
        return ShiftReport(
            shift=shift,
            closed_at=shift.closed_at,
            officer=self._officer,
            figures=replace(figures(shifts.entries(shift.entry)), went_back=went_back(shifts.gone_back(shift.entry))),
            expected=expected,
            counted=counted,
            differences=() if counted is None else differences(expected, counted),
            unsigned=tuple(order.order_reference for order in orders.suspensions if not order.second),
            unprinted=shifts.unprinted(),
            first_entry=shift.entry,
            last_entry=last,
            head=head,
            overnight=shift.opened_at.date() < at.date(),
            clock_back=at < shift.opened_at,
        )

    def _require_forward(self, at: datetime, before: datetime | None) -> None:
        """Raise `ShiftError` where a real desk's clock stands before what was recorded; a drill's is set at will."""
        if not self._post.drill and before is not None and at < before:
            raise ShiftError("shift.clock-back", at=before.isoformat())

    def _require_reason(
        self, differing: tuple[Difference, ...], unsigned: tuple[str, ...], reason: str, second: str
    ) -> None:
        if not differing and not unsigned:
            return
        if not reason:
            raise ShiftError("shift.reason-missing", what=_what(differing, unsigned))
        self._require_two(second)

    def _require_two(self, second: str) -> None:
        if second in ("", self._officer):
            raise ShiftError("shift.second-missing")
        if SUPERVISOR not in (self._officers.get(self._officer), self._officers.get(second)):
            raise ShiftError("shift.supervisor-missing")


def open_shift(
    act: OpeningAct,
    counted: ShiftCount,
    *,
    at: datetime,
    explanation: str = "",
    differing: tuple[Difference, ...] = (),
) -> None:
    """Enter that a shift was opened on a count, which is taken as it is."""
    act.append(
        "shift.opened",
        {
            "shift": act.number(Series.SHIFT),
            "float": f"{counted.cash:.2f}",
            "custody": counted.custody,
            "stock": dict(counted.stock),
            "at": at.isoformat(),
            "explanation": explanation,
            "differences": [report_part(one) for one in differing],
        },
    )


def _expected(shifts: Shifts, shift: Shift | None) -> ShiftCount:
    """Return what a count should find: the drawer of the shift, or what the last one left in it."""
    if shift is not None:
        return shifts.expected(shift)
    left = shifts.left()
    return replace(shifts.held(), cash=Decimal("0.00") if left is None else left.cash)


def _waiting(body: Mapping[str, Any]) -> Waiting:
    return Waiting(direction=Direction(body["direction"]), least=int(body["least"]), most=int(body["most"]))


def _latest(shifts: Shifts) -> datetime | None:
    """Return the latest instant since a shift was opened last, or since the clock was last attested."""
    last = shifts.last()
    return None if last is None else shifts.latest(last.entry)


def _require_shift(act: ShiftAct) -> Shift:
    shift = act.shifts.current()
    if shift is None:
        raise ShiftMissingError
    return shift


def _require_sound(counted: ShiftCount) -> None:
    """Raise `ShiftError` for a count that nobody can have counted."""
    amounts = (counted.cash, counted.handed_in)
    known = set(counted.stock) <= set(PaperKind)
    sound = known and all(0 <= amount <= MOST and amount == amount.quantize(CENT) for amount in amounts)
    if not sound or counted.handed_in > counted.cash or min((counted.custody, *counted.stock.values())) < 0:
        raise ShiftError("shift.count-bad")


def _what(differing: tuple[Difference, ...], unsigned: tuple[str, ...]) -> str:
    """Name what differs and what is unsigned: ``cash -0.50, order 12/2022``."""
    told = [f"{one.kind or one.of} {one.amount:+}" for one in differing]
    return ", ".join((*told, *unsigned))


def _line(text: str) -> str:
    return " ".join(text.split())[:LONGEST]
