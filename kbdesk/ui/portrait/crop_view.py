"""The picture with the frame of the portrait on it: moved and zoomed by keys, mouse and wheel."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kbdesk.domain.portrait import Picture
from kbdesk.ui.portrait.framing import Frame, Framing
from kbdesk.ui.portrait.guide import paint_guide

_FINE: Final = 1 / 100
_COARSE: Final = 1 / 16
"""Parts of the frame's height by which a key moves it."""
_MOVES: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ZOOMS: Final = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}


class CropView(QWidget):
    """The picture and the frame.

    Signals:
        changed: The frame is another one.
    """

    changed = Signal()

    def __init__(self, picture: Picture, parent: QWidget | None = None) -> None:
        """Show a picture; the frame begins as large as it can be."""
        super().__init__(parent)
        self._upright = image_of(picture)
        self._turned = self._upright
        self._framing = Framing((picture.full_width, picture.full_height))
        self._held: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 160)
        self.setCursor(Qt.CursorShape.SizeAllCursor)

    @property
    def frame(self) -> Frame:
        """The frame as it stands."""
        return self._framing.frame

    def turn(self) -> None:
        """Turn the picture clockwise by a quarter."""
        self._take(self.frame.turned())

    def undo(self) -> None:
        """Take the last step back."""
        self._framing.undo()
        self._after_step()

    def sizeHint(self) -> QSize:
        """Return the preferred size."""
        return QSize(420, 480)

    # -- keys and mouse ------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the arrows (further with Shift), zoom by plus and minus."""
        key, frame = Qt.Key(event.key()), self.frame
        if key in _MOVES:
            part = _COARSE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _FINE
            right, down = (way * part * frame.high for way in _MOVES[key])
            self._take(frame.moved(right, down), run="keys" if event.isAutoRepeat() else "")
        elif key in _ZOOMS:
            self._take(frame.zoomed(_ZOOMS[key]), run="keys" if event.isAutoRepeat() else "")
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the frame."""
        self._held = event.position()
        self._framing.settle()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the frame that is held."""
        if self._held is None:
            return
        by = (event.position() - self._held) / self._scale()
        self._held = event.position()
        self._take(self.frame.moved(by.x(), by.y()), run="drag")

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go of the frame."""
        self._held = None
        self._framing.settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom."""
        self._take(self.frame.zoomed(event.angleDelta().y() / 120), run="wheel")
        event.accept()

    def _take(self, frame: Frame, *, run: str = "") -> None:
        self._framing.put(frame, run=run)
        self._after_step()

    def _after_step(self) -> None:
        self._turned = self._upright.transformed(QTransform().rotate(90 * self.frame.turns))
        self.update()
        self.changed.emit()

    # -- painting ------------------------------------------------------------------------------------
    def _scale(self) -> float:
        """Return how many pixels of the screen one of the picture takes."""
        across, down = self.frame.size
        return min(self.width() / across, self.height() / down)

    def shown(self) -> QRectF:
        """Return where the picture is."""
        across, down = (side * self._scale() for side in self.frame.size)
        return QRectF((self.width() - across) / 2, (self.height() - down) / 2, across, down)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, dimmed around the frame, and where the head belongs."""
        painter, whole, frame, scale = QPainter(self), self.shown(), self.frame, self._scale()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(whole, self._turned)
        box = QRectF(
            whole.x() + frame.left * scale, whole.y() + frame.top * scale, frame.wide * scale, frame.high * scale
        )
        paint_guide(painter, whole, box)
        painter.end()


def image_of(picture: Picture) -> QImage:
    """Return a picture as Qt draws it; its pixels are copied."""
    return QImage(picture.pixels, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888).copy()
