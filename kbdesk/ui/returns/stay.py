"""The stay as one line, from the day in to the last valid day, with today on it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.paint import RIGHT, Canvas


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """What the line says: its name, the days stayed, those left or over, and the days at its two ends.

    `share` is how much of the whole has passed, over 1 for an overstay.
    """

    name: str = ""
    days: str = ""
    left: str = ""
    begins: str = ""
    ends: str = ""
    share: float = 0
    over: bool = False


class StayLine(QWidget):
    """The line; 84 pixels high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty line."""
        super().__init__(parent)
        self._stay = Stay()
        self.setFixedHeight(84)
        self.setMinimumWidth(180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def stay(self) -> Stay:
        """What is shown."""
        return self._stay

    def show_stay(self, stay: Stay) -> None:
        """Show a stay; the same words go to screen readers."""
        self._stay = stay
        self.setAccessibleName(", ".join(part for part in (stay.name, stay.days, stay.left, stay.ends) if part))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the preferred size."""
        return QSize(264, 84)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        stay, wide = self._stay, float(self.width())
        with Canvas(self) as canvas:
            canvas.words(QRectF(0, 0, wide, 18), stay.name, px=13, ink="ink2")
            left = 24 if stay.over else 0
            if stay.over:
                canvas.mark(Shape.NOTE, QRectF(0, 21, 18, 18))
            canvas.words(QRectF(left, 18, wide * 0.55, 24), stay.days, px=17, weight=600)
            canvas.words(QRectF(wide * 0.4, 20, wide * 0.6, 22), stay.left, ink="ink2", align=RIGHT)
            track = QRectF(0, 49, wide, 8)
            end = min(1.0, 1 / stay.share) if stay.share > 1 else min(1.0, max(0.0, stay.share))
            canvas.box(track, radius=4, fill="sunken", edge="line")
            canvas.box(QRectF(0, 49, max(8.0, wide * end), 8), radius=4, fill="accent")
            if stay.share > 1:
                canvas.box(QRectF(wide * end, 49, wide * (1 - end), 8), radius=4, fill="warn_solid", edge="warn_line")
                canvas.fill(QRectF(wide * end - 1, 44, 2, 18), "ink")
            else:
                canvas.fill(QRectF(min(wide - 2, wide * end), 44, 2, 18), "ink")
            canvas.words(QRectF(0, 64, wide / 2, 18), stay.begins, px=13, ink="ink2")
            canvas.words(QRectF(wide / 2, 64, wide / 2, 18), stay.ends, px=13, ink="ink2", align=RIGHT)
