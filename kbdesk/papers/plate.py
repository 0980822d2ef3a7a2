"""The plates: page 1 the plate at true size on one sheet, then the same on A4, in two parts to paste if it is long."""

from __future__ import annotations

from typing import Final

from kbdesk.domain import numbers
from kbdesk.domain.paper import Stage
from kbdesk.papers import marks, plate_art
from kbdesk.papers.faces import Role
from kbdesk.papers.form import Form
from kbdesk.papers.inks import HAIR
from kbdesk.papers.overprint import Cells, across, overprint, strike
from kbdesk.papers.plate_form import PlateForm
from kbdesk.papers.style import Style
from kbdesk.papers.words import joined

A4: Final = (297.0, 210.0)
_Y: Final = 16.0
_SHEET: Final = Style(Role.DISPLAY, 34)
_NUMBER: Final = Style(Role.OCR, 14, 10)
_GLUE: Final = Style(Role.TEXT, 7, rgb=HAIR)


def draw(f: Form) -> None:
    """Draw the plate in true size, then the A4 sheets it is cut from."""
    side, form = plate_art.side_of(f.paper.kind), plate_art.form_of(f)
    plate_art.draw(f, 0, 0, 1, side=side)
    _overprint(f, form)
    f.sheet.next_page(width=A4[0], height=A4[1])
    tiles = 1 if form.seam is None else 2
    for tile in range(tiles):
        _tile(f, form, tile, tiles, side)
        f.sheet.next_page()


def _shown(form: PlateForm) -> float:
    """Return how much of the plate one sheet shows; two of them overlap in the seam."""
    return form.width if form.seam is None else form.seam[1]


def _overprint(f: Form, form: PlateForm) -> None:
    """Set the mark of a proof, copy, void or drill over its parts, outlined: the number under it stays readable."""
    words = []
    if f.paper.post.drill:
        words.append(f.words.three("paper.mark.drill"))
    if f.paper.stage is Stage.PROOF:
        words.append(f.words.three("paper.mark.proof"))
    elif f.paper.void:
        words.append(f.words.three("paper.mark.void"))
        strike(f, form.width, form.height, pt=6)
    elif f.paper.copy:
        words.append(f.words.three("paper.mark.copy"))
    count = f" {f.paper.copy}" if f.paper.copy and f.paper.stage is Stage.PAPER else ""
    for i, three in enumerate(words):
        suffix = count if i == len(words) - 1 else ""
        for part, (x, y, w, h) in enumerate(form.overprint):
            text = three[0 if part == 0 else 2] + suffix
            row = h / len(words)
            across(f, text, x, y + row * i, w, row, pt=1.4)


def _tile(f: Form, form: PlateForm, tile: int, tiles: int, side: str) -> None:
    sheet, shown = f.sheet, _shown(form)
    left, start = (A4[0] - shown) / 2, (form.width - shown) * tile
    with sheet.clipped(left, _Y, shown, form.height):
        plate_art.draw(f, left - start, _Y, 1, side=side)
        with sheet.moved(left - start, _Y):
            _overprint(f, form)
    for x, right in ((left, -1), (left + shown, 1)):
        for y, down in ((_Y, -1), (_Y + form.height, 1)):
            marks.corner(sheet, x, y, right, down)
    if tile + 1 < tiles:
        _flap(f, left + shown, form.height)
    _instructions(f, form, f"{tile + 1}/{tiles}", left)
    f.foot(form.code, tile + 2, tiles + 1, y=201, left=left, right=left + shown)


def _flap(f: Form, edge: float, height: float) -> None:
    """Mark what goes under the second sheet."""
    for y in (_Y - 8, _Y + height + 2):
        f.sheet.line(edge - 10, y, edge - 10, y + 6)
    words = joined(f.words.three("plate.glue"))
    for y in (_Y + 20, _Y + 55, _Y + 90):
        f.sheet.turned(edge - 3.4, y, words, _GLUE, angle=90, name="flap")


def _instructions(f: Form, form: PlateForm, tile: str, left: float) -> None:
    sheet, y, shown = f.sheet, _Y + form.height + 16, _shown(form)
    marks.ruler(sheet, left, y + 4)
    right = left + shown
    sheet.text(right, y + 6, tile, _SHEET, w=30, align="right", name="tile")
    sheet.text(
        right - 26, y + 6, numbers.spelled(f.paper.number), _NUMBER, w=44, align="right", name="number", late=True
    )
    messages = ("plate.scale", "plate.cut" if form.seam is None else "plate.paste", "plate.place")
    room = (shown + 6) / 3
    for column, message in enumerate(messages):
        x = left + column * room
        f.bar(x, y + 16, room - 6, 0.6)
        for i, line in enumerate(f.words.three(message)):
            style = Style(Role.SEMI if i < 2 else Role.MEDIUM, 8.4, 6)
            sheet.text(x, y + 22 + i * 5, line, style, w=room - 6, name=message)
    overprint(f, Cells(chop=(left + 115, y - 4, 40, 14), letters=()))
