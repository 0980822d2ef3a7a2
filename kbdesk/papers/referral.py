"""The referral slip (N-2): to the further check, whose officer fills in the outcome.

It says nothing of why: whatever led to it, one slip differs from another in nothing but number, instant and person.
"""

from __future__ import annotations

from typing import Final

from kbdesk.papers import marks, notice
from kbdesk.papers.faces import Role
from kbdesk.papers.form import FULL, LEFT, THIRD, THIRDS, Form
from kbdesk.papers.notice import Decided
from kbdesk.papers.style import Style

_TOP: Final = Decided(form="N-2", title="referral.title", decided="referral.decided", what="referral.what")
_OUTCOMES: Final = ("referral.outcome.granted", "referral.outcome.refused", "referral.outcome.back")
_OUTCOME: Final = Style(Role.SEMI, 7, 5.4)


def draw(f: Form) -> None:
    """Draw the slip."""
    notice.draw_head(f, _TOP)
    notice.numbered(f, "referral.next", 4, 85, 38)
    notice.article(f, 127, 40)
    _outcome(f)
    notice.draw_foot(f, _TOP, tuple((x, 136, THIRD, 24) for x in THIRDS))


def _outcome(f: Form) -> None:
    f.section("referral.outcome", LEFT, 174.6, FULL)
    for x, message in zip(THIRDS, _OUTCOMES, strict=True):
        marks.box_to_tick(f.sheet, x, 178.6)
        f.sheet.text(x + 5.4, 181.4, f.words.label(message), _OUTCOME, w=THIRD - 5.4, name="outcome")
    for x, message in zip(THIRDS, ("paper.sign.when", "notice.number", "paper.sign.officer"), strict=True):
        f.signature(x, 194, THIRD - 4, message, micro=False)
