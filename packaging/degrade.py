"""What scanners, hands and stamps do to a paper, done to its picture; and whether its seal is still read back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from itertools import islice
from types import MappingProxyType
from typing import Final

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from kbdesk.devices import codes
from kbdesk.domain.codes import CodesError
from kbdesk.domain.paper import Paper
from kbdesk.papers.press import Press
from kbdesk.papers.sheet import Box

DPI: Final = (150, 200, 300)
ROTATED: Final = 5.0
"""Degrees."""
BLURRED: Final = 0.10
"""Standard deviation in mm."""
STAMPED: Final = 0.20
"""The share of a seal that a stamp lies over, at most."""
_INCH: Final = 25.4
_MARGIN: Final = 9.0
_INKS: Final = MappingProxyType({"violet": (92, 62, 158), "black": (44, 44, 52)})
_RADIUS: Final = 19.0

@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A seal with its surroundings as a scanner of `dpi` sees it: it begins at `left`, `top` (mm), `side` long."""

    image: Image.Image
    dpi: float
    left: float
    top: float
    side: float


_Degrade = Callable[[Look], Image.Image]


def plain(look: Look) -> Image.Image:
    """Leave a picture as it is."""
    return look.image


def rotated(look: Look) -> Image.Image:
    """Turn a picture as a hand lays a sheet on a scanner."""
    return look.image.rotate(ROTATED, Image.Resampling.BICUBIC, expand=True, fillcolor="white")


def blurred(look: Look) -> Image.Image:
    """Blur a picture as a lens out of focus does."""
    return look.image.filter(ImageFilter.GaussianBlur(BLURRED * look.dpi / _INCH))


def stamped(ink: str, corner: tuple[int, int]) -> _Degrade:
    """Return what puts a ring stamp over a fifth of a seal, at most, at its corner (1, 1: lower right)."""

    def stamp(look: Look) -> Image.Image:
        image, k = look.image, look.dpi / _INCH
        mask, (x, y) = Image.new("L", image.size, 0), _middle(look, corner)
        _rings(ImageDraw.Draw(mask), x * k, y * k, k)
        inked = ImageChops.multiply(image, Image.new("RGB", image.size, _INKS[ink]))
        return Image.composite(inked, image, mask)

    return stamp


def together(*degrading: _Degrade) -> _Degrade:
    """Return what does one after the other."""

    def degrade(look: Look) -> Image.Image:
        for one in degrading:
            look = replace(look, image=one(look))
        return look.image

    return degrade


CONDITIONS: Final[Mapping[str, _Degrade]] = MappingProxyType(
    {
        "plain": plain,
        "rotated": rotated,
        "blurred": blurred,
        "stamped": stamped("violet", (-1, 1)),
        "stamped in black": stamped("black", (1, 1)),
        "all at once": together(stamped("violet", (1, 1)), blurred, rotated),
    }
)


def looks(
    press: Press, paper: Paper, *, most: int | None = None, place: str = "seal"
) -> Iterator[tuple[str, Image.Image]]:
    """Yield the seals of a paper, the first `most` of them, under every condition and resolution, by name.

    `place` is another place that is kept for a code.
    """
    document = pypdfium2.PdfDocument(press.draw(paper).pdf)
    try:
        for box in islice(_places(press, paper, document, place), most):
            for dpi in DPI:
                look = _around(document[box.page - 1], box, dpi)
                for name, degrade in CONDITIONS.items():
                    yield f"{name} {dpi}", degrade(look)
    finally:
        document.close()


def reads(image: Image.Image, seal: bytes) -> bool:
    """Tell whether the desk's own reader finds exactly this seal in a picture."""
    file = BytesIO()
    image.convert("L").save(file, "PNG", compress_level=1)
    try:
        return any(code.data == seal for code in codes.read(file.getvalue()))
    except CodesError:
        return False


def _places(press: Press, paper: Paper, document: pypdfium2.PdfDocument, name: str) -> Iterator[Box]:
    """Yield the places kept under a name, but for those that a page cuts off."""
    for box in press.boxes(paper):
        width = document[box.page - 1].get_width() / 72 * _INCH
        if box.name == name and not box.lines and box.left >= 0 and box.right <= width:
            yield box


def _around(page: pypdfium2.PdfPage, box: Box, dpi: float) -> Look:
    """Return a seal with what surrounds it, as a scanner of a resolution sees it."""
    k, width, height = 72 / _INCH, page.get_width(), page.get_height()
    left, top = max(0.0, box.left - _MARGIN) * k, max(0.0, box.top - _MARGIN) * k
    right, bottom = min(width, (box.right + _MARGIN) * k), min(height, (box.bottom + _MARGIN) * k)
    image = page.render(scale=dpi / 72, crop=(left, height - bottom, width - right, top)).to_pil().convert("RGB")
    return Look(image=image, dpi=dpi, left=box.left - left / k, top=box.top - top / k, side=box.right - box.left)


def _middle(look: Look, corner: tuple[int, int]) -> tuple[float, float]:
    """Return the middle of a stamp that comes over a corner of a seal as far as the share allows."""
    away = look.side / 2 + _reach(look.side)
    return look.left + look.side / 2 + corner[0] * away, look.top + look.side / 2 + corner[1] * away


@cache
def _reach(side: float) -> float:
    """Return how far the middle of a stamp keeps from a corner, along both sides of a seal."""
    beyond = _RADIUS
    while _share(side, beyond - 0.25) <= STAMPED:
        beyond -= 0.25
    return beyond


def _share(side: float, beyond: float) -> float:
    """Return which share of a seal a stamp lies over whose middle is that far beyond its corner, both ways."""
    steps = 40
    places = [beyond + (i + 0.5) * side / steps for i in range(steps)]
    return sum(x * x + y * y <= _RADIUS**2 for x in places for y in places) / steps**2


def _rings(draw: ImageDraw.ImageDraw, x: float, y: float, k: float) -> None:
    """Draw rings, a wreath of letters and bars, dense as an office stamp is."""
    for radius, thick in ((19.0, 1.1), (17.2, 0.4), (11.0, 0.5)):
        r = radius * k
        draw.ellipse((x - r, y - r, x + r, y + r), outline=255, width=max(1, round(thick * k)))
    wreath = 14.0 * k
    for angle in range(0, 360, 10):
        draw.arc((x - wreath, y - wreath, x + wreath, y + wreath), angle, angle + 6, fill=255, width=round(2.6 * k))
    for row in range(-3, 4):
        draw.rectangle((x - 7 * k, y + (row * 2.2 - 0.5) * k, x + 7 * k, y + (row * 2.2 + 0.5) * k), fill=255)
