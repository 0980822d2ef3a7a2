"""Filling the search index: behind the ledger, in jobs of so many entries, never in the transaction of an act."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import combinations
from typing import Any, Final

from kbdesk.domain.search import SearchItem, item
from kbdesk.domain.search_near import deletion_keys
from kbdesk.domain.search_subjects import subjects
from kbdesk.store.engine import Database
from kbdesk.store.schema_3_search import STATEMENTS, TABLES

_TOLD_ELSEWHERE: Final = ("custody.held", "fee.charged", "papers.sealed", "paper.printed", "passage.counted")
"""Kinds that the registers find by passage or paper, and that name nobody: their bodies are not even read."""


def make(db: Database) -> None:
    """Make the tables in a database that has none, but not what watches over the ledger's bodies."""
    for statement in STATEMENTS:
        if "ON bodies" not in statement:
            db.execute(statement)


def drop(db: Database) -> None:
    """Drop the index and make it anew, empty."""
    for table in TABLES:
        db.execute(f"DROP TABLE {table}")
    make(db)


def reached(db: Database) -> int:
    """Return the number of the last entry that was looked at."""
    return int(db.execute("SELECT entry FROM search_cursor").fetchone()[0])


def behind(db: Database) -> int:
    """Return how many entries are still to be looked at."""
    last = int(db.execute("SELECT coalesce(max(seq), 0) FROM entries").fetchone()[0])
    return last - reached(db)


def index_next(ledger: Database, index: Database, *, after: int, most: int) -> int:
    """Look at the next entries of a ledger, `most` of them, and return the number of the last one.

    An entry whose body was removed is passed over. `ledger` and `index` may be one database.
    """
    last = after
    for seq, at, officer, kind, body in ledger.execute(
        "SELECT e.seq, e.at, e.officer, e.kind, CASE WHEN e.kind IN (SELECT value FROM json_each(?)) THEN NULL "
        "ELSE b.body END FROM entries e LEFT JOIN bodies b ON b.seq = e.seq "
        "WHERE e.seq > ? ORDER BY e.seq LIMIT ?",
        (json.dumps(_TOLD_ELSEWHERE), after, most),
    ).fetchall():
        last = seq
        if body is not None:
            _entry(index, seq, kind, json.loads(body), at=datetime.fromisoformat(at), officer=officer)
    index.execute("UPDATE search_cursor SET entry = ?", (last,))
    return last


def _entry(db: Database, seq: int, kind: str, body: Mapping[str, Any], *, at: datetime, officer: str) -> None:
    found = item(kind, body, at=at, officer=officer)
    if found is not None:
        _item(db, seq, found)
    _many(db, "INSERT INTO search_subjects (subject, entry) VALUES (?, ?)", ((s, seq) for s in subjects(kind, body)))


def _item(db: Database, seq: int, found: SearchItem) -> None:
    words = sorted({_word(db, word) for word in sorted({near for word in found.words for near in word})})
    keys = sorted(found.keys)
    db.execute(
        "INSERT INTO search_items (entry, kind, number, name, born, plate, document, envelope, on_day, officer, "
        "passage, card, words, keys) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(seq, str(found.kind), found.number, found.name, found.born, found.plate, found.document, found.envelope),
            *(found.on, found.officer, found.passage, found.card, json.dumps(words), json.dumps(keys)),
        ),
    )
    _many(db, "INSERT INTO search_keys (key, entry) VALUES (?, ?)", ((key, seq) for key in keys))
    _many(db, "INSERT INTO search_postings (word, entry) VALUES (?, ?)", ((word, seq) for word in words))
    _many(
        db,
        "INSERT INTO search_pairs (low, high, entry) VALUES (?, ?, ?)",
        ((low, high, seq) for low, high in combinations(words, 2)),
    )


def _word(db: Database, word: str) -> int:
    """Return the number of a word, one more time used; a new one is entered with the keys of those near to it."""
    number, uses = db.execute(
        "INSERT INTO search_words (word, uses) VALUES (?, 1) ON CONFLICT (word) DO UPDATE SET uses = uses + 1 "
        "RETURNING id, uses",
        (word,),
    ).fetchone()
    if uses == 1:
        keys = sorted(deletion_keys(word))
        _many(db, "INSERT INTO search_deletions (key, word) VALUES (?, ?)", ((key, number) for key in keys))
    return int(number)


def _many(db: Database, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
    db.conn.executemany(statement, rows)
