"""A sentence that is said anew when the language changes, and the line under a door's password that says one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QSizePolicy

from kbdesk.domain.messages import Catalog
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Mark
from kbdesk.ui.kit.words import Paragraph

Telling = str | Callable[[Catalog], str]
"""A sentence as it is, or one that is said anew when the language changes."""


def told(telling: Telling, catalog: Catalog | None) -> str:
    """Return what is said in a language; nothing of a sentence that needs one before there is any."""
    if isinstance(telling, str):
        return telling
    return telling(catalog) if catalog is not None else ""


class RefusalLine:
    """Says with a mark why an officer did not come in; the field that is to be typed in again is described by it."""

    def __init__(self, words: Paragraph, mark: Mark, field: QLineEdit) -> None:
        """Say it in some words of a page; the mark keeps its room while nothing is said."""
        self._words, self._mark, self._field = words, mark, field
        self._telling: Telling = ""
        self._catalog: Catalog | None = None
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        mark.set_shape(Shape.STOP)
        policy = mark.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        mark.setSizePolicy(policy)
        self.say("")

    def say(self, telling: Telling) -> None:
        """Say a sentence in the place of the one before; an empty one says nothing."""
        self._telling = telling
        sentence = told(telling, self._catalog)
        self._words.setText(sentence)
        self._mark.setVisible(bool(sentence))
        self._field.setAccessibleDescription(sentence)

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language, for what is said already too."""
        self._catalog = catalog
        self.say(self._telling)
