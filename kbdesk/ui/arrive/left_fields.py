"""Which fields of a passage may complain: a field waits until it was left once, a card until it was left or scanned."""

from __future__ import annotations

from kbdesk.domain.passage import PassageDraft
from kbdesk.ui.arrive.drafting import names_of


class LeftFields:
    """The fields and the cards of one open passage that were left."""

    def __init__(self, draft: PassageDraft) -> None:
        """Let every card complain that a draft has already."""
        self._fields: set[str] = set()
        self._cards = {path for path, _ in draft.cards()}

    def leave(self, path: str, *names: str) -> None:
        """Let fields of a card complain."""
        self._fields.update(f"{path}.{name}" for name in names)

    def settle(self, *paths: str) -> None:
        """Let every field of cards complain."""
        self._cards.update(paths)

    def waiting(self, path: str) -> frozenset[str]:
        """Return the fields of a card that still wait."""
        if path in self._cards:
            return frozenset()
        return frozenset(f"{path}.{name}" for name in names_of(path)) - self._fields
