"""The notice of refusal (N-1): which reason, by which article, what can be done, and the appeal."""

from __future__ import annotations

from typing import Final

from kbdesk.papers import marks, notice
from kbdesk.papers.faces import Role
from kbdesk.papers.form import FULL, LEFT, THIRD, THIRDS, Form
from kbdesk.papers.notice import Decided
from kbdesk.papers.shown import plain
from kbdesk.papers.style import Style

REASONS: Final = (
    "declined-to-surrender",
    "document-expired",
    "document-not-accepted",
    "minor-without-extract",
    "vehicle-authority",
    "crossing-closed",
    "other",
)
"""The reasons on the notice, in its order; words of the officer's own stand under the last."""

_OTHER: Final = REASONS[-1]
_LETTER: Final = Style(Role.MEDIUM, 8.2)
_REASON: Final = Style(Role.TEXT, 8.2, 6.2)
_OWN: Final = Style(Role.SEMI, 9, 5, 3.6)
_DO: Final = Style(Role.TEXT, 8.2, 6, 3.55)
_ROWS: Final = 86.0
_PITCH: Final = 5.6
_COLUMNS: Final = ((LEFT + 12, 53.0), (76.67, 62.0), (141.33, 60.0))


def draw(f: Form) -> None:
    """Draw the notice."""
    about = "notice.what.vehicle" if f.notice.vehicle is not None else "notice.what.person"
    top = Decided(form="N-1", title="refusal.title", decided="refusal.decided", what=about)
    notice.draw_head(f, top)
    reason = f.notice.reason if f.notice.reason in REASONS else _OTHER
    _reasons(f, reason)
    notice.article(f, 136, 39.5)
    _way_out(f, reason)
    notice.draw_foot(f, top, tuple((x, 180, THIRD, 20) for x in THIRDS))


def _reasons(f: Form, reason: str) -> None:
    """List all reasons; the one that applies is ticked and bold. Then what the officer wrote."""
    f.section("notice.reason", LEFT, 84.8, FULL)
    for i, key in enumerate(REASONS):
        y, on = _ROWS + i * _PITCH, key == reason
        role = Role.BOLD if on else Role.TEXT
        marks.box_to_tick(f.sheet, LEFT, y + 1.1, ticked=on)
        f.sheet.text(LEFT + 6, y + 3.9, "ABCDEFG"[i], Style(role, _LETTER.size), w=5, name="reason letter")
        for (x, w), text in zip(_COLUMNS, f.words.three(f"refusal.reason.{key}"), strict=True):
            style = Style(role, _REASON.size, _REASON.least)
            f.sheet.text(x, y + 3.9, text, style, w=w, name="reason")
        f.hairline(LEFT, y + _PITCH, FULL)
    if f.notice.reason not in REASONS:
        f.sheet.block(LEFT + 12, _ROWS + 7 * _PITCH + 1.2, FULL - 12, 8, plain(f.notice.reason), _OWN, name="own words")


def _way_out(f: Form, reason: str) -> None:
    notice.heads(f, "notice.do", 178)
    again = f.words.three("notice.do.again")
    for x, text, more in zip(THIRDS, f.words.three(f"refusal.do.{reason}"), again, strict=True):
        f.sheet.block(x, 186, THIRD, 15, f"{text} {more}", _DO, name="way out")
