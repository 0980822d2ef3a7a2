"""The inks. What carries information is black; colour only repeats what shape and words say.

A mono laser halftones every other colour and breaks thin strokes, so small type is always K (`look/PAPERS.md` 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

Rgb = tuple[float, float, float]

K: Final[Rgb] = (0, 0, 0)
WHITE: Final[Rgb] = (1, 1, 1)
HAIR: Final[Rgb] = (0.45, 0.45, 0.45)
"""For lines from 0.35 pt, never for type."""
GHOST: Final[Rgb] = (0.62, 0.62, 0.62)
"""For the outlined letters of an overprint, which must let the text under them be read."""

_OCHRE: Final[Rgb] = (0.76, 0.47, 0.06)


def tint(rgb: Rgb, share: float) -> Rgb:
    """Return an ink thinned towards white; `share` 0 leaves it, 1 makes it white."""
    red, green, blue = (c + (1 - c) * share for c in rgb)
    return red, green, blue


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The inks of a family of papers: bars and mark, ribbon and its second thread, rosettes, wave ground."""

    main: Rgb
    ribbon: Rgb
    second: Rgb
    rosette: Rgb
    ground: Rgb


PERSON: Final = Palette(
    main=(0.043, 0.286, 0.333),
    ribbon=(0.32, 0.55, 0.59),
    second=(0.90, 0.80, 0.62),
    rosette=(0.66, 0.81, 0.83),
    ground=(0.75, 0.865, 0.88),
)
"""Petrol: permit, receipts, labels."""

VEHICLE: Final = Palette(
    main=_OCHRE,
    ribbon=tint(_OCHRE, 0.25),
    second=(0.66, 0.81, 0.83),
    rosette=tint(_OCHRE, 0.5),
    ground=(0.93, 0.86, 0.74),
)
"""Ochre: certificate, plates, appointment."""
