"""What the ledger recorded of cards, read a stretch of entries at a time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from kbdesk.desk.ports import EntryRow
from kbdesk.store.engine import Database

_ROWS = "SELECT e.seq, e.at, e.kind, b.body FROM entries e JOIN bodies b ON b.seq = e.seq "
_WIDEST = timedelta(days=2)
"""Instants are compared as texts first: two that differ by more than any two offsets do are in the right order."""
_CARDS = "(e.kind LIKE '%.recorded' OR e.kind = 'passage.counted')"


def last(db: Database) -> int:
    """Return the number of the last entry, 0 for an empty ledger."""
    return int(db.execute("SELECT coalesce(max(seq), 0) FROM entries").fetchone()[0])


def stretch(db: Database, after: int, *, until: int, since: datetime, most: int) -> Sequence[EntryRow]:
    """Return the first `most` of what recorded or counted cards, after one entry up to another.

    Only what still has a body is returned, and nothing more than two days before `since`.
    """
    where = f"WHERE e.seq > ? AND e.seq <= ? AND e.at >= ? AND {_CARDS} ORDER BY e.seq LIMIT ?"
    early = (since - _WIDEST).isoformat()
    return [_row(row) for row in db.execute(_ROWS + where, (after, until, early, most))]


def of_passage(db: Database, passage: str) -> Sequence[EntryRow]:
    """Return what recorded the cards of a passage, in order."""
    where = f"WHERE e.seq IN (SELECT entry FROM passages WHERE passage = ?) AND {_CARDS} ORDER BY e.seq"
    return [_row(row) for row in db.execute(_ROWS + where, (passage,))]


def _row(row: tuple[int, str, str, bytes]) -> EntryRow:
    seq, at, kind, body = row
    return EntryRow(seq=seq, at=datetime.fromisoformat(at), kind=kind, body=json.loads(body))
