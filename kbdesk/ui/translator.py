"""Qt's own strings from the catalog, so that a menu of a text field speaks the officer's language too."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTranslator

from kbdesk.domain.messages import Catalog, Catalogs
from kbdesk.domain.vocabulary import Language

QT_IDS: Final = (
    "qt.ok", "qt.cancel", "qt.close", "qt.yes", "qt.no", "qt.save", "qt.discard", "qt.apply", "qt.reset", "qt.open",
    "qt.help", "qt.abort", "qt.retry", "qt.ignore",
    "qt.undo", "qt.redo", "qt.cut", "qt.copy", "qt.paste", "qt.delete", "qt.select-all", "qt.clear",
    "qt.step-up", "qt.step-down", "qt.press", "qt.toggle", "qt.open-list", "qt.show-menu",
    "qt.scroll-here", "qt.top", "qt.bottom", "qt.left-edge", "qt.right-edge", "qt.page-up", "qt.page-down",
    "qt.page-left", "qt.page-right", "qt.scroll-up", "qt.scroll-down", "qt.scroll-left", "qt.scroll-right",
    "qt.previous-month", "qt.next-month", "qt.today",
)  # fmt: skip
"""The messages whose English text is what Qt itself says."""


class CatalogTranslator(QTranslator):
    """Translates what Qt says by looking its English up; everything else is left to the widgets' `retranslate`."""

    def __init__(self, catalogs: Catalogs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        english = catalogs[Language.EN]
        self._ids = {_plain(english.text(message_id)): message_id for message_id in QT_IDS}
        self._catalog: Catalog = english

    def speak(self, catalog: Catalog) -> None:
        """Take another language. The application must be given the translator again for Qt to ask anew."""
        self._catalog = catalog

    def translate(
        self, _context: str, source_text: str, /, _disambiguation: str | None = None, _n: int = -1
    ) -> str | None:
        """Return what Qt would say in the language in force, None to leave it as it is."""
        message_id = self._ids.get(_plain(source_text))
        return self._catalog.text(message_id) if message_id else None

    def isEmpty(self) -> bool:
        """Say that there are words: Qt ignores a translator that has none."""
        return False


def _plain(text: str) -> str:
    return text.replace("&", "").rstrip(".…").lower()
