"""The appointment slip (V-5): until when to register at a centre, above the fold; what to bring, below."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from kbdesk.domain import numbers
from kbdesk.domain.paper import Registration
from kbdesk.papers import law, marks
from kbdesk.papers.faces import Role
from kbdesk.papers.form import COLUMN, FULL, LEFT, RIGHT, THIRD, THIRDS, Form
from kbdesk.papers.inks import HAIR, K
from kbdesk.papers.letterhead import head, stamp_place
from kbdesk.papers.overprint import Cells, overprint
from kbdesk.papers.seal_place import SMALL_SIDE, seal_place
from kbdesk.papers.shown import day, plain
from kbdesk.papers.style import CODE, DATE, DUTIES_HEAD, STRONG, Style
from kbdesk.papers.taken import make

_BRING: Final = tuple(f"appointment.bring_{i}" for i in range(1, 8))
_LAST_DAYS: Final = 14
_TICK: Final = Style(Role.SEMI, 7)
_ITEM: Final = Style(Role.TEXT, 8.8, 7, 3.9)
_NOTE: Final = Style(Role.SEMI, 8.2, 6.6, 3.7)
_CELLS: Final = Cells(
    chop=(LEFT + 62, 46, 28, 15),
    letters=tuple((x, 200, THIRD, 24) for x in THIRDS),
)


def draw(f: Form) -> None:
    """Draw the slip."""
    registration = f.registration
    for x in (0.0, 206.0):
        f.sheet.line(x, 148.5, x + 4, 148.5, rgb=HAIR, pt=0.4)
    f.ground(LEFT, 42.6, FULL, 43)
    head(f, numbers.spelled(registration.number), caption="certificate.number", letter="A", shape="square")
    f.title("appointment.title", LEFT, 27.4, 92)
    f.bar(LEFT, 41.6, FULL)
    _deadline(f, registration)
    _to_fill_in(f)
    _vehicle(f, registration)
    f.signature(LEFT, 132, 48, "paper.sign.officer")
    stamp_place(f, LEFT + 116.8, 124, 33)
    seal_place(f, LEFT + FULL - SMALL_SIDE, 141 - SMALL_SIDE, SMALL_SIDE)
    _bring(f)
    f.foot("V-5", 1, 1)
    overprint(f, _CELLS)
    f.sheet.next_page()


def _deadline(f: Form, registration: Registration) -> None:
    last = registration.deadline or registration.valid_until
    f.caption(LEFT, 46.2, "appointment.deadline", 60)
    f.sheet.text(LEFT - 0.5, 58, day(last), DATE.at(36, least=28), w=61.5, name="deadline")
    _bar(f, registration.valid_from, last, LEFT, 70, 90)


def _bar(f: Form, first: date, last: date, x: float, y: float, w: float) -> None:
    """Draw the days left; the last fortnight is hatched, months are ticked."""
    span = max(1, (last - first).days)

    def at(on: date) -> float:
        return x + (on - first).days / span * w

    urgent = max(x, at(last - timedelta(days=_LAST_DAYS)))
    f.sheet.frame(x, y - 2, w, 4, pt=0.8)
    marks.hatch(f.sheet, urgent, y - 2, x + w - urgent, 4, rgb=K, pitch=1.6, thick=0.4)
    days = f.words.counted("appointment.days", (last - first).days)
    f.sheet.text(x + w, y - 3.2, days, _TICK, w=60, align="right", name="days")
    f.sheet.text(x, y + 6.8, f"{first:%d.%m.}", _TICK, w=16, name="axis")
    f.sheet.text(x + w, y + 6.8, f"{last:%d.%m.}", _TICK, w=16, align="right", name="axis")
    month = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    while month < last:
        f.sheet.line(at(month), y + 2, at(month), y + 3.6)
        if x + 18 < at(month) < x + w - 18:
            f.sheet.text(at(month), y + 6.8, f"{month:%d.%m.}", _TICK, w=16, align="center", name="axis")
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _to_fill_in(f: Form) -> None:
    """Rule the place where the centre writes day, hour and itself."""
    f.caption(RIGHT, 46.2, "appointment.yours", COLUMN)
    f.signature(RIGHT, 58, 44, "paper.sign.when", micro=False)
    f.signature(RIGHT + 49, 58, 44, "appointment.centre", micro=False)
    f.signature(RIGHT, 74, COLUMN, "appointment.note", micro=False)


def _vehicle(f: Form, registration: Registration) -> None:
    vehicle = registration.vehicle
    owner = " ".join(filter(None, (plain(vehicle.holder_surname), plain(vehicle.holder_given_names))))
    f.bar(LEFT, 87, FULL, 0.6)
    f.field(LEFT, 89, "plate.provisional", registration.plate, 44, style=STRONG.at(11, least=8), late=True)
    f.field(LEFT + 48, 89, "paper.plates_taken", registration.old_plate, 44, style=STRONG.at(11, least=8))
    f.field(RIGHT, 89, "paper.vin", vehicle.vin, COLUMN, style=CODE.at(12.5, least=8), code="E")
    f.field(LEFT, 98.5, "paper.holder", owner or vehicle.holder_company, 92)
    f.field(RIGHT, 98.5, "paper.vehicle", make(registration), COLUMN - SMALL_SIDE - 4)


def _bring(f: Form) -> None:
    """Three columns of boxes to tick, the note about the deadline below each."""
    items = [f.words.three(item) for item in _BRING]
    for title, after, x in zip(
        f.words.three("appointment.bring"), f.words.three("appointment.after"), THIRDS, strict=True
    ):
        f.bar(x, 156, THIRD, 0.6)
        f.sheet.text(x, 162.4, title, DUTIES_HEAD, w=THIRD, name="bring head")
        f.sheet.line(x, 236, x + THIRD, 236)
        f.sheet.block(x, 238, THIRD, 12, after, _NOTE, name="bring note")
    y = 167.4
    for three in items:
        high = 3.4
        for x, text in zip(THIRDS, three, strict=True):
            f.sheet.frame(x, y, 3.4, 3.4, pt=0.7)
            high = max(high, f.sheet.block(x + 6, y + 0.1, THIRD - 6, 12.4, text, _ITEM, name="bring"))
        y += high + 2.6
    law.columns(f, THIRDS, 254, THIRD, 30)
