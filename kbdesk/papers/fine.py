"""The notices of a warning (N-3) and of a fine (N-4): article, what it means, the amount of a fine, the appeal."""

from __future__ import annotations

from typing import Final

from kbdesk.domain.vocabulary import PaperKind
from kbdesk.papers import marks, notice
from kbdesk.papers.form import COLUMN, FULL, LEFT, RIGHT, THIRD, THIRDS, Form
from kbdesk.papers.notice import Decided
from kbdesk.papers.shown import fees
from kbdesk.papers.style import DATE, SMALL, STRONG
from kbdesk.papers.taken import waived

_WARNING: Final = Decided(form="N-3", title="warning.title", decided="warning.decided", what="warning.what")
_FINE: Final = Decided(form="N-4", title="fine.title", decided="fine.decided", what="fine.what")
_BELOW: Final = 168.0
_AMOUNT: Final = DATE.at(28, least=16)


def draw(f: Form) -> None:
    """Draw the notice."""
    fined = f.paper.kind is PaperKind.FINE_NOTICE
    top = _FINE if fined else _WARNING
    notice.draw_head(f, top)
    used = notice.article(f, 87, 47)
    notice.numbered(f, "fine.means" if fined else "warning.means", 3, 87 + max(used, 34) + 6, 27)
    if fined:
        _payment(f)
    else:
        _notes(f)
    notice.draw_foot(f, top, tuple((x, 94, THIRD, 24) for x in THIRDS))


def _payment(f: Form) -> None:
    """Set the amount, and where its payment is attested."""
    f.bar(LEFT, _BELOW + 4, COLUMN, 0.6)
    f.caption(LEFT, _BELOW + 8.6, "fine.amount", 60)
    f.sheet.text(LEFT - 0.4, _BELOW + 19, fees(f.notice.fees), _AMOUNT, w=COLUMN, name="amount")
    spared = waived(f, f.notice.fees)
    if spared:
        f.sheet.text(LEFT, _BELOW + 24, spared, SMALL, w=COLUMN, name="waived")
    f.bar(RIGHT, _BELOW + 4, COLUMN, 0.6)
    marks.box_to_tick(f.sheet, RIGHT, _BELOW + 7.4)
    f.sheet.text(
        RIGHT + 5.4, _BELOW + 10.3, f.words.label("fine.paid"), STRONG.at(8.6, least=6), w=COLUMN - 5.4, name="paid"
    )
    f.signature(RIGHT, _BELOW + 25, 44, "paper.sign.when", micro=False)
    f.signature(RIGHT + 49, _BELOW + 25, 44, "paper.sign.officer", micro=False)


def _notes(f: Form) -> None:
    """Rule the place for official notes."""
    f.section("paper.notes", LEFT, _BELOW + 6, FULL)
    for line in (15, 24):
        f.hairline(LEFT, _BELOW + line, FULL)
