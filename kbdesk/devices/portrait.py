"""Pictures from outside, opened within bounds, and the portraits cut out of them: upright, small, without metadata."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from types import MappingProxyType
from typing import Final

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from kbdesk.domain.portrait import HEIGHT, LEAST, MOST, WIDTH, Crop, Picture, PortraitError

LARGEST: Final = 32 << 20
"""Bytes of a file."""
MOST_PIXELS: Final = 64_000_000
LONGEST_SIDE: Final = 20_000
SHOWN: Final = 1200
"""Pixels of the longer side of a picture as it is shown."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = MappingProxyType(
    {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
)
"""What puts a picture upright, by its EXIF orientation (CIPA DC-008, 4.6.5)."""
_TURNS: Final = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
"""Quarter turns clockwise."""
_DAMAGED: Final = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, OverflowError)
_PACKED: Final = (struct.error, zlib.error)
_QUALITIES: Final = (94, 90, 86, 82, 78, 74, 70, 65, 60, 55, 50, 45, 40, 35, 30, 25, 20, 15, 10, 5)


class Pictures:
    """Opens JPEG and PNG files. Raises `PortraitError`, and nothing else, whatever the bytes (any thread)."""

    def look(self, data: bytes) -> Picture:
        """Return a picture upright and small enough to be shown."""
        picture, full = _opened(data, lambda size: SHOWN / max(size))
        picture.thumbnail((SHOWN, SHOWN), Image.Resampling.LANCZOS, reducing_gap=2.0)
        return Picture(
            width=picture.width,
            height=picture.height,
            pixels=picture.tobytes(),
            full_width=full[0],
            full_height=full[1],
        )

    def portrait(self, data: bytes, crop: Crop) -> bytes:
        """Return the portrait cut out of a picture: JPEG of at most `MOST` bytes, no larger than it should be.

        What has fewer pixels than that keeps them: nothing is made up.
        """
        picture, full = _opened(data, lambda size: HEIGHT / max(1.0, crop.high * min(size)))
        turn = _TURNS[crop.turns % 4]
        if turn is not None:
            picture = picture.transpose(turn)
            full = full if crop.turns % 2 == 0 else (full[1], full[0])
        left, top, right, bottom = crop.pixels(*full)
        if right - left < LEAST[0] or bottom - top < LEAST[1]:
            raise PortraitError("portrait.small", width=str(LEAST[0]), height=str(LEAST[1]))
        across, down = picture.width / full[0], picture.height / full[1]
        wanted = (WIDTH, HEIGHT) if bottom - top >= HEIGHT else (right - left, bottom - top)
        box = (left * across, top * down, right * across, bottom * down)
        return _saved(picture.resize(wanted, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0))


def _opened(data: bytes, scale: Callable[[tuple[int, int]], float]) -> tuple[Image.Image, tuple[int, int]]:
    """Return a picture upright in RGB, and the size it has in its file; a JPEG is decoded smaller where that is enough.

    `scale` tells by its size (upright) how much of it is needed.
    """
    if not data:
        raise PortraitError("portrait.empty")
    if len(data) > LARGEST:
        raise PortraitError("portrait.large", megabytes=str(LARGEST >> 20))
    with _picture(data) as picture:
        width, height = picture.size
        upright = _UPRIGHT.get(_orientation(picture))
        swapped = upright in (*_TURNS[1::2], Image.Transpose.TRANSPOSE, Image.Transpose.TRANSVERSE)
        full = (height, width) if swapped else (width, height)
        if isinstance(picture, JpegImageFile):
            part = min(1.0, scale(full))
            picture.draft("RGB", (max(1, int(width * part)), max(1, int(height * part))))
        coloured = _rgb(picture)
        return (coloured if upright is None else coloured.transpose(upright)), full


@contextmanager
def _picture(data: bytes) -> Iterator[Image.Image]:
    if not data.startswith((_PNG, _JPEG)):
        raise PortraitError("portrait.not-a-picture")
    kind = PngImageFile if data.startswith(_PNG) else JpegImageFile
    try:
        with kind(BytesIO(data)) as picture:
            if picture.width * picture.height > MOST_PIXELS or max(picture.size) > LONGEST_SIDE:
                raise PortraitError("portrait.many-pixels", megapixels=str(MOST_PIXELS // 1_000_000))
            if getattr(picture, "is_animated", False):
                raise PortraitError("portrait.damaged")
            yield picture
    except PortraitError:
        raise
    except (*_DAMAGED, *_PACKED) as error:
        raise PortraitError("portrait.damaged") from error


def _orientation(picture: Image.Image) -> int:
    """Return the EXIF orientation, 1 (upright) where there is none or it is rubbish."""
    try:
        told = picture.getexif().get(_ORIENTATION, 1)
    except (*_DAMAGED, *_PACKED):
        return 1
    return told if isinstance(told, int) else 1


def _rgb(picture: Image.Image) -> Image.Image:
    """Return a picture in RGB, on white where it can be seen through."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point([grey >> 8 for grey in range(1 << 16)], "L").convert("RGB")
    seen = picture.convert("RGBA") if "transparency" in picture.info else picture
    if "A" not in seen.getbands():
        return seen.convert("RGB")
    white = Image.new("RGB", seen.size, (255, 255, 255))
    white.paste(seen.convert("RGB"), mask=seen.getchannel("A"))
    return white


def _saved(picture: Image.Image) -> bytes:
    """Return a picture as baseline JPEG in the best quality that keeps it small; a new image has no metadata."""
    bare = Image.frombytes("RGB", picture.size, picture.tobytes())
    for quality in _QUALITIES:
        out = BytesIO()
        bare.save(out, "JPEG", quality=quality, optimize=True, subsampling=2)
        if out.tell() <= MOST:
            break
    return out.getvalue()
