"""Icons and severity marks: drawings in SVG, coloured by token, rendered sharp at every scale."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer


class Shape(StrEnum):
    """The mark of a severity or of a state; each has a shape of its own, so colour is never alone."""

    STOP = "stop"
    WARN = "warn"
    NOTE = "note"
    OK = "ok"
    WAIT = "wait"


class IconError(Exception):
    """An icon that is not shipped was asked for."""


class Icons:
    """Draws what is shipped under ``resources/icons``; every (name, colour) is parsed once."""

    def __init__(self, icons: Mapping[str, str], marks: Mapping[str, str]) -> None:
        """Take drawings by name: Lucide icons with ``currentColor``, marks with ``SOLID``, ``GLYPH`` and ``EDGE``."""
        self._icons, self._marks = icons, marks
        self._parsed: dict[tuple[str, ...], QSvgRenderer] = {}

    def draw(self, painter: QPainter, name: str, rect: QRectF, colour: str, stroke: float = 1.75) -> None:
        """Draw an icon in one colour (``#RRGGBB``); `stroke` is its line width on a grid of 24."""
        key = ("icon", name, colour, str(stroke))
        if key not in self._parsed:
            text = self._text(self._icons, name).replace("currentColor", colour)
            self._parsed[key] = _parse(text.replace('stroke-width="2"', f'stroke-width="{stroke}"'))
        self._parsed[key].render(painter, rect)

    def draw_mark(self, painter: QPainter, shape: Shape, rect: QRectF, colours: Mapping[str, str]) -> None:
        """Draw a mark with the tokens of the style in force."""
        tone = {Shape.WAIT: ("edge", "edge", "edge")}.get(shape, (f"{shape}_solid", f"{shape}_on", f"{shape}_line"))
        solid, glyph, edge = (colours[token] for token in tone)
        key = ("mark", shape, solid, glyph, edge)
        if key not in self._parsed:
            text = self._text(self._marks, shape)
            self._parsed[key] = _parse(text.replace("SOLID", solid).replace("GLYPH", glyph).replace("EDGE", edge))
        self._parsed[key].render(painter, rect)

    @staticmethod
    def _text(drawings: Mapping[str, str], name: str) -> str:
        if name not in drawings:
            raise IconError(f"no icon named {name}")
        return drawings[name]


def _parse(text: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(text.encode()))
