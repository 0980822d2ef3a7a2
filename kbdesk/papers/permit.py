"""The temporary permit (P-1): A4, folded twice to A6, with a TD2 zone on the folded edge."""

from __future__ import annotations

from typing import Final

from kbdesk.domain import numbers
from kbdesk.domain.paper import Permit
from kbdesk.domain.vocabulary import Disposition, DocumentType
from kbdesk.papers import back, law, marks
from kbdesk.papers.cells import CELL_HEADS, duties
from kbdesk.papers.faces import MM, Role
from kbdesk.papers.form import COLUMN, LEFT, RIGHT, Form
from kbdesk.papers.inks import HAIR, WHITE
from kbdesk.papers.letterhead import crossing, head, rosette, stamp_place
from kbdesk.papers.overprint import TITLE_BOX, Cells, overprint, struck
from kbdesk.papers.seal_place import SIDE, seal_place
from kbdesk.papers.shown import day, document_code, instant, typed_day
from kbdesk.papers.style import CODE, DATE, NUMBER, SECTION, SMALL, VALUE, Style

_FOLD: Final = 148.5
_ZONE: Final = Style(Role.OCR, 2.54 * MM / 0.723)
"""OCR-B at ten characters an inch (Doc 9303-3, 4.1; the face's advance is 0.723 em)."""
_PHOTOGRAPH: Final = Style(Role.TEXT, 6.4, 5)
_HELD: Final = ("permit.duty_1", "permit.duty_2", "permit.duty_3", "permit.duty_4", "permit.duty_5", "permit.duty_6")
_SHOWN: Final = ("permit.duty_1", "permit.duty_2_shown", "permit.duty_3_shown", *_HELD[3:])
_CELLS: Final = Cells(
    chop=TITLE_BOX,
    letters=((LEFT, 197, COLUMN, 22), (LEFT, 266, COLUMN, 21), (RIGHT, 197, COLUMN, 22)),
    places=((LEFT + 1.5, 88, 27, 9), (RIGHT + COLUMN - SIDE + 5, 105, SIDE - 10, 10)),
    gap=(126.0, _FOLD),
)


def draw(f: Form) -> None:
    """Draw both pages."""
    permit = f.permit
    marks.folds(f.sheet)
    head(f, numbers.spelled(permit.number), caption="permit.number", letter="P", shape="disc")
    _validity(f, permit)
    _person(f, permit)
    _zone(f, permit.mrz)
    _custody(f, permit)
    _entry(f, permit)
    _seal(f)
    duties(f, "permit.duties", _HELD if permit.disposition is Disposition.HELD else _SHOWN)
    _signatures(f)
    f.foot("P-1", 1, 2)
    overprint(f, _CELLS)
    f.sheet.next_page()
    back.draw(f, form="P-1", returned="paper.return.document", received="paper.return.document_received", zone=True)
    f.sheet.next_page()


def _validity(f: Form, permit: Permit) -> None:
    """Panel 1, what an officer reads first."""
    sheet = f.sheet
    f.ground(LEFT, 42.6, COLUMN, 82.3)
    f.title("permit.title", LEFT, 27.4, 62)
    f.bar(LEFT, 41.6, COLUMN)
    f.caption(LEFT, 46.2, "paper.valid_until", 64)
    sheet.text(LEFT - 0.5, 57.6, day(permit.valid_until), DATE, w=66.5, name="valid until")
    f.caption(LEFT + 68, 46.2, "paper.issued", 25)
    sheet.text(LEFT + 68, 51.9, day(f.paper.at.date()), VALUE, w=25, name="issued on", late=True)
    sheet.text(LEFT + 68, 57.6, f"{f.paper.at:%H:%M}", VALUE, w=25, name="issued at", late=True)
    sheet.line(LEFT, 61, LEFT + COLUMN, 61)


def _person(f: Form, permit: Permit) -> None:
    traveler, y, x, w = permit.traveler, 86.2, LEFT + 39, COLUMN - 39
    f.names(LEFT, 61.9, COLUMN, 22.9, traveler.surname, traveler.given_names)
    _portrait(f, LEFT, y, 30, 38.6, traveler.portrait)
    rosette(f, LEFT + 29.5, y + 28.5, 8.6, rgb=WHITE, pt=0.9)
    rosette(f, LEFT + 29.5, y + 28.5, 8.6, rgb=f.palette.main, pt=0.22)
    f.field(x, y - 0.8, "paper.birth_date", typed_day(traveler.birth_date), 36.6)
    f.field(x + 37.6, y - 0.8, "paper.sex", traveler.sex, w - 37.6)
    f.field(x, y + 7.3, "paper.residence", permit.residence, w)
    f.field(x, y + 15.4, "paper.nationality", traveler.nationality, w)
    f.field(x, y + 23.5, "paper.document", document_code(permit.traveler), w, style=CODE)
    f.field(x, y + 31.6, "permit.number", numbers.spelled(permit.number), w, style=NUMBER, late=True)
    f.sheet.micro(LEFT, 126.7, COLUMN, f"{f.seed} {permit.valid_until:%d%m%Y}")


def _portrait(f: Form, x: float, y: float, w: float, h: float, jpeg: bytes) -> None:
    """Draw the portrait (7 : 9), or frame the place for one; nothing stands for a face."""
    f.sheet.keep("photograph", x, y, w, h)
    f.sheet.box(x, y, w, h, fill=WHITE)
    if jpeg:
        f.sheet.picture(x, y, w, h, jpeg)
        f.sheet.frame(x, y, w, h, rgb=HAIR, pt=0.4)
        return
    f.sheet.frame(x + 0.15, y + 0.15, w - 0.3, h - 0.3, rgb=HAIR, pt=0.5, dash="3 2")
    for i, word in enumerate(f.words.three("paper.photograph")):
        f.sheet.text(
            x + w / 2, y + 14 + i * 3.1, word, _PHOTOGRAPH.inked(HAIR), w=w - 4, align="center", name="photograph"
        )


def _zone(f: Form, mrz: str) -> None:
    """Zone VII of a TD2 (Doc 9303-6, 4.2.2): line centres 15.75 and 9.40 mm above the lower edge, here the fold."""
    f.sheet.late(4.4, 130.6, 96.2, 10.9)
    half = _ZONE.size * f.sheet.faces[Role.OCR].cap / MM / 2
    for line, above in zip(mrz.split("\n"), (15.75, 9.40), strict=True):
        f.sheet.text(4.9, _FOLD - above + half, line, _ZONE, w=92.5, name="zone")
        struck(f, 4.9, _FOLD - above - half, 91.4, 2 * half, bars=1)


def _custody(f: Form, permit: Permit) -> None:
    """Panel 2, where the document is."""
    held = permit.disposition is Disposition.HELD
    f.ground(RIGHT, 42.6, COLUMN, 49.9)
    f.sheet.text(RIGHT, 39.2, f.words.label("permit.held" if held else "permit.shown"), SECTION, w=COLUMN, name="held")
    f.bar(RIGHT, 41.6, COLUMN)
    kind = f"paper.document.{permit.traveler.document_type or DocumentType.OTHER}"
    f.field(RIGHT, 44.4, kind, document_code(permit.traveler), COLUMN, style=CODE)
    f.field(RIGHT, 52.6, "paper.envelope", numbers.spelled_envelope(permit.envelope), 45, style=NUMBER, late=True)
    f.field(RIGHT + 49, 52.6, "paper.kept_at" if held else "paper.crossing", crossing(f), 44)
    f.sheet.line(RIGHT, 61.4, RIGHT + COLUMN, 61.4)


def _entry(f: Form, permit: Permit) -> None:
    y, middle = 62.8, RIGHT + 49
    f.field(RIGHT, y, "paper.entry", instant(f.paper.at), 45, late=True)
    f.field(middle, y, "paper.vehicle", permit.vehicle_plate, 44)
    f.field(RIGHT, y + 8.4, "paper.desk", f"{f.paper.post.letter}{f.paper.post.desk}", 45, style=CODE)
    f.field(middle, y + 8.4, "paper.officer", f.paper.officer, 44, style=CODE)
    law.block(f, RIGHT, y + 16.8, COLUMN)


def _seal(f: Form) -> None:
    x, y = RIGHT + COLUMN - SIDE, 140.5 - SIDE
    seal_place(f, x, y)
    for hint in f.words.three("permit.hint"):
        y += f.sheet.block(RIGHT, y, COLUMN - SIDE - 5, 15, hint, SMALL, name="hint") + 2.2


def _signatures(f: Form) -> None:
    """The fourth cell of the lower half."""
    y = CELL_HEADS[3][1]
    f.bar(RIGHT, y, COLUMN, 0.6)
    stamp_place(f, RIGHT + COLUMN - 19.5, y + 26)
    f.signature(RIGHT, y + 24, 48, "paper.sign.officer")
    f.signature(RIGHT, y + 46, 48, "paper.sign.holder")
