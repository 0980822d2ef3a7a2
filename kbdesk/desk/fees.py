"""Fees: what is due, paid in cash or by slip, waived by article, each with its receipt; and the drawer counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any, Protocol

from kbdesk.desk.fees_record import fee_receipt, receipt_body
from kbdesk.desk.ports import Body, Clock, Press, Printer, PrinterError
from kbdesk.desk.printing import Printing, sealed_body
from kbdesk.desk.recorded import IssuedBook
from kbdesk.desk.sealing import Sealing
from kbdesk.desk.shift_errors import FeeError, ShiftMissingError
from kbdesk.domain import numbers
from kbdesk.domain.fees import MOST, DrawerCount, Due, FeeReceipt, Settled
from kbdesk.domain.orders import Orders
from kbdesk.domain.outcome import Basis
from kbdesk.domain.paper import Printed
from kbdesk.domain.post import Post
from kbdesk.domain.shift import Shift, ShiftCount
from kbdesk.domain.vocabulary import Means, PaperKind, Series
from kbdesk.rulebook.applying import basis_of
from kbdesk.rulebook.law import Law

LONGEST = 200


class Fees(Protocol):
    """The register of fees."""

    def due(self, *, number: str = "", passage: str = "") -> Sequence[Due]:
        """Return what is charged and not settled, oldest first: all of it, of one paper, or of one passage."""


class OpenShifts(Protocol):
    """What fees need of the register of shifts."""

    def current(self) -> Shift | None:
        """Return the shift that is open."""

    def expected(self, shift: Shift) -> ShiftCount:
        """Return what should be there now."""


class FeeAct(Protocol):
    """What the procedure needs of an act."""

    @property
    def fees(self) -> Fees:
        """The register of fees, inside the transaction."""

    @property
    def shifts(self) -> OpenShifts:
        """The register of shifts, inside the transaction."""

    @property
    def issued(self) -> IssuedBook:
        """The registers of papers, inside the transaction."""

    def orders(self) -> Orders:
        """Read what was ordered of the law."""

    def number(self, series: Series) -> str:
        """Take the next number of a series."""

    def append(self, kind: str, body: Body) -> str:
        """Add an entry."""


class FeeStore(Protocol):
    """What the procedure needs of the store."""

    @property
    def fees(self) -> Fees:
        """The register of fees."""

    @property
    def shifts(self) -> OpenShifts:
        """The register of shifts."""

    def act(self, *, at: datetime, officer: str) -> AbstractContextManager[FeeAct]:
        """Begin a transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipted:
    """Fees settled together, their receipts (one a paper they were charged with) and these as drawn."""

    settled: tuple[Settled, ...]
    receipts: tuple[FeeReceipt, ...]
    papers: tuple[Printed, ...]


class FeeDesk:
    """The fees procedure; it reaches the store: call it on the store thread. Everything but looking needs a shift.

    Refusals are `FeeError`, `SignerError` or `ShiftMissingError`; nothing has been recorded then. Nothing is printed:
    `deliver` prints, and what it could not print is listed with what waits.
    """

    def __init__(
        self,
        *,
        store: FeeStore,
        press: Press,
        sealing: Sealing,
        printer: Printer,
        clock: Clock,
        law: Law,
        post: Post,
        officer: str,
    ) -> None:
        self._store, self._press, self._sealing, self._clock = store, press, sealing, clock
        self._law, self._post, self._officer = law, post, officer
        self._printing = Printing(store=store, printer=printer, clock=clock, officer=officer)

    def due(self, text: str = "") -> tuple[Due, ...]:
        """Return the fees due, oldest first: of a paper by its number, of a passage by its id, all without either."""
        number = numbers.clean(text)
        if numbers.check(number):
            return tuple(self._store.fees.due(number=number))
        return tuple(self._store.fees.due(passage=text.strip()))

    def pay(self, number: str, code: str = "", *, means: Means, slip_number: str = "") -> Receipted:
        """Enter that the fees due on a paper, or the one of a code, were paid; draws the receipt."""
        slip = " ".join(slip_number.split())[:LONGEST]
        if means is Means.SLIP and not slip:
            raise FeeError("fees.slip-missing")
        if means is Means.CASH and slip:
            raise FeeError("fees.slip-odd")
        at = self._clock.now()
        with self._store.act(at=at, officer=self._officer) as act:
            settled = tuple(Settled(due=due, means=means, slip_number=slip) for due in _found(act, number, code))
            for one in settled:
                act.append("fee.paid", {**_fee(one.due), "means": str(means), "slip_number": slip})
            return self._receipted(act, settled, at)

    def waive(self, number: str, code: str = "", *, reason: str, article: str) -> Receipted:
        """Enter that fees due on a paper were waived, why, and by which article (``book-id:article-id``).

        Draws the receipt, which says so.
        """
        why, cited = " ".join(reason.split())[:LONGEST], article.strip()
        if not why or not cited:
            raise FeeError("fees.reason-missing")
        at = self._clock.now()
        with self._store.act(at=at, officer=self._officer) as act:
            basis = self._basis(cited, act, at)
            settled = tuple(Settled(due=due, reason=why, article=cited) for due in _found(act, number, code))
            for one in settled:
                act.append("fee.waived", {**_fee(one.due), "reason": why, "article": cited})
            return self._receipted(act, settled, at, waived_by=basis)

    def deliver(self, papers: Sequence[Printed]) -> tuple[tuple[Printed, PrinterError], ...]:
        """Print receipts, recording each as it is printed; returns what the printer did not take, each with why."""
        return self._printing.put(papers)

    def expected(self) -> Decimal:
        """Return what the drawer should hold now, in EUR."""
        shift = self._store.shifts.current()
        if shift is None:
            raise ShiftMissingError
        return self._store.shifts.expected(shift).cash

    def drawer(self, counted: Decimal, explanation: str = "") -> DrawerCount:
        """Enter that the drawer was counted; from then on it is expected to hold that. A difference is explained."""
        why = " ".join(explanation.split())[:LONGEST]
        if not 0 <= counted <= MOST:
            raise FeeError("fees.amount-bad")
        with self._store.act(at=self._clock.now(), officer=self._officer) as act:
            shift = _require_shift(act)
            count = DrawerCount(expected=act.shifts.expected(shift).cash, counted=counted, explanation=why)
            if count.difference and not why:
                raise FeeError("fees.explanation-missing", counted=f"{counted:.2f}", expected=f"{count.expected:.2f}")
            act.append("drawer.counted", drawer_body(count, shift))
        return count

    def _receipted(
        self, act: FeeAct, settled: Sequence[Settled], at: datetime, *, waived_by: Basis | None = None
    ) -> Receipted:
        """Record and draw a receipt for each paper that fees were charged with."""
        receipts, papers = list[FeeReceipt](), list[Printed]()
        for together in _by_paper(settled):
            due = together[0].due
            charging = _charging(act, due)
            receipt = fee_receipt(act.number(Series.FEE_RECEIPT), together, charging)
            body = receipt_body(receipt, self._post, charging, passage=due.passage, waived_by=waived_by)
            digest = act.append("fee-receipt.recorded", body)
            paper = self._sealing.paper(PaperKind.FEE_RECEIPT, body, digest=digest, at=at, officer=self._officer)
            drawn = self._press.draw(paper)
            act.append("papers.sealed", sealed_body(due.passage, digest, (drawn,)))
            receipts.append(receipt)
            papers.append(drawn)
        return Receipted(settled=tuple(settled), receipts=tuple(receipts), papers=tuple(papers))

    def _basis(self, article: str, act: FeeAct, at: datetime) -> Basis:
        """Return how papers cite an article of the books, in its words of now where it is in force."""
        law = self._law.under(act.orders())
        rules = [rule for rule in law.rules if rule.reference == article]
        if not rules:
            raise FeeError("fees.article-unknown", article=article)
        return basis_of(next((rule for rule in rules if rule.in_force(at)), rules[-1]))


def drawer_body(count: DrawerCount, shift: Shift) -> Body:
    """Return the body of ``drawer.counted``."""
    return {
        "shift": shift.id,
        "expected": f"{count.expected:.2f}",
        "counted": f"{count.counted:.2f}",
        "explanation": count.explanation,
    }


def _by_paper(settled: Iterable[Settled]) -> list[tuple[Settled, ...]]:
    """Return what was settled, by the paper it was charged with: one number may be that of several papers."""
    ordered = sorted(settled, key=_paper_of)
    return [tuple(together) for _, together in groupby(ordered, key=_paper_of)]


def _paper_of(settled: Settled) -> tuple[str, str]:
    return settled.due.passage, settled.due.card


def _charging(act: FeeAct, due: Due) -> Mapping[str, Any]:
    """Return the record of the paper that charged a fee, empty where nothing is kept of it any more."""
    rows = (row.body for row in act.issued.rows(due.number))
    return next((body for body in rows if (body.get("passage"), body.get("card")) == (due.passage, due.card)), {})


def _found(act: FeeAct, number: str, code: str) -> tuple[Due, ...]:
    """Return what is due on a paper, inside the act; `FeeError` if nothing is."""
    _require_shift(act)
    found = [due for due in act.fees.due(number=numbers.clean(number)) if code in ("", due.code)] if number else []
    if not found:
        raise FeeError("fees.none-due")
    return tuple(found)


def _require_shift(act: FeeAct) -> Shift:
    shift = act.shifts.current()
    if shift is None:
        raise ShiftMissingError
    return shift


def _fee(due: Due) -> dict[str, object]:
    return {"number": due.number, "code": due.code, "amount": str(due.amount), "currency": due.currency}
