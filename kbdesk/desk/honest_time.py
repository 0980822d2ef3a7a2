"""Time is honest: a real desk whose clock cannot be believed issues nothing until two officers attest it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from kbdesk.desk.ports import Clock
from kbdesk.desk.shift_errors import ShiftError
from kbdesk.domain.honest_time import ClockDoubt, ClockReading, Sighting, doubt, moved


@runtime_checkable
class WatchedClock(Clock, Protocol):
    """A real desk's clock, which somebody can set; a drill's own is none."""

    most_silent: timedelta

    def reading(self) -> ClockReading:
        """Look at the clock, and at what cannot be set."""


class ClockBook(Protocol):
    """What is entered of the clock."""

    def latest(self, after: int) -> datetime | None:
        """Return the latest instant of the entries after one, or after the clock was last attested."""

    def sighted(self) -> Sighting | None:
        """Return the last look at the clock."""


def doubt_now(book: ClockBook, clock: Clock, *, latest: datetime | None = None) -> ClockDoubt | None:
    """Return why a clock is not believed now; at a sign-in `latest` is when something was recorded last."""
    if not isinstance(clock, WatchedClock):
        return None
    return doubt(book.sighted(), clock.reading(), latest=latest, most_silent=clock.most_silent)


def require_honest(book: ClockBook, clock: Clock, at: datetime, *, after: int) -> None:
    """Raise `ShiftError` where a real desk's clock stands behind what was recorded after an entry, or is doubtful."""
    latest = book.latest(after)
    if latest is not None and at < latest:
        raise ShiftError("shift.clock-back", at=latest.isoformat())
    found = doubt_now(book, clock)
    if found is not None:
        raise ShiftError(f"shift.clock-{found}")


def sighting_body(clock: Clock, found: ClockDoubt | None, *, before: Sighting | None) -> Mapping[str, object]:
    """Return the part of an entry that tells of a look at the clock; nothing of a drill's own.

    `before` is the look that it is held against, None where the clock is attested.
    """
    if not isinstance(clock, WatchedClock):
        return {}
    now = clock.reading()
    apart = 0 if before is None else int(moved(before, now).total_seconds())
    return {"clock": {**now.to_json(), "doubt": found or "", "moved": apart}}
