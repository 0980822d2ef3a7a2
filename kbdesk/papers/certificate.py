"""The provisional registration certificate (V-1): A4 folded to A6, the EU codes of Directive 1999/37/EC as labels."""

from __future__ import annotations

from typing import Final

from kbdesk.domain import numbers
from kbdesk.domain.paper import Registration
from kbdesk.domain.vocabulary import Disposition
from kbdesk.papers import back, law, marks, plate_art
from kbdesk.papers.cells import CELL_HEADS, duties
from kbdesk.papers.faces import Role
from kbdesk.papers.form import COLUMN, LEFT, RIGHT, Form
from kbdesk.papers.letterhead import crossing, head, stamp_place
from kbdesk.papers.overprint import TITLE_BOX, Cells, overprint
from kbdesk.papers.seal_place import SIDE, seal_place
from kbdesk.papers.shown import day, instant, plain, typed_day
from kbdesk.papers.style import CODE, DATE, EU_CODE, NUMBER, SECTION, SMALL, STRONG, VALUE, Style
from kbdesk.papers.taken import paid

_VIN: Final = Style(Role.OCR, 16.5, 8)
_PLATE: Final = (62.4, 19.7)
"""Top and height."""
_PLATE_NUMBER: Final = Style(Role.OCR, 15, 10)
_HELD: Final = tuple(f"certificate.duty_{i}" for i in range(1, 7))
_KEPT: Final = ("certificate.duty_1_kept", _HELD[1], "certificate.duty_3_kept", *_HELD[3:])
_CELLS: Final = Cells(
    chop=TITLE_BOX,
    letters=((LEFT, 197, COLUMN, 22), (LEFT, 266, COLUMN, 21), (RIGHT, 197, COLUMN, 22)),
    places=((RIGHT + COLUMN - SIDE + 5, 105, SIDE - 10, 10),),
)


def draw(f: Form) -> None:
    """Draw both pages."""
    registration = f.registration
    marks.folds(f.sheet)
    head(f, numbers.spelled(registration.number), caption="certificate.number", letter="V", shape="square")
    _validity(f, registration)
    _plate(f)
    _vehicle(f, registration)
    _holder(f, registration)
    _taken(f, registration)
    _desk(f, registration)
    _seal(f)
    duties(f, "certificate.duties", _HELD if registration.disposition is Disposition.HELD else _KEPT)
    _signatures(f)
    f.foot("V-1", 1, 2)
    overprint(f, _CELLS)
    f.sheet.next_page()
    back.draw(f, form="V-1", returned="paper.return.plates", received="paper.return.plates_received", zone=False)
    f.sheet.next_page()


def _validity(f: Form, registration: Registration) -> None:
    sheet = f.sheet
    f.ground(LEFT, 42.6, COLUMN, 98)
    f.title("certificate.title", LEFT, 27.4, 62)
    f.bar(LEFT, 41.6, COLUMN)
    sheet.text(LEFT, 46.2, "H", EU_CODE, w=4, name="code H")
    f.caption(LEFT + 3.2, 46.2, "paper.valid_until", 60)
    sheet.text(LEFT - 0.5, 57.6, day(registration.valid_until), DATE, w=66.5, name="valid until")
    sheet.text(LEFT + 68, 46.2, "I", EU_CODE, w=4, name="code I")
    f.caption(LEFT + 70, 46.2, "paper.issued", 23)
    sheet.text(LEFT + 68, 51.9, day(f.paper.at.date()), VALUE, w=25, name="issued on", late=True)
    sheet.text(LEFT + 68, 57.6, f"{f.paper.at:%H:%M}", VALUE, w=25, name="issued at", late=True)


def _plate(f: Form) -> None:
    """Draw the plate across the column; a higher form stands left of its number."""
    form, (y, high) = plate_art.form_of(f), _PLATE
    scale = min(COLUMN / form.width, high / form.height)
    plate_art.draw(f, LEFT, y, scale)
    beside = form.width * scale + 5
    if beside < COLUMN:
        x, w = LEFT + beside, COLUMN - beside
        f.sheet.text(x, y + 6.6, "A", EU_CODE, w=4, name="code A")
        f.caption(x + 3, y + 6.5, "notice.plate", w - 3)
        f.sheet.text(x, y + 13.6, f.registration.plate, _PLATE_NUMBER, w=w, name="plate", late=True)


def _vehicle(f: Form, registration: Registration) -> None:
    vehicle, sheet, y, middle = registration.vehicle, f.sheet, 84.6, LEFT + 49
    sheet.text(LEFT, y + 1.7, "E", EU_CODE, w=4, name="code E")
    f.caption(LEFT + 3, y + 1.6, "paper.vin", 60)
    vin = plain(vehicle.vin)
    if vin and sheet.fits(vin, f.readable(vin, _VIN), COLUMN):
        sheet.text(LEFT, y + 7.4, vin, f.readable(vin, _VIN), w=COLUMN, name="vin")
    else:
        f.value(LEFT, y + 2.6, vin, COLUMN, style=CODE, name="vin")
    f.field(LEFT, y + 9.8, "paper.make", vehicle.make, 44, code="D.1")
    f.field(middle, y + 9.8, "paper.model", vehicle.model, 44, code="D.3")
    f.field(LEFT, y + 18.4, "paper.colour", vehicle.colour, 44, code="R")
    f.field(middle, y + 18.4, "paper.category", vehicle.category, 44, code="J")
    sheet.line(LEFT, y + 27.6, LEFT + COLUMN, y + 27.6)


def _holder(f: Form, registration: Registration) -> None:
    vehicle, y = registration.vehicle, 113.4
    owner = plain(vehicle.holder_surname) or plain(vehicle.holder_company)
    f.field(LEFT, y, "paper.holder_name", owner, COLUMN, style=STRONG.at(11, least=7.5), code="C.1.1")
    given = vehicle.holder_given_names if vehicle.holder_surname else ""
    deadline = "" if registration.deadline is None else day(registration.deadline)
    f.field(LEFT, y + 8.6, "paper.name.given", given, COLUMN, code="C.1.2")
    f.field(LEFT, y + 17.2, "paper.company_number", vehicle.holder_registration_number, 44)
    f.field(LEFT + 49, y + 17.2, "certificate.deadline", deadline, 44, style=STRONG)
    f.sheet.micro(LEFT, 143.6, COLUMN, f"{f.seed} {registration.valid_until:%d%m%Y}")


def _taken(f: Form, registration: Registration) -> None:
    """Panel 2: what the provisional plates stand for."""
    vehicle, y, w = registration.vehicle, 44.4, 29.0
    middle, right = RIGHT + 32, RIGHT + 64
    f.ground(RIGHT, 42.6, COLUMN, 49.9)
    held = registration.disposition is Disposition.HELD
    title = f.words.label("certificate.plates" if held else "certificate.plates_kept")
    f.sheet.text(RIGHT, 39.2, title, SECTION, w=COLUMN, name="plates")
    f.bar(RIGHT, 41.6, COLUMN)
    plates = "paper.plates_taken" if held else "notice.plate"
    f.field(RIGHT, y, plates, registration.old_plate, w, style=STRONG)
    f.field(middle, y, "paper.first_registered", typed_day(vehicle.first_registered), w, code="B")
    f.field(right, y, "paper.registered_until", typed_day(vehicle.registration_valid_until), w)
    f.field(
        RIGHT, y + 8.4, "paper.envelope", numbers.spelled_envelope(registration.envelope), 44, style=NUMBER, late=True
    )
    f.field(RIGHT + 49, y + 8.4, "paper.crossing", crossing(f), 44)
    f.sheet.line(RIGHT, 61.8, RIGHT + COLUMN, 61.8)


def _desk(f: Form, registration: Registration) -> None:
    y = 63.2
    f.field(RIGHT, y, "paper.entry", instant(f.paper.at), 45, late=True)
    f.field(RIGHT + 49, y, "paper.fee", paid(f, registration.fees), 44, style=STRONG)
    f.field(RIGHT, y + 8.4, "paper.desk", f"{f.paper.post.letter}{f.paper.post.desk}", 45, style=CODE)
    f.field(RIGHT + 49, y + 8.4, "paper.officer", f.paper.officer, 44, style=CODE)
    law.block(f, RIGHT, y + 16.8, COLUMN)


def _seal(f: Form) -> None:
    x, y = RIGHT + COLUMN - SIDE, 140.5 - SIDE
    seal_place(f, x, y)
    for hint in f.words.three("certificate.hint"):
        y += f.sheet.block(RIGHT, y, COLUMN - SIDE - 5, 15, hint, SMALL, name="hint") + 2.2


def _signatures(f: Form) -> None:
    y = CELL_HEADS[3][1]
    f.bar(RIGHT, y, COLUMN, 0.6)
    stamp_place(f, RIGHT + COLUMN - 19.5, y + 26)
    f.signature(RIGHT, y + 24, 48, "paper.sign.officer")
    f.signature(RIGHT, y + 46, 48, "paper.sign.holder")
