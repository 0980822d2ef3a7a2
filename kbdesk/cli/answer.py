"""The JSON answer of a passage, as the manual's contract has it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kbdesk.cli.joiner import Session
from kbdesk.desk import swap
from kbdesk.desk.issue import CardResult
from kbdesk.desk.passage import Issued
from kbdesk.domain.findings import Finding
from kbdesk.domain.outcome import CardExamination
from kbdesk.domain.paper import Permit, Printed, Registration
from kbdesk.domain.passage import VehicleDraft
from kbdesk.domain.vocabulary import Decision
from kbdesk.rulebook.reasons import suggested_action

Answer = dict[str, Any]


def passage_answer(session: Session, issued: Issued, *, at: datetime, files: Mapping[tuple[str, str], Path]) -> Answer:
    """Return what became of a passage; every card keeps its place even when empty-handed."""
    results = {card.path: card for card in issued.cards}
    people = [path for path, _ in issued.draft.cards() if path.startswith("traveler")]
    return {
        "passage": issued.draft.id,
        "at": at.isoformat(),
        "crossing": session.post.crossing,
        "shelf": session.shelf,
        "rulebooks": list(issued.seen.books),
        "decision": _decision(issued),
        "travelers": [_traveler(session, issued.seen.card(path), results.get(path)) for path in people],
        "vehicle": _vehicle(session, issued, issued.draft.vehicle, results.get("vehicle"), "vehicle"),
        "trailer": _vehicle(session, issued, issued.draft.trailer, results.get("trailer"), "trailer"),
        "fees": [
            {"code": fee.code, "amount": str(fee.amount), "currency": fee.currency}
            for card in issued.cards
            for fee in card.fees
        ],
        "papers": [_paper(session, printed, files) for printed in issued.papers],
    }


def _decision(issued: Issued) -> str:
    decisions = {card.decision for card in issued.cards}
    if not decisions or None in decisions:
        return "incomplete"
    return str(decisions.pop()) if len(decisions) == 1 else "mixed"


def _card(session: Session, seen: CardExamination, result: CardResult | None) -> Answer:
    decision: Decision | None = None if result is None else result.decision
    return {
        "decision": None if decision is None else str(decision),
        "measure": str(seen.outcome.measure),
        "suggested_action": str(suggested_action(seen)),
        "findings": [_finding(session, finding) for finding in seen.findings],
    }


def _traveler(session: Session, seen: CardExamination, result: CardResult | None) -> Answer:
    permit = None if result is None else result.permit
    return {**_card(session, seen, result), "permit": None if permit is None else _permit(permit)}


def _vehicle(
    session: Session, issued: Issued, card: VehicleDraft | None, result: CardResult | None, path: str
) -> Answer | None:
    if card is None:
        return None
    seen = issued.seen.card(path)
    plate = swap.plate(card, path)
    registration = None if result is None else result.registration
    return {
        **_card(session, seen, result),
        "plate": {"canonical": plate.canonical, "class": str(plate.plate_class), "region": plate.region or None},
        "registration": None if registration is None else _registration(registration),
        "deadline": _day(seen.outcome.deadline),
    }


def _finding(session: Session, finding: Finding) -> Answer:
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "field": finding.field,
        "article": finding.article or None,
        "message": session.catalog.finding(finding).text,
    }


def _permit(permit: Permit) -> Answer:
    return {
        "number": permit.number,
        "valid_from": permit.valid_from.isoformat(),
        "valid_until": permit.valid_until.isoformat(),
        "envelope": permit.envelope or None,
    }


def _registration(registration: Registration) -> Answer:
    return {
        "number": registration.number,
        "plate": registration.plate,
        "valid_from": registration.valid_from.isoformat(),
        "valid_until": registration.valid_until.isoformat(),
        "envelope": registration.envelope or None,
    }


def _paper(session: Session, printed: Printed, files: Mapping[tuple[str, str], Path]) -> Answer:
    file = files.get((printed.kind, printed.number)) or session.printed_path(printed)
    return {
        "kind": str(printed.kind),
        "number": printed.number,
        "file": None if file is None else str(file),
        "sha256": printed.sha256,
        "copy": 0,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
