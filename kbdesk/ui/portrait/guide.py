"""Where the head belongs in a portrait, drawn over any picture."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

_SHADE: Final = QColor(0, 0, 0, 150)
_GUIDE: Final = QColor(255, 255, 255, 230)
_UNDER: Final = QColor(0, 0, 0, 150)
_HEAD: Final = QRectF(0.19, 0.115, 0.62, 0.73)
"""Parts of the frame: chin to crown 70 to 80 per cent of its height (Doc 9303-3, 3.9.1)."""


def paint_guide(painter: QPainter, picture: QRectF, box: QRectF) -> None:
    """Dim a picture around the frame of the portrait, and draw the frame and the oval of the head."""
    around = QPainterPath()
    around.addRect(picture)
    around.addRect(box)
    painter.fillPath(around, _SHADE)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    head = QRectF(
        box.x() + _HEAD.x() * box.width(),
        box.y() + _HEAD.y() * box.height(),
        _HEAD.width() * box.width(),
        _HEAD.height() * box.height(),
    )
    for ink, width, line in ((_UNDER, 4.0, Qt.PenStyle.SolidLine), (_GUIDE, 2.0, Qt.PenStyle.DashLine)):
        painter.setPen(QPen(ink, width))
        painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.setPen(QPen(ink, width - 0.5, line))
        painter.drawEllipse(head)
