"""A keycap: which key does this."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.paint import Canvas


class Keycap(QWidget):
    """The name of a key in a frame, 20 pixels high."""

    def __init__(self, parent: QWidget | None = None, key: str = "", *, ink: str = "ink2", edge: str = "edge") -> None:
        """Make a keycap; `key` as it is engraved, such as ``F9`` or ``Ctrl 1``."""
        super().__init__(parent)
        self._key, self._ink, self._edge = key, ink, edge
        self.setFixedHeight(20)
        self.set_key(key)

    def set_key(self, key: str) -> None:
        """Show another key."""
        self._key = key
        self.setFixedWidth(max(20, round(fonts.width(key, 12, 500) + 10)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the keycap."""
        with Canvas(self) as canvas:
            canvas.keycap(canvas.rect, self._key, ink=self._ink, edge=self._edge)
