"""The codes in a picture or PDF, found by looking again and again; seals given as hexadecimal digits or raw bytes."""

from __future__ import annotations

import codecs
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from math import cos, radians, sin
from typing import Final, Protocol

import pypdfium2
import zxingcpp
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from kbdesk.domain.codes import Code, CodesError, Place
from kbdesk.icao.seal.codec import MOST
from kbdesk.icao.seal.header import MAGIC

LARGEST: Final = 64 << 20
"""Bytes of a file."""
MOST_PIXELS: Final = 64_000_000
"""Of a picture; a page of a PDF is drawn with as many at most."""
MOST_PAGES: Final = 20
LONGEST_SIDE: Final = 30_000
"""Pixels of a side: what is longer is a thread rather than a picture."""
_FORMS: Final = zxingcpp.BarcodeFormats(
    [zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.DataMatrix, zxingcpp.BarcodeFormat.Aztec]
)
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_PDF: Final = b"%PDF-"
_PDF_BEGINS_BY: Final = 1024
_HEX: Final = re.compile(r"(?:[0-9A-Fa-f\s:;,-]|0[xX])+")
_NOT_HEX: Final = re.compile(r"0[xX]|[\s:;,-]+")
_MARKED: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
"""How some editors begin a text, and how it is then written."""
_MOST_WRITTEN: Final = 16 * MOST
"""Bytes of a seal written out, byte by byte with all that may stand between."""
_DAMAGED: Final = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, OverflowError)
_PACKED: Final = (struct.error, zlib.error)
_DOTS: Final = 300 / 72
"""Pixels of a point at 300 dots an inch."""
_GREYS: Final = (64, 96, 128)
"""What is lighter counts as white: under these the ink of a stamp vanishes (measured, 35 to 70 % of ink)."""
_TURNS: Final = (22, 45, 67)
"""Degrees: a DataMatrix that leans is found less well than one that stands."""
_NO_SEALS: Final = (b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF", b"PK\3\4", b"\0\0\0\x0cjP")
"""How pictures and archives of other kinds begin."""


@dataclass(frozen=True, slots=True)
class _Look:
    """One way of looking: turned by some degrees, with a fixed `grey` between black and white, or light on dark too."""

    turn: int = 0
    grey: int = 0
    inverted: bool = False


_HARDER: Final = tuple(_Look(grey=grey) for grey in _GREYS)
_ROUNDS: Final[tuple[tuple[float, tuple[_Look, ...]], ...]] = (
    (1.0, (_Look(inverted=True), *_HARDER, *(_Look(turn=turn) for turn in _TURNS))),
    (0.5, (_Look(), *_HARDER)),
    (1.5, (_Look(), *_HARDER)),
)
"""How every page is looked at where the first glance finds no seal, by scale: the likely ways first."""


class _Sheet(Protocol):
    """A page to look at, at the scale of `glance` first."""

    glance: float

    def grey(self, scale: float) -> Image.Image:
        """Return the page in shades of grey, at a part or multiple of its own size. Raises `CodesError`."""


def read(data: bytes) -> tuple[Code, ...]:
    """Return the codes in the bytes of a PNG, JPEG or PDF, the same code once; or the bytes of a seal as they are.

    A seal may be given in hexadecimal digits, or raw: bytes that are neither text nor another kind of file, and no more
    than a seal can have, are taken for one. While no code begins as a seal does, every page is looked at again,
    enlarged, reduced, turned, and with the ink of stamps taken away. PDFium is not safe in threads: call it on the
    press thread. Raises `CodesError`, and nothing else, whatever the bytes.
    """
    if not data:
        raise CodesError("codes.empty")
    if len(data) > LARGEST:
        raise CodesError("codes.large", megabytes=str(LARGEST >> 20))
    if data.startswith(_PNG) or data.startswith(_JPEG):
        return _found([_Picture(data)])
    if _PDF in data[:_PDF_BEGINS_BY]:
        with _opened(data) as document:
            return _found([_Page(document, place) for place in range(len(document))])
    return (Code(data=_given(data)),)


def in_view(width: int, height: int, grey: bytes) -> tuple[Code, ...]:
    """Return the codes in one of a camera's pictures, rows of grey bytes, at a glance: the next one comes at once.

    No file is opened for it, so any thread may call it.
    """
    page = Image.frombytes("L", (width, height), grey)
    return tuple({code.data: code for code in _seen(page, 1, _Look(inverted=True))}.values())


def grey_page(data: bytes) -> Image.Image:
    """Return a picture, or the first page of a PDF at 300 dots an inch, in shades of grey. Raises `CodesError`."""
    if len(data) > LARGEST:
        raise CodesError("codes.large", megabytes=str(LARGEST >> 20))
    if data.startswith(_PNG) or data.startswith(_JPEG):
        return _Picture(data).grey(1.0)
    if _PDF in data[:_PDF_BEGINS_BY]:
        with _opened(data) as document:
            return _Page(document, 0).grey(1.0)
    raise CodesError("codes.unknown")


def _given(data: bytes) -> bytes:
    """Return the bytes of a seal that were given as such."""
    if len(data) > _MOST_WRITTEN:
        raise CodesError("codes.unknown")
    text = _text(data)
    if text is None:
        if len(data) > MOST or data.startswith(_NO_SEALS):
            raise CodesError("codes.unknown")
        return data
    digits = _NOT_HEX.sub("", text) if _HEX.fullmatch(text) else ""
    if not digits or len(digits) % 2 or len(digits) > 2 * MOST:
        raise CodesError("codes.unknown")
    return bytes.fromhex(digits)


def _text(data: bytes) -> str | None:
    """Return what a file says that is a text, None for any other."""
    written = next((encoding for mark, encoding in _MARKED if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(written)
    except UnicodeDecodeError:
        return None
    return text if all(letter.isprintable() or letter.isspace() for letter in text) else None


def _found(sheets: Sequence[_Sheet]) -> tuple[Code, ...]:
    """Return the codes of all pages, by the first round that finds a seal, else what any of them found."""
    found: dict[bytes, Code] = {}
    for scale, looks in ((0.0, (_Look(),)), *_ROUNDS):
        for number, sheet in enumerate(sheets, start=1):
            page = sheet.grey(scale or sheet.glance)
            for look in looks:
                for code in _seen(page, number, look):
                    found.setdefault(code.data, code)
        if any(data[0] == MAGIC for data in found):
            break
    return tuple(sorted(found.values(), key=lambda code: code.page))


def _seen(page: Image.Image, number: int, look: _Look) -> Iterator[Code]:
    picture, binarizer = page, zxingcpp.Binarizer.LocalAverage
    if look.turn:
        picture = _turned(page, look.turn)
    if look.grey:
        picture = page.point([0] * look.grey + [255] * (256 - look.grey))
        binarizer = zxingcpp.Binarizer.FixedThreshold
    for code in zxingcpp.read_barcodes(picture, formats=_FORMS, binarizer=binarizer, try_invert=look.inverted):
        if code.bytes:
            yield Code(data=bytes(code.bytes), page=number, place=None if look.turn else _place(code.position, page))


def _turned(page: Image.Image, degrees: int) -> Image.Image:
    """Return a page turned, made smaller first where it would take more pixels than a picture may have."""
    across, up = cos(radians(degrees)), sin(radians(degrees))
    taken = (page.width * across + page.height * up) * (page.width * up + page.height * across)
    if taken > MOST_PIXELS:
        part = (MOST_PIXELS / taken) ** 0.5
        page = page.resize((max(1, int(page.width * part)), max(1, int(page.height * part))))
    return page.rotate(degrees, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def _place(corners: zxingcpp.Position, page: Image.Image) -> Place:
    points = (corners.top_left, corners.top_right, corners.bottom_right, corners.bottom_left)
    across, down = [point.x / page.width for point in points], [point.y / page.height for point in points]
    return Place(min(across), min(down), max(across), max(down))


class _Picture:
    """A picture as the one page of its file."""

    glance = 1.0

    def __init__(self, data: bytes) -> None:
        kind = PngImageFile if data.startswith(_PNG) else JpegImageFile
        try:
            with kind(BytesIO(data)) as picture:
                if picture.width * picture.height > MOST_PIXELS or max(picture.size) > LONGEST_SIDE:
                    raise CodesError("codes.picture-large", megapixels=str(MOST_PIXELS // 1_000_000))
                if getattr(picture, "is_animated", False):
                    raise CodesError("codes.picture-damaged")
                self._grey = _grey(picture)
        except CodesError:
            raise
        except (*_DAMAGED, *_PACKED) as error:
            raise CodesError("codes.picture-damaged") from error

    def grey(self, scale: float) -> Image.Image:
        """Return the picture, enlarged no further than a picture may be."""
        width, height = self._grey.size
        fitting = min(scale, _most(width, height))
        if fitting == 1:
            return self._grey
        size = (max(1, int(width * fitting)), max(1, int(height * fitting)))
        return self._grey.resize(size, Image.Resampling.BICUBIC)


def _most(width: float, height: float) -> float:
    """Return how much a page may be enlarged at most."""
    return float(min((MOST_PIXELS / (width * height)) ** 0.5, LONGEST_SIDE / max(width, height)))


def _grey(picture: Image.Image) -> Image.Image:
    """Return a picture in shades of grey, on white where it can be seen through."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point([grey >> 8 for grey in range(1 << 16)], "L")
    seen = picture.convert("RGBA") if "transparency" in picture.info else picture
    if "A" not in seen.getbands():
        return seen.convert("L")
    white = Image.new("L", seen.size, 255)
    white.paste(seen.convert("L"), mask=seen.getchannel("A"))
    return white


class _Page:
    """A page of a PDF, drawn anew at each scale, so that lines stay sharp; our seals are made to read at 150 dots."""

    glance = 0.5

    def __init__(self, document: pypdfium2.PdfDocument, place: int) -> None:
        self._document, self._place = document, place

    def grey(self, scale: float) -> Image.Image:
        """Return the page at a part or multiple of 300 dots an inch, of no more pixels than a picture may have."""
        try:
            page = self._document[self._place]
            most = _most(max(page.get_width(), 1.0), max(page.get_height(), 1.0))
            bitmap = page.render(scale=min(scale * _DOTS, most), grayscale=True)
            picture: Image.Image = bitmap.to_pil()
            return picture.convert("L")
        except (pypdfium2.PdfiumError, *_DAMAGED) as error:
            raise CodesError("codes.pdf-damaged") from error


@contextmanager
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise CodesError("codes.pdf-damaged") from error
    try:
        if not len(document):
            raise CodesError("codes.pdf-damaged")
        if len(document) > MOST_PAGES:
            raise CodesError("codes.pdf-pages", pages=str(MOST_PAGES))
        yield document
    finally:
        document.close()
