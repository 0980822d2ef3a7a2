"""Printed zones read out of pictures: lines found, cut at their even pitch, each letter held against those of OCR-B."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageOps, ImageStat

from kbdesk.devices.codes import grey_page
from kbdesk.icao.optical import Seen

LETTERS: Final = "<0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FORMATS: Final = ((3, 30, 2), (2, 44, 0), (2, 36, 0))
"""Lines, letters of a line, and which line has the names: TD1, TD3, TD2."""
_DIGITS: Final = frozenset("0123456789")
_PAIRS: Final = tuple(map(frozenset, ("O0", "I1", "S5", "B8", "Z2")))
"""What is told apart by its place and by check digits rather than by its look."""
_SURE: Final = 0.9
"""A letter is sure where no other, but that of its pair, is nearly as close: at most this part of the distance."""
_CELL: Final = (24, 32)
_WIDEST: Final = 1800
_LEANS: Final = tuple(half / 2 for half in range(-10, 11))
"""Degrees by which a page may lie askew."""
_BLACK: Final = 120
_ROW: Final = 0.02
"""Part of a row's pixels that are ink, from which on it belongs to a line."""
_COLUMN: Final = 0.04
_HIGH: Final = range(10, 90)
_NARROWEST: Final = 18
"""Pixels of a cell, at 180 dots an inch: smaller letters are told apart badly."""
_SHIFTS: Final = tuple((x, y) for x in (-1, 0, 1) for y in (-1, 0, 1))
_FAR: Final = 60.0
"""Mean difference of grey from which on a cell is no letter at all."""


_Grid = tuple[float, float]
"""Where the first cell of a line begins, and how wide each is."""


@dataclass(frozen=True, slots=True)
class _Band:
    """A line of print: its rows."""

    top: int
    bottom: int

    @property
    def high(self) -> int:
        """Its height."""
        return self.bottom - self.top


class ZoneReader:
    """Reads with the letters of one face, given as TrueType."""

    def __init__(self, face: bytes) -> None:
        self._letters = tuple(_templates(face))

    def read(self, data: bytes) -> Iterator[Seen]:
        """Yield what may be zones in a picture or on the first page of a PDF, as it stands, then turned upside down.

        Raises `CodesError` for what is neither. Call it on the press thread.
        """
        page = grey_page(data)
        if page.width > _WIDEST:
            page = page.resize((_WIDEST, page.height * _WIDEST // page.width), Image.Resampling.LANCZOS)
        for turn in (0, 180):
            yield from self._zones(page.rotate(turn))

    def _zones(self, page: Image.Image) -> Iterator[Seen]:
        ink = _straight(ImageOps.invert(ImageOps.autocontrast(page, cutoff=(1, 10))))
        black = ink.point([0] * _BLACK + [255] * (256 - _BLACK))
        bands = list(_bands(black))
        for count, letters, names in FORMATS:
            for start in range(len(bands) - count, -1, -1):
                run = bands[start : start + count]
                grids = [_grid(_columns(black, band), letters) for band in run] if _is_even(run) else [None]
                lines = [
                    self._line(ink, band, grid, letters, names=place == names)
                    for place, (band, grid) in enumerate(zip(run, grids, strict=False))
                    if grid is not None
                ]
                if len(lines) == count and all(line for line, _ in lines):
                    yield Seen(zone="\n".join(line for line, _ in lines), sure=all(sure for _, sure in lines))

    def _line(self, ink: Image.Image, band: _Band, grid: _Grid, letters: int, *, names: bool) -> tuple[str, bool]:
        """Return the letters of a line and whether each is sure; no letters where one of them is none."""
        said, sure = [], True
        for place in range(letters):
            left = grid[0] + place * grid[1]
            cell = _centred(ink.crop((round(left), band.top, round(left + grid[1]), band.bottom)))
            letter, far, is_sure = self._nearest(cell, names=names)
            if far > _FAR:
                return "", False
            said.append(letter)
            sure = sure and (is_sure or letter in _DIGITS)
        return "".join(said), sure

    def _nearest(self, cell: Image.Image, *, names: bool) -> tuple[str, float, bool]:
        """Return the letter that a cell is likest, how far it is from that, and whether another is nearly as close."""
        moved = [ImageChops.offset(cell, *shift) for shift in _SHIFTS]
        apart = sorted(
            (min(_apart(one, template) for one in moved), letter)
            for letter, template in self._letters
            if not (names and letter in _DIGITS)
        )
        far, letter = apart[0]
        second = next(other for other, rival in apart[1:] if frozenset((letter, rival)) not in _PAIRS)
        return letter, far, far <= _SURE * second


def _templates(face: bytes) -> Iterator[tuple[str, Image.Image]]:
    """Yield each letter as a cell: as high as capitals, its ink in the middle."""
    font = ImageFont.truetype(BytesIO(face), 100)
    _, top, _, bottom = font.getbbox("H")
    for letter in LETTERS:
        wide = round(font.getlength(letter))
        cell = Image.new("L", (wide, 140), 0)
        ImageDraw.Draw(cell).text((0, 0), letter, font=font, fill=255)
        yield letter, _centred(cell.crop((0, round(top), wide, round(bottom))))


def _centred(cell: Image.Image) -> Image.Image:
    """Return a cell at its size, its contrast whole, its ink in the middle from left to right."""
    small = ImageOps.autocontrast(cell.resize(_CELL, Image.Resampling.BILINEAR, reducing_gap=2.0), cutoff=1)
    box = small.point([0] * 100 + [255] * 156).getbbox()
    if box is not None:
        small = ImageChops.offset(small, (_CELL[0] - box[0] - box[2]) // 2, 0)
    return small.filter(ImageFilter.GaussianBlur(0.8))


def _apart(one: Image.Image, other: Image.Image) -> float:
    mean: float = ImageStat.Stat(ImageChops.difference(one, other)).mean[0]
    return mean


def _straight(ink: Image.Image) -> Image.Image:
    """Return a page turned so that its lines lie level: rows of ink and rows without stand out most."""
    small = ink.resize((500, max(1, ink.height * 500 // ink.width)), Image.Resampling.BOX)
    best = max(_LEANS, key=lambda lean: _roughness(small.rotate(lean, Image.Resampling.BILINEAR)))
    near = (best - 0.25, best, best + 0.25)
    best = max(near, key=lambda lean: _roughness(small.rotate(lean, Image.Resampling.BILINEAR)))
    return ink if not best else ink.rotate(best, Image.Resampling.BICUBIC)


def _roughness(page: Image.Image) -> float:
    rows = page.resize((1, page.height), Image.Resampling.BOX).tobytes()
    return float(sum((one - other) ** 2 for one, other in pairwise(rows)))


def _bands(black: Image.Image) -> Iterator[_Band]:
    """Yield the lines of print, from above."""
    rows = [part / 255 for part in black.resize((1, black.height), Image.Resampling.BOX).tobytes()]
    start = None
    for row, ink in enumerate([*rows, 0.0]):
        if ink >= _ROW and start is None:
            start = row
        elif ink < _ROW and start is not None:
            if row - start in _HIGH:
                yield _Band(start, row)
            start = None


def _is_even(run: Sequence[_Band]) -> bool:
    """Tell whether lines may be of one zone: of a height, and as far apart."""
    highs = [band.high for band in run]
    gaps = [lower.top - upper.bottom for upper, lower in pairwise(run)]
    return max(highs) <= 1.4 * min(highs) and all(0.2 * max(highs) <= gap <= 3 * max(highs) for gap in gaps)


def _columns(black: Image.Image, band: _Band) -> list[float]:
    """Return what part of each column of a line is ink."""
    strip = black.crop((0, band.top, black.width, band.bottom))
    return [part / 255 for part in strip.resize((black.width, 1), Image.Resampling.BOX).tobytes()]


def _grid(columns: Sequence[float], letters: int) -> _Grid | None:
    """Return where the first cell of a line begins and how wide each is: where borders cross least ink.

    None where ink reaches beyond what so many cells can hold.
    """
    inked = [place for place, part in enumerate(columns) if part >= _COLUMN]
    if not inked:
        return None
    first, last = inked[0], inked[-1] + 1
    if (last - first) / letters < _NARROWEST:
        return None
    best: list[tuple[float, float, float]] = []
    for step in range(-8, 9):
        pitch = (last - first) / (letters - 0.28) * (1 + step / 400)
        for part in range(0, 11):
            left = first - pitch * part / 25
            borders = (round(left + place * pitch) for place in range(letters + 1))
            crossed = sum(columns[border] for border in borders if 0 <= border < len(columns))
            best.append((crossed, left, pitch))
    least = min(crossed for crossed, _, _ in best)
    if least > letters * 0.08:
        return None
    well = [(left, pitch) for crossed, left, pitch in best if crossed <= least + 0.02]
    return sum(left for left, _ in well) / len(well), sum(pitch for _, pitch in well) / len(well)
