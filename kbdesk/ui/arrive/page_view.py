"""A page of a paper as pixels, cached as one picture and scaled once for each size."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kbdesk.domain.paper import PageImage
from kbdesk.ui.kit.theme import Theme
from kbdesk.ui.kit.tokens import Style

_SHADOW = 3
_DIM = QColor(0, 0, 0, 41)


def picture(page: PageImage) -> QImage:
    """Return a page as a Qt picture with pixels of its own."""
    stride = page.width * 4
    return QImage(page.pixels, page.width, page.height, stride, QImage.Format.Format_RGB32).copy()


class PageView(QWidget):
    """One page as wide as there is room, its height following. In the dark style the view is dimmed, not the page.

    Signals:
        resized: Pages are to be drawn at another width to be sharp. arg: device pixels.
    """

    resized = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty view."""
        super().__init__(parent)
        self._picture: QImage | None = None
        self._shape = QSize(210, 148)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_page(self, page: PageImage | None) -> None:
        """Show a page; None shows the empty place of one."""
        self._picture = picture(page) if page is not None else None
        if page is not None:
            self._shape = QSize(page.width, page.height)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Keep the page's proportions."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the page is at a width."""
        return round((width - _SHADOW) * self._shape.height() / self._shape.width()) + _SHADOW

    def sizeHint(self) -> QSize:
        """Return the size in a side panel."""
        return QSize(352, self.heightForWidth(352))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the width that pages are wanted in."""
        super().resizeEvent(event)
        self.resized.emit(round((self.width() - _SHADOW) * self.devicePixelRatioF()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page on its shadow."""
        theme = Theme.current()
        place = QRectF(0, 0, self.width() - _SHADOW, self.height() - _SHADOW)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(place.translated(_SHADOW, _SHADOW), theme.colour("line"))
            if self._picture is None:
                painter.fillRect(place, theme.colour("sunken"))
            else:
                painter.drawImage(place, self._picture)
                if theme.style is not Style.LIGHT:
                    painter.fillRect(place, _DIM)
            painter.setPen(theme.colour("line"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
