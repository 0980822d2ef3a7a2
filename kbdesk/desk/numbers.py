"""Numbers that no paper will ever bear: skipped on purpose, and entered with the reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, Protocol

from kbdesk.desk.ports import Body
from kbdesk.domain.vocabulary import Series

AFTER_RESTORE: Final = 1_000
"""How many numbers a restored desk leaves out of each series at least: the lost disk may have given many at once."""
FASTEST: Final = timedelta(seconds=20)
"""No desk gives numbers of one series away faster for long (docs/decisions/032)."""
RESTORED: Final = "restored"


class SkippingAct(Protocol):
    """What skipping needs of an act."""

    def left(self, series: Series) -> int:
        """Return how many numbers of a series nobody has taken."""

    def numbers(self, series: Series, count: int) -> tuple[int, int]:
        """Take several numbers of a series at once; returns the first and the last serial."""

    def append(self, kind: str, body: Body) -> str:
        """Add an entry."""


def skip(act: SkippingAct, series: Series, count: int, *, reason: str) -> tuple[int, int]:
    """Leave out the next numbers of a series, and enter why; returns the first and the last serial left out."""
    first, last = act.numbers(series, count)
    act.append("numbers.skipped", {"series": str(series), "first": first, "last": last, "reason": reason})
    return first, last


def gap_after(silent: timedelta) -> int:
    """Return how many numbers are left out where records had been silent so long: more than were given meanwhile.

    So two desks that resume from one backup, one after the other, begin where the other did not come. A clock that
    stands behind the last entry tells nothing: it counts as no time at all.
    """
    return AFTER_RESTORE + max(0, -(-silent // FASTEST))


def after_restore(act: SkippingAct, *, silent: timedelta) -> tuple[Series, ...]:
    """Begin every series after a gap, in the act by which a desk resumes from records that were `silent` so long.

    A series with fewer numbers left than that gives no more: it needs a new desk sign, and the rest goes on. Returns
    those that are at their end.
    """
    left = {series: act.left(series) for series in Series}
    for series, most in left.items():
        gap = min(gap_after(silent), most)
        if gap:
            skip(act, series, gap, reason=RESTORED)
    return tuple(series for series, most in left.items() if most <= gap_after(silent))
