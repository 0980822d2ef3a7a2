"""A shift: who answers for the desk, what was counted at its ends, and the differences that must be explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from kbdesk.domain.fees import CENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A duty period that is open, or was. `id` is its number, nine characters, `officer` who answers for the desk now.

    `float_amount` (EUR), `custody` (envelopes) and `stock` (blanks by kind) are what was counted when it was opened;
    `explanation` says why that was not what the shift before had left. `entry` is the number of the entry that
    opened it.
    """

    id: str
    opened_at: datetime
    officer: str
    float_amount: Decimal
    custody: int
    stock: Mapping[str, int] = field(default_factory=dict)
    explanation: str = ""
    opened_by: str = ""
    entry: int = 0
    closed_at: datetime | None = None

    def is_overnight(self, today: date) -> bool:
        """Tell whether the shift was opened on an earlier civil day: somebody forgot to close it."""
        return self.closed_at is None and self.opened_at.date() < today


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftCount:
    """What was counted: `cash` in the drawer (EUR), `custody` envelopes on the shelf, `stock` blanks by kind.

    `handed_in` is what is taken out of the drawer afterwards; the rest stays for the next shift.
    """

    cash: Decimal
    custody: int
    stock: Mapping[str, int] = field(default_factory=dict)
    handed_in: Decimal = Decimal("0.00")


class Counted(StrEnum):
    """What is counted at the end of a shift."""

    CASH = "cash"
    CUSTODY = "custody"
    STOCK = "stock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something that was not counted as expected; `kind` names the blanks where it is stock.

    Amounts of cash are EUR with two decimals, the others whole numbers.
    """

    of: Counted
    expected: Decimal
    counted: Decimal
    kind: str = ""

    @property
    def amount(self) -> Decimal:
        """What is there too much, negative where something is missing."""
        return self.counted - self.expected


def differences(expected: ShiftCount, counted: ShiftCount) -> tuple[Difference, ...]:
    """Return what differs between two counts; a kind of blank that one of them does not name has none there.

    >>> a, b = (ShiftCount(cash=Decimal(c), custody=3, stock={"permit": 9}) for c in ("5.00", "4.50"))
    >>> [(d.of.value, str(d.amount)) for d in differences(a, b)]
    [('cash', '-0.50')]
    """
    cash = Difference(of=Counted.CASH, expected=expected.cash.quantize(CENT), counted=counted.cash.quantize(CENT))
    held = Difference(of=Counted.CUSTODY, expected=Decimal(expected.custody), counted=Decimal(counted.custody))
    blanks = (
        Difference(
            of=Counted.STOCK,
            kind=kind,
            expected=Decimal(expected.stock.get(kind, 0)),
            counted=Decimal(counted.stock.get(kind, 0)),
        )
        for kind in sorted({*expected.stock, *counted.stock})
    )
    return tuple(one for one in (cash, held, *blanks) if one.amount)
