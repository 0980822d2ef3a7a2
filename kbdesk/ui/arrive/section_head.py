"""The name of a section of the form, in the column of the portrait."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kbdesk.ui.kit.boxes import column
from kbdesk.ui.kit.words import Paragraph

WIDE = 120


class SectionHead(QWidget):
    """What the fields beside it are about, and a note on it; 120 pixels wide, level with the fields' boxes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty head, as compiled forms do."""
        super().__init__(parent)
        self._name, self._note = Paragraph(role="section"), Paragraph(role="caption")
        self.setFixedWidth(WIDE)
        self.setLayout(column(20, self._name, self._note, None, gap=0))

    def set_words(self, name: str, note: str = "") -> None:
        """Name the section."""
        self._name.setText(name)
        self._note.setText(note)
        self._note.setVisible(bool(note))
