"""The JSON answers about rules: books, explanations, replays, orders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kbdesk.desk.book_lines import BookLine
from kbdesk.desk.replay import Replay, ReplayChange, Said, said
from kbdesk.domain.messages import Catalog
from kbdesk.domain.orders import ActivatedBook, Suspension
from kbdesk.domain.outcome import Fee
from kbdesk.rulebook.explanation import Explanation, Told

Answer = dict[str, Any]


def book_answer(line: BookLine, catalog: Catalog) -> Answer:
    """Return a book as ``rules list`` answers it; its title in the words of a catalog."""
    return {
        "id": line.id,
        "shelf": line.shelf,
        "title": catalog.of(line.title),
        "effective_from": _iso(line.effective_from),
        "effective_until": _iso(line.effective_until),
        "state": str(line.state),
        "activated": activation_answer(line.activated) if line.activated else None,
        "suspensions": [suspension_answer(suspension) for suspension in line.suspensions],
    }


def activation_answer(activated: ActivatedBook) -> Answer:
    """Return an activation without the book's text."""
    return {
        "file": activated.file,
        "sha256": activated.sha256,
        "at": activated.activated_at.isoformat(),
        "officer": activated.officer,
        "second": activated.second,
    }


def suspension_answer(suspension: Suspension) -> Answer:
    """Return a suspension; `second` is null until it has its second signature."""
    return {
        "id": suspension.id,
        "book": suspension.book,
        "article": suspension.article or None,
        "order": suspension.order_reference,
        "at": suspension.suspended_at.isoformat(),
        "until": _iso(suspension.until),
        "crossings": list(suspension.crossings),
        "directions": [str(direction) for direction in suspension.directions],
        "officer": suspension.officer,
        "second": suspension.second or None,
    }


def replay_answer(replay: Replay) -> Answer:
    """Return what a replay found."""
    return {
        "days": replay.days,
        "since": replay.since.isoformat(),
        "decided": replay.decided,
        "unclear": replay.unclear,
        "uncounted": replay.uncounted,
        "complete": replay.complete,
        "changes": [_change(change) for change in replay.changes],
    }


def explanation_answer(explanation: Explanation, catalog: Catalog) -> Answer:
    """Return why one card meets its measure; texts in the words of a catalog."""
    made, basis = explanation.outcome, explanation.outcome.basis
    appeal = basis if basis and explanation.appeal_until else None
    return {
        "card": explanation.path,
        **_said(said(made)),
        "valid_from": _iso(made.valid_from),
        "disposition": str(made.disposition) if made.disposition else None,
        "overridden": explanation.overridden,
        "findings": [{"code": f.code, "severity": str(f.severity), "field": f.field} for f in explanation.findings],
        "applied": _told(explanation.applied, catalog),
        "suspended": [_told(told, catalog) for told in explanation.suspended],
        "nearest": _told(explanation.nearest, catalog),
        "appeal": None
        if appeal is None
        else {
            "body": catalog.of(appeal.appeal_body),
            "text": catalog.of(appeal.appeal),
            "days": appeal.appeal_days,
            "until": _iso(explanation.appeal_until),
        },
    }


def _told(told: Told | None, catalog: Catalog) -> Answer | None:
    if told is None:
        return None
    return {
        "book": told.book,
        "article": told.article,
        "phase": told.phase or None,
        "title": catalog.of(told.title),
        "legal_basis": catalog.of(told.legal_basis),
        "text": catalog.of(told.text),
        "conditions": [
            {"name": c.name, "wanted": list(c.wanted), "found": list(c.found), "holds": c.holds}
            for c in told.conditions
        ],
    }


def _change(change: ReplayChange) -> Answer:
    return {
        "entry": change.number,
        "kind": change.kind,
        "at": change.at.isoformat(),
        "card": change.card,
        "before": _said(change.before),
        "after": _said(change.after),
    }


def _said(told: Said) -> Answer:
    return {
        "measure": str(told.measure),
        "article": told.article or None,
        "valid_until": _iso(told.valid_until),
        "deadline": _iso(told.deadline),
        "papers": [str(paper) for paper in told.papers],
        "fees": _fees(told.fees),
    }


def _fees(fees: Sequence[Fee]) -> list[Answer]:
    return [{"code": f.code, "amount": str(f.amount), "currency": f.currency, "waived": f.waived} for f in fees]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
