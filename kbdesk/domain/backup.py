"""A backup of a desk: what it holds, how its file is called, and how long it is kept."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

SUFFIX: Final = ".kbdesk"
_NAME: Final = re.compile(r"kbdesk-([A-Z][1-9A-Z])(-drill)?-(\d{8}T\d{6}[+-]\d{4})\.kbdesk")
_BEFORE: Final = re.compile(r"desk-schema-\d+-(\d{8}T\d{6}[+-]\d{4})\.db")


class Occasion(StrEnum):
    """Why a backup was made."""

    ON_DEMAND = "on-demand"
    SHIFT_CLOSED = "shift-closed"
    REKEYED = "rekeyed"
    PRUNED = "pruned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What a backup holds: whose, as of when, and how far its ledger goes.

    `head` is the digest of its last entry, 64 hex digits; `schema` that of its store, `size` the bytes of its file.
    """

    letter: str
    desk: str
    drill: bool
    at: datetime
    schema: int
    entries: int
    head: str
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A file that holds the records as they were at an instant: a backup, or the store before a step of its schema."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How long backups are kept in the desk's folder for them: so many at most, and none older than so many days."""

    most: int
    days: int

    def within(self, days: int) -> Keeping:
        """Return the same, none older than so many days either."""
        return replace(self, days=min(self.days, days))


class PlaceState(StrEnum):
    """How the folder for backups stands: the desk's own where nobody chose one, else what is to be said of that."""

    OWN = "own"
    SAME_DISK = "same-disk"
    READY = "ready"
    MISSING = "missing"
    UNWRITABLE = "unwritable"

    @property
    def usable(self) -> bool:
        """Tell whether backups can be kept there."""
        return self not in (PlaceState.MISSING, PlaceState.UNWRITABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlace:
    """A folder for backups, how it stands, and of when the newest of this desk's there is."""

    folder: str
    state: PlaceState
    newest: datetime | None = None


def file_name(letter: str, desk: str, at: datetime, *, drill: bool) -> str:
    """Return the name of a backup's file: whose it is and of when, and nothing of a person.

    >>> file_name("J", "2", datetime.fromisoformat("2022-08-10T08:00:00+02:00"), drill=True)
    'kbdesk-J2-drill-20220810T080000+0200.kbdesk'
    """
    return f"kbdesk-{letter}{desk}{'-drill' if drill else ''}-{at:%Y%m%dT%H%M%S%z}{SUFFIX}"


def copies(names: Collection[str], letter: str, desk: str, *, drill: bool) -> tuple[Copy, ...]:
    """Return the copies of one desk's records among some files, the oldest first.

    >>> [copy.name for copy in copies(["kbdesk-J2-20220810T080000+0200.kbdesk", "a.kbdesk"], "J", "2", drill=False)]
    ['kbdesk-J2-20220810T080000+0200.kbdesk']
    """
    backups = [m for name in names if (m := _NAME.fullmatch(name)) and (m[1], bool(m[2])) == (letter + desk, drill)]
    before = [m for name in names if (m := _BEFORE.fullmatch(name))]
    dated = [*((m[3], m[0]) for m in backups), *((m[1], m[0]) for m in before)]
    return tuple(sorted((Copy(name=name, at=datetime.fromisoformat(at)) for at, name in dated), key=lambda c: c.at))


def before_step(schema: int, at: datetime) -> str:
    """Return the name of the store as it was before a step of its schema, by the machine's clock.

    >>> before_step(5, datetime.fromisoformat("2022-11-10T08:00:00+01:00"))
    'desk-schema-5-20221110T080000+0100.db'
    """
    return f"desk-schema-{schema}-{at:%Y%m%dT%H%M%S%z}.db"


def left_over(names: Collection[str], *, newest: str) -> tuple[str, ...]:
    """Return what kills left of backups of the same desk that never took their place."""
    known = _NAME.fullmatch(newest)
    half = [name for name in names if name.startswith(".") and name.endswith(".new")]
    named = [(name, _NAME.fullmatch(name[1:-4])) for name in half]
    return tuple(name for name, m in named if m and known and (m[1], m[2]) == (known[1], known[2]))


def outdated(names: Collection[str], *, newest: str, keeping: Keeping) -> tuple[str, ...]:
    """Return which files need no longer be kept once `newest` is there; it never is among them.

    Only backups of the same desk count, by their names; one of a later time than `newest` is left alone.
    """
    known = _NAME.fullmatch(newest)
    if known is None:
        return ()
    now = datetime.fromisoformat(known[3])
    same = [m for name in names if (m := _NAME.fullmatch(name)) and (m[1], m[2]) == (known[1], known[2])]
    dated = sorted(((datetime.fromisoformat(m[3]), m[0]) for m in same), reverse=True)
    older = [(at, name) for at, name in dated if at <= now and name != newest]
    late = now - timedelta(days=keeping.days)
    return tuple(name for place, (at, name) in enumerate(older, 2) if place > keeping.most or at < late)
