"""The search index as the desk asks it: caught up in small jobs, asked by text, rebuilt at will."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, Final

from kbdesk.domain import search
from kbdesk.domain.search import Asked, CaseEntry, Matched, SearchKind, SearchRow, text_keys
from kbdesk.domain.search_subjects import of_envelope, of_number, of_passage
from kbdesk.domain.vocabulary import PermitState
from kbdesk.store import search_find, search_index
from kbdesk.store.connection import Connection
from kbdesk.store.engine import Database, connect_unkeyed
from kbdesk.store.registers import document_key

_MOST_BESIDE: Final = 2000
"""Entries that an onlooker, who may not write, looks at in memory on top of the index."""
_REGISTERS: Final = {SearchKind.PERMIT: "permits", SearchKind.REGISTRATION: "registrations"}
_MOST_OF_A_DOCUMENT: Final = 20


class SearchIndex:
    """Implements `kbdesk.desk.search.SearchStore`. Belongs to the store's thread."""

    def __init__(self, connection: Connection, *, reading: bool) -> None:
        self._connection, self._reading = connection, reading

    def behind(self) -> int:
        """Return how many entries of the ledger no search reaches yet; an onlooker's reaches some beside the index."""
        with self._connection.reads() as db:
            return max(0, search_index.behind(db) - _MOST_BESIDE * self._reading)

    def catch_up(self, limit: int) -> int:
        """Look at the next `limit` entries in a transaction of their own; return how many are left.

        Where nothing is left nothing is written. An onlooker never writes.
        """
        if self._reading:
            return self.behind()
        with self._connection.reads() as db:
            left, after = search_index.behind(db), search_index.reached(db)
        if not left:
            return 0
        target = after + min(left, limit)
        with self._connection.transaction(lambda db: search_index.reached(db) >= target) as db:
            reached = search_index.index_next(db, db, after=after, most=limit)
        return left - (reached - after)

    def clear(self) -> None:
        """Drop the index and make it anew, empty: `catch_up` fills it again from the ledger."""
        with self._connection.transaction(lambda db: search_index.reached(db) == 0) as db:
            search_index.drop(db)

    def find(
        self, asked: Asked, *, limit: int, kinds: Collection[SearchKind], today: date, after: int = 0
    ) -> tuple[SearchRow, ...]:
        """Return what a text asks for but the first `after` rows, the surest first and then the newest.

        States are those of `today`. An onlooker's rows beside the index come before all others.
        """
        with self._both() as (db, beside):
            found: dict[int, SearchRow] = {}
            for index in (beside, db):
                if index is not None:
                    skipped = after if beside is None else 0
                    seen = search_find.find(index, asked, limit=limit + after - skipped, kinds=kinds, after=skipped)
                    found.update({row[0]: _row(db, row, seen, today) for row in seen.rows})
        rows = tuple(found.values())
        return rows[:limit] if beside is None else rows[after : after + limit]

    def of_passage(self, passage: str, card: str = "") -> Sequence[CaseEntry]:
        """Return every entry of a passage in order, or of one card of it and of the passage as a whole."""
        with self._both() as (db, beside):
            entries = _listed(db, passage, card)
            found = _entries(db, _about([of_passage(passage), *_numbers(entries, db, beside)], db, beside))
            later = {str(row.body.get("passage", "")) for row in found} - {passage, ""}
            for follows in sorted(later):
                entries |= _listed(db, follows, "")
            return _entries(db, entries | {row.seq for row in found}, card=card)

    def of_number(self, number: str) -> Sequence[CaseEntry]:
        """Return every entry about a number that no passage of this desk has, in order."""
        series = ("", *map(str, SearchKind))
        with self._both() as (db, beside):
            about = [of_envelope(number), *(of_number(number, one) for one in series)]
            return _entries(db, _about(about, db, beside))

    def last_of_document(self, state: str, number: str, *, today: date) -> CaseEntry | None:
        """Return the newest entry that holds a card of a document, None if there is none."""
        keys = [key for key in text_keys(number, today=today) if key.startswith("c")]
        wanted = document_key(state, number)
        with self._both() as (db, beside):
            for index in filter(None, (beside, db)):
                found = index.execute(
                    "SELECT DISTINCT k.entry FROM json_each(?) j JOIN search_keys k ON k.key = j.value "
                    "JOIN search_items i ON i.entry = k.entry ORDER BY k.entry DESC LIMIT ?",
                    (json.dumps(sorted(keys)), _MOST_OF_A_DOCUMENT),
                )
                rows = reversed(_entries(db, {entry for (entry,) in found}))
                newest = next((row for row in rows if _document_of(row) == wanted), None)
                if newest is not None:
                    return newest
        return None

    @contextmanager
    def _both(self) -> Iterator[tuple[Database, Database | None]]:
        """Yield the store, and for an onlooker an index in memory of what the store's own has not reached."""
        with self._connection.reads() as db:
            if not self._reading or not search_index.behind(db):
                yield db, None
                return
            beside = connect_unkeyed(":memory:")
            try:
                search_index.make(beside)
                search_index.index_next(db, beside, after=search_index.reached(db), most=_MOST_BESIDE)
                yield db, beside
            finally:
                beside.close()


def _row(db: Database, row: search_find.Row, seen: search_find.Found, today: date) -> SearchRow:
    entry, kind, number, name, born, plate, document, envelope, on, officer, passage, card = row
    found = SearchKind(kind)
    return SearchRow(
        entry=entry,
        kind=found,
        number=number,
        name=name,
        born=born,
        plate=plate,
        document=document,
        envelope=envelope,
        on=date.fromisoformat(on),
        state=_state(db, found, number, today),
        officer=officer,
        passage=passage,
        card=card,
        matched=Matched.NAME if entry in seen.named else _matched(row, seen.keys),
    )


def _matched(row: search_find.Row, keys: frozenset[str]) -> Matched:
    _, _, number, _, born, plate, document, envelope, on, officer, *_ = row
    fields = search.field_keys(
        number=number, envelope=envelope, document=document, plate=plate, born=born, on=on, officer=officer
    )
    return search.matched(fields, keys)


def _state(db: Database, kind: SearchKind, number: str, today: date) -> str:
    register = _REGISTERS.get(kind)
    if register is None:
        return ""
    row = db.execute(f"SELECT state, valid_until FROM {register} WHERE number = ?", (number,)).fetchone()
    if row is None:
        return PermitState.UNKNOWN
    overdue = row[0] == PermitState.IN_FORCE and row[1] < today.isoformat()
    return PermitState.EXPIRED if overdue else str(row[0])


def _listed(db: Database, passage: str, card: str) -> set[int]:
    """Return what the registers list of a passage or one card of it, with its papers printed and its fees settled."""
    listed = db.execute(
        "SELECT entry FROM passages WHERE passage = ? AND (? = '' OR card IN ('', ?))", (passage, card, card)
    )
    entries = {entry for (entry,) in listed}
    printed = db.execute(
        "SELECT printed FROM papers WHERE sealed IN (SELECT value FROM json_each(?)) AND printed IS NOT NULL "
        "AND (? = '' OR card = ?)",
        (json.dumps(sorted(entries)), card, card),
    )
    settled = db.execute(
        "SELECT entry FROM settlements WHERE charge IN (SELECT value FROM json_each(?))", (json.dumps(sorted(entries)),)
    )
    return entries | {entry for (entry,) in (*printed, *settled)}


def _numbers(entries: set[int], db: Database, beside: Database | None) -> Iterator[str]:
    """Yield the subjects of the numbers and envelopes that some entries gave."""
    given = json.dumps(sorted(entries))
    for index in filter(None, (db, beside)):
        items = index.execute(
            "SELECT kind, number, envelope FROM search_items WHERE entry IN (SELECT value FROM json_each(?))", (given,)
        )
        for kind, number, envelope in items:
            yield from (of_number(number, kind), of_envelope(envelope))
    held = db.execute("SELECT number FROM envelopes WHERE entry IN (SELECT value FROM json_each(?))", (given,))
    yield from (of_envelope(number) for (number,) in held)


def _about(subjects: Sequence[str], *indexes: Database | None) -> set[int]:
    wanted = json.dumps(sorted(set(subjects)))
    return {
        entry
        for index in indexes
        if index is not None
        for (entry,) in index.execute(
            "SELECT s.entry FROM json_each(?) j JOIN search_subjects s ON s.subject = j.value", (wanted,)
        )
    }


def _entries(db: Database, entries: set[int], *, card: str = "") -> list[CaseEntry]:
    """Return entries that still have a body, in order; with `card` none that another card's is."""
    found = db.execute(
        "SELECT e.seq, e.at, e.officer, e.kind, b.body FROM json_each(?) j JOIN entries e ON e.seq = j.value "
        "JOIN bodies b ON b.seq = e.seq ORDER BY e.seq",
        (json.dumps(sorted(entries)),),
    )
    rows = [_entry(row) for row in found]
    return [row for row in rows if not card or row.body.get("card", card) == card]


def _entry(row: tuple[int, str, str, str, bytes]) -> CaseEntry:
    seq, at, officer, kind, body = row
    return CaseEntry(seq=seq, at=datetime.fromisoformat(at), kind=kind, body=json.loads(body), officer=officer)


def _document_of(row: CaseEntry) -> str:
    """Return the key of the document whose card an entry holds, empty if it holds none."""
    traveler: Any = row.body.get("traveler")
    if not isinstance(traveler, dict):
        return ""
    return document_key(str(traveler.get("document_issuing_state", "")), str(traveler.get("document_number", "")))
