"""What just happened, said once, where it covers nothing."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.paint import Canvas
from kbdesk.ui.kit.theme import Theme
from kbdesk.ui.kit.tokens import Style

_BESIDE: Final = 36
"""Pixels that the mark takes, and what stands between it and the words."""


class Toast(QWidget):
    """A slate strip 48 pixels high in the middle of the action bar; it goes by itself."""

    SECONDS = 6
    fill = "frame"
    """The colour of the strip in the light style."""
    margin = 16
    """Pixels before the mark and after the words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a toast that shows nothing yet."""
        super().__init__(parent)
        self._text, self._detail, self._mark = "", "", Shape.OK
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.setMinimumWidth(160)
        self.setMaximumWidth(440)
        self.setFixedHeight(48)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def say(self, text: str, detail: str = "", *, mark: Shape = Shape.OK, seconds: float = SECONDS) -> None:
        """Show what happened, and a second line that may explain it."""
        self._text, self._detail, self._mark = text, detail, mark
        self.setAccessibleName(f"{text}. {detail}" if detail else text)
        self.setToolTip(detail)
        self._timer.start(int(seconds * 1000))
        self.show()
        self.update()

    def is_cut(self) -> bool:
        """Tell whether dots stand for words now: not even the narrow cut fits."""
        wide = self.width() - 2 * self.margin - _BESIDE + 0.5
        words = ((self._text, fonts.face(15, 600)), (self._detail, fonts.face(13)))
        return any(QFontMetricsF(fonts.narrow(font)).horizontalAdvance(line) > wide for line, font in words)

    def retranslate(self) -> None:
        """Say no longer what was said in another language."""
        self._timer.stop()
        self.hide()

    def sizeHint(self) -> QSize:
        """Return the preferred size."""
        return QSize(440, 48)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the toast."""
        style = Theme.current().style
        with Canvas(self) as canvas:
            fill = {Style.DARK: "frame_on", Style.HIGH: "frame"}.get(style, self.fill)
            canvas.box(canvas.rect, radius=6, fill=fill, edge="" if style is Style.LIGHT else "frame_ink2")
            high, left = canvas.rect.height(), self.margin + _BESIDE
            canvas.mark(self._mark, QRectF(self.margin, (high - 20) / 2, 20, 20))
            wide, top = canvas.rect.width() - left - self.margin, (high - 40) // 2
            if self._detail:
                canvas.words(QRectF(left, top, wide, 21), self._text, weight=600, ink="frame_ink")
                canvas.words(QRectF(left, top + 20, wide, 18), self._detail, px=13, ink="frame_ink2")
            else:
                canvas.words(QRectF(left, 0, wide, high), self._text, weight=500, ink="frame_ink")
