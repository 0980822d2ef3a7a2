"""Numbers that no paper will ever bear: skipped on purpose, and entered with the reason."""

from __future__ import annotations

from typing import Final, Protocol

from kbdesk.desk.ports import Body
from kbdesk.domain.vocabulary import Series

AFTER_RESTORE: Final = 1_000
"""How many numbers a restored desk leaves out of each series: none that the lost disk gave away comes twice."""
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


def after_restore(act: SkippingAct) -> None:
    """Begin every series after a gap, in the act by which a desk resumes from a backup.

    A series with fewer numbers left than that gives no more: it needs a new desk sign, and the rest goes on.
    """
    for series in Series:
        gap = min(AFTER_RESTORE, act.left(series))
        if gap:
            skip(act, series, gap, reason=RESTORED)
