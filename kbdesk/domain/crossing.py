"""Whether a crossing is open: what was ordered, and which order counts at an instant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from kbdesk.domain.vocabulary import CrossingState, Direction

_CLOSED: Final[Mapping[CrossingState, frozenset[Direction]]] = MappingProxyType(
    {
        CrossingState.OPEN: frozenset(),
        CrossingState.ENTRY_CLOSED: frozenset({Direction.ENTRY}),
        CrossingState.EXIT_CLOSED: frozenset({Direction.EXIT}),
        CrossingState.CLOSED: frozenset(Direction),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossingStatus:
    """What was ordered of the crossing: from an instant, until another (excluded) or until ordered otherwise.

    `ordered_by` is who gave the order, `order_reference` its number; `officer` entered it at `set_at`. A crossing
    of which nothing was ever ordered is open: then only `state` says anything.
    """

    state: CrossingState
    reason: str = ""
    order_reference: str = ""
    ordered_by: str = ""
    officer: str = ""
    set_at: datetime | None = None
    from_at: datetime | None = None
    until: datetime | None = None

    def closes(self, direction: Direction) -> bool:
        """Tell whether nobody passes this way.

        >>> CrossingStatus(state=CrossingState.EXIT_CLOSED).closes(Direction.ENTRY)
        False
        """
        return direction in _CLOSED[self.state]

    def holds(self, at: datetime) -> bool:
        """Tell whether the order speaks of an instant."""
        return (self.from_at is None or self.from_at <= at) and (self.until is None or at < self.until)


OPEN: Final = CrossingStatus(state=CrossingState.OPEN)
"""A crossing of which nothing was ordered."""


def standing(orders: Sequence[CrossingStatus], at: datetime) -> CrossingStatus:
    """Return what counts at an instant among orders, newest first: the newest one that speaks of it, else `OPEN`."""
    return next((order for order in orders if order.holds(at)), OPEN)


def next_change(orders: Sequence[CrossingStatus], at: datetime) -> datetime | None:
    """Return the first instant after `at` at which another order counts, None if none does."""
    bounds = sorted({b for order in orders for b in (order.from_at, order.until) if b is not None and b > at})
    now = standing(orders, at)
    return next((bound for bound in bounds if standing(orders, bound) != now), None)
