"""Whether a machine's clock can be believed: what it showed when somebody looked, beside what cannot be set by hand.

Order comes from the ledger's chain, not from a clock; but papers, validity and the law go by the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

MOST_APART: Final = timedelta(minutes=5)
"""How far the clock may run from the machine's own count: time servers correct seconds, hands set minutes."""


class ClockDoubt(StrEnum):
    """Why a clock is not believed: it was set, nothing was recorded for too long, its zone is another."""

    MOVED = "moved"
    SILENT = "silent"
    ZONE = "zone"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockReading:
    """A look at a machine's clock.

    `running` are the seconds since the machine began the run that `boot` names (empty where a system does not tell);
    they count through sleep and nobody sets them. `zone` names the zone by its offsets in winter and summer.
    """

    wall: datetime
    boot: str
    running: int
    zone: str

    def to_json(self) -> Mapping[str, object]:
        """Return it as JSON values, for an entry."""
        return {"wall": self.wall.isoformat(), "boot": self.boot, "running": self.running, "zone": self.zone}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> ClockReading:
        """Return what JSON values say."""
        wall = datetime.fromisoformat(told["wall"])
        return cls(wall=wall, boot=told["boot"], running=int(told["running"]), zone=told["zone"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """The last look at the clock that is entered, and what was doubtful then and has not been attested.

    `moved` is how far the clock had gone from the machine's own count by then, in that run of the machine and since it
    was attested: what is set a few minutes at a time adds up.
    """

    reading: ClockReading
    doubt: ClockDoubt | None = None
    moved: timedelta = timedelta(0)


def moved(before: Sighting, now: ClockReading) -> timedelta:
    """Return how far a clock has gone from the machine's own count, nothing from one run of the machine to another."""
    then = before.reading
    if not now.boot or now.boot != then.boot:
        return timedelta(0)
    return before.moved + (now.wall - then.wall) - timedelta(seconds=now.running - then.running)


def doubt(
    before: Sighting | None, now: ClockReading, *, latest: datetime | None, most_silent: timedelta
) -> ClockDoubt | None:
    """Return why a clock is not believed now, None where it is. A doubt stands until two officers attest the time.

    Within one run of the machine the clock is held against the machine's own count. From one run to another nothing
    tells how long it was off: there the last entry, at `latest`, may be `most_silent` ago and no more.
    """
    if before is None or before.doubt is not None:
        return before.doubt if before is not None else None
    then = before.reading
    if now.zone != then.zone:
        return ClockDoubt.ZONE
    if now.boot and now.boot == then.boot:
        return ClockDoubt.MOVED if abs(moved(before, now)) > MOST_APART else None
    silent = latest is not None and now.wall - latest > most_silent
    return ClockDoubt.SILENT if silent else None
