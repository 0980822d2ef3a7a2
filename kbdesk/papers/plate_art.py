"""The provisional plate, 520 x 110 mm: a design of its own that can be taken for no state's plate.

P on a black tile stands first (provisional in all three languages), then the digits; what follows stands smaller,
its last character, the check character, in a box. Nothing but ribbons lies in the seam where two sheets are pasted.
"""

from __future__ import annotations

from typing import Final

from kbdesk.domain.vocabulary import PaperKind
from kbdesk.papers import marks
from kbdesk.papers.errors import DoesNotFitError
from kbdesk.papers.faces import MM, Role
from kbdesk.papers.form import Form
from kbdesk.papers.inks import HAIR, WHITE, K, Rgb, tint
from kbdesk.papers.shown import plain
from kbdesk.papers.style import Style

WIDTH: Final = 520.0
HEIGHT: Final = 110.0
SEAM: Final = (255.0, 265.0)

_EDGE: Final = 23.0
_TOP: Final = 20.0
_BASE: Final = 90.0
_CAP: Final = 70.0
_DIGIT_X: Final = (81.5, 126.5, 171.5, 216.5, 261.5, 306.5)
_DIGIT_CELL: Final = 44.0
_RULE: Final = 354.0
_RADIUS: Final = 6.0
_BETWEEN: Final = 0.8  # the least white between two letters


def draw(f: Form, x: float, y: float, scale: float, *, side: str = "") -> None:
    """Draw the plate with its top left at x, y; `side` is the message that says where it is fixed, if any."""
    with f.sheet.moved(x, y, scale):
        with f.sheet.clipped(0, 0, WIDTH, HEIGHT, radius=_RADIUS):
            f.sheet.box(0, 0, WIDTH, HEIGHT, fill=WHITE)
            _edges(f)
            _ribbons(f)
            _number(f)
            _validity(f)
            _below(f, side)
        f.sheet.frame(1.2, 1.2, WIDTH - 2.4, HEIGHT - 2.4, pt=2.4 * MM, radius=_RADIUS - 1.2)


def groups(text: str) -> tuple[str, str, str, str]:
    """Split a plate's text into its tile, its digits, what follows, and the boxed last character.

    >>> groups("P 004711 J2 8")
    ('P', '004711', 'J2', '8')
    """
    parts = plain(text).split(" ")
    tile, digits, rest = parts[0], parts[1] if len(parts) > 1 else "", "".join(parts[2:])
    return tile, digits, rest[:-1], rest[-1:]


def _edges(f: Form) -> None:
    """Ochre with white slants: a pattern when the colour is gone."""
    for x in (0.0, WIDTH - _EDGE):
        f.sheet.box(x, 0, _EDGE, HEIGHT, fill=f.palette.main)
        marks.hatch(f.sheet, x, 0, _EDGE, HEIGHT, rgb=WHITE, pitch=15, thick=3.6)
    f.sheet.disc(12.7, 55, 8.6, fill=WHITE)
    marks.mark(f.sheet, 12.7, 55, 13.4, rgb=K)


def _ribbons(f: Form) -> None:
    ink = tint(f.palette.main, 0.30)
    for x, y, w in ((28.0, 5.4, 225.0), (267.0, 5.4, 226.0), (267.0, 95.8, 226.0)):
        f.sheet.late(x - 1, y - 2, w + 2, 12.4)
        f.sheet.place(f.lines.ribbon(f.seed, w, 8.4, 9), x, y + 4.2, 0.01, rgb=ink, pt=0.55)


def _number(f: Form) -> None:
    """Late: the whole of it is the number."""
    sheet = f.sheet
    tile, digits, series, check = groups(f.registration.plate)
    sheet.late(26, _TOP - 1.5, SEAM[0] - 27, _CAP + 3)
    sheet.late(265.5, _TOP - 1.5, 86.5, _CAP + 3)
    sheet.late(356, _TOP - 1.5, 31, _CAP + 3)
    if not 0 < len(digits) <= len(_DIGIT_X) or len(series) > 2 or len(tile) != 1:
        raise DoesNotFitError(sheet.kind, "plate", "the number has too many characters")
    sheet.box(28, _TOP, 42, _CAP, fill=K, radius=5)
    _letters(f, tile, 28, 78, 46, 42, rgb=WHITE)
    for character, x in zip(digits, _DIGIT_X, strict=False):
        _letters(f, character, x, _BASE, _CAP, _DIGIT_CELL)
    sheet.line(_RULE, _TOP, _RULE, _BASE, pt=2.2)
    _letters(f, series, 358, 46, 26, 14.5)
    if check:
        sheet.frame(361.5, 54.6, 22, 35.4, pt=3.2, radius=3)
        _letters(f, check, 361.5, 85, 25.4, 22)


def _validity(f: Form) -> None:
    """Until when: day and month above the year; the words above them."""
    until = f.registration.valid_until
    words = Style(Role.BOLD, 12, 8)
    f.sheet.text(423, 27, f.words.label("plate.until"), words, w=60, align="center", name="plate until")
    _letters(f, f"{until:%d}", 392, 58.5, 27, 14.4)
    f.sheet.disc(423, 56.6, 1.9, fill=K)
    _letters(f, f"{until:%m}", 425.2, 58.5, 27, 14.4)
    _letters(f, f"{until:%Y}", 392, _BASE, 27, 15.5)


def _below(f: Form, side: str) -> None:
    """The words of the plate, the place of the seal, the chassis number's end, the crossing."""
    sheet, x, w = f.sheet, 459.0, 34.5
    words = Style(Role.BOLD, 13.5, 9, track=0.4)
    sheet.text(28, 101.2, f.words.label("plate.words"), words, w=224, name="plate words")
    sheet.late(x, _TOP, w, w)
    sheet.frame(x + 0.5, _TOP + 0.5, w - 1, w - 1, pt=1.4)
    for i, line in enumerate(f.words.three("paper.seal.place")):
        note = Style(Role.TEXT, 7, 5, rgb=HAIR)
        sheet.text(x + w / 2, _TOP + w / 2 - 2.4 + i * 3.4, line, note, w=w - 3, align="center", name="plate seal")
    vin = plain(f.registration.vehicle.vin)[-6:]
    sheet.text(x, 62.6, "VIN", Style(Role.BOLD, 9), w=12, name="plate vin")
    ocr = f.readable(vin, Style(Role.OCR, 21, 14))
    if vin:
        sheet.text(x, 71.4, vin, ocr, w=w + 0.5, name="plate vin")
    names = "\n".join(dict.fromkeys(name.upper() for name in f.words.of(f.paper.post.names)))
    sheet.block(x, 74.6, w, 10.6, names, Style(Role.BOLD, 9, 5, 3.7), name="plate crossing")
    if side:
        sheet.text(x, 89.6, f.words.label(side), Style(Role.BOLD, 9.5, 6), w=w, name="plate side")


def _letters(f: Form, text: str, x: float, y: float, cap: float, cell: float, *, rgb: Rgb = K) -> None:
    """Set plate letters on the foot y, each in the middle of its cell; `cap` mm high, lower if one were too wide."""
    face = f.sheet.faces[Role.PLATE]
    covered = [face.ink(character) for character in text if face.covers(character)]
    widest = max((right - left for left, _, right, _ in covered), default=0.0) / face.cap
    size = min(cap, (cell - _BETWEEN) / widest) if widest else cap
    style = Style(Role.PLATE, size * MM / face.cap, rgb=rgb)
    for i, character in enumerate(text):
        f.sheet.glyph(x + i * cell, y, character, style, cell=cell, name="plate letter")


def side_of(kind: PaperKind) -> str:
    """Return the message that says where a plate is fixed."""
    return "plate.front" if kind is PaperKind.PLATE_FRONT else "plate.rear"
