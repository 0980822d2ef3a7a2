"""The register of people: which permits a person holds, whatever the document and the spelling."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Final

from kbdesk.domain.facts import InForce
from kbdesk.domain.passage import TravelerDraft
from kbdesk.domain.people import keys
from kbdesk.domain.vocabulary import PermitState
from kbdesk.store.engine import Database
from kbdesk.store.ledger import Entry

_KEYED: Final = ("surname", "given_names", "birth_date", "personal_number")


def project(db: Database, entry: Entry) -> None:
    """Write the keys of a permit's holder; an entry that holds no traveler (any more) has none."""
    traveler = entry.body.get("traveler")
    if entry.kind != "surrender.recorded" or not isinstance(traveler, Mapping):
        return
    written = {name: str(traveler.get(name, "")) for name in _KEYED}
    for key in sorted(keys(**written)):
        db.execute(
            "INSERT INTO people (key, number, entry) VALUES (?, ?, ?)", (key, str(entry.body.get("number")), entry.seq)
        )


def forget(db: Database, seq: int) -> None:
    """Take from the register what an entry wrote there, as long as it has its body."""
    row = db.execute("SELECT body FROM bodies WHERE seq = ?", (seq,)).fetchone()
    body = {} if row is None else json.loads(row[0])
    written = {name: str(body.get("traveler", {}).get(name, "")) for name in _KEYED}
    gone = ((key, str(body.get("number"))) for key in keys(**written))
    db.conn.executemany("DELETE FROM people WHERE key = ? AND number = ?", sorted(gone))


def permit(db: Database, card: TravelerDraft, *, other_than: str) -> InForce | None:
    """Return the permit in force of the same person on another document, the one that lasts longest.

    `other_than` is the document's own key (`registers.document_key`).
    """
    known = keys(**{name: getattr(card, name) for name in _KEYED})
    if not known:
        return None
    row = db.execute(
        "SELECT p.number, p.valid_until FROM json_each(?) j CROSS JOIN people k ON k.key = j.value "
        "JOIN permits p ON p.number = k.number "
        "WHERE p.state = ? AND p.document <> ? ORDER BY p.valid_until DESC LIMIT 1",
        (json.dumps(sorted(known)), PermitState.IN_FORCE, other_than),
    ).fetchone()
    return None if row is None else InForce(number=row[0], valid_until=date.fromisoformat(row[1]))
