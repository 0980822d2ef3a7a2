"""The plates (V-2): page 1 the plate at true size on one sheet, then the same in two A4 sheets to paste together."""

from __future__ import annotations

from typing import Final

from kbdesk.domain import numbers
from kbdesk.domain.paper import Stage
from kbdesk.papers import marks, plate_art
from kbdesk.papers.faces import Role
from kbdesk.papers.form import Form
from kbdesk.papers.inks import HAIR
from kbdesk.papers.overprint import Cells, across, overprint, strike
from kbdesk.papers.style import Style
from kbdesk.papers.words import joined

TRUE_SIZE: Final = (plate_art.WIDTH, plate_art.HEIGHT)
_A4_LANDSCAPE: Final = (297.0, 210.0)
_X: Final = 16.0
_Y: Final = 16.0
_SHOWN: Final = 265.0
"""How much of the plate one sheet shows; the two overlap by 10 mm in the seam."""
_SHEET: Final = Style(Role.DISPLAY, 34)
_NUMBER: Final = Style(Role.OCR, 14, 10)
_WORDS: Final = ("plate.scale", "plate.paste", "plate.place")
_GLUE: Final = Style(Role.TEXT, 7, rgb=HAIR)
_LETTERS: Final = ((30.0, 20.0, 223.0, 70.0), (266.5, 20.0, 85.0, 70.0))


def draw(f: Form) -> None:
    """Draw the plate in true size, then the two sheets of its tiling."""
    side = plate_art.side_of(f.paper.kind)
    plate_art.draw(f, 0, 0, 1, side=side)
    _overprint(f)
    f.sheet.next_page(width=_A4_LANDSCAPE[0], height=_A4_LANDSCAPE[1])
    for tile in (0, 1):
        _tile(f, tile, side)
        f.sheet.next_page()


def _overprint(f: Form) -> None:
    """Set the mark of a proof, copy, void or drill over both halves, outlined: the number under it stays readable."""
    words = []
    if f.paper.post.drill:
        words.append(f.words.three("paper.mark.drill"))
    if f.paper.stage is Stage.PROOF:
        words.append(f.words.three("paper.mark.proof"))
    elif f.paper.void:
        words.append(f.words.three("paper.mark.void"))
        strike(f, plate_art.WIDTH, plate_art.HEIGHT, pt=6)
    elif f.paper.copy:
        words.append(f.words.three("paper.mark.copy"))
    count = f" {f.paper.copy}" if f.paper.copy and f.paper.stage is Stage.PAPER else ""
    for i, three in enumerate(words):
        suffix = count if i == len(words) - 1 else ""
        for half, (x, y, w, h) in enumerate(_LETTERS):
            text = three[0 if half == 0 else 2] + suffix
            row = h / len(words)
            across(f, text, x, y + row * i, w, row, pt=1.4)


def _tile(f: Form, tile: int, side: str) -> None:
    sheet, start = f.sheet, (plate_art.WIDTH - _SHOWN) * tile
    with sheet.clipped(_X, _Y, _SHOWN, plate_art.HEIGHT):
        plate_art.draw(f, _X - start, _Y, 1, side=side)
        with sheet.moved(_X - start, _Y):
            _overprint(f)
    for x, right in ((_X, -1), (_X + _SHOWN, 1)):
        for y, down in ((_Y, -1), (_Y + plate_art.HEIGHT, 1)):
            marks.corner(sheet, x, y, right, down)
    if tile == 0:
        _flap(f)
    _instructions(f, tile)
    f.foot("V-2", tile + 2, 3, y=201, left=_X, right=_X + _SHOWN)


def _flap(f: Form) -> None:
    """Mark what goes under the second sheet."""
    edge = _X + _SHOWN
    for y in (_Y - 8, _Y + plate_art.HEIGHT + 2):
        f.sheet.line(edge - 10, y, edge - 10, y + 6)
    words = joined(f.words.three("plate.glue"))
    for y in (_Y + 20, _Y + 55, _Y + 90):
        f.sheet.turned(edge - 3.4, y, words, _GLUE, angle=90, name="flap")


def _instructions(f: Form, tile: int) -> None:
    sheet, y = f.sheet, _Y + plate_art.HEIGHT + 16
    marks.ruler(sheet, _X, y + 4)
    right = _X + _SHOWN
    sheet.text(right, y + 6, f"{tile + 1}/2", _SHEET, w=30, align="right", name="tile")
    sheet.text(
        right - 26, y + 6, numbers.spelled(f.paper.number), _NUMBER, w=44, align="right", name="number", late=True
    )
    for column, message in enumerate(_WORDS):
        x = _X + column * 90
        f.bar(x, y + 16, 84, 0.6)
        for i, line in enumerate(f.words.three(message)):
            style = Style(Role.SEMI if i < 2 else Role.MEDIUM, 8.4, 6.4)
            sheet.text(x, y + 22 + i * 5, line, style, w=84, name=message)
    overprint(f, Cells(chop=(_X + 118, y - 4, 40, 14), letters=()))
