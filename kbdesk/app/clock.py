"""The clocks: the machine's, and the drill desk's own. Nothing below this room reads one."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Belgrade")
DRILL_BEGINS = datetime(2022, 8, 10, 8, 0, tzinfo=ZONE)


def machine_now() -> datetime:
    """Return the machine's instant, in the zone of the crossing."""
    return datetime.now(ZONE)


class WallClock:
    """The machine's own clock, in whole seconds."""

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
