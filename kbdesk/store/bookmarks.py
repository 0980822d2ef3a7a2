"""Bookmarks: where officers left off, each known to its own officer and gone once they are back."""

from __future__ import annotations

import json

from kbdesk.domain.bookmark import Bookmark
from kbdesk.domain.bookmark_json import bookmark_from_json, bookmark_to_json
from kbdesk.store.engine import Database


def save(db: Database, officer: str, bookmark: Bookmark) -> None:
    """Keep an officer's bookmark in place of the one before."""
    text = json.dumps(bookmark_to_json(bookmark), separators=(",", ":"))
    db.execute("INSERT OR REPLACE INTO bookmarks (officer, bookmark) VALUES (?, ?)", (officer, text))


def load(db: Database, officer: str) -> Bookmark | None:
    """Return an officer's bookmark."""
    row = db.execute("SELECT bookmark FROM bookmarks WHERE officer = ?", (officer,)).fetchone()
    return None if row is None else bookmark_from_json(json.loads(row[0]))


def is_at(db: Database, officer: str, draft_id: str) -> bool:
    """Tell whether an officer left off at a draft."""
    found = load(db, officer)
    return found is not None and found.draft_id == draft_id


def drop(db: Database, officer: str) -> None:
    """Forget an officer's bookmark."""
    db.execute("DELETE FROM bookmarks WHERE officer = ?", (officer,))
