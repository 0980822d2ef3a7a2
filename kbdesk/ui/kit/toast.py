"""What just happened, said once, where it covers nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.paint import Canvas
from kbdesk.ui.kit.theme import Theme
from kbdesk.ui.kit.tokens import Style


class Toast(QWidget):
    """A slate strip 48 pixels high in the middle of the action bar; it goes by itself."""

    SECONDS = 6

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

    def sizeHint(self) -> QSize:
        """Return the preferred size."""
        return QSize(440, 48)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the toast."""
        style = Theme.current().style
        with Canvas(self) as canvas:
            fill = "frame_on" if style is Style.DARK else "frame"
            canvas.box(canvas.rect, radius=6, fill=fill, edge="" if style is Style.LIGHT else "frame_ink2")
            canvas.mark(self._mark, QRectF(16, 14, 20, 20))
            wide = canvas.rect.width() - 68
            if self._detail:
                canvas.words(QRectF(52, 4, wide, 21), self._text, weight=600, ink="frame_ink")
                canvas.words(QRectF(52, 24, wide, 18), self._detail, px=13, ink="frame_ink2")
            else:
                canvas.words(QRectF(52, 0, wide, 48), self._text, weight=500, ink="frame_ink")
