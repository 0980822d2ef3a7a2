"""The faces: what they cover, how wide their letters are, and the subsets that go into a document."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from typing import Final

from reportlab.pdfbase.ttfonts import TTFontFace, TTFontMaker

from kbdesk.papers.wrap import wrapped

MM: Final = 72 / 25.4
"""PDF points in a millimetre."""

_SHARED: Final = (
    "".join(map(chr, range(32, 127)))
    + "ÇçËëČčĆćĐđŠšŽžÄÖÜäöü·–—−’“”„→§°×"
    + "".join(map(chr, range(0x410, 0x450)))
    + "ЂђЈјЉљЊњЋћЏџ"
)
_NOT_EMBEDDED: Final = (b"name", b"OS/2", b"post")
_FIRST_CODE: Final = 33
_EXTRA: Final = 256 - _FIRST_CODE


class Role(StrEnum):
    """What a face is for; the value is its PostScript name and the stem of its file."""

    TEXT = "KbSans-Regular"
    MEDIUM = "KbSans-Medium"
    SEMI = "KbSans-SemiBold"
    BOLD = "KbSans-Bold"
    DISPLAY = "KbDisplay-Bold"
    OCR = "KbOcrB-Regular"
    PLATE = "KbDin-Regular"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subset:
    """Up to 256 letters of a face: `letters[i]` has code i, 0 stands for none; `widths` as PDF writes them.

    `first` is the lowest code that has a letter, where `widths` begin.
    """

    name: str
    letters: tuple[int, ...]
    first: int
    widths: str
    program: bytes
    length: int
    to_unicode: bytes


class Face:
    """One face. Widths are in millimetres, sizes in points.

    The letters of nearly all text have the same codes in every document, so that a line is encoded once; of them a
    document carries those it uses. Letters beyond go into further subsets of their own (see `Lettering` in `archive`).
    """

    def __init__(self, role: Role, data: bytes) -> None:
        self.role = role
        self.font = TTFontFace(BytesIO(data))
        self._letters: Mapping[int, int] = self.font.charToGlyph
        self._outlines: bytes = self.font.get_table("glyf")
        (self._em,) = struct.unpack_from(">H", self.font.get_table("head"), 18)
        self.cap = self.ink("H")[3]
        self.shared = tuple(filter(self.covers, _SHARED))
        beyond = [letter for letter in self.shared if letter > "~"]
        self._codes = {letter: ord(letter) for letter in self.shared if letter <= "~"}
        self._codes |= {letter: code for code, letter in enumerate(beyond, 127)}
        self._unit: Callable[[str], float] = lru_cache(8192)(self._measure)
        self.missing: Callable[[str], str] = lru_cache(8192)(self._missing)
        self.lines: Callable[[str, float, float], tuple[str, ...]] = lru_cache(2048)(self._lines)
        self.literal: Callable[[str], str | None] = lru_cache(8192)(self._literal)
        self.subset: Callable[[tuple[int, ...]], Subset] = lru_cache(32)(self._subset)
        self._table: Callable[[frozenset[str]], tuple[int, ...]] = lru_cache(32)(self._shared_table)

    def covers(self, text: str) -> bool:
        """Tell whether the face has a glyph for every character."""
        return not any(ord(character) not in self._letters for character in text)

    def width(self, text: str, size: float, track: float = 0.0) -> float:
        """Return the width of a line; `track` is extra space between letters in points."""
        return (self._unit(text) * size + track * max(0, len(text) - 1)) / MM

    def ink(self, character: str) -> tuple[float, float, float, float]:
        """Return the ink's left, foot, right and head in shares of the em."""
        start = self.font.glyphPos[self._letters[ord(character)]]
        left, foot, right, head = struct.unpack_from(">hhhh", self._outlines, start + 2)
        return left / self._em, foot / self._em, right / self._em, head / self._em

    def shared_subset(self, letters: frozenset[str]) -> Subset:
        """Return the subset of some letters that have the same code in every document."""
        return self.subset(self._table(letters))

    def _measure(self, text: str) -> float:
        widths, missing = self.font.charWidths, self.font.defaultWidth
        return float(sum(widths.get(ord(character), missing) for character in text)) / 1000

    def _lines(self, text: str, size: float, width: float) -> tuple[str, ...]:
        return wrapped(self.width, text, size, width)

    def _missing(self, text: str) -> str:
        return "".join(dict.fromkeys(c for c in text if ord(c) not in self._letters))

    def _literal(self, text: str) -> str | None:
        try:
            return literal([self._codes[character] for character in text])
        except KeyError:
            return None

    def _shared_table(self, letters: frozenset[str]) -> tuple[int, ...]:
        codes = {self._codes[letter]: ord(letter) for letter in letters}
        return tuple(codes.get(code, 0) for code in range(max(codes) + 1))

    def _subset(self, letters: tuple[int, ...]) -> Subset:
        raw = _embedded(self.font.makeSubset(list(letters)))
        first = next((code for code, letter in enumerate(letters) if letter), 0)
        tag = "".join(chr(65 + byte % 26) for byte in sha256(repr(letters).encode()).digest()[:6])
        return Subset(
            name=f"{tag}+{self.role}",
            letters=letters,
            first=first,
            widths=" ".join(f"{self.font.getCharWidth(letter):.4g}" if letter else "0" for letter in letters[first:]),
            program=zlib.compress(raw, 9),
            length=len(raw),
            to_unicode=zlib.compress(_to_unicode(letters), 9),
        )


def _embedded(program: bytes) -> bytes:
    """Return a font program without the tables that no document needs (ISO 32000-1, 9.9, table 126)."""
    made = TTFontMaker()
    (count,) = struct.unpack_from(">H", program, 4)
    for tag, _, start, length in struct.iter_unpack(">4sLLL", program[12 : 12 + count * 16]):
        if tag not in _NOT_EMBEDDED:
            made.add(tag.decode(), program[start : start + length])
    return bytes(made.makeStream())


def extra_place(index: int) -> tuple[int, int]:
    """Return the subset (from 1) and the code of the letter that is `index`-th beyond the shared ones."""
    return 1 + index // _EXTRA, _FIRST_CODE + index % _EXTRA


def extra_table(letters: list[int]) -> tuple[int, ...]:
    """Return the letters of a further subset by code."""
    return (*[0] * _FIRST_CODE, *letters)


def literal(codes: list[int]) -> str:
    """Return a PDF string of character codes (ISO 32000-1, 7.3.4.2), a letter a byte (Latin-1).

    >>> literal([72, 40, 233, 13])
    '(H\\\\(é\\\\015)'
    """
    return "(" + bytes(codes).decode("latin-1").translate(_ESCAPES) + ")"


def _to_unicode(letters: tuple[int, ...]) -> bytes:
    """Return the map back to Unicode, by which text is searched and copied (ISO 32000-1, 9.10.3)."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Kb) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /KbUcs def /CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange",
    ]
    if letters[32:127].count(0) < len(letters[32:127]):
        lines += ["1 beginbfrange", "<20> <7E> <0020>", "endbfrange"]
    pairs = [f"<{code:02X}> <{letter:04X}>" for code, letter in enumerate(letters) if letter not in (0, code)]
    for start in range(0, len(pairs), 100):
        part = pairs[start : start + 100]
        lines += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    return "\n".join([*lines, "endcmap CMapName currentdict /CMap defineresource pop end end"]).encode()


_ESCAPES: Final = {code: f"\\{code:03o}" for code in range(32)} | {ord(sign): "\\" + sign for sign in "()\\"}
