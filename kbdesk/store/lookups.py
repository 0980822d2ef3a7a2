"""Questions to the registers: facts about a draft, the papers of a passage, what was not printed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from kbdesk.desk.ports import PaperRow
from kbdesk.domain import plates
from kbdesk.domain.facts import Facts, InForce
from kbdesk.domain.passage import PassageDraft, TravelerDraft
from kbdesk.domain.vocabulary import Disposition, PaperKind, PermitState, PrintState
from kbdesk.store import crossings, numbers, orders, people, shifts, stock, watchlist
from kbdesk.store.engine import Database
from kbdesk.store.registers import document_key, plate_key

_PAPERS = """
    SELECT p.kind, p.number, p.sha256, e.digest, e.at, e.officer, b.body, p.printed, p.copy, p.void, p.blank,
        (SELECT state FROM print_steps q WHERE (q.sealed, q.place) = (p.sealed, p.place) ORDER BY q.entry DESC LIMIT 1),
        (
            SELECT substr(lower(hex(t.digest)), 1, 16) FROM print_steps q JOIN entries t ON t.seq = q.entry
            WHERE (q.sealed, q.place) = (p.sealed, p.place) AND t.kind = 'paper.sent' ORDER BY q.entry DESC LIMIT 1
        ),
        (
            SELECT json_extract(CAST(t.body AS TEXT), '$.printers') FROM print_steps q JOIN bodies t ON t.seq = q.entry
            WHERE (q.sealed, q.place) = (p.sealed, p.place) AND q.state = 'sent' ORDER BY q.entry DESC LIMIT 1
        ),
        (
            SELECT json_extract(CAST(t.body AS TEXT), '$.reason') FROM print_steps q JOIN bodies t ON t.seq = q.entry
            WHERE (q.sealed, q.place) = (p.sealed, p.place) ORDER BY q.entry DESC LIMIT 1
        ),
        coalesce(
            json_extract(CAST(s.body AS TEXT), '$.papers[' || p.place || '].seal'),
            json_extract(CAST(s.body AS TEXT), '$.seal')
        )
    FROM papers p JOIN entries e ON e.seq = p.entry JOIN bodies b ON b.seq = p.entry JOIN bodies s ON s.seq = p.sealed
"""


def facts(db: Database, draft: PassageDraft) -> Facts:
    """Return what the registers and the list know that bears on a draft."""
    travelers = [(path, card) for path, card in draft.cards() if isinstance(card, TravelerDraft)]
    documents = {path: _document_key(card) for path, card in travelers}
    plated = {
        path: plates.understand(card.plate, trailer=path == "trailer").canonical
        for path, card in draft.cards()
        if not isinstance(card, TravelerDraft)
    }
    permits = {(c.document_issuing_state, c.document_number): _permit(db, documents[p]) for p, c in travelers}
    registrations = {plate: _registration(db, plate_key(plate)) for plate in plated.values()}
    persons = {path: people.permit(db, card, other_than=documents[path]) for path, card in travelers}
    documents_held = {path: _document_held(db, key, draft.id) for path, key in documents.items()}
    plates_held = {path: _plates_held(db, plate_key(plate), draft.id) for path, plate in plated.items()}
    return Facts(
        permits={key: found for key, found in permits.items() if found is not None},
        registrations={key: found for key, found in registrations.items() if found is not None},
        people={key: found for key, found in persons.items() if found is not None},
        held={key: found for key, found in (documents_held | plates_held).items() if found},
        watchlist=watchlist.answer(db, draft),
        orders=orders.current(db),
        crossing=crossings.orders(db),
        shift_open=shifts.current(db) is not None,
        blanks=stock.to_issue(db),
        series_ending=numbers.ending(db),
    )


def recorded(db: Database, passage: str) -> bool:
    """Tell whether any card of a passage is in the ledger."""
    return db.execute("SELECT 1 FROM passages WHERE passage = ? LIMIT 1", (passage,)).fetchone() is not None


def recorded_cards(db: Database, passage: str) -> frozenset[str]:
    """Return the paths of a passage's cards that are in the ledger."""
    cards = db.execute("SELECT DISTINCT card FROM passages WHERE passage = ? AND card <> ''", (passage,))
    return frozenset(card for (card,) in cards)


def papers(db: Database, passage: str) -> Sequence[PaperRow]:
    """Return every paper of a recorded passage, in the order sealed."""
    where = "WHERE p.sealed IN (SELECT entry FROM passages WHERE passage = ?) ORDER BY p.sealed, p.place"
    return [_paper(row) for row in db.execute(_PAPERS + where, (passage,))]


def unprinted(db: Database) -> Sequence[PaperRow]:
    """Return what was recorded and not printed, oldest first."""
    where = "WHERE p.printed IS NULL AND p.withdrawn IS NULL ORDER BY p.sealed, p.place"
    return [_paper(row) for row in db.execute(_PAPERS + where)]


def papers_of(db: Database, number: str) -> Sequence[PaperRow]:
    """Return every paper of a number, of whatever series, in the order sealed."""
    return [_paper(row) for row in db.execute(_PAPERS + "WHERE p.number = ? ORDER BY p.sealed, p.place", (number,))]


def _document_key(card: TravelerDraft) -> str:
    """Return what a card's document is found by, nothing without a number."""
    number = plate_key(card.document_number)
    return document_key(card.document_issuing_state, card.document_number) if number else ""


def _document_held(db: Database, document: str, passage: str) -> str:
    """Return the envelope in which a document lies since another passage, empty if in none."""
    return _envelope(db, "permits", "document", document, passage)


def _plates_held(db: Database, plate: str, passage: str) -> str:
    """Return the envelope in which plates lie since another passage, empty if in none."""
    return _envelope(db, "registrations", "old_plate", plate, passage)


def _envelope(db: Database, register: str, column: str, key: str, passage: str) -> str:
    row = db.execute(
        f"SELECT e.number FROM {register} r JOIN envelopes e ON e.number = r.envelope "
        f"WHERE r.{column} = ? AND r.{column} <> '' AND e.state = ? "
        "AND r.entry NOT IN (SELECT entry FROM passages WHERE passage = ?) ORDER BY e.entry DESC LIMIT 1",
        (key, Disposition.HELD, passage),
    ).fetchone()
    return "" if row is None else str(row[0])


def _permit(db: Database, document: str) -> InForce | None:
    return _in_force(
        db.execute(
            "SELECT number, valid_until FROM permits WHERE document = ? AND document <> '' AND state = ? "
            "ORDER BY valid_until DESC LIMIT 1",
            (document, PermitState.IN_FORCE),
        ).fetchone()
    )


def _registration(db: Database, plate: str) -> InForce | None:
    return _in_force(
        db.execute(
            "SELECT number, valid_until FROM registrations WHERE ? <> '' AND (plate = ? OR old_plate = ?) "
            "AND state = ? ORDER BY valid_until DESC LIMIT 1",
            (plate, plate, plate, PermitState.IN_FORCE),
        ).fetchone()
    )


def _in_force(row: tuple[str, str] | None) -> InForce | None:
    return None if row is None else InForce(number=row[0], valid_until=date.fromisoformat(row[1]))


def _state(step: str | None, *, printed: bool) -> PrintState:
    """Return where a paper stands by its last step at a printer; one that lies in a folder has none."""
    if printed:
        return PrintState.SPOILED if step == PrintState.SPOILED else PrintState.PRINTED
    return PrintState(step or PrintState.RESERVED)


def _paper(row: Sequence[Any]) -> PaperRow:
    kind, number, sha256, digest, at, officer, body, printed, copy, void, blank, *way, seal = row
    state, job, printers, reason = way
    return PaperRow(
        kind=PaperKind(kind),
        number=number,
        sha256=sha256,
        digest=digest.hex(),
        at=datetime.fromisoformat(at),
        officer=officer,
        body=json.loads(body),
        printed=printed is not None,
        copy=copy,
        void=bool(void),
        blank=blank,
        seal=bytes.fromhex(seal or ""),
        state=_state(state, printed=printed is not None),
        job=job or "",
        printers=tuple(json.loads(printers or "[]")),
        reason=reason or "",
    )
