"""Questions to the registers: facts about a draft, the papers of a passage, what was not printed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

from kbdesk.desk.ports import PaperRow
from kbdesk.domain import plates
from kbdesk.domain.facts import Facts, InForce
from kbdesk.domain.passage import PassageDraft, TravelerDraft
from kbdesk.domain.vocabulary import PaperKind, PermitState
from kbdesk.store.engine import Database
from kbdesk.store.registers import document_key, plate_key

_PAPERS = """
    SELECT p.kind, p.number, p.sha256, e.digest, e.at, e.officer, b.body, p.printed
    FROM papers p JOIN entries e ON e.seq = p.entry JOIN bodies b ON b.seq = p.entry
"""


def facts(db: Database, draft: PassageDraft) -> Facts:
    """Return the permits of a draft's documents and the registrations of its plates, under the draft's own keys."""
    permits, registrations = {}, {}
    for path, card in draft.cards():
        if isinstance(card, TravelerDraft):
            document = (card.document_issuing_state, card.document_number)
            found = _permit(db, document_key(*document)) if plate_key(card.document_number) else None
            if found is not None:
                permits[document] = found
        else:
            plate = plates.understand(card.plate, trailer=path == "trailer").canonical
            found = _registration(db, plate_key(plate)) if plate_key(plate) else None
            if found is not None:
                registrations[plate] = found
    return Facts(permits=permits, registrations=registrations)


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
    return [_paper(row) for row in db.execute(_PAPERS + "WHERE p.printed IS NULL ORDER BY p.sealed, p.place")]


def _permit(db: Database, document: str) -> InForce | None:
    return _in_force(
        db.execute(
            "SELECT number, valid_until FROM permits WHERE document = ? AND state = ? "
            "ORDER BY valid_until DESC LIMIT 1",
            (document, PermitState.IN_FORCE),
        ).fetchone()
    )


def _registration(db: Database, plate: str) -> InForce | None:
    return _in_force(
        db.execute(
            "SELECT number, valid_until FROM registrations WHERE (plate = ? OR old_plate = ?) AND state = ? "
            "ORDER BY valid_until DESC LIMIT 1",
            (plate, plate, PermitState.IN_FORCE),
        ).fetchone()
    )


def _in_force(row: tuple[str, str] | None) -> InForce | None:
    return None if row is None else InForce(number=row[0], valid_until=date.fromisoformat(row[1]))


def _paper(row: tuple[str, str, str, bytes, str, str, bytes, int | None]) -> PaperRow:
    kind, number, sha256, digest, at, officer, body, printed = row
    return PaperRow(
        kind=PaperKind(kind),
        number=number,
        sha256=sha256,
        digest=digest.hex(),
        at=datetime.fromisoformat(at),
        officer=officer,
        body=json.loads(body),
        printed=printed is not None,
    )
