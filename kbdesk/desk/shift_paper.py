"""What the entries of a closed shift and of an emergency form hold, and what stands on their papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from kbdesk.desk.returns_record import NO_BASIS
from kbdesk.desk.shift_record import report_from_json, report_part
from kbdesk.domain.late import EmergencyForm, FormLine
from kbdesk.domain.passage_json import Json
from kbdesk.domain.post import Post
from kbdesk.domain.shift_report import ShiftReport
from kbdesk.domain.vocabulary import Language, Series


def closing_body(report: ShiftReport, *, post: Post, language: Language) -> Json:
    """Return the body of ``shift.closed``: the report, what is left for the next shift, and how it is drawn."""
    counted = report.counted
    if counted is None:
        raise ValueError("A shift is closed on a count.")
    return {
        **_drawn(post, language),
        "shift": report.shift.id,
        "number": report.shift.id,
        "report": report_part(report),
        "left": report_part(replace(counted, cash=counted.cash - counted.handed_in)),
        "counted": report_part(counted),
        "differences": [report_part(one) for one in report.differences],
        "reason": report.reason,
        "second": report.second,
        "head": report.head,
    }


def shift_report(body: Mapping[str, Any]) -> ShiftReport:
    """Return the report that a body of ``shift.closed`` holds; its head is the entry before."""
    return report_from_json(body["report"])


def closed_report(body: Mapping[str, Any], *, digest: str) -> ShiftReport:
    """Return the report of a closed shift up to the entry that closed it, whose digest is the head."""
    report = shift_report(body)
    return replace(report, last_entry=report.last_entry + 1, head=digest)


def form_body(form: EmergencyForm, *, post: Post, language: Language) -> Json:
    """Return the body of ``emergency-form.printed``; ``reserved`` names first and last number by series."""
    numbers: dict[str, list[str]] = {}
    for line in form.lines:
        numbers.setdefault(str(line.series), []).append(line.number)
        if line.envelope:
            numbers.setdefault(str(Series.ENVELOPE), []).append(line.envelope)
    return {
        **_drawn(post, language),
        "form": form.number,
        "number": form.number,
        "printed_at": form.printed_at.isoformat(),
        "lines": [_line(line) for line in form.lines],
        "reserved": [{"series": name, "first": own[0], "last": own[-1]} for name, own in numbers.items()],
    }


def emergency_form(body: Mapping[str, Any]) -> EmergencyForm:
    """Return the form that a body of ``emergency-form.printed`` holds, as it was printed: nothing entered."""
    lines: Sequence[Mapping[str, Any]] = body["lines"]
    return EmergencyForm(
        number=body["form"],
        printed_at=datetime.fromisoformat(body["printed_at"]),
        lines=tuple(
            FormLine(line=line["line"], series=Series(line["series"]), number=line["number"], envelope=line["envelope"])
            for line in lines
        ),
    )


def _line(line: FormLine) -> Json:
    return {"line": line.line, "series": str(line.series), "number": line.number, "envelope": line.envelope}


def _drawn(post: Post, language: Language) -> Json:
    basis = asdict(NO_BASIS)
    return {
        "language": str(language),
        "post": {**asdict(post), "names": dict(post.names)},
        "basis": {key: dict(value) if isinstance(value, Mapping) else value for key, value in basis.items()},
    }
