"""The emergency form (F-1): lines with numbers of their own, filled in by hand when the power is gone."""

from __future__ import annotations

from typing import Final

from kbdesk.domain import numbers
from kbdesk.domain.late import FormLine
from kbdesk.papers.faces import Role
from kbdesk.papers.form import COLUMN, FULL, LEFT, RIGHT, THIRD, THIRDS, Form
from kbdesk.papers.inks import HAIR
from kbdesk.papers.letterhead import crossing, head
from kbdesk.papers.overprint import Cells, overprint
from kbdesk.papers.seal_place import SMALL_SIDE, seal_place
from kbdesk.papers.shown import instant
from kbdesk.papers.style import CODE, Style

_ITEM: Final = Style(Role.TEXT, 7.4, 5.0, 3.0)
_FIGURE: Final = Style(Role.BOLD, 9, 7)
_SERIES: Final = Style(Role.SEMI, 6.2, 4.4)
_NUMBER: Final = Style(Role.OCR, 9.4, 8)
_CAPTION: Final = Style(Role.TEXT, 5.4, 4.2)
_COLUMNS: Final = (
    ("late.column.number", 8.0, 26.0),
    ("late.column.envelope", 36.0, 28.0),
    ("late.column.name", 67.0, 44.0),
    ("late.column.document", 113.0, 36.0),
    ("late.column.time", 151.0, 15.0),
    ("late.column.until", 168.0, 26.0),
)
_TOP: Final = 76.0
_PITCH: Final = 11.0
_CELLS: Final = Cells(
    chop=(RIGHT + COLUMN - 61.4, 29.6, 61.4, 6.4),
    letters=tuple((x, 130, THIRD, 26) for x in THIRDS),
)


def draw(f: Form) -> None:
    """Draw the one page."""
    form = f.emergency_form
    head(f, numbers.spelled(f.paper.number), caption="late.number", letter="F", shape="ring")
    f.title("late.title", LEFT, 27.4, 92)
    f.bar(LEFT, 41.6, FULL)
    f.field(RIGHT, 43.4, "late.printed", instant(form.printed_at), 44, late=True)
    f.field(RIGHT + 48, 43.4, "paper.crossing", f"{crossing(f)} {f.paper.post.desk}", 45)
    f.numbered(
        [f.words.three(f"late.step_{step}") for step in (1, 2, 3)],
        [(x, 53.6) for x in THIRDS],
        THIRD,
        13.6,
        _ITEM,
        gap=0.8,
    )
    for message, x, w in _COLUMNS:
        f.sheet.block(LEFT + x, _TOP - 7, w, 6, "\n".join(f.words.three(message)), _CAPTION, name=message)
    f.sheet.line(LEFT, _TOP, LEFT + FULL, _TOP, pt=0.8)
    for i, line in enumerate(form.lines):
        _line(f, line, _TOP + i * _PITCH)
    _signatures(f)
    f.foot("F-1", 1, 1)
    overprint(f, _CELLS)
    f.sheet.next_page()


def _line(f: Form, line: FormLine, y: float) -> None:
    """Draw one line to fill in: what it is for, its number, its envelope, and empty cells."""
    f.sheet.text(LEFT, y + 5.2, str(line.line), _FIGURE, w=7, name="line")
    f.sheet.text(LEFT + 8, y + 9.4, f.words.label(f"late.series.{line.series}"), _SERIES, w=57, name="line series")
    f.sheet.text(LEFT + 8, y + 5.2, numbers.spelled(line.number), _NUMBER, w=26, name="line number", late=True)
    if line.envelope:
        envelope = numbers.spelled_envelope(line.envelope)
        f.sheet.text(LEFT + 36, y + 5.2, envelope, _NUMBER, w=29, name="line envelope", late=True)
    for _, x, _ in _COLUMNS[2:]:
        f.sheet.line(LEFT + x - 1.4, y + 1, LEFT + x - 1.4, y + _PITCH - 1, rgb=HAIR, pt=0.35)
    f.sheet.line(LEFT, y + _PITCH, LEFT + FULL, y + _PITCH, rgb=HAIR, pt=0.5)


def _signatures(f: Form) -> None:
    """Draw where both officers sign, and the place of the seal."""
    for x, message in ((LEFT, "late.officer_1"), (LEFT + 70, "late.officer_2")):
        f.section(message, x, 246, 62)
        f.signature(x, 264, 62, "paper.sign.officer", micro=False)
    f.field(LEFT, 272, "paper.officer", f.paper.officer, 60, style=CODE)
    seal_place(f, LEFT + FULL - SMALL_SIDE, 238, SMALL_SIDE)
