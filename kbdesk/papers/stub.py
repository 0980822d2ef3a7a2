"""The stub that stays with what was taken: 210 x 99 mm, slides into a DL window envelope."""

from __future__ import annotations

from typing import Final

from kbdesk.domain import numbers
from kbdesk.papers.codes import data_matrix
from kbdesk.papers.faces import Role
from kbdesk.papers.form import COLUMN, FULL, LEFT, RIGHT, Form
from kbdesk.papers.inks import HAIR
from kbdesk.papers.shown import NOTHING, instant
from kbdesk.papers.style import CODE, DATE, SECTION, Style
from kbdesk.papers.taken import Taken

_WINDOW: Final = (19.0, 46.0, 84.0, 40.0)
"""What surely shows through a window of 90 x 45 mm (DIN 680), 5 mm play either way: x, y below the cut, w, h."""
_MODULE: Final = 1.1
_NUMBER: Final = Style(Role.OCR, 17, 12)
_NAME: Final = Style(Role.SEMI, 11, 6, 4.4)
_SLOT: Final = Style(Role.DISPLAY, 20, 8)


def draw(f: Form, what: Taken, y: float) -> None:
    """Draw the stub below the cut at y. Nothing more personal than a surname shows through the window."""
    f.sheet.text(LEFT, y + 8.6, f.words.label("paper.stub"), SECTION, w=FULL, name="stub")
    f.bar(LEFT, y + 10.4, FULL, 0.6)
    f.field(LEFT, y + 12.8, "paper.taken_on", instant(f.paper.at), 44, late=True)
    f.field(LEFT + 49, y + 12.8, "paper.officer", f.paper.officer, 44, style=CODE)
    f.field(LEFT, y + 21.6, what.paper.message, what.paper.value, 44, style=what.paper.style, late=True)
    f.field(LEFT + 49, y + 21.6, "paper.plates" if what.plate else "paper.document", what.short, 44, style=CODE)
    _window(f, what, y + _WINDOW[1])
    _returned(f, what, y)


def _window(f: Form, what: Taken, y: float) -> None:
    x, _, w, h = _WINDOW
    for cx, sx in ((x, 1), (x + w, -1)):
        for cy, sy in ((y, 1), (y + h, -1)):
            f.sheet.line(cx, cy, cx + 4 * sx, cy, rgb=HAIR, pt=0.4)
            f.sheet.line(cx, cy, cx, cy + 4 * sy, rgb=HAIR, pt=0.4)
    f.sheet.late(x + 2, y + 4, 22, 22)
    side = data_matrix(f.sheet, "E" + what.envelope, x + 4, y + 6, _MODULE)
    at = x + side + 10
    room = w - side - 12
    f.sheet.text(at, y + 10.4, numbers.spelled_envelope(what.envelope), _NUMBER, w=room, name="stub number", late=True)
    initial = f", {what.given[0]}." if what.given else ""
    f.sheet.block(at, y + 15.6, room, 10, (what.surname + initial) or NOTHING, _NAME, name="stub name")
    f.caption(at, y + 29.4, "paper.collect_by", room)
    f.sheet.text(at, y + 36.6, what.collect_by, DATE.at(17), w=room, name="stub date")


def _returned(f: Form, what: Taken, y: float) -> None:
    """What is filled in when it is handed back."""
    f.section("paper.returned", RIGHT, y + 20, COLUMN)
    for i, message in enumerate(("paper.sign.when", "paper.sign.to", "paper.sign.officer", "paper.sign.holder")):
        f.signature(RIGHT + (i % 2) * 49, y + 35 + (i // 2) * 18, 44, message, micro=False)
    f.caption(RIGHT, y + 70, "paper.slot", 40)
    f.sheet.text(RIGHT + 49, y + 70, what.slot or NOTHING, _SLOT, w=44, name="slot")
    f.ribbons(RIGHT, y + 75, COLUMN, 6.4)
