"""The windscreen copy (V-3): two A5 cards on one sheet, one for the windscreen, one for the rear glass."""

from __future__ import annotations

from typing import Final

from kbdesk.domain import numbers
from kbdesk.domain.vocabulary import Disposition
from kbdesk.papers import marks, plate_art
from kbdesk.papers.car_art import car
from kbdesk.papers.faces import Role
from kbdesk.papers.form import FULL, LEFT, Form
from kbdesk.papers.inks import WHITE
from kbdesk.papers.letterhead import crossing
from kbdesk.papers.overprint import Cells, overprint, overprint_part
from kbdesk.papers.seal_place import SIDE, seal_place
from kbdesk.papers.shown import day
from kbdesk.papers.style import CODE, FOOT, NUMBER, STRONG, Style

_HALF: Final = 148.5
_UNTIL: Final = Style(Role.DISPLAY, 66, 56)
_CARD: Final = Style(Role.DISPLAY, 15)
_PLATE: Final = (LEFT, 37.6, FULL, 41.2)
_LEFT_W: Final = 44.0
_CELLS: Final = Cells(
    chop=(62.0, 18.2, 38.0, 15.4),
    letters=((LEFT, 129, 70, 8.4), (LEFT + 76, 129, 70, 8.4)),
    places=((LEFT + FULL - SIDE + 5, 98, SIDE - 10, 10),),
)


def draw(f: Form) -> None:
    """Draw both cards."""
    f.sheet.line(0, _HALF, 210, _HALF, pt=0.4, dash="4 3")
    marks.scissors(f.sheet, 12, _HALF)
    f.sheet.text(20, _HALF - 1, f.words.label("paper.cut"), FOOT, w=70, name="cut")
    for card, rear in enumerate((False, True)):
        with f.sheet.moved(0, card * _HALF):
            _card(f, rear=rear)
            if card:
                overprint_part(f, _CELLS)
            f.foot("V-3", card + 1, 2, y=139.8)
    overprint(f, _CELLS)
    f.sheet.next_page()


def _card(f: Form, *, rear: bool) -> None:
    sheet, registration = f.sheet, f.registration
    sheet.box(LEFT, 8, FULL, 6.5, fill=f.palette.main)
    marks.hatch(sheet, LEFT, 8, FULL, 6.5, rgb=WHITE, pitch=15, thick=3.6)
    f.title("windscreen.title", LEFT, 21.6, 52, size=12)
    car(sheet, 104, 16.6, 0.62, rear=rear, card=f.palette.main)
    for i, line in enumerate(f.words.three("windscreen.rear" if rear else "windscreen.front")):
        style = Style(Role.SEMI if i < 2 else Role.MEDIUM, 8.4, 6.4)
        sheet.text(133, 21.2 + i * 5, line, style, w=57, name="windscreen place")
    sheet.text(LEFT + FULL, 21.6, f"{1 + rear}/2", _CARD, w=10, align="right", name="card")
    _plate(f)
    f.caption(LEFT, 85, "paper.valid_until", 96)
    sheet.text(LEFT - 0.8, 105.6, day(registration.valid_until), _UNTIL, w=146, name="valid until")
    _fields(f)
    seal_place(f, LEFT + FULL - SIDE, 84, SIDE)


def _plate(f: Form) -> None:
    """Draw the plate as large as its place allows."""
    form = plate_art.form_of(f)
    x, y, w, h = _PLATE
    scale = min(w / form.width, h / form.height)
    plate_art.draw(f, x + (w - form.width * scale) / 2, y, scale)


def _fields(f: Form) -> None:
    registration, y = f.registration, 109.6
    middle, right = LEFT + _LEFT_W + 3, LEFT + _LEFT_W + 63
    vehicle = registration.vehicle
    taken = "windscreen.replaces" if registration.disposition is Disposition.HELD else "notice.plate"
    f.field(LEFT, y, taken, registration.old_plate, _LEFT_W, style=STRONG.at(13, least=8))
    f.field(middle, y, "paper.vin", vehicle.vin, 99, style=CODE.at(13, least=8), code="E")
    f.field(LEFT, y + 9.4, "certificate.number", numbers.spelled(registration.number), _LEFT_W, style=NUMBER, late=True)
    f.field(middle, y + 9.4, "paper.make", f"{vehicle.make} {vehicle.model}", 57, code="D")
    f.field(right, y + 9.4, "paper.crossing", crossing(f), 36)
