"""The shelf that the records say a desk obeys, whatever its settings file says."""

from __future__ import annotations

import json
from itertools import takewhile
from typing import Final

from kbdesk.store.engine import Database

_SAID: Final = (
    "SELECT b.body FROM entries e JOIN bodies b ON b.seq = e.seq "
    "WHERE e.kind IN ('desk.opened', 'shelf.changed', 'officer.signed-in') ORDER BY e.seq DESC"
)
"""A sign-in says again what stood before it, so that nobody has to read back to the desk's first entry."""
_CHANGED: Final = (
    "SELECT e.kind, b.body FROM entries e JOIN bodies b ON b.seq = e.seq "
    "WHERE e.kind IN ('shelf.changed', 'officer.signed-in') ORDER BY e.seq DESC"
)


def obeyed(db: Database) -> str:
    """Return the name of the shelf, empty where the records of an older version name none."""
    found = (str(json.loads(body).get("shelf", "")) for (body,) in db.execute(_SAID))
    return next(filter(None, found), "")


def former(db: Database) -> frozenset[str]:
    """Return the shelves that changes since somebody signed in last put away: a file that did not follow has one."""
    since = takewhile(lambda row: row[0] == "shelf.changed", db.execute(_CHANGED))
    return frozenset(str(json.loads(body)["former"]) for _, body in since)
