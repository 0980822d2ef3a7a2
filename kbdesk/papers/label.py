"""The envelope's label: 62 x 100 mm, thermal at 300 dpi, black only, largest what the shelf needs."""

from __future__ import annotations

from typing import Final

from kbdesk.domain import numbers
from kbdesk.domain.paper import Stage
from kbdesk.papers import marks
from kbdesk.papers.codes import code_128, data_matrix
from kbdesk.papers.faces import Role
from kbdesk.papers.form import Form
from kbdesk.papers.inks import WHITE, K
from kbdesk.papers.shown import NOTHING
from kbdesk.papers.style import DATE, Style
from kbdesk.papers.taken import Taken, taken

SIZE: Final = (62.0, 100.0)
_SERIAL: Final = Style(Role.DISPLAY, 36, 24, rgb=WHITE)
_SIDE: Final = Style(Role.DISPLAY, 13, 6, rgb=WHITE)
_CAPTION: Final = Style(Role.TEXT, 5.8, 4.8, 2.3)
_SMALL_CAPTION: Final = Style(Role.TEXT, 4.8, 3.8)
_NUMBER: Final = Style(Role.OCR, 15.5, 12)
_SURNAME: Final = Style(Role.BOLD, 15, 6.5, 5.75)
_GIVEN: Final = Style(Role.MEDIUM, 9.5, 5.4, 3.6)
_VALUE: Final = Style(Role.OCR, 8, 5)
_MARK: Final = Style(Role.BOLD, 6.4, 5, rgb=WHITE)


def draw(f: Form) -> None:
    """Draw the label."""
    what = taken(f)
    _head(f, what)
    _codes(f, what)
    f.sheet.line(3, 45.2, 59, 45.2, pt=1)
    f.sheet.text(3, 51.4, numbers.spelled_envelope(what.envelope), _NUMBER, w=56, name="label number", late=True)
    used = f.sheet.block(3, 55, 56, 10, what.surname or NOTHING, _SURNAME, name="label surname")
    if what.given:
        top = 55 + used + 0.9
        f.sheet.block(3, top, 56, 72 - top, what.given, _GIVEN, name="label given names")
    f.sheet.line(3, 72.8, 59, 72.8, pt=0.7)
    _row(f, 3, "paper.plates" if what.plate else "paper.document", what.short, late=False)
    _row(f, 33, what.paper_short, what.paper.value, late=True)
    f.sheet.late(3, 85, 56, 12.6)
    code_128(f.sheet, "E" + what.envelope, SIZE[0] / 2, 85.6, module=0.38, height=9.8)
    f.sheet.next_page()


def _head(f: Form, what: Taken) -> None:
    """The six digits of the number, large, and the mark of a proof, copy, void or drill under them."""
    f.sheet.box(0, 0, SIZE[0], 17, fill=K)
    f.sheet.late(2, 1, 43, 15)
    f.sheet.text(3, 12.4, what.envelope[2:8], _SERIAL, w=40.5, name="label serial")
    f.sheet.late(45.6, 1, 14, 6.4)
    f.sheet.text(59, 6.2, what.envelope[:2], _SIDE, w=13, align="right", name="label desk")
    f.sheet.text(59, 12.4, what.slot or NOTHING, _SIDE, w=13.5, align="right", name="label slot")
    words = []
    if f.paper.post.drill:
        words.append(f.words.label("paper.mark.drill"))
    if f.paper.stage is Stage.PROOF:
        words.append(f.words.label("paper.mark.proof"))
    elif f.paper.void:
        words.append(f.words.label("paper.mark.void"))
    elif f.paper.copy:
        words.append(f"{f.words.label('paper.mark.copy')} {f.paper.copy}")
    f.sheet.late(0, 13.4, SIZE[0], 7.8)
    for i, word in enumerate(words):
        f.sheet.box(0, 17 + i * 3.2 - 2.6, SIZE[0], 3.3, fill=K)
        f.sheet.text(3, 16.6 + i * 3.2, word, _MARK, w=56, name="mark")
    if f.paper.post.drill:
        marks.hatch(f.sheet, 0, 97.8, SIZE[0], 2.2, rgb=K, pitch=3.2, thick=0.9)


def _codes(f: Form, what: Taken) -> None:
    f.sheet.late(2, 23, 24, 21.4)
    side = data_matrix(f.sheet, "E" + what.envelope, 3.4, 24, 1.2)
    x = 3.4 + side + 4.6
    caption = "\n".join(f.words.three("paper.collect_by"))
    f.sheet.block(x, 23.4, 59 - x, 6.9, caption, _CAPTION, name="caption collect by")
    f.sheet.text(x, 37.2, what.collect_by[:6], DATE.at(25), w=59 - x, name="label day")
    f.sheet.text(x, 43.2, what.collect_by[6:], DATE.at(14), w=59 - x, name="label year")


def _row(f: Form, x: float, message: str, value: str, *, late: bool) -> None:
    f.sheet.text(x, 75.6, f.words.label(message), _SMALL_CAPTION, w=26.4, name=f"caption {message}")
    style = f.readable(value, _VALUE)
    if f.sheet.fits(value, style, 26.4):
        f.sheet.text(x, 80.2, value, style, w=26.4, name=message, late=late)
    else:
        f.sheet.block(x, 77, 26.4, 6.6, value, Style(Role.SEMI, 7, 4.4, 2.5), name=message)
