"""The rosette that the number on the seal demands: on the paper it looks the same, line for line."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kbdesk.domain.paper import PageImage
from kbdesk.ui.arrive.page_view import picture
from kbdesk.ui.kit.theme import Theme


class RosetteView(QWidget):
    """The rosette on white, as paper is, in every style."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty view."""
        super().__init__(parent)
        self._picture: QImage | None = None
        self.setFixedSize(132, 132)

    @property
    def drawn(self) -> bool:
        """Whether there is a rosette."""
        return self._picture is not None

    def show_page(self, page: PageImage | None) -> None:
        """Show a rosette; None shows an empty place."""
        self._picture = picture(page) if page is not None else None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rosette."""
        theme, rect = Theme.current(), QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            if self._picture is None:
                painter.fillRect(rect, theme.colour("sunken"))
                return
            painter.fillRect(rect, "#FFFFFF")
            painter.drawImage(rect.adjusted(4, 4, -4, -4), self._picture)
            painter.setPen(theme.colour("line"))
            painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
