"""A portrait: the face of a card as JPEG, 35 x 45 mm, and the picture it is cut out of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

WIDTH: Final = 413
HEIGHT: Final = 531
"""35 x 45 mm at 300 dots an inch: what a portrait is wanted to have, and what a larger one is brought to."""
ACROSS, DOWN = 7, 9
"""Its shape."""
LEAST: Final = (140, 180)
"""Pixels below which nobody is known by a picture."""
MOST: Final = 30_000
"""Bytes at most."""

_SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "portrait.empty": "The file is empty.",
        "portrait.large": "The file has more than {megabytes} megabytes.",
        "portrait.not-a-picture": "The file is neither a JPEG nor a PNG picture.",
        "portrait.damaged": "The picture is damaged, cut short or of an odd kind.",
        "portrait.many-pixels": "The picture has more than {megapixels} megapixels.",
        "portrait.small": "The picture has fewer than {width} x {height} pixels: no face is known by it.",
        "portrait.outside": "What was chosen lies outside the picture.",
        "portrait.unreadable": "The file cannot be read: {why}.",
        "portrait.nothing-there": "There is no picture to be taken.",
        "portrait.card-gone": "The card that the picture was for is not there any more; the picture was not used.",
        "portrait.no-extra": "The camera needs the extra kbdesk[camera], and libpulse0 of the system.",
        "portrait.no-camera": "No camera is connected.",
        "portrait.camera-failed": "The camera gives no picture: it was unplugged, or another program holds it.",
    }
)
CODES: Final = frozenset(_SENTENCES)
"""Every code there is; a catalog has ``fault.<code>`` for each."""


class PortraitError(ValueError):
    """A picture no portrait can be made of; `code` and `values` say the same for a catalog (``fault.<code>``)."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(_SENTENCES[code].format(**values))
        self.code = code
        self.values: Mapping[str, str] = values


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture upright, made small enough to be shown: 8-bit RGB rows without padding.

    `full_width` and `full_height` are the pixels that the file has, of which `width` and `height` are shown.
    """

    width: int
    height: int
    pixels: bytes
    full_width: int
    full_height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """What of an upright picture is the portrait: its corner and height as parts of the picture's width and height.

    Its width follows from its shape. `turns` are quarter turns clockwise, made before anything is cut.
    """

    left: float
    top: float
    high: float
    turns: int = 0

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Return left, top, right and bottom in a picture of this size (after its turns), never outside of it.

        Raises `PortraitError` if it lies outside by more than a rounding.
        """
        high = round(self.high * height)
        wide = round(high * ACROSS / DOWN)
        left, top = round(self.left * width), round(self.top * height)
        if high < 1 or min(left, top) < -2 or left + wide > width + 2 or top + high > height + 2:
            raise PortraitError("portrait.outside")
        wide, high = min(wide, width), min(high, height)
        left, top = min(max(left, 0), width - wide), min(max(top, 0), height - high)
        return left, top, left + wide, top + high


def whole(width: int, height: int, *, turns: int = 0) -> Crop:
    """Return the largest crop in the middle of a picture of this size (after its turns), a little above it."""
    high = min(height, width * DOWN / ACROSS)
    wide = high * ACROSS / DOWN
    return Crop(left=(width - wide) / 2 / width, top=(height - high) / 3 / height, high=high / height, turns=turns)


def size(jpeg: bytes) -> tuple[int, int]:
    """Return width and height in pixels as a JPEG's frame says (ITU-T T.81, B.2.2), (0, 0) where there is none."""
    place = 2 if jpeg.startswith(b"\xff\xd8") else len(jpeg)
    while place + 9 <= len(jpeg) and jpeg[place] == 0xFF:
        marker, length = jpeg[place + 1], int.from_bytes(jpeg[place + 2 : place + 4], "big")
        if marker in _FRAMES:
            down, across = (int.from_bytes(jpeg[at : at + 2], "big") for at in (place + 5, place + 7))
            return across, down
        place += 2 + max(length, 2)
    return 0, 0


def is_small(jpeg: bytes) -> bool:
    """Tell whether a portrait has fewer pixels than it should."""
    across, down = size(jpeg)
    return across < WIDTH or down < HEIGHT


_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended and progressive, with Huffman codes."""
