"""The receipts for a document (P-2) and for plates (V-6): A4, 198 mm high, the envelope's stub below the cut."""

from __future__ import annotations

from typing import Final

from kbdesk.domain import numbers
from kbdesk.papers import law, marks, stub
from kbdesk.papers.faces import Role
from kbdesk.papers.form import COLUMN, FULL, LEFT, RIGHT, THIRD, THIRDS, Form
from kbdesk.papers.inks import HAIR
from kbdesk.papers.letterhead import crossing, head, stamp_place
from kbdesk.papers.overprint import Cells, overprint
from kbdesk.papers.seal_place import SMALL_SIDE, seal_place
from kbdesk.papers.shown import NOTHING, instant
from kbdesk.papers.style import CODE, DATE, FOOT, SECTION, VALUE, Style
from kbdesk.papers.taken import Taken, taken

_CUT: Final = 198.0
_TABLE: Final = 102.6
_COLUMNS: Final = (
    ("paper.what.kind", LEFT, 62.0),
    ("paper.what.number", 72.0, 44.0),
    ("paper.what.issued_by", 118.0, 54.0),
    ("paper.what.expires", 174.0, 28.0),
)
_HOW: Final = 118.0
_ITEM: Final = Style(Role.TEXT, 7.6, 6.0, 3.2)
_CELLS: Final = Cells(
    chop=(LEFT + 74, 45, 24, 14),
    letters=tuple((x, 126, THIRD, 25) for x in THIRDS),
)


def draw(f: Form) -> None:
    """Draw receipt and stub."""
    what = taken(f)
    head(f, numbers.spelled_envelope(what.envelope), caption="paper.envelope.number", letter="R", shape="ring")
    f.title(what.title, LEFT, 27.4, 92)
    _collect(f, what)
    draw_person(f, what)
    draw_table(f, what)
    _how(f, what)
    f.signature(LEFT, 186, 48, "paper.sign.holder")
    f.signature(LEFT + 56, 186, 48, "paper.sign.officer")
    stamp_place(f, 186, 183.2, 25)
    f.sheet.line(0, _CUT, 210, _CUT, pt=0.4, dash="4 3")
    marks.scissors(f.sheet, 12, _CUT)
    f.sheet.text(20, _CUT - 1, f.words.label("paper.cut"), FOOT, w=70, name="cut")
    stub.draw(f, what, _CUT)
    f.foot(what.form, 1, 1)
    overprint(f, _CELLS)
    f.sheet.next_page()


def _collect(f: Form, what: Taken) -> None:
    f.ground(LEFT, 42.6, FULL, 19.6)
    f.bar(LEFT, 41.6, FULL)
    f.caption(LEFT, 46, "paper.collect_by", 66)
    f.sheet.text(LEFT - 0.4, 56.9, what.collect_by, DATE.at(33, least=28), w=66, name="collect by")
    f.field(RIGHT, 44.2, "paper.taken_on", instant(f.paper.at), 45, late=True)
    f.field(RIGHT, 52.6, "paper.crossing", crossing(f), 45)
    f.field(RIGHT + 49, 44.2, what.paper.message, what.paper.value, 44, style=what.paper.style, late=True)
    f.field(RIGHT + 49, 52.6, "paper.officer", f.paper.officer, 44, style=CODE)


def draw_person(f: Form, what: Taken) -> None:
    """Set from whom it was taken, the place of the seal beside: y 66 to 98."""
    f.section("paper.holder" if what.plate else "paper.taken_from", LEFT, 69.4, 156)
    f.names(LEFT, 71, COLUMN, 24.5, what.surname, what.given, largest=17)
    for i, entry in enumerate(what.entries):
        f.field(RIGHT, 71.4 + i * 8.6, entry.message, entry.value, 55, style=entry.style)
    seal_place(f, LEFT + FULL - SMALL_SIDE, 66, SMALL_SIDE)


def draw_table(f: Form, what: Taken) -> None:
    """Set the row of what was taken: y 100 to 113."""
    f.section("paper.what", LEFT, _TABLE, FULL)
    values = (f.words.label(what.kind), what.number, what.issued_by, what.expires)
    styles = (VALUE.at(9, least=7), CODE, VALUE.at(9, least=7), VALUE.at(9, least=7))
    for (message, x, w), value, style in zip(_COLUMNS, values, styles, strict=True):
        f.caption(x, _TABLE + 3.2, message, w)
        f.value(x, _TABLE + 4.2, value or NOTHING, w, style=style, name=message)
    f.sheet.line(LEFT, _TABLE + 10.6, LEFT + FULL, _TABLE + 10.6, rgb=HAIR, pt=0.35)


def _how(f: Form, what: Taken) -> None:
    for title, x in zip(f.words.three(what.how), THIRDS, strict=True):
        f.bar(x, _HOW, THIRD, 0.6)
        f.sheet.text(x, _HOW + 4.8, title, SECTION.at(8.6, least=7), w=THIRD, name="how")
    items = [f.words.three(f"{what.how}_{i}") for i in range(1, 5)]
    f.numbered(items, [(x, _HOW + 7.6) for x in THIRDS], THIRD, 25, _ITEM, gap=1.2)
    law.columns(f, THIRDS, _HOW + 34.6, THIRD, 17.4)
