"""The faces of the window: registered from bytes, asked for by pixel size and weight."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

SANS: Final = "IBM Plex Sans"
NARROW: Final = "IBM Plex Sans Condensed"
ZONE: Final = "OCR B"
PLATE: Final = "OSP-DIN"


class FontError(Exception):
    """A face that the window needs is missing or broken."""


def register(faces: Mapping[str, bytes]) -> None:
    """Give the faces to Qt; raises `FontError` rather than let another face stand in silently."""
    for name, data in faces.items():
        if QFontDatabase.addApplicationFontFromData(QByteArray(data)) < 0:
            raise FontError(f"font {name} is not readable")
    known = set(QFontDatabase.families())
    for family in (SANS, NARROW, ZONE, PLATE):
        if family not in known:
            raise FontError(f"font family {family} is missing")


def face(px: int, weight: int = 400, family: str = SANS, spacing: float = 0) -> QFont:
    """Return a face `px` pixels high; `spacing` pixels are added after each letter."""
    font = QFont(family)
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if spacing:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    return font


def narrow(font: QFont) -> QFont:
    """Return the condensed sister of a face: same heights, narrower letters."""
    made = QFont(font)
    made.setFamily(NARROW)
    return made


def width(text: str, px: int, weight: int = 400, family: str = SANS, spacing: float = 0) -> float:
    """Return how many pixels wide a text is."""
    return QFontMetricsF(face(px, weight, family, spacing)).horizontalAdvance(text)
