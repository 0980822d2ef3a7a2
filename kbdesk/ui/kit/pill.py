"""A small state in a word, with its mark."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.paint import Canvas


class Pill(QWidget):
    """A state, 24 pixels high, as wide as its word."""

    def __init__(self, parent: QWidget | None = None, text: str = "", shape: Shape = Shape.NOTE) -> None:
        """Make a pill."""
        super().__init__(parent)
        self._text, self._shape = "", shape
        self.setFixedHeight(24)
        self.set_state(text, shape)

    def set_state(self, text: str, shape: Shape) -> None:
        """Show another state."""
        self._text, self._shape = text, shape
        self.setFixedWidth(round(fonts.width(text, 13, 500) + 41))
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pill."""
        tone = "note" if self._shape is Shape.WAIT else str(self._shape)
        with Canvas(self) as canvas:
            canvas.box(canvas.rect, radius=12, fill=f"{tone}_tint", edge=f"{tone}_line")
            canvas.mark(self._shape, QRectF(6, 4, 16, 16))
            canvas.words(QRectF(28, 0, canvas.rect.width() - 34, 24), self._text, px=13, weight=500, ink=tone)
