"""What the body of an entry must say; a body that does not say it undoes the act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kbdesk.store.errors import StoreBroken
from kbdesk.store.ledger import Entry


def value(entry: Entry, key: str, shape: type) -> Any:
    """Return what stands under a key; `StoreBroken` naming kind and key if it is missing or of another shape."""
    found = entry.body.get(key)
    if not isinstance(found, shape):
        raise StoreBroken(f"The entry {entry.kind} lacks {key}, or it is of the wrong kind; nothing was recorded.")
    return found


def text(entry: Entry, key: str) -> str:
    """Return the text under a key."""
    return str(value(entry, key, str))


def words(entry: Entry, key: str) -> tuple[str, ...]:
    """Return the list of texts under a key."""
    found = value(entry, key, Sequence)
    if isinstance(found, str) or not all(isinstance(word, str) for word in found):
        raise StoreBroken(f"The entry {entry.kind} has something else than texts in {key}; nothing was recorded.")
    return tuple(found)
