"""Fees: what was charged and is due, how it was settled, and what the drawer should hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from kbdesk.domain.outcome import Fee
from kbdesk.domain.returns import Person
from kbdesk.domain.vocabulary import Means

CENT: Final = Decimal("0.01")
MOST: Final = Decimal("999999.99")
"""No drawer of a crossing holds more; a longer amount is a slip of the hand."""


class AmountError(ValueError):
    """A text that is no amount in euro and cents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A fee charged with a paper and settled by nobody yet; `amount` in EUR with two decimals.

    `number` is the paper's nine characters, `code` the charge's name in its book, `card` the path of its card.
    """

    number: str
    code: str
    amount: Decimal
    currency: str
    passage: str
    card: str
    charged_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A fee paid or waived; `means` is None for a waived one, which has a reason and an article instead."""

    due: Due
    means: Means | None = None
    slip_number: str = ""
    reason: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeReceipt:
    """What a fee receipt says: fees charged with one paper, paid together or waived together.

    `number` is its own; `charged` that of the paper, `charged_at` when, `person` and `plate` (as spelled) whose fees
    they are as far as the record still knows. `means` is None where they were waived: then there is a `reason`, and
    the paper's basis is the article that allows it, else the one that charged them.
    """

    number: str
    charged: str
    charged_at: datetime
    person: Person
    plate: str
    fees: tuple[Fee, ...]
    means: Means | None
    slip_number: str = ""
    reason: str = ""

    @property
    def total(self) -> Decimal:
        """What was paid, or what was waived, in EUR."""
        return total(fee.amount for fee in self.fees)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerCount:
    """The drawer counted: what it should have held, what it held, and why these differ where they do."""

    expected: Decimal
    counted: Decimal
    explanation: str = ""

    @property
    def difference(self) -> Decimal:
        """What is there too much, negative where something is missing."""
        return self.counted - self.expected


_TYPED: Final = frozenset("0123456789.")
"""What an amount is typed with: ``1e3`` is a slip of the hand, not a thousand euro."""


def amount(text: str) -> Decimal:
    """Return an amount in EUR as typed, with a point or a comma; never negative. Raises `AmountError`.

    >>> amount("12,5"), amount(" 0 ")
    (Decimal('12.50'), Decimal('0.00'))
    """
    typed = text.strip().replace(",", ".")
    try:
        found = Decimal(typed if _TYPED.issuperset(typed) else "")
        exact = found.quantize(CENT) if found <= MOST else None
    except InvalidOperation:
        exact = None
    if exact is None or exact != found:
        raise AmountError("is not an amount in euro and cents, such as 12.50")
    return exact


def total(amounts: Iterable[Decimal]) -> Decimal:
    """Return the sum of amounts, in cents even where there are none."""
    return sum(amounts, Decimal("0.00")).quantize(CENT)
