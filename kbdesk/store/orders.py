"""The register of what officers ordered of the law: books activated, articles suspended, suspensions lifted."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from kbdesk.domain.orders import ActivatedBook, Orders, Suspension
from kbdesk.domain.vocabulary import Direction
from kbdesk.store.engine import Database
from kbdesk.store.entry_body import text, words
from kbdesk.store.errors import StoreBroken
from kbdesk.store.ledger import Entry

TABLES = ("books", "suspensions")

_BOOKS = "SELECT id, file, text, sha256, activated_at, officer, second FROM books"
_SUSPENSIONS = (
    "SELECT id, book, article, order_reference, suspended_at, officer, second, until, crossings, directions "
    "FROM suspensions"
)
_CHANGES = (
    "SELECT entry FROM books UNION SELECT entry FROM suspensions "
    "UNION SELECT lifted FROM suspensions WHERE lifted IS NOT NULL ORDER BY 1"
)


def current(db: Database) -> Orders:
    """Return everything ordered and not lifted, oldest first."""
    return _orders(db, _BOOKS + " ORDER BY entry", _SUSPENSIONS + " WHERE lifted IS NULL ORDER BY entry")


def before(db: Database, seq: int) -> Orders:
    """Return what was ordered and not lifted before an entry; suspensions signed since appear as signed."""
    return _orders(
        db,
        _BOOKS + " WHERE entry < :seq ORDER BY entry",
        _SUSPENSIONS + " WHERE entry < :seq AND (lifted IS NULL OR lifted >= :seq) ORDER BY entry",
        {"seq": seq},
    )


def changes(db: Database) -> tuple[int, ...]:
    """Return the numbers of the entries by which the orders changed, in order."""
    return tuple(seq for (seq,) in db.execute(_CHANGES))


def _orders(db: Database, books: str, suspensions: str, values: Mapping[str, int] = MappingProxyType({})) -> Orders:
    return Orders(
        books=tuple(_book(row) for row in db.execute(books, dict(values))),
        suspensions=tuple(_suspension(row) for row in db.execute(suspensions, dict(values))),
    )


def _book(row: tuple[str, ...]) -> ActivatedBook:
    book, file, content, sha256, activated_at, officer, second = row
    return ActivatedBook(
        id=book,
        file=file,
        text=content,
        sha256=sha256,
        activated_at=datetime.fromisoformat(activated_at),
        officer=officer,
        second=second,
    )


def _suspension(row: tuple[str, ...]) -> Suspension:
    suspension, book, article, order_reference, suspended_at, officer, second, until, crossings, directions = row
    return Suspension(
        id=suspension,
        book=book,
        article=article,
        order_reference=order_reference,
        suspended_at=datetime.fromisoformat(suspended_at),
        officer=officer,
        second=second,
        until=datetime.fromisoformat(until) if until else None,
        crossings=tuple(json.loads(crossings)),
        directions=tuple(Direction(word) for word in json.loads(directions)),
    )


def _activated(db: Database, entry: Entry) -> None:
    said = tuple(text(entry, key) for key in ("id", "file", "text", "sha256", "signature"))
    db.execute(
        "INSERT INTO books (entry, id, file, text, sha256, signature, activated_at, officer, second) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (entry.seq, *said, entry.at.isoformat(), entry.officer, text(entry, "second")),
    )


def _suspended(db: Database, entry: Entry) -> None:
    second = text(entry, "second")
    said = tuple(text(entry, key) for key in ("id", "book", "article", "order_reference"))
    lists = tuple(json.dumps(words(entry, key)) for key in ("crossings", "directions"))
    signed = entry.seq if second else None
    db.execute(
        "INSERT INTO suspensions (id, book, article, order_reference, entry, suspended_at, officer, second, until, "
        "crossings, directions, signed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*said, entry.seq, entry.at.isoformat(), entry.officer, second, text(entry, "until"), *lists, signed),
    )


def _signed(db: Database, entry: Entry) -> None:
    db.execute(
        "UPDATE suspensions SET second = ?, signed = ? WHERE id = ? AND signed IS NULL AND lifted IS NULL",
        (text(entry, "second"), entry.seq, text(entry, "id")),
    )
    _require(db, entry, "signed")


def _lifted(db: Database, entry: Entry) -> None:
    db.execute("UPDATE suspensions SET lifted = ? WHERE id = ? AND lifted IS NULL", (entry.seq, text(entry, "id")))
    _require(db, entry, "lifted")


def _require(db: Database, entry: Entry, column: str) -> None:
    """Raise `StoreBroken` unless the entry has changed its suspension."""
    row = db.execute(f"SELECT {column} FROM suspensions WHERE id = ?", (text(entry, "id"),)).fetchone()
    if row != (entry.seq,):
        raise StoreBroken(f"There is no suspension that {entry.kind} could change; nothing was recorded.")


PROJECTIONS: Final[Mapping[str, Callable[[Database, Entry], None]]] = MappingProxyType(
    {
        "rulebook.activated": _activated,
        "rulebook.suspended": _suspended,
        "suspension.signed": _signed,
        "suspension.lifted": _lifted,
    }
)
"""What each kind of entry means to this register."""
