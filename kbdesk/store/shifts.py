"""The register of shifts: which one is open, what the last one left, and what the ledger holds of one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from kbdesk.desk.shift_figures import ShiftEntry
from kbdesk.domain.honest_time import ClockDoubt, ClockReading, Sighting
from kbdesk.domain.shift import Shift, ShiftCount
from kbdesk.domain.vocabulary import Disposition
from kbdesk.store import fees, stock
from kbdesk.store.engine import Database
from kbdesk.store.entry_body import text, value
from kbdesk.store.errors import StoreBroken
from kbdesk.store.ledger import Entry

TABLES = ("shifts",)

_SHIFTS = (
    "SELECT id, entry, opened_at, opened_by, officer, float_amount, custody, stock, explanation, closed_at FROM shifts"
)

_ENTRIES = (
    "SELECT e.seq, e.at, e.officer, e.kind, b.body, lower(hex(e.digest)) FROM entries e JOIN bodies b ON b.seq = e.seq"
)


@dataclass(frozen=True, slots=True)
class ShiftBook:
    """Implements `kbdesk.desk.shift.Shifts` over whatever gives it the database: the store, or an act."""

    reads: Callable[[], AbstractContextManager[Database]]

    def current(self) -> Shift | None:
        """Return the shift that is open."""
        with self.reads() as db:
            return current(db)

    def get(self, shift: str) -> Shift | None:
        """Return a shift by id."""
        with self.reads() as db:
            return _one(db, " WHERE id = ?", shift)

    def last(self) -> Shift | None:
        """Return the shift opened last."""
        with self.reads() as db:
            return _one(db, " ORDER BY entry DESC LIMIT 1")

    def left(self) -> ShiftCount | None:
        """Return what the shift closed last left for the next one, None where none was closed yet."""
        with self.reads() as db:
            row = db.execute(
                "SELECT cash_left, custody_left, stock_left FROM shifts WHERE closed IS NOT NULL "
                "ORDER BY closed DESC LIMIT 1"
            ).fetchone()
        return None if row is None else ShiftCount(cash=Decimal(row[0]), custody=row[1], stock=json.loads(row[2]))

    def expected(self, shift: Shift) -> ShiftCount:
        """Return what should be there now: cash since the last count, envelopes held, blanks in hand."""
        with self.reads() as db:
            return ShiftCount(
                cash=fees.drawer(db, shift.float_amount, since=shift.entry), custody=_held(db), stock=_in_hand(db)
            )

    def held(self) -> ShiftCount:
        """Return the envelopes held and the blanks in hand, without a drawer."""
        with self.reads() as db:
            return ShiftCount(cash=Decimal("0.00"), custody=_held(db), stock=_in_hand(db))

    def entries(self, first: int) -> tuple[ShiftEntry, ...]:
        """Return every entry from one on, in order, as far as retention has left it its body."""
        with self.reads() as db:
            return tuple(_entry(row) for row in db.execute(f"{_ENTRIES} WHERE e.seq >= ? ORDER BY e.seq", (first,)))

    def gone_back(self, before: int | None = None) -> tuple[ShiftEntry, ...]:
        """Return the entries on signing in to what had gone back, since a shift was closed last (`before` an entry)."""
        with self.reads() as db:
            closed = "SELECT coalesce(max(closed), 0) FROM shifts WHERE closed < coalesce(?, 9e18)"
            kinds = "('store.went-back', 'sign-ins.failed', 'shelf.disputed', 'settings.disputed', 'slots.disputed')"
            rows = db.execute(f"{_ENTRIES} WHERE e.seq > ({closed}) AND e.kind IN {kinds} ORDER BY e.seq", (before,))
            return tuple(_entry(row) for row in rows)

    def head(self) -> tuple[int, str]:
        """Return number and digest (64 hex digits) of the last entry; 0 and zeros for an empty ledger."""
        with self.reads() as db:
            row = db.execute("SELECT seq, lower(hex(digest)) FROM entries ORDER BY seq DESC LIMIT 1").fetchone()
        return (0, "0" * 64) if row is None else (int(row[0]), str(row[1]))

    def latest(self, after: int) -> datetime | None:
        """Return the latest instant of the entries after one, or after the clock was last attested."""
        with self.reads() as db:
            rows = db.execute(
                "SELECT at FROM entries WHERE seq > max(?, (SELECT coalesce(max(seq), 0) FROM entries "
                "WHERE kind = 'clock.attested' AND seq > ?))",
                (after, after),
            )
            return max((datetime.fromisoformat(at) for (at,) in rows), default=None)

    def gap_since(self) -> datetime | None:
        """Return since when a gap of numbers is due that waits for an attested clock, None where none does."""
        with self.reads() as db:
            rows = db.execute(
                "SELECT b.body FROM entries e JOIN bodies b ON b.seq = e.seq WHERE e.kind = 'store.went-back' "
                "AND e.seq > (SELECT coalesce(max(seq), 0) FROM entries WHERE kind = 'clock.attested') ORDER BY e.seq"
            )
            since = (json.loads(body).get("gap_since") for (body,) in rows)
            return next((datetime.fromisoformat(one) for one in since if one), None)

    def sighted(self) -> Sighting | None:
        """Return the last look at the machine's clock that is entered; None before there was one."""
        with self.reads() as db:
            row = db.execute(
                "SELECT b.body FROM entries e JOIN bodies b ON b.seq = e.seq "
                "WHERE e.kind IN ('officer.signed-in', 'clock.attested') ORDER BY e.seq DESC LIMIT 1"
            ).fetchone()
        told = None if row is None else json.loads(row[0]).get("clock")
        if told is None:
            return None
        found = ClockDoubt(told["doubt"]) if told["doubt"] else None
        moved = timedelta(seconds=told.get("moved", 0))
        return Sighting(reading=ClockReading.from_json(told), doubt=found, moved=moved)

    def closing(self, shift: str) -> tuple[ShiftEntry, str] | None:
        """Return the entry that closed a shift and its digest, None while it is open."""
        with self.reads() as db:
            row = db.execute(f"{_ENTRIES} WHERE e.seq = (SELECT closed FROM shifts WHERE id = ?)", (shift,)).fetchone()
        return None if row is None else (_entry(row), str(row[5]))

    def unprinted(self) -> int:
        """Return how many papers were recorded and not printed."""
        with self.reads() as db:
            return int(db.execute("SELECT count(*) FROM papers WHERE printed IS NULL").fetchone()[0])


def current(db: Database) -> Shift | None:
    """Return the shift that is open."""
    return _one(db, " WHERE closed IS NULL")


def _one(db: Database, where: str, *values: object) -> Shift | None:
    row = db.execute(_SHIFTS + where, values).fetchone()
    if row is None:
        return None
    shift, entry, opened_at, opened_by, officer, float_amount, custody, stock, explanation, closed_at = row
    return Shift(
        id=shift,
        entry=entry,
        opened_at=datetime.fromisoformat(opened_at),
        opened_by=opened_by,
        officer=officer,
        float_amount=Decimal(float_amount),
        custody=custody,
        stock=json.loads(stock),
        explanation=explanation,
        closed_at=datetime.fromisoformat(closed_at) if closed_at else None,
    )


def _entry(row: tuple[int, str, str, str, bytes, str]) -> ShiftEntry:
    seq, at, officer, kind, body, _ = row
    return ShiftEntry(seq=seq, at=datetime.fromisoformat(at), officer=officer, kind=kind, body=json.loads(body))


def _held(db: Database) -> int:
    row = db.execute("SELECT count(*) FROM envelopes WHERE state = ? AND missing = 0", (Disposition.HELD,)).fetchone()
    return int(row[0])


def _in_hand(db: Database) -> dict[str, int]:
    """Return the blanks in hand by kind: those that can be issued."""
    return {str(kind): count for kind, count in sorted(stock.to_issue(db).items())}


def _opened(db: Database, entry: Entry) -> None:
    if current(db) is not None:
        raise StoreBroken("A shift is open already; nothing was recorded.")
    db.execute(
        "INSERT INTO shifts (id, entry, opened_at, opened_by, officer, float_amount, custody, stock, explanation) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            text(entry, "shift"),
            entry.seq,
            entry.at.isoformat(),
            entry.officer,
            entry.officer,
            text(entry, "float"),
            value(entry, "custody", int),
            json.dumps(value(entry, "stock", Mapping), sort_keys=True),
            text(entry, "explanation"),
        ),
    )


def _handed_over(db: Database, entry: Entry) -> None:
    _require_open(db, entry)
    db.execute("UPDATE shifts SET officer = ? WHERE id = ?", (text(entry, "to"), text(entry, "shift")))


def _closed(db: Database, entry: Entry) -> None:
    _require_open(db, entry)
    left = value(entry, "left", Mapping)
    db.execute(
        "UPDATE shifts SET closed = ?, closed_at = ?, cash_left = ?, custody_left = ?, stock_left = ? WHERE id = ?",
        (
            entry.seq,
            entry.at.isoformat(),
            str(left["cash"]),
            int(left["custody"]),
            json.dumps(left["stock"], sort_keys=True),
            text(entry, "shift"),
        ),
    )
    db.execute("INSERT INTO passages (passage, entry, card) VALUES (?, ?, '')", (text(entry, "shift"), entry.seq))


def _require_open(db: Database, entry: Entry) -> None:
    """Raise `StoreBroken` unless the entry speaks of the shift that is open."""
    found = current(db)
    if found is None or found.id != text(entry, "shift"):
        raise StoreBroken(f"There is no open shift of which {entry.kind} could speak; nothing was recorded.")


PROJECTIONS: Final[Mapping[str, Callable[[Database, Entry], None]]] = MappingProxyType(
    {"shift.opened": _opened, "shift.handed-over": _handed_over, "shift.closed": _closed}
)
"""What each kind of entry means to this register."""
