"""Records that are older than they were, as yesterday's copy is: found by what was noted beside them, and entered."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from kbdesk.desk.numbers import after_restore
from kbdesk.store import attempts, records_seen
from kbdesk.store.records_seen import RecordsSeen
from kbdesk.store.store import Store


def enter_gone_back(data: Path, store: Store, at: datetime, *, silent: timedelta) -> None:
    """Begin every series after a gap where the records are older than they were, and void the sheets of codes.

    So it is too where nothing is noted of them: whoever made the desk or came in before has noted it. `silent` is how
    long the records had been silent when they were opened.
    """
    noted = _noted(data, store)
    if store.holds(noted.entries, noted.head):
        return
    with store.act(at=at, officer="") as act:
        body = {"entries": store.last_entry(), "seen": noted.entries, "head": noted.head, "codes_void": True}
        act.append("store.went-back", body)
        after_restore(act, silent=silent)
    records_seen.note(data, *store.head())


def _noted(data: Path, store: Store) -> RecordsSeen:
    """Return how far the records are known to have gone; a file whose count went back is not believed at all."""
    if attempts.read(data).count < store.officers.attempts():
        return RecordsSeen()
    return records_seen.read(data)
