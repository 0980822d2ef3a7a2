"""A page of a paper as pixels, cached as one picture and scaled once for each size."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kbdesk.domain.paper import PageImage
from kbdesk.ui.arrive.steady_scroll import SIDE, SteadyScroll
from kbdesk.ui.kit.boxes import column
from kbdesk.ui.kit.theme import Theme
from kbdesk.ui.kit.tokens import Style

SHADOW = 3
_DIM = QColor(0, 0, 0, 41)


def picture(page: PageImage) -> QImage:
    """Return a page as a Qt picture with pixels of its own."""
    stride = page.width * 4
    return QImage(page.pixels, page.width, page.height, stride, QImage.Format.Format_RGB32).copy()


class PageView(QWidget):
    """One page at a given width, its height following. In the dark style the view is dimmed, not the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty view."""
        super().__init__(parent)
        self._picture: QImage | None = None
        self._shape = QSize(210, 148)
        self._width = 0

    def show_page(self, page: PageImage | None) -> None:
        """Show a page; None shows the empty place of one."""
        self._picture = picture(page) if page is not None else None
        if page is not None:
            self._shape = QSize(page.width, page.height)
        self._take_size()
        self.update()

    def fit(self, width: int) -> None:
        """Be so many pixels wide, and as high as the page is then."""
        if width != self._width and width > SHADOW:
            self._width = width
            self._take_size()

    def _take_size(self) -> None:
        if self._width:
            page = round((self._width - SHADOW) * self._shape.height() / self._shape.width())
            self.setFixedSize(self._width, page + SHADOW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page on its shadow."""
        theme = Theme.current()
        place = QRectF(0, 0, self.width() - SHADOW, self.height() - SHADOW)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(place.translated(SHADOW, SHADOW), theme.colour("line"))
            if self._picture is None:
                painter.fillRect(place, theme.colour("sunken"))
            else:
                painter.drawImage(place, self._picture)
                if theme.style is Style.DARK:
                    painter.fillRect(place, _DIM)
            painter.setPen(theme.colour("line"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))


class PageScroll(SteadyScroll):
    """Pages one below another, as wide as the area leaves between its margins.

    Signals:
        fitted: Pages are wanted in another width to be sharp. arg: device pixels.
    """

    fitted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty area."""
        super().__init__(parent)
        self.views: list[PageView] = []
        content = QWidget()
        self._pages = column(None, gap=12, margins=(SIDE, 0, SIDE, 0))
        content.setLayout(self._pages)
        self.setWidget(content)

    def show_pages(self, pages: Sequence[tuple[str, PageImage | None]]) -> None:
        """Show pages, each with what it is; None shows the empty place of one."""
        while len(self.views) < len(pages):
            view = PageView(self.widget())
            self.views.append(view)
            self._pages.insertWidget(self._pages.count() - 1, view)
        for view, (name, page) in zip(self.views, pages, strict=False):
            view.show_page(page)
            view.setAccessibleName(name)
        for index, view in enumerate(self.views):
            view.setVisible(index < len(pages))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the pages their width. It does not depend on the scroll bar, or the two would chase each other."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() - 2 * SIDE
        for view in self.views:
            view.fit(wide)
        self.fitted.emit(round((wide - SHADOW) * self.devicePixelRatioF()))
