"""The imported watchlist: replaced whole, asked exactly. It is no register: the ledger holds no names of the list."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from types import MappingProxyType
from typing import Final

from kbdesk.domain.facts import Hit, HitOn, WatchlistAnswer
from kbdesk.domain.passage import PassageDraft, TravelerDraft
from kbdesk.domain.people import name_keys
from kbdesk.domain.watchlist import WatchlistLine, document_keys, line_keys
from kbdesk.store.engine import Database

_TOGETHER: Final = 500
"""Keys asked for at once."""
_FIELDS: Final = tuple(one.name for one in fields(WatchlistLine))
_STATE: Final = re.compile(r"[A-Z]{1,3}")
_ONE_STATE: Final[Mapping[str, str]] = MappingProxyType({"KS": "RKS", "UNK": "RKS"})
"""Codes under which one place issues documents (Doc 9303-3 section 5)."""


def replace(db: Database, lines: Sequence[WatchlistLine], *, at: datetime, sha256: str) -> None:
    """Put a list in the place of the one before."""
    for table in ("watchlist_keys", "watchlist", "watchlist_import"):
        db.execute(f"DELETE FROM {table}")
    db.conn.executemany(
        "INSERT INTO watchlist (line, reference, document_number, issuing_state, surname, given_names, birth_date) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (n, i.reference, i.document_number, i.issuing_state, i.surname, i.given_names, i.birth_date)
            for n, i in enumerate(lines, 1)
        ),
    )
    db.conn.executemany(
        "INSERT INTO watchlist_keys (key, line) VALUES (?, ?)",
        ((key, n) for n, line in enumerate(lines, 1) for key in sorted(line_keys(line))),
    )
    db.execute(
        "INSERT INTO watchlist_import (one, imported_at, lines, sha256) VALUES (1, ?, ?, ?)",
        (at.isoformat(), len(lines), sha256),
    )


def gone(db: Database, lines: Iterable[WatchlistLine]) -> int:
    """Return how many lines of the list that stands are not, word for word, among others."""
    kept = {tuple(getattr(line, name) for name in _FIELDS) for line in lines}
    return sum(tuple(row) not in kept for row in db.execute(f"SELECT {', '.join(_FIELDS)} FROM watchlist"))


def answer(db: Database, draft: PassageDraft) -> WatchlistAnswer | None:
    """Return what the list says of a draft's travelers, None while none was imported."""
    here = imported(db)
    if here is None:
        return None
    asked = {path: _asked(card) for path, card in draft.cards() if isinstance(card, TravelerDraft)}
    found = _lines(db, {key for card in asked.values() for key in card})
    hits = {path: _hits(card, found) for path, card in asked.items()}
    return WatchlistAnswer(
        imported_at=here[0],
        lines=here[1],
        hits={path: hit for path, hit in hits.items() if hit},
    )


def imported(db: Database) -> tuple[datetime, int] | None:
    """Return when the list was imported and how many lines it has, None while none was."""
    row = db.execute("SELECT imported_at, lines FROM watchlist_import").fetchone()
    return None if row is None else (datetime.fromisoformat(row[0]), int(row[1]))


def find(db: Database, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the references of the lines that any of some keys finds, in the list's own order."""
    found = {line: reference for lines in _lines(db, set(keys)).values() for line, reference, _ in lines}
    return tuple(dict.fromkeys(found[line] for line in sorted(found)))


def _asked(card: TravelerDraft) -> dict[str, str]:
    """Return the keys of a card, those of documents with the state that issued them, and empty text for the name's."""
    documents = [(card.document_number, card.document_issuing_state)]
    documents += [(document.number, document.issuing_state) for document in card.documents]
    by_document = {key: _state(state) for number, state in documents for key in document_keys(number)}
    return by_document | dict.fromkeys(name_keys(card.surname, card.given_names, card.birth_date), "")


def _state(code: str) -> str:
    """Return a state by one code, empty where it is none: what is not known must not keep a hit away."""
    upper = code.strip().upper()
    return _ONE_STATE.get(upper, upper) if _STATE.fullmatch(upper) else ""


def _lines(db: Database, keys: set[str]) -> dict[str, list[tuple[int, str, str]]]:
    """Return line, reference and issuing state of what each key finds."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    ordered = sorted(keys)
    for start in range(0, len(ordered), _TOGETHER):
        rows = db.execute(
            "SELECT k.key, k.line, w.reference, w.issuing_state FROM watchlist_keys k JOIN watchlist w USING (line) "
            "WHERE k.key IN (SELECT value FROM json_each(?)) ORDER BY k.key, k.line",
            (json.dumps(ordered[start : start + _TOGETHER]),),
        )
        for key, line, reference, state in rows:
            found.setdefault(key, []).append((line, reference, state))
    return found


def _hits(asked: Mapping[str, str], found: Mapping[str, list[tuple[int, str, str]]]) -> tuple[Hit, ...]:
    """Return the hits of a card. A document of another state than the line's is another document."""
    hits = {
        (line, HitOn.DOCUMENT_NUMBER if key.startswith("d ") else HitOn.NAME_AND_BIRTH_DATE): reference
        for key, state in asked.items()
        for line, reference, listed in found.get(key, ())
        if not (state and listed and state != _state(listed))
    }
    ordered = sorted(hits.items(), key=lambda item: (item[0][0], item[0][1]))
    return tuple(dict.fromkeys(Hit(reference=reference, on=on) for (_, on), reference in ordered))
