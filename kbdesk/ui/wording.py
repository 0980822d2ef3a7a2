"""What the window asks of a catalog of words."""

from __future__ import annotations

from typing import Protocol

from kbdesk.domain.vocabulary import Language


class Wording(Protocol):
    """The words of one language, by message id. `kbdesk.domain.messages.Catalog` is one."""

    @property
    def language(self) -> Language:
        """The language of the words."""

    def text(self, message_id: str, /, **values: object) -> str:
        """Return the words, placeholders filled."""

    def count(self, message_id: str, number: int, /, **values: object) -> str:
        """Return the words for so many, in the right plural; ``{count}`` is the number."""
