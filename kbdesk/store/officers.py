"""The register of officers: the records, not the key slots, tell who is what and may enter what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from kbdesk.domain.officers import (
    RECOVERY,
    KnownOfficer,
    KnownSlot,
    Role,
    Standing,
    may_enter,
    may_second,
    takes_second,
    takes_two,
)
from kbdesk.store import known_slots
from kbdesk.store.engine import Database
from kbdesk.store.entry_body import text, value
from kbdesk.store.errors import RoleRefused, StoreBroken
from kbdesk.store.ledger import Entry

TABLES = ("officers", "sign_in_attempts")
_ROWS: Final = "SELECT name, role, standing, since FROM officers"


@dataclass(frozen=True, slots=True)
class OfficerBook:
    """The register over whatever gives it the database: the store, or an act."""

    reads: Callable[[], AbstractContextManager[Database]]

    def rows(self) -> tuple[KnownOfficer, ...]:
        """Return every officer that the desk ever had, in the order in which they came."""
        with self.reads() as db:
            return tuple(_row(row) for row in db.execute(f"{_ROWS} ORDER BY entry, name"))

    def attempts(self) -> int:
        """Return how far wrong passwords were counted when they were last entered."""
        with self.reads() as db:
            row = db.execute("SELECT counted FROM sign_in_attempts").fetchone()
        return 0 if row is None else int(row[0])

    def slots(self) -> Mapping[str, KnownSlot] | None:
        """Return by name which slot each password is to open, None where an older version recorded none."""
        with self.reads() as db:
            return known_slots.known(db)

    def find(self, name: str) -> KnownOfficer | None:
        """Return an officer, None for a name that the desk never had."""
        with self.reads() as db:
            return _found(db, name)


def require(db: Database, officer: str, kind: str, body: Mapping[str, object]) -> None:
    """Raise `RoleRefused` unless who acts, and who signs beside them, may make an entry of this kind now.

    Where it takes two, they are two; the sealed code alone needs nobody beside it for officers. The desk itself acts
    under no name. A store that knows no officers yet takes anybody's word. Raises `StoreBroken` for a `second` in an
    entry that nobody signs beside another: it would be something else, and taken for an officer's name.
    """
    named = body.get("second", "")
    if "second" in body and not takes_second(kind):
        raise StoreBroken(f"The entry {kind} names a second officer, and takes none; nothing was recorded.")
    second = named if isinstance(named, str) else ""
    if not officer or db.execute("SELECT 1 FROM officers LIMIT 1").fetchone() is None:
        return
    allowed = may_enter(_role(db, officer), kind)
    if takes_two(kind) and not (officer == RECOVERY and kind.startswith("officer.")):
        allowed = allowed and second not in ("", officer)
    if second:
        allowed = allowed and may_second(_role(db, second), kind)
    if not allowed:
        raise RoleRefused


def _role(db: Database, name: str) -> Role:
    """Return the role that an officer acts in; the sealed recovery code acts as an administrator does."""
    if name == RECOVERY:
        return Role.ADMINISTRATOR
    known = _found(db, name)
    if known is None or not known.active:
        raise RoleRefused
    return known.role


def _found(db: Database, name: str) -> KnownOfficer | None:
    row = db.execute(f"{_ROWS} WHERE name = ?", (name,)).fetchone()
    return None if row is None else _row(row)


def _row(row: Sequence[str]) -> KnownOfficer:
    name, role, standing, since = row
    return KnownOfficer(name=name, role=Role(role), standing=Standing(standing), since=datetime.fromisoformat(since))


def _came(db: Database, entry: Entry) -> None:
    """Take officers in: those of a desk just made or of one whose records did not know them, or one who was added."""
    for one in value(entry, "officers", Sequence):
        if not isinstance(one, Mapping):
            raise StoreBroken(f"The entry {entry.kind} names officers otherwise than it must; nothing was recorded.")
        db.execute(
            "INSERT INTO officers (name, entry, role, standing, since) VALUES (?, ?, ?, 'active', ?)",
            (str(one["name"]), entry.seq, str(Role(one["role"])), entry.at.isoformat()),
        )
    if "attempts" in entry.body:
        _counted(db, entry)


def _made(db: Database, entry: Entry) -> None:
    if "officers" in entry.body:
        _came(db, entry)


def _counted(db: Database, entry: Entry) -> None:
    db.execute(
        "INSERT INTO sign_in_attempts (one, entry, counted) VALUES (1, ?, ?) ON CONFLICT DO UPDATE "
        "SET entry = excluded.entry, counted = excluded.counted",
        (entry.seq, value(entry, "attempts", int)),
    )


def _suspended(db: Database, entry: Entry) -> None:
    _change(db, entry, "standing", Standing.SUSPENDED)


def _resumed(db: Database, entry: Entry) -> None:
    _change(db, entry, "standing", Standing.ACTIVE)


def _role_changed(db: Database, entry: Entry) -> None:
    _change(db, entry, "role", Role(text(entry, "role")))


def _change(db: Database, entry: Entry, column: str, to: str) -> None:
    changed = db.execute(
        f"UPDATE officers SET {column} = ?, since = ? WHERE name = ?",
        (str(to), entry.at.isoformat(), text(entry, "name")),
    )
    if changed.rowcount != 1:
        raise StoreBroken(f"The entry {entry.kind} names an officer who is not there; nothing was recorded.")


PROJECTIONS: Final[Mapping[str, Callable[[Database, Entry], None]]] = MappingProxyType(
    {
        "desk.opened": _made,
        "officers.known": _came,
        "officer.added": _came,
        "officer.suspended": _suspended,
        "officer.resumed": _resumed,
        "officer.role-changed": _role_changed,
        "sign-ins.failed": _counted,
    }
)
"""What each kind of entry means to this register."""
