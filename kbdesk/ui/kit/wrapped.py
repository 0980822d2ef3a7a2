"""Paragraphs painted in tokens: how high a text stands at a width, and the text itself."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.paint import Canvas

_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


def height_of(text: str, width: float, *, px: int = 15, weight: int = 400) -> int:
    """Return how many pixels high a text stands at a width; nothing for no text."""
    if not text:
        return 0
    metrics = QFontMetricsF(fonts.face(px, weight))
    return math.ceil(metrics.boundingRect(QRectF(0, 0, width, 1e6), _FLAGS, text).height())


def put(
    canvas: Canvas,
    left: float,
    top: float,
    width: float,
    text: str,
    *,
    px: int = 15,
    weight: int = 400,
    ink: str = "ink",
) -> float:
    """Paint a text that wraps; return where it ends."""
    high = height_of(text, width, px=px, weight=weight)
    if text:
        canvas.painter.setFont(fonts.face(px, weight))
        canvas.painter.setPen(canvas.theme.colour(ink))
        canvas.painter.drawText(QRectF(left, top, width, high + 2), _FLAGS, text)
    return top + high
