"""What the shift commands answer, as JSON and in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from kbdesk.domain.numbers import spelled
from kbdesk.domain.paper import Printed
from kbdesk.domain.shift import Shift, ShiftCount
from kbdesk.domain.shift_report import Noted, ShiftReport, WentBack


def shift_answer(shift: Shift, now: datetime) -> dict[str, object]:
    """Return a shift as JSON."""
    return {
        "shift": shift.id,
        "opened_at": shift.opened_at.isoformat(),
        "opened_by": shift.opened_by,
        "officer": shift.officer,
        "float": f"{shift.float_amount:.2f}",
        "custody": shift.custody,
        "stock": dict(shift.stock),
        "overnight": shift.is_overnight(now.date()),
    }


def report_answer(report: ShiftReport, *, paper: Printed | None, file: Path | None) -> dict[str, object]:
    """Return a report as JSON; `paper` and `file` where it was drawn and saved."""
    figures, counted = report.figures, report.counted
    return {
        "shift": report.shift.id,
        "opened_at": report.shift.opened_at.isoformat(),
        "closed_at": report.closed_at.isoformat() if report.closed_at else None,
        "officer": report.shift.officer,
        "passages": figures.passages,
        "counts": dict(figures.counts),
        "cards": dict(figures.cards),
        "refusals": dict(figures.refusals),
        "voids": [_noted(one) for one in figures.voids],
        "overrides": [
            {"finding": o.finding, "reason": o.reason, "count": o.count, "seconds": list(o.seconds)}
            for o in figures.overrides
        ],
        "late": figures.late,
        "reconciliations": [_noted(one) for one in figures.reconciliations],
        "incidents": [_noted(one) for one in figures.incidents],
        "went_back": [
            {"at": b.at.isoformat(), "of": str(b.of), "entries": b.entries, "seen": b.seen, "names": list(b.names)}
            for b in figures.went_back
        ],
        "waiting": [{"direction": str(w.direction), "least": w.least, "most": w.most} for w in figures.waiting],
        "crossing": [
            {"at": c.at.isoformat(), "state": str(c.state), "reason": c.reason, "order": c.order_reference}
            for c in figures.closures
        ],
        "fees": {
            "charged": str(figures.takings.charged),
            "cash": str(figures.takings.cash),
            "slip": str(figures.takings.slip),
            "waived": str(figures.takings.waived),
        },
        "expected": _count(report.expected),
        "counted": None if counted is None else _count(counted),
        "differences": [
            {"of": d.kind or str(d.of), "expected": str(d.expected), "counted": str(d.counted)}
            for d in report.differences
        ],
        "unsigned": list(report.unsigned),
        "unprinted": report.unprinted,
        "reason": report.reason,
        "second": report.second,
        "overnight": report.overnight,
        "clock_back": report.clock_back,
        "entries": [report.first_entry, report.last_entry],
        "head": report.head,
        "paper": None
        if paper is None
        else {"number": paper.number, "sha256": paper.sha256, "file": None if file is None else str(file)},
    }


def told_shift(shift: Shift, now: datetime) -> str:
    """Say which shift is open."""
    late = " It stands open since another day." if shift.is_overnight(now.date()) else ""
    return f"Shift {spelled(shift.id)}, {shift.officer}, open since {shift.opened_at.isoformat()}.{late}"


def told_report(report: ShiftReport) -> str:
    """Tell a report in lines."""
    figures = report.figures
    state = f"closed at {report.closed_at.isoformat()}" if report.closed_at else "still open"
    lines = [
        f"Shift {spelled(report.shift.id)}, {report.shift.officer}, {state}",
        f"  passages {figures.passages}; {_list(figures.counts)}",
        f"  refused: {_list(figures.refusals)}",
        f"  late entries {figures.late}; fees {figures.takings.cash} in cash, {figures.takings.slip} by slip",
        f"  cash {report.expected.cash} expected, custody {report.expected.custody}",
        *(f"  differs: {d.kind or d.of}: {d.expected} expected, {d.counted} counted" for d in report.differences),
        *(f"  unsigned suspension: {reference}" for reference in report.unsigned),
        *(f"  incident: {noted.text}" for noted in figures.incidents),
        *(f"  older, or other than the records say: {_of(one)}, at {one.at.isoformat()}" for one in figures.went_back),
        *(["  the shift stood open past its day"] if report.overnight else []),
        f"  entries {report.first_entry}-{report.last_entry}, head {report.head}",
    ]
    return "\n".join(lines)


def _list(counted: Mapping[str, int]) -> str:
    return ", ".join(f"{word} {count}" for word, count in counted.items()) or "none"


def _of(found: WentBack) -> str:
    return f"{found.of} ({', '.join(found.names)})" if found.names else str(found.of)


def _noted(noted: Noted) -> dict[str, object]:
    return {"at": noted.at.isoformat(), "officer": noted.officer, "of": noted.of, "text": noted.text}


def _count(count: ShiftCount) -> dict[str, object]:
    return {
        "cash": str(count.cash),
        "custody": count.custody,
        "stock": dict(count.stock),
        "handed_in": str(count.handed_in),
    }
