"""Fees: what is due, paid in cash or by slip, waived by article; and the drawer counted."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from kbdesk.desk.ports import Body, Clock
from kbdesk.desk.shift_errors import FeeError, ShiftMissingError
from kbdesk.domain import numbers
from kbdesk.domain.fees import MOST, DrawerCount, Due, Settled
from kbdesk.domain.orders import Orders
from kbdesk.domain.shift import Shift, ShiftCount
from kbdesk.domain.vocabulary import Means
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

    def orders(self) -> Orders:
        """Read what was ordered of the law."""

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


class FeeDesk:
    """The fees procedure; it reaches the store: call it on the store thread. Everything but looking needs a shift.

    Refusals are `FeeError` or `ShiftMissingError`; nothing has been recorded then.
    """

    def __init__(self, *, store: FeeStore, clock: Clock, law: Law, officer: str) -> None:
        self._store, self._clock, self._law, self._officer = store, clock, law, officer

    def due(self, text: str = "") -> tuple[Due, ...]:
        """Return the fees due, oldest first: of a paper by its number, of a passage by its id, all without either."""
        number = numbers.clean(text)
        if numbers.check(number):
            return tuple(self._store.fees.due(number=number))
        return tuple(self._store.fees.due(passage=text.strip()))

    def pay(self, number: str, code: str = "", *, means: Means, slip_number: str = "") -> tuple[Settled, ...]:
        """Enter that the fees due on a paper, or the one of a code, were paid."""
        slip = " ".join(slip_number.split())[:LONGEST]
        if means is Means.SLIP and not slip:
            raise FeeError("fees.slip-missing")
        if means is Means.CASH and slip:
            raise FeeError("fees.slip-odd")
        with self._store.act(at=self._clock.now(), officer=self._officer) as act:
            settled = tuple(Settled(due=due, means=means, slip_number=slip) for due in _found(act, number, code))
            for one in settled:
                act.append("fee.paid", {**_fee(one.due), "means": str(means), "slip_number": slip})
        return settled

    def waive(self, number: str, code: str = "", *, reason: str, article: str) -> tuple[Settled, ...]:
        """Enter that fees due on a paper were waived, why, and by which article (``book-id:article-id``)."""
        why, cited = " ".join(reason.split())[:LONGEST], article.strip()
        if not why or not cited:
            raise FeeError("fees.reason-missing")
        with self._store.act(at=self._clock.now(), officer=self._officer) as act:
            self._require_article(cited, act)
            settled = tuple(Settled(due=due, reason=why, article=cited) for due in _found(act, number, code))
            for one in settled:
                act.append("fee.waived", {**_fee(one.due), "reason": why, "article": cited})
        return settled

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

    def _require_article(self, article: str, act: FeeAct) -> None:
        book, _, named = article.partition(":")
        law = self._law.under(act.orders())
        texts = [edition.book for edition in law.editions if edition.book.id == book]
        if not any(named == found.id for text in texts for found in text.articles):
            raise FeeError("fees.article-unknown", article=article)


def drawer_body(count: DrawerCount, shift: Shift) -> Body:
    """Return the body of ``drawer.counted``."""
    return {
        "shift": shift.id,
        "expected": f"{count.expected:.2f}",
        "counted": f"{count.counted:.2f}",
        "explanation": count.explanation,
    }


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
