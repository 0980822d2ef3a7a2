"""One card of many, with the way to the others: where a strip of cards has no room."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.paint import LEFT, RIGHT, Canvas

WIDE = 256
_HIGH = 32
_ARROW = 28


class Stepper(QWidget):
    """Name and place of the chosen card between two arrows, 32 pixels high. Arrow keys step.

    Signals:
        stepped: Another card was asked for. arg: how many places on, 1 or -1.
    """

    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty stepper, as compiled forms do."""
        super().__init__(parent)
        self._name, self._place, self._mark = "", "", Shape.WAIT
        self.setFixedHeight(_HIGH)
        self.setMinimumWidth(180)
        self.setMaximumWidth(WIDE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_card(self, name: str, place: str, mark: Shape) -> None:
        """Show a card's name, its place among the cards, and how it stands."""
        self._name, self._place, self._mark = name, place, mark
        self.setAccessibleName(f"{name}, {place}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the preferred size."""
        return QSize(WIDE, _HIGH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by arrow keys."""
        if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.stepped.emit(1)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.stepped.emit(-1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Step by the arrows."""
        at = event.position().x()
        if at < _ARROW:
            self.stepped.emit(-1)
        elif at > self.width() - _ARROW:
            self.stepped.emit(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the stepper."""
        with Canvas(self) as canvas:
            wide = canvas.rect.width()
            canvas.box(canvas.rect, fill="accent_tint", edge="accent_line")
            canvas.icon("chevron-left", QRectF(4, 6, 20, 20), "accent", 2.25)
            canvas.icon("chevron-right", QRectF(wide - 24, 6, 20, 20), "accent", 2.25)
            canvas.mark(self._mark, QRectF(30, 8, 16, 16))
            place = fonts.width(self._place, 13)
            canvas.words(QRectF(52, 0, wide - 92 - place, _HIGH), self._name, weight=600, align=LEFT)
            canvas.words(QRectF(wide - 32 - place, 0, place + 2, _HIGH), self._place, px=13, ink="ink2", align=RIGHT)
