"""Painting in tokens: words that take the narrow cut before they take dots, boxes, icons, marks."""

from __future__ import annotations

from types import TracebackType
from typing import Final, Self

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.theme import Theme

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE: Final = Qt.AlignmentFlag.AlignCenter


class Canvas:
    """A painter on one widget, for use in a ``with`` inside its paintEvent. Colours are token names."""

    def __init__(self, widget: QWidget) -> None:
        """Begin painting on a widget."""
        self._take(QPainter(widget), QRectF(widget.rect()))

    @classmethod
    def over(cls, painter: QPainter, rect: QRectF) -> Self:
        """Return a canvas over a painter that someone else begins and ends, as in a delegate."""
        canvas = cls.__new__(cls)
        canvas._take(painter, rect)
        return canvas

    def _take(self, painter: QPainter, rect: QRectF) -> None:
        self.theme = Theme.current()
        self.painter, self.rect = painter, rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def __enter__(self) -> Self:
        """Paint."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End painting, whatever happened."""
        self.painter.end()

    def words(
        self,
        rect: QRectF,
        text: str,
        *,
        px: int = 15,
        weight: int = 400,
        ink: str = "ink",
        align: Qt.AlignmentFlag = LEFT,
        family: str = fonts.SANS,
        spacing: float = 0,
    ) -> None:
        """Put one line of plain text in a box: in the narrow cut where it is too wide, with dots only after that."""
        font = fonts.face(px, weight, family, spacing)
        if family == fonts.SANS and QFontMetricsF(font).horizontalAdvance(text) > rect.width() + 0.5:
            font = fonts.narrow(font)
        self.painter.setFont(font)
        self.painter.setPen(self.theme.colour(ink))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 0.5)
        self.painter.drawText(rect, int(align | Qt.TextFlag.TextSingleLine), shown)

    def box(
        self, rect: QRectF, *, radius: float = 4, fill: str = "", edge: str = "", line: float = 1, dashed: bool = False
    ) -> None:
        """Draw a box with round corners; its edge lies inside `rect`."""
        self.painter.setBrush(self.theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        if edge:
            pen = QPen(self.theme.colour(edge), line)
            if dashed:
                pen.setDashPattern([3, 3])
            self.painter.setPen(pen)
            rect = rect.adjusted(line / 2, line / 2, -line / 2, -line / 2)
        else:
            self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.drawRoundedRect(rect, radius, radius)

    def fill(self, rect: QRectF, token: str) -> None:
        """Fill a box."""
        self.painter.fillRect(rect, self.theme.colour(token))

    def icon(self, name: str, rect: QRectF, ink: str = "ink", stroke: float = 1.75) -> None:
        """Draw a line icon."""
        self.theme.icons.draw(self.painter, name, rect, self.theme.colours[ink], stroke)

    def mark(self, shape: Shape, rect: QRectF) -> None:
        """Draw a severity mark."""
        self.theme.icons.draw_mark(self.painter, shape, rect, self.theme.colours)

    def keycap(self, rect: QRectF, text: str, *, ink: str = "ink2", edge: str = "edge", px: int = 12) -> None:
        """Draw a key with its name."""
        self.box(rect, radius=3, edge=edge)
        self.words(rect, text, px=px, weight=500, ink=ink, align=CENTRE)
