"""A car as it is seen from outside, with the card behind its glass: where the windscreen copy goes."""

from __future__ import annotations

from typing import Final

from kbdesk.papers.faces import MM
from kbdesk.papers.inks import WHITE, K, Rgb
from kbdesk.papers.sheet import Sheet
from kbdesk.papers.surface import Point

_CABIN: Final = ((4.4, 14.0), (9.0, 1.2), (31.0, 1.2), (35.6, 14.0))
_GLASS: Final = ((7.2, 13.0), (10.8, 3.0), (29.2, 3.0), (32.8, 13.0))
_CARD: Final = (6.6, 3.9)


def car(sheet: Sheet, x: float, y: float, scale: float, *, rear: bool, card: Rgb) -> None:
    """Draw a car 40 x 30 mm at scale 1, from the front or the rear.

    Seen from outside, the card lies lower right behind the windscreen, lower left behind the rear glass.
    """
    with sheet.moved(x, y, scale):
        for wheel in (4.6, 29.4):
            sheet.box(wheel, 24, 6, 5.6, fill=K, radius=1.2)
        _closed(sheet, _CABIN, 1.0)
        _closed(sheet, _GLASS, 0.7)
        for mirror in (0.6, 36.8):
            sheet.box(mirror, 11.4, 2.6, 2.2, fill=K, radius=0.6)
        sheet.box(1.4, 14, 37.2, 11.6, fill=WHITE, radius=2.6)
        sheet.frame(1.4, 14, 37.2, 11.6, pt=1.0, radius=2.6)
        sheet.frame(13.6, 19.4, 12.8, 3.2, pt=0.8)
        for lamp in (3.4, 33.6):
            if rear:
                sheet.box(lamp, 16.2, 3, 5.2, fill=K, radius=0.6)
            else:
                sheet.ring(lamp + 1.5, 18.4, 1.9, pt=0.9)
        if rear:
            sheet.line(11, 16.4, 29, 16.4, pt=0.5)
        else:
            for grille in (16.2, 17.6):
                sheet.line(12, grille, 28, grille, pt=0.5)
        left = 8.9 if rear else 40 - 8.9 - _CARD[0]
        sheet.box(left, 8.5, *_CARD, fill=card)
        sheet.frame(left, 8.5, *_CARD, pt=0.8)


def _closed(sheet: Sheet, points: tuple[Point, ...], pt: float) -> None:
    sheet.stroke(K, pt)
    first, *others = [f"{x * MM:.2f} {sheet.up(y):.2f}" for x, y in points]
    sheet.raw(" ".join([f"{first} m", *(f"{place} l" for place in others), "s"]))
