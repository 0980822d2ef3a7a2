"""The shift report (S-1): one page that is signed at the end: figures, counts, what the next shift must know, head."""

from __future__ import annotations

from typing import Final

from kbdesk.domain import numbers
from kbdesk.domain.shift_report import ShiftReport
from kbdesk.papers import shift_tables
from kbdesk.papers.faces import Role
from kbdesk.papers.form import COLUMN, FULL, LEFT, RIGHT, THIRD, THIRDS, Form
from kbdesk.papers.inks import HAIR
from kbdesk.papers.letterhead import head
from kbdesk.papers.overprint import Cells, overprint
from kbdesk.papers.seal_place import HEAD_SIDE, seal_place
from kbdesk.papers.shown import instant
from kbdesk.papers.style import CODE, Style

FIGURES: Final = ("permit", "registration", "return", "refusal", "referral", "override")
_FIGURE: Final = Style(Role.DISPLAY, 27, 14)
_WORDS: Final = Style(Role.TEXT, 6.2, 4.8, 2.4)
_WHEN: Final = Style(Role.SEMI, 9.6, 7)
_DIGEST: Final = Style(Role.OCR, 10.4, 8)
_ENTRIES: Final = Style(Role.OCR, 11, 8)
_SMALL: Final = Style(Role.TEXT, 6, 4.8)
_WHO: Final = Style(Role.SEMI, 7.4, 5)
_CELLS: Final = Cells(
    chop=(RIGHT + COLUMN - 61.4, 29.6, 61.4, 6.4),
    letters=tuple((x, 160, THIRD, 26) for x in THIRDS),
)
_HEAD: Final = 234.0
_SIGN: Final = 280.0


def draw(f: Form) -> None:
    """Draw the one page."""
    report = f.shift_report
    head(f, numbers.spelled(f.paper.number), caption="shift.number", letter="S", shape="ring")
    f.title("shift.title", LEFT, 27.4, 90)
    f.bar(LEFT, 41.6, FULL)
    closed = report.closed_at or f.paper.at
    f.sheet.text(RIGHT, 39.8, f"{instant(report.shift.opened_at)} – {instant(closed)}", _WHEN, w=74, name="shift")
    desk = f"{f.paper.post.letter}{f.paper.post.desk}"
    f.sheet.text(RIGHT + COLUMN, 39.8, desk, CODE, w=16, align="right", name="desk")
    _figures(f, report)
    shift_tables.charts(f, report)
    shift_tables.counts(f, report)
    shift_tables.notes(f, report)
    _ledger(f, report)
    _signatures(f, report)
    f.foot("S-1", 1, 1)
    overprint(f, _CELLS)
    f.sheet.next_page()


def _figures(f: Form, report: ShiftReport) -> None:
    for i, word in enumerate(FIGURES):
        x = LEFT + i * 32.9
        f.sheet.text(x, 53.4, str(report.figures.counts.get(word, 0)), _FIGURE, w=28, name="figure")
        f.sheet.block(x, 55.2, 28.5, 8.4, "\n".join(f.words.three(f"shift.count.{word}")), _WORDS, name="figure words")
        if i:
            f.sheet.line(x - 3, 45, x - 3, 63, rgb=HAIR, pt=0.4)


def _ledger(f: Form, report: ShiftReport) -> None:
    """Set the entries that the report speaks of, and the digest of the last one: that of the entry that closed it."""
    f.section("shift.head", LEFT, _HEAD, 148)
    entries = f"{report.first_entry} - {report.last_entry + 1}"
    f.sheet.text(LEFT, _HEAD + 6.6, entries, _ENTRIES, w=60, name="entries")
    f.sheet.text(LEFT + 64, _HEAD + 6.2, f.words.label("shift.head.entries"), _SMALL, w=80, name="entries words")
    digits = f.paper.digest.upper()
    for row in range(2):
        half = digits[row * 32 : row * 32 + 32]
        grouped = " ".join(half[i : i + 4] for i in range(0, 32, 4))
        f.sheet.text(LEFT, _HEAD + 13 + row * 5.4, grouped, _DIGEST, w=146, name="head digest", late=True)
    seal_place(f, LEFT + FULL - HEAD_SIDE, _HEAD - 6.4, HEAD_SIDE)


def _signatures(f: Form, report: ShiftReport) -> None:
    second = report.second
    for x, key, who in zip(THIRDS, ("handed", "taken", "supervisor"), (f.paper.officer, "", second), strict=True):
        f.sheet.text(x, _SIGN - 12.4, f.words.label(f"shift.sign.{key}"), _WHO, w=THIRD, name="who")
        if who:
            f.sheet.text(x, _SIGN - 7.4, who, f.readable(who, CODE), w=THIRD, name="who name")
        f.signature(x, _SIGN, THIRD, "paper.sign.when", micro=False)
