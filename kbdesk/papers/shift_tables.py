"""The parts of a shift report: small charts, the counts beside what was expected, lines for the next shift."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kbdesk.domain.shift_report import ShiftReport
from kbdesk.papers.faces import Role
from kbdesk.papers.form import FULL, LEFT, THIRD, THIRDS, Form
from kbdesk.papers.inks import HAIR, K
from kbdesk.papers.refusal import REASONS
from kbdesk.papers.shift_report_rows import CountRow, count_rows, note_lines
from kbdesk.papers.style import Style

OTHERS: Final = ("warning", "fine", "confiscation", "void", "copy", "correction", "extension", "claim", "adjudication")
_CHART: Final = Style(Role.SEMI, 7, 5)
_AXIS: Final = Style(Role.TEXT, 5.8, 4.6)
_LABEL: Final = Style(Role.TEXT, 6.6, 4.6)
_VALUE: Final = Style(Role.BOLD, 8, 5.4)
_ROW: Final = Style(Role.SEMI, 8, 5.2)
_NUMBER: Final = Style(Role.TEXT, 8, 6)
_TIME: Final = Style(Role.SEMI, 7.4, 6)
_NOTE: Final = Style(Role.TEXT, 7.2, 3.4)
_CAPTION: Final = Style(Role.TEXT, 5.8, 4.6)
_TOP: Final = 70.0
_PLOT: Final = (LEFT + 6, 74.0, 54.0, 25.0)
_COUNTS: Final = 116.0
_NOTES: Final = 180.0
_ROWS: Final = 11
_NOTE_ROWS: Final = 8
_PITCH: Final = 5.6


def charts(f: Form, report: ShiftReport) -> None:
    """Draw papers by the hour, refusals by ground, and what else was done; y 68 to 106."""
    for x, message in zip(THIRDS, ("shift.hours", "shift.grounds", "shift.others"), strict=True):
        f.sheet.text(x, _TOP, f.words.label(message), _CHART, w=THIRD, name=f"chart {message}")
    _hours(f, report.figures.hours)
    grounds = [(f.words.label(f"shift.ground.{key}"), report.figures.refusals.get(key, 0)) for key in REASONS]
    _list(f, THIRDS[1], grounds)
    counts = report.figures.counts
    told = [*((f.words.label(f"shift.count.{word}"), counts.get(word, 0)) for word in OTHERS)]
    _list(f, THIRDS[2], [*told, (f.words.label("shift.late"), report.figures.late)])


def _hours(f: Form, hours: Mapping[int, int]) -> None:
    """Draw one bar an hour, as many hours as a day has at most, over a scale of whole papers."""
    x, y, w, h = _PLOT
    first, last = (min(hours), max(hours)) if hours else (0, 0)
    span = last - first + 1
    most = max([4, *hours.values()])
    step = -(-most // 4)
    for i in range(5):
        level = y + h - i * h / 4
        f.sheet.line(x, level, x + w, level, rgb=K if i == 0 else HAIR, pt=0.6 if i == 0 else 0.3)
        f.sheet.text(x - 1.2, level + 0.8, str(i * step), _AXIS, w=8, align="right", name="axis")
    if not hours:
        return
    wide = min(8.0, w / span)
    for hour in range(first, last + 1):
        left, high = x + (hour - first) * wide, hours.get(hour, 0) * h / (4 * step)
        if high:
            f.sheet.box(left + wide * 0.14, y + h - high, wide * 0.72, high, fill=f.palette.main)
        if (hour - first) % max(1, span // 8) == 0:
            f.sheet.text(left + wide / 2, y + h + 3.2, f"{hour:02d}", _AXIS, w=6, align="center", name="hour")


def _list(f: Form, x: float, rows: list[tuple[str, int]]) -> None:
    pitch = 31.0 / len(rows)
    for i, (label, count) in enumerate(rows):
        y = _TOP + 4.6 + i * pitch
        f.sheet.text(x, y, label, _LABEL, w=THIRD - 10, name="counted")
        f.sheet.text(x + THIRD, y, str(count), _VALUE.at(7 if count else 6.2), w=9, align="right", name="count")
        f.sheet.line(x, y + 1, x + THIRD, y + 1, rgb=HAIR, pt=0.25)


def counts(f: Form, report: ShiftReport) -> None:
    """Set what was counted beside what was expected, a difference boxed with a triangle; y 112 to 176."""
    f.section("shift.counts", LEFT, _COUNTS, FULL)
    columns = (("start", 92.0), ("expected", 118.0), ("counted", 144.0), ("difference", 170.0), ("left", 194.0))
    for key, right in columns:
        text = "\n".join(f.words.three(f"shift.counts.{key}"))
        f.sheet.block(LEFT + right - 24, _COUNTS + 1.4, 24, 7, text, _CAPTION, name="caption", align="right")
    top = _COUNTS + 9.2
    f.sheet.line(LEFT, top, LEFT + FULL, top, pt=0.8)
    rows = count_rows(f, report)
    pitch = min(_PITCH, 50.0 / len(rows))
    for i, row in enumerate(rows):
        _count(f, row, top + i * pitch, pitch, [right for _, right in columns])


def _count(f: Form, row: CountRow, y: float, pitch: float, rights: list[float]) -> None:
    f.sheet.text(LEFT, y + pitch - 1.6, row.label, _ROW, w=66, name="counted what")
    for value, right in zip(row.values, rights, strict=True):
        f.sheet.text(LEFT + right, y + pitch - 1.6, value, _NUMBER, w=22, align="right", name="counted value")
    f.sheet.line(LEFT, y + pitch, LEFT + FULL, y + pitch, rgb=HAIR, pt=0.35)
    if row.differs:
        f.sheet.frame(LEFT - 1.4, y + 0.3, FULL + 2.8, pitch - 0.6, pt=1.6)
        tip = LEFT + rights[3] - 15
        f.sheet.polygon((tip, y + 1.1), (tip + 1.5, y + pitch - 1.3), (tip - 1.5, y + pitch - 1.3), fill=K)


def notes(f: Form, report: ShiftReport) -> None:
    """Set what the next shift must read, the gravest first; what does not fit is counted; y 176 to 228."""
    f.section("shift.notes", LEFT, _NOTES, FULL)
    lines = note_lines(f, report)
    shown, more = lines[:_NOTE_ROWS], len(lines) - _NOTE_ROWS
    if more > 0:
        shown, more = lines[: _NOTE_ROWS - 1], len(lines) - _NOTE_ROWS + 1
        shown = (*shown, ("", f"+ {more}: {f.words.label('shift.notes.more')}"))
    for i, (when, text) in enumerate(shown):
        y = _NOTES + 0.8 + i * _PITCH
        if when:
            f.sheet.text(LEFT, y + 3.9, when, _TIME, w=24, name="note time")
        f.sheet.block(LEFT + 27, y + 0.8, FULL - 27, _PITCH - 1.2, text, _NOTE, name="note")
        f.sheet.line(LEFT, y + _PITCH, LEFT + FULL, y + _PITCH, rgb=HAIR, pt=0.3)
