"""What a shift report sets into its tables: rows of counts, and lines of what happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from kbdesk.domain import numbers
from kbdesk.domain.shift import ShiftCount
from kbdesk.domain.shift_report import ShiftReport
from kbdesk.papers.faces import Role
from kbdesk.papers.form import Form
from kbdesk.papers.shown import NOTHING, plain

Line = tuple[str, str]
BLANKS: Final = ("permit", "registration-certificate", "plate-front", "plate-rear")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """One thing counted: at the start, expected, counted, the difference, left for the next shift."""

    label: str
    values: tuple[str, str, str, str, str]
    differs: bool


def count_rows(f: Form, report: ShiftReport) -> tuple[CountRow, ...]:
    """Return cash, envelopes and blanks: a row each for those that books ask for most, one for all others."""
    counted, shift, expected = report.counted or report.expected, report.shift, report.expected
    kinds = sorted({*shift.stock, *expected.stock, *counted.stock})
    groups = {f"shift.blank.{kind}": [kind] for kind in kinds if kind in BLANKS}
    if others := [kind for kind in kinds if kind not in BLANKS]:
        groups["shift.counts.blanks"] = others
    rows = [
        _row(f.words.label("shift.counts.cash"), shift.float_amount, expected.cash, counted.cash, _left(counted)),
        _row(
            f.words.label("shift.counts.custody"),
            *(Decimal(count) for count in (shift.custody, expected.custody, counted.custody, counted.custody)),
        ),
    ]
    for message, group in groups.items():
        start, due, there = (
            Decimal(sum(stock.get(kind, 0) for kind in group)) for stock in (shift.stock, expected.stock, counted.stock)
        )
        differs = any(expected.stock.get(kind, 0) != counted.stock.get(kind, 0) for kind in group)
        rows.append(_row(f.words.label(message), start, due, there, there, differs=differs))
    return tuple(rows)


def _left(counted: ShiftCount) -> Decimal:
    return counted.cash - counted.handed_in


def _row(
    label: str, start: Decimal, expected: Decimal, counted: Decimal, left: Decimal, *, differs: bool = False
) -> CountRow:
    difference = counted - expected
    shown = f"{difference:+}".replace("-", "−") if difference else "0"
    return CountRow(
        label=label,
        values=(str(start), str(expected), str(counted), shown, str(left)),
        differs=differs or bool(difference),
    )


def note_lines(f: Form, report: ShiftReport) -> tuple[Line, ...]:
    """Return what the next shift must read, each with its time of day, the gravest first."""
    return tuple((when, _drawable(f, text)) for when, text in _lines(f, report))


def _lines(f: Form, report: ShiftReport) -> Iterator[Line]:
    figures = report.figures
    if report.reason:
        yield "", _said(f, "reason", f"{report.reason} ({report.second})")
    for reference in report.unsigned:
        yield "", _said(f, "unsigned", reference)
    for back in figures.went_back:
        what = f"{back.entries} / {back.seen}" if back.seen else ", ".join(back.names)
        yield _time(back.at), _said(f, f"went-back.{back.of}", what)
    yield from ((_time(noted.at), noted.text or NOTHING) for noted in figures.incidents)
    for happened, message in ((report.overnight, "overnight"), (report.clock_back, "clock-back")):
        if happened:
            yield "", f.words.label(f"shift.notes.{message}")
    for waiting in figures.waiting:
        yield "", _said(f, f"waiting.{waiting.direction}", f"{waiting.least}–{waiting.most} min")
    for closure in figures.closures:
        why = " · ".join(filter(None, (closure.reason, closure.order_reference)))
        yield _time(closure.at), _said(f, f"closure.{closure.state}", why)
    for void in figures.voids:
        yield _time(void.at), _said(f, "void", f"{numbers.spelled(void.of)} {void.text}")
    for line in figures.overrides:
        yield "", _said(f, "override", f"{line.count} × {line.finding}: {line.reason} ({', '.join(line.seconds)})")
    for noted in figures.reconciliations:
        if noted.text:
            yield _time(noted.at), _said(f, f"counted.{noted.of}", noted.text)
    if report.unprinted:
        yield "", _said(f, "unprinted", str(report.unprinted))


def _said(f: Form, message: str, value: str) -> str:
    """Return a line of three languages with what it is about behind it, once."""
    label = f.words.label(f"shift.notes.{message}")
    return f"{label}: {value}" if value else label


def _time(at: datetime) -> str:
    return f"{at:%H:%M}"


def _drawable(f: Form, text: str) -> str:
    """Return a text with a question mark for what no face has: a shift is closed whatever somebody wrote."""
    missing = set(f.sheet.faces[Role.TEXT].missing(plain(text)))
    return "".join("?" if character in missing else character for character in plain(text))
