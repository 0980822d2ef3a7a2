"""Spans of instants: from one (included) until another (excluded), either side open."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Timed(Protocol):
    """What holds from an instant until another."""

    @property
    def effective_from(self) -> datetime | None:
        """The first instant, None if it has always held."""

    @property
    def effective_until(self) -> datetime | None:
        """The instant at which it no longer holds, None if it has no end."""


def within(at: datetime, start: datetime | None, end: datetime | None) -> bool:
    """Tell whether an instant lies in a span."""
    return (start is None or start <= at) and (end is None or at < end)


def lasts(part: Timed) -> bool:
    """Tell whether there is any instant in a span."""
    return part.effective_from is None or part.effective_until is None or part.effective_from < part.effective_until


def overlap(one: Timed, other: Timed) -> bool:
    """Tell whether two spans that last have any instant in common."""
    return not (
        (one.effective_until and other.effective_from and one.effective_until <= other.effective_from)
        or (other.effective_until and one.effective_from and other.effective_until <= one.effective_from)
    )


def latest(*instants: datetime | None) -> datetime | None:
    """Return the last of some instants at which spans begin, None if all are open."""
    return max((at for at in instants if at is not None), default=None)


def earliest(*instants: datetime | None) -> datetime | None:
    """Return the first of some instants at which spans end, None if all are open."""
    return min((at for at in instants if at is not None), default=None)
