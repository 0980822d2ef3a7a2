"""The receipt for plates or a document taken for good (V-7, P-7): what becomes of it, by which article, the appeal."""

from __future__ import annotations

from typing import Final

from kbdesk.domain import numbers
from kbdesk.domain.vocabulary import Disposition
from kbdesk.papers import notice, receipt
from kbdesk.papers.faces import Role
from kbdesk.papers.form import FULL, LEFT, RIGHT, THIRD, THIRDS, Form
from kbdesk.papers.letterhead import crossing, head, stamp_place
from kbdesk.papers.overprint import Cells, overprint
from kbdesk.papers.shown import instant
from kbdesk.papers.style import CODE, NUMBER, Style
from kbdesk.papers.taken import taken

_FATE: Final = Style(Role.DISPLAY, 15, 10)
_CELLS: Final = Cells(
    chop=notice.CHOP,
    letters=tuple((x, 166, THIRD, 26) for x in THIRDS),
)


def draw_receipt(f: Form) -> None:
    """Draw a receipt: what lies behind a permit or registration comes back, what a notice took does not."""
    if f.paper.notice is None:
        receipt.draw(f)
    else:
        draw(f)


def draw(f: Form) -> None:
    """Draw the receipt."""
    what = taken(f)
    head(f, numbers.spelled(f.notice.number), caption="notice.number", letter="R", shape="ring")
    f.title(what.title, LEFT, 27.4, 92)
    _fate(f)
    receipt.draw_person(f, what)
    receipt.draw_table(f, what)
    notice.numbered(f, what.how, 3, 119, 28)
    notice.article(f, 152, 46)
    notice.appeal(f, 204)
    f.signature(LEFT, 264, 46, "paper.sign.holder")
    f.signature(LEFT + 52, 264, 46, "paper.sign.officer")
    stamp_place(f, 184, 264, 33)
    f.foot(what.form, 1, 1)
    overprint(f, _CELLS)
    f.sheet.next_page()


def _fate(f: Form) -> None:
    f.ground(LEFT, 42.6, FULL, 19.6)
    f.bar(LEFT, 41.6, FULL)
    f.caption(LEFT, 46, "confiscation.fate", 92)
    three = f.words.three(f"confiscation.{f.notice.disposition or Disposition.DESTROYED}")
    f.sheet.text(LEFT, 52.4, " · ".join(three[:2]), _FATE, w=93, name="fate")
    f.sheet.text(LEFT, 58.6, three[2], Style(Role.MEDIUM, 13, 9), w=93, name="fate")
    f.field(RIGHT, 44.2, "paper.taken_on", instant(f.paper.at), 45, late=True)
    f.field(RIGHT, 52.6, "paper.crossing", crossing(f), 45)
    f.field(RIGHT + 49, 44.2, "paper.officer", f.paper.officer, 44, style=CODE)
    envelope = numbers.spelled_envelope(f.notice.envelope)
    f.field(RIGHT + 49, 52.6, "paper.envelope", envelope, 44, style=NUMBER, late=True)
