"""The return receipt (P-3): two A5 halves, the traveler's and the desk's, of what was handed back and withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kbdesk.domain import numbers
from kbdesk.domain.returns import Collector, Receipt, Returnable
from kbdesk.papers import marks
from kbdesk.papers.faces import Role
from kbdesk.papers.form import COLUMN, FULL, LEFT, RIGHT, Form
from kbdesk.papers.inks import HAIR
from kbdesk.papers.items import shown_item
from kbdesk.papers.letterhead import crossing, head, stamp_place
from kbdesk.papers.overprint import Cells, overprint, overprint_part
from kbdesk.papers.seal_place import SMALL_SIDE, seal_place
from kbdesk.papers.shown import NOTHING, day, plain
from kbdesk.papers.style import CODE, DATE, FOOT, SECTION, VALUE, Style

_HALF: Final = 148.5
_TABLE: Final = 73.6
_PITCH: Final = 5.9
_MOST_ROWS: Final = 5
_COLUMNS: Final = (
    ("return.kind", LEFT + 6, 70.0),
    ("paper.what.number", LEFT + 80, 42.0),
    ("return.condition", LEFT + 126, 68.0),
)
_FIGURE: Final = Style(Role.MEDIUM, 8)
_ROW: Final = VALUE.at(8.2, least=5.6)
_COLLECTOR: Final = Style(Role.SEMI, 8.6, 4.8, 3.4)
_TIME: Final = Style(Role.DISPLAY, 19, 15)
_CELLS: Final = Cells(
    chop=(RIGHT + COLUMN - 61.4, 33.4, 61.4, 7.4),
    letters=((LEFT, 108, 44, 22), (LEFT + 50, 108, 44, 22), (LEFT, 76, 100, 24)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One row of the table: figure or letter, kind, number, condition."""

    figure: str
    kind: str
    number: str
    condition: str


def draw(f: Form) -> None:
    """Draw both halves."""
    f.sheet.line(0, _HALF, 210, _HALF, pt=0.4, dash="4 3")
    marks.scissors(f.sheet, 12, _HALF)
    f.sheet.text(20, _HALF - 1, f.words.label("paper.cut"), FOOT, w=70, name="cut")
    for part, whose in enumerate(("return.for_traveler", "return.for_desk")):
        with f.sheet.moved(0, part * _HALF):
            _half(f, f.receipt, f"{part + 1} · {f.words.label(whose)}")
            if part:
                overprint_part(f, _CELLS)
    f.foot("P-3", 1, 1, y=292)
    overprint(f, _CELLS)
    f.sheet.next_page()


def _half(f: Form, receipt: Receipt, whose: str) -> None:
    head(f, numbers.spelled(receipt.number), caption="return.number", letter="B", shape="ring")
    f.title("return.title", LEFT, 27.4, 92)
    f.sheet.text(RIGHT + COLUMN, 32, whose, SECTION.at(7.6, least=6), w=COLUMN, align="right", name="whose")
    f.bar(LEFT, 41.6, FULL)
    f.caption(LEFT, 45.6, "return.returned", 90)
    at = f.paper.at
    f.sheet.text(LEFT - 0.4, 56, day(at.date()), DATE.at(30, least=26), w=62, name="returned on", late=True)
    f.sheet.text(LEFT + 66, 56, f"{at:%H:%M}", _TIME, w=27, name="returned at", late=True)
    f.field(LEFT, 60, "paper.crossing", crossing(f), 45)
    f.field(LEFT + 49, 60, "paper.officer", f.paper.officer, 44, style=CODE)
    _collected(f, receipt)
    _table(f, _rows(f, receipt))
    f.three_lines(f.words.three("return.received"), LEFT, 110, 100, size=8, lead=3.7, name="received")
    _collector(f, receipt, 120.8)
    f.signature(LEFT, 133.6, 46, "return.sign.collector")
    f.signature(LEFT + 52, 133.6, 46, "paper.sign.officer")
    stamp_place(f, LEFT + 116, 124, 30)
    seal_place(f, LEFT + FULL - SMALL_SIDE, 140 - SMALL_SIDE, SMALL_SIDE)


def _collected(f: Form, receipt: Receipt) -> None:
    person = receipt.person
    f.names(RIGHT, 43.6, COLUMN, 16, person.surname, person.given_names, largest=15)
    envelope = numbers.spelled_envelope(receipt.envelope) if receipt.envelope else NOTHING
    f.field(RIGHT, 60, "paper.envelope", envelope, 40, style=CODE)
    f.field(RIGHT + 44, 60, "paper.valid_until", day(receipt.valid_until), COLUMN - 44)


def _collector(f: Form, receipt: Receipt, y: float) -> None:
    """Set who collects, three lines at most: a name of eighty letters and an authorisation fit."""
    collector = f.words.label("return.collector.holder")
    if receipt.collector is Collector.AUTHORISED:
        collector = plain(f"{receipt.collector_name} · {receipt.authorisation}")
    f.caption(LEFT, y, "return.collector", 100)
    f.sheet.block(LEFT, y + 0.9, 100, 8.4, collector, _COLLECTOR, name="collector")


def _rows(f: Form, receipt: Receipt) -> list[_Row]:
    """Return what was handed back, what stays, and the paper that was withdrawn or is lost."""
    back, kept = f.words.label("return.as_given"), f.words.label("return.kept")
    rows = [_row(f, str(i), item, back) for i, item in enumerate(receipt.items, 1)]
    rows += [_row(f, "+", item, kept) for item in receipt.kept]
    lost = f"{f.words.label('return.lost')} · {receipt.lost}" if receipt.lost else ""
    permit = receipt.kind is Returnable.PERMIT
    paper = _Row(
        figure="P" if permit else "V",
        kind=f.words.label("permit.title" if permit else "return.registration"),
        number=numbers.spelled(receipt.returned),
        condition=lost or f.words.label("return.withdrawn"),
    )
    return [*_gathered(rows, _MOST_ROWS - 1), paper]


def _row(f: Form, figure: str, item: str, condition: str) -> _Row:
    kind, number = shown_item(f, item)
    return _Row(figure=figure, kind=kind, number=number, condition=condition)


def _gathered(rows: list[_Row], most: int) -> list[_Row]:
    """Return at most so many rows; those beyond share the last one, by their numbers."""
    if len(rows) <= most:
        return rows
    last, more = rows[: most - 1], rows[most - 1 :]
    conditions = " / ".join(dict.fromkeys(row.condition for row in more))
    kinds = " / ".join(dict.fromkeys(row.kind for row in more))
    shared = _Row(figure="…", kind=kinds, number=", ".join(row.number for row in more), condition=conditions)
    return [*last, shared]


def _table(f: Form, rows: list[_Row]) -> None:
    for message, x, w in _COLUMNS:
        f.caption(x, _TABLE, message, w)
    f.sheet.line(LEFT, _TABLE + 1.6, LEFT + FULL, _TABLE + 1.6, pt=0.8)
    for i, row in enumerate(rows):
        y = _TABLE + 2.2 + i * _PITCH
        f.sheet.text(LEFT, y + 3.9, row.figure, _FIGURE, w=5, name="figure")
        for (message, x, w), value in zip(_COLUMNS, (row.kind, row.number, row.condition), strict=True):
            f.value(x, y + 0.3, value, w, style=CODE.at(9) if message == "paper.what.number" else _ROW, name=message)
        f.sheet.line(LEFT, y + _PITCH - 0.5, LEFT + FULL, y + _PITCH - 0.5, rgb=HAIR, pt=0.35)
