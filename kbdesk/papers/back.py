"""The back of permit and certificate: passages, how to check it, its return, the law with the appeal."""

from __future__ import annotations

from typing import Final

from kbdesk.domain import numbers
from kbdesk.papers import marks
from kbdesk.papers.faces import Role
from kbdesk.papers.form import COLUMN, LEFT, RIGHT, Form
from kbdesk.papers.inks import HAIR, WHITE
from kbdesk.papers.law import law
from kbdesk.papers.letterhead import stamp_place
from kbdesk.papers.overprint import Cells, overprint
from kbdesk.papers.style import SECTION, SMALL, Style

_NUMBER: Final = Style(Role.OCR, 12.5, 10)
_HEAD: Final = SECTION.at(9, least=6.6)
_CHECKS: Final = ("paper.check.seal", "paper.check.number", "paper.check.rosette", "paper.check.microtext")
_CELLS: Final = Cells(
    chop=(72.0, 101.0, 29.0, 16.5),
    letters=((LEFT, 60, COLUMN, 26), (LEFT, 258, COLUMN, 26), (RIGHT, 110, COLUMN, 30)),
)


def draw(f: Form, *, form: str, returned: str, received: str, zone: bool) -> None:
    """Draw the page. y 98-148.5 takes no stamps: the seal's place and the zone lie on its other side.

    `returned` and `received` are the messages over the return. Where the front has no `zone` to check, it has a plate.
    """
    f.stencil(_form, (returned, received, "paper.check.zone" if zone else "paper.check.plate"))
    f.sheet.text(LEFT, 106, numbers.spelled(f.paper.number), _NUMBER, w=60, name="number", late=True)
    f.ribbons(LEFT, 136.2, COLUMN, 6.4)
    stamp_place(f, LEFT + COLUMN - 19.5, 185)
    f.signature(LEFT, 246, COLUMN, "paper.sign.holder")
    law(f, RIGHT, 154, COLUMN, 284)
    f.foot(form, 2, 2)
    overprint(f, _CELLS)


def _form(f: Form, said: tuple[str, str, str]) -> None:
    returned, received, last_check = said
    marks.folds(f.sheet)
    _passages(f)
    _checks(f, RIGHT, 13.6, (*_CHECKS, last_check))
    f.three_lines(f.words.three("paper.found"), LEFT, 121.5, COLUMN, size=8.2, lead=4.6, name="found")
    _notes(f, RIGHT, 106)
    _return(f, returned, received)


def _passages(f: Form) -> None:
    f.section("paper.passages", LEFT, 13.6, COLUMN, style=_HEAD)
    for row in range(2):
        for column in range(2):
            x, y = LEFT + column * 47.5, 17.4 + row * 39.5
            f.sheet.frame(x, y, 45.5, 37, rgb=HAIR)
            for i, way in enumerate(("paper.passages.in", "paper.passages.out")):
                f.sheet.frame(x + 2, y + 2.2 + i * 4, 2.4, 2.4, pt=0.6)
                f.sheet.text(x + 5.6, y + 4.3 + i * 4, f.words.label(way), Style(Role.TEXT, 6, 5), w=37, name=way)


def _checks(f: Form, x: float, y: float, items: tuple[str, ...]) -> None:
    """Set how the paper is checked, five points in three languages; y is the head's bar."""
    f.section("paper.check", x, y, COLUMN, style=_HEAD)
    at = y + 4.2
    for number, item in enumerate(items, 1):
        f.sheet.disc(x + 3.1, at + 2.9, 3.1, fill=f.palette.main)
        f.sheet.text(
            x + 3.1, at + 4.05, str(number), Style(Role.BOLD, 9, rgb=WHITE), w=6, align="center", name="check number"
        )
        below = at
        for text in f.words.three(item):
            below += f.sheet.block(x + 9.5, below, COLUMN - 9.5, 7, text, SMALL, name=item) + 0.9
        at = max(below, at + 6.2) + 2.6
        if number < len(items):
            f.hairline(x, at - 1.9, COLUMN)


def _notes(f: Form, x: float, y: float) -> None:
    """Rule the place for official notes; y is the head's bar."""
    f.section("paper.notes", x, y, COLUMN, style=_HEAD)
    for i in range(3):
        f.hairline(x, y + 10.6 + i * 10, COLUMN)


def _return(f: Form, returned: str, received: str) -> None:
    f.section(returned, LEFT, 158, COLUMN, style=_HEAD)
    for i, line in enumerate(("paper.sign.when", "paper.crossing", "paper.officer")):
        f.signature(LEFT, 175 + i * 16, 48, line, micro=False)
    f.sheet.text(LEFT, 228, f.words.label(received), SECTION.at(8.2, least=5.6), w=COLUMN, name="received")
