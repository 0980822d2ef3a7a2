"""Drafts: what stands in the fields and is not yet recorded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from kbdesk.desk.ports import DraftRow
from kbdesk.domain.passage import PassageDraft, TravelerDraft
from kbdesk.domain.passage_json import from_json, to_json
from kbdesk.store.engine import Database


def save(db: Database, draft: PassageDraft, *, officer: str, at: datetime, parked: bool) -> None:
    """Keep a draft in place of the one of the same id."""
    cards = draft.cards()
    # Escaped to ASCII: half a surrogate pair, as a broken keyboard driver types it, must not lose the draft.
    text = json.dumps(to_json(draft), separators=(",", ":"))
    db.execute(
        "INSERT OR REPLACE INTO drafts (id, officer, saved_at, parked, title, cards, draft) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (draft.id, officer, at.isoformat(), int(parked), json.dumps(_title(draft)), len(cards), text),
    )


def load(db: Database, draft_id: str) -> PassageDraft | None:
    """Return a draft as it was last saved."""
    row = db.execute("SELECT draft FROM drafts WHERE id = ?", (draft_id,)).fetchone()
    return None if row is None else from_json(json.loads(row[0]))


def drop(db: Database, draft_id: str) -> None:
    """Forget a draft; one that is not there is forgotten already."""
    db.execute("DELETE FROM drafts WHERE id = ?", (draft_id,))


def hand_over(db: Database, officer: str, to: str) -> int:
    """Make an officer's drafts another's; return how many there were."""
    return int(db.execute("UPDATE drafts SET officer = ? WHERE officer = ?", (to, officer)).rowcount)


def give(db: Database, draft_id: str, officer: str, to: str) -> bool:
    """Make an officer's draft another's; False where it is not theirs."""
    changed = db.execute("UPDATE drafts SET officer = ? WHERE id = ? AND officer = ?", (to, draft_id, officer))
    return int(changed.rowcount) == 1


def rows(db: Database) -> Sequence[DraftRow]:
    """Return all drafts as the rail shows them, newest first."""
    found = [
        DraftRow(
            id=draft_id,
            title=json.loads(title),
            cards=cards,
            officer=officer,
            saved_at=datetime.fromisoformat(saved_at),
            parked=bool(parked),
        )
        for draft_id, title, cards, officer, saved_at, parked in db.execute(
            "SELECT id, title, cards, officer, saved_at, parked FROM drafts"
        )
    ]
    return sorted(found, key=lambda row: row.saved_at, reverse=True)


def _title(draft: PassageDraft) -> str:
    named = (c.surname if isinstance(c, TravelerDraft) else c.plate for _, c in draft.cards())
    return next((name for name in named if name), "")
