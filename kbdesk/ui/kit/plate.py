"""A number plate in its own face."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.paint import CENTRE, Canvas


class Plate(QWidget):
    """A plate as wide as its text needs."""

    def __init__(self, parent: QWidget | None = None, text: str = "", height: int = 40) -> None:
        """Make a plate `height` pixels high."""
        super().__init__(parent)
        self._text = ""
        self.setFixedHeight(height)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another plate; nothing is shown while there is none."""
        self._text = text
        height = self.height()
        wide = fonts.width(text, round(height * 0.66), 500, fonts.PLATE, height * 0.035)
        self.setFixedWidth(round(wide + height * 0.5))
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the plate."""
        with Canvas(self) as canvas:
            height = canvas.rect.height()
            canvas.box(canvas.rect, radius=height * 0.1, fill="plate", edge="plate_ink", line=1.5)
            canvas.words(
                QRectF(0, height * 0.03, canvas.rect.width(), height),
                self._text,
                px=round(height * 0.66),
                weight=500,
                ink="plate_ink",
                align=CENTRE,
                family=fonts.PLATE,
                spacing=height * 0.035,
            )
