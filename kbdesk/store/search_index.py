"""Filling the search index: behind the ledger, in jobs of so many entries, never in the transaction of an act."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import combinations
from typing import Final

from kbdesk.domain.search import SearchItem, item
from kbdesk.domain.search_near import deletion_keys
from kbdesk.domain.search_subjects import subjects
from kbdesk.store.engine import Database
from kbdesk.store.schema_3_search import STATEMENTS, TABLES

_TOLD_ELSEWHERE: Final = (
    *("custody.held", "fee.charged", "papers.sealed", "passage.counted"),
    *("paper.sent", "paper.printed", "paper.failed", "paper.unconfirmed", "paper.spoiled"),
    *("paper.withdrawn", "paper.surfaced"),
)
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
    last, items, about = after, list[tuple[int, SearchItem]](), list[tuple[str, int]]()
    for seq, at, officer, kind, body in ledger.execute(
        "SELECT e.seq, e.at, e.officer, e.kind, CASE WHEN e.kind IN (SELECT value FROM json_each(?)) THEN NULL "
        "ELSE b.body END FROM entries e LEFT JOIN bodies b ON b.seq = e.seq "
        "WHERE e.seq > ? ORDER BY e.seq LIMIT ?",
        (json.dumps(_TOLD_ELSEWHERE), after, most),
    ):
        last = seq
        if body is not None:
            said = json.loads(body)
            found = item(kind, said, at=datetime.fromisoformat(at), officer=officer)
            items += [] if found is None else [(seq, found)]
            about += ((subject, seq) for subject in subjects(kind, said))
    _write(index, items)
    _many(index, "INSERT INTO search_subjects (subject, entry) VALUES (?, ?)", about)
    index.execute("UPDATE search_cursor SET entry = ?", (last,))
    return last


def _write(db: Database, items: Sequence[tuple[int, SearchItem]]) -> None:
    """Enter items; the rows of all go into each table in its own order, so that a page is written once."""
    near = {seq: sorted({word for words in found.words for word in words}) for seq, found in items}
    known = _words(db, Counter(word for words in near.values() for word in words))
    words = {seq: sorted({known[word] for word in spelled}) for seq, spelled in near.items()}
    _many(
        db,
        "INSERT INTO search_items (entry, kind, number, name, born, plate, document, envelope, on_day, officer, "
        "passage, card, words, keys) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_row(seq, found, words[seq]) for seq, found in items),
    )
    _many(
        db,
        "INSERT INTO search_keys (key, entry) VALUES (?, ?)",
        ((key, seq) for seq, found in items for key in found.keys),
    )
    _many(
        db,
        "INSERT INTO search_postings (word, entry) VALUES (?, ?)",
        ((word, seq) for seq, of in words.items() for word in of),
    )
    _many(
        db,
        "INSERT INTO search_pairs (low, high, entry) VALUES (?, ?, ?)",
        ((low, high, seq) for seq, of in words.items() for low, high in combinations(of, 2)),
    )


def _row(seq: int, found: SearchItem, words: Sequence[int]) -> tuple[object, ...]:
    return (
        *(seq, str(found.kind), found.number, found.name, found.born, found.plate, found.document, found.envelope),
        *(found.on, found.officer, found.passage, found.card, json.dumps(words), json.dumps(sorted(found.keys))),
    )


def _words(db: Database, used: Mapping[str, int]) -> Mapping[str, int]:
    """Return the numbers of words, each used so many times more; new ones are entered with the keys of those near."""
    numbers, new = dict[str, int](), list[tuple[str, int]]()
    for word, times in used.items():
        number, uses = db.execute(
            "INSERT INTO search_words (word, uses) VALUES (?, ?) "
            "ON CONFLICT (word) DO UPDATE SET uses = uses + excluded.uses RETURNING id, uses",
            (word, times),
        ).fetchone()
        numbers[word] = int(number)
        if uses == times:
            new += ((key, number) for key in deletion_keys(word))
    _many(db, "INSERT INTO search_deletions (key, word) VALUES (?, ?)", new)
    return numbers


def _many(db: Database, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
    db.conn.executemany(statement, sorted(rows))
