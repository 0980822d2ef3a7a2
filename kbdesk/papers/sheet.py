"""A sheet: every text is measured before it is drawn, shrinks and wraps by rule, and is never cut."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from math import ceil
from typing import Final

from kbdesk.domain.vocabulary import PaperKind
from kbdesk.papers.archive import Archive
from kbdesk.papers.art import Art, art
from kbdesk.papers.errors import DoesNotFitError, MissingGlyphError
from kbdesk.papers.faces import MM, Face, Role
from kbdesk.papers.style import MICRO, Align, Style
from kbdesk.papers.surface import Surface

_SLACK: Final = 0.02  # mm, for rounding
_LINE: Final = 0.95  # the height of a line's ink, accents and descenders included, in ems


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A text as it was set: the ink it takes and the room it had in width, in mm; sizes in points.

    `full` is the size the style asked for. A place kept free of other text has no lines and no `text`.
    """

    name: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    room: float
    size: float
    full: float
    lines: int = 1
    text: str = ""


_Ink = tuple[float, float, float, float]
_Measured = tuple[str, int, tuple[float, float, float], _Ink, float, float, float, int, str]
"""Name, page, origin, ink, room, size, full size, lines, text: what a `Box` is made of when somebody asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LateBox:
    """A part of a page, in mm from its top left, where a proof may differ from its paper. Pages count from 1."""

    page: int
    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class Stencil:
    """A part of a page, with the texts on it as they were measured."""

    art: Art
    measured: tuple[_Measured, ...]


class Sheet(Surface):
    """A surface that sets type. It raises `MissingGlyphError` and `DoesNotFitError` instead of drawing less."""

    def __init__(
        self,
        archive: Archive,
        faces: Mapping[Role, Face],
        kind: PaperKind,
        *,
        width: float = 210.0,
        height: float = 297.0,
    ) -> None:
        super().__init__(archive, width=width, height=height)
        self.faces = faces
        self.kind = kind
        self._measured: list[_Measured] = []
        self.late_boxes: list[LateBox] = []

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Every text as it was measured, and every place kept."""
        return tuple(map(_box, self._measured))

    def blank(self) -> Sheet:
        """Return a sheet of the same size and faces with nothing on it."""
        return Sheet(self.archive.blank(), self.faces, self.kind, width=self.width, height=self.height)

    def stencil(self) -> Stencil | None:
        """Return what was drawn on the page; None if it shows a letter whose code each document gives anew."""
        letters = self.archive.letters()
        if letters is None:
            return None
        code = self.code
        box = (0, 0, ceil(self.width * MM), ceil(self.height * MM))
        drawn = art(f"Stencil{sha256(code.encode('latin-1')).hexdigest()[:12]}", box, code, letters=letters)
        return Stencil(drawn, tuple(self._measured))

    def stand(self, stencil: Stencil) -> None:
        """Draw a stencil where it was cut, on a page of its size."""
        self.raw(f"/{self.archive.place(stencil.art)} Do")
        self._measured += [(one[0], self.page, *one[2:]) for one in stencil.measured]

    def late(self, x: float, y: float, w: float, h: float) -> None:
        """Declare that what is drawn here is given only when the paper is issued."""
        ox, oy, k = self.origin
        self.late_boxes.append(LateBox(page=self.page, x=ox + x * k, y=oy + y * k, w=w * k, h=h * k))

    def keep(self, name: str, x: float, y: float, w: float, h: float) -> None:
        """Note a place, for a stamp, a seal or a code, that only text of its own name may touch."""
        self._record(name, (x, y, x + w, y + h), room=w, size=0.0, full=0.0, lines=0)

    def width_of(self, text: str, style: Style) -> float:
        """Return how wide a line is, in mm."""
        return self.faces[style.role].width(text, style.size, style.track)

    def fits(self, text: str, style: Style, w: float) -> bool:
        """Tell whether a line fits `w` mm at the style's smallest size."""
        return self.faces[style.role].width(text, style.floor, style.track) <= w + _SLACK

    def text(
        self,
        x: float,
        y: float,
        text: str,
        style: Style,
        *,
        w: float,
        name: str,
        align: Align = "left",
        late: bool = False,
    ) -> float:
        """Set one line on the baseline y, at most `w` mm wide; return its width.

        It shrinks by half points to the style's floor, then raises. `x` is its left end, middle or right end.
        """
        self._check(text, style.role, name)
        face, size = self.faces[style.role], style.size
        used = face.width(text, size, style.track)
        while used > w + _SLACK and size > style.floor:
            size = max(style.floor, size - 0.5)
            used = face.width(text, size, style.track)
        if used > w + _SLACK:
            raise DoesNotFitError(self.kind, name, "the text is too long for one line")
        left = _left(x, used, align)
        cap = size * face.cap / MM
        self._record(name, (left, y - cap, left + used, y), room=w, size=size, full=style.size, text=text)
        if late:
            self.late(_left(x, w, align) - 0.6, y - cap - 0.6, w + 1.2, cap + 0.28 * size / MM + 0.9)
        self._put(left, y, text, style if size == style.size else style.at(size))
        return used

    def block(
        self, x: float, y: float, w: float, h: float, text: str, style: Style, *, name: str, align: Align = "left"
    ) -> float:
        """Set wrapped text into a box whose top is y; return the height used in mm.

        It shrinks by quarter points to the style's floor, then raises.
        """
        self._check(text.replace("\n", ""), style.role, name)
        size, set_in = style.size, style
        lines = self._lines(text, style, w)
        while (used := self._height(lines, set_in)) > h + _SLACK and size > style.floor:
            size = max(style.floor, size - 0.25)
            set_in = style.scaled(size)
            lines = self._lines(text, set_in, w)
        widest = max(self.width_of(line, set_in) for line in lines)
        if used > h + _SLACK or widest > w + _SLACK:
            raise DoesNotFitError(self.kind, name, "the text is too long")
        edge = {"left": x, "center": x + w / 2, "right": x + w}[align]
        left = _left(edge, widest, align)
        ink = (left, y, left + widest, y + used)
        self._record(name, ink, room=w, size=size, full=style.size, lines=len(lines), text=text)
        baseline, lead = y + size * self.faces[style.role].cap / MM, set_in.ratio * size
        for i, line in enumerate(lines):
            if line:
                self._put(_left(edge, self.width_of(line, set_in), align), baseline + i * lead, line, set_in)
        return used

    def block_height(self, text: str, style: Style, w: float) -> float:
        """Return the height a wrapped text takes at full size."""
        return self._height(self._lines(text, style, w), style)

    def turned(self, x: float, y: float, text: str, style: Style, *, angle: int, name: str) -> None:
        """Set a line centred on x, y and turned by `angle` degrees (90 reads upwards, -90 downwards)."""
        self._check(text, style.role, name)
        used = self.width_of(text, style)
        up = 1 if angle > 0 else -1
        with self.saved():
            self.raw(f"0 {up} {-up} 0 {x * MM:.3f} {self.up(y):.3f} cm")
            floor, self._floor = self._floor, 0.0
            self._put(-used / 2, 0, text, style)
            self._floor = floor
        cap = style.size * self.faces[style.role].cap / MM
        left = x - cap if up > 0 else x
        ink = (left, y - used / 2, left + cap, y + used / 2)
        self._record(name, ink, room=used, size=style.size, full=style.size, text=text)

    def micro(self, x: float, y: float, w: float, text: str) -> None:
        """Set a line of microtext exactly `w` mm long: whole repeats, the rest spread between the letters. Late."""
        unit = text.upper() + " · "
        self._check(unit, MICRO.role, "microtext")
        line = (unit * max(1, int(w / self.width_of(unit, MICRO))))[:-3]
        track = (w - self.width_of(line, MICRO)) * MM / max(1, len(line) - 1)
        self.late(x - 0.4, y - 0.9, w + 0.8, 1.4)
        self._put(x, y, line, replace(MICRO, track=track))

    def glyph(self, x: float, y: float, character: str, style: Style, *, cell: float, name: str) -> None:
        """Set one letter with its ink, not its advance, in the middle of a cell that begins at x."""
        self._check(character, style.role, name)
        left, _, right, _ = self.faces[style.role].ink(character)
        em = style.size / MM
        start = x + cell / 2 - (left + right) / 2 * em
        if (right - left) * em > cell + _SLACK:
            raise DoesNotFitError(self.kind, name, "a letter is wider than its cell")
        ink = (start + left * em, y - self.faces[style.role].cap * em, start + right * em, y)
        self._record(name, ink, room=cell, size=style.size, full=style.size, text=character)
        self._put(start, y, character, style)

    def _lines(self, text: str, style: Style, w: float) -> tuple[str, ...]:
        return self.faces[style.role].lines(text, style.size, w)

    def _height(self, lines: tuple[str, ...], style: Style) -> float:
        return style.ratio * style.size * (len(lines) - 1) + style.size * _LINE / MM

    def _check(self, text: str, role: Role, name: str) -> None:
        missing = self.faces[role].missing(text)
        if missing:
            codes = ", ".join(f"U+{ord(character):04X}" for character in missing[:4])
            raise MissingGlyphError(self.kind, name, codes)

    def _record(
        self,
        name: str,
        ink: _Ink,
        *,
        room: float,
        size: float,
        full: float,
        lines: int = 1,
        text: str = "",
    ) -> None:
        self._measured.append((name, self.page, self.origin, ink, room, size, full, lines, text))

    def _put(self, x: float, y: float, text: str, style: Style) -> None:
        self.fill(style.rgb)
        lettering = self.archive.lettering(self.faces[style.role])
        runs = lettering.runs(text)
        shown = " ".join(f"/{font} {style.size:.5g} Tf {operand} Tj" for font, operand in runs)
        track = f"{style.track:.4g} Tc " if style.track else ""
        back = " 0 Tc" if style.track else ""
        self.raw(f"BT {track}{x * MM:.2f} {self.up(y):.2f} Td {shown}{back} ET")


def _box(measured: _Measured) -> Box:
    name, page, (ox, oy, k), (left, top, right, bottom), room, size, full, lines, text = measured
    return Box(
        name=name,
        page=page,
        left=ox + left * k,
        top=oy + top * k,
        right=ox + right * k,
        bottom=oy + bottom * k,
        room=room * k,
        size=size * k,
        full=full * k,
        lines=lines,
        text=text,
    )


def _left(x: float, used: float, align: Align) -> float:
    return {"left": x, "center": x - used / 2, "right": x - used}[align]
