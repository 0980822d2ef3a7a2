"""The clocks: the machine's, and the drill desk's own. Nothing below this room reads one."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from kbdesk.domain.honest_time import ClockReading

ZONE = ZoneInfo("Europe/Belgrade")
_BOOT = Path("/proc/sys/kernel/random/boot_id")
DRILL_BEGINS = datetime(2022, 8, 10, 8, 0, tzinfo=ZONE)


def machine_now() -> datetime:
    """Return the machine's instant, in the zone of the crossing."""
    return datetime.now(ZONE)


class WallClock:
    """The machine's own clock, in whole seconds; a real desk's, watched for having been set."""

    def __init__(self, most_silent: timedelta = timedelta(hours=24)) -> None:
        """Between two runs of the machine nothing need be recorded for so long; the records may say otherwise."""
        self.most_silent = most_silent

    def reading(self) -> ClockReading:
        """Look at the clock, and at what cannot be set."""
        return ClockReading(wall=self.now(), boot=_boot(), running=_running(), zone=_zone(self.now().year))

    def now(self) -> datetime:
        """Return the instant."""
        return machine_now().replace(microsecond=0)


class DrillClock:
    """A drill desk's clock: it stood at `begins` when the machine's clock stood at `wall`, and runs on from there."""

    def __init__(self, wall: datetime, begins: datetime = DRILL_BEGINS) -> None:
        self._wall, self._begins = wall, begins

    def now(self) -> datetime:
        """Return the instant, in whole seconds."""
        elapsed = machine_now().astimezone(UTC) - self._wall.astimezone(UTC)
        return (self._begins.astimezone(UTC) + elapsed).astimezone(ZONE).replace(microsecond=0)


class StillClock:
    """A clock set for one command (``--at``): it stands still, so that the command's papers carry that instant."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(ZONE).replace(microsecond=0)

    def now(self) -> datetime:
        """Return the instant."""
        return self._at


def _boot() -> str:
    """Return what names this run of the machine; empty where the system does not tell."""
    return _BOOT.read_text("ascii").strip() if _BOOT.exists() else ""


def _running() -> int:
    """Return the seconds since the machine was started, asleep or awake."""
    return int(time.clock_gettime(time.CLOCK_BOOTTIME)) if hasattr(time, "CLOCK_BOOTTIME") else 0


def _zone(year: int) -> str:
    """Return the machine's zone by its offsets in winter and in summer, read anew."""
    time.tzset()
    days = (datetime(year, month, 1, tzinfo=UTC).astimezone() for month in (1, 7))
    return "/".join(f"{day:%z}" for day in days)
