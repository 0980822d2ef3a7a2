"""Envelopes, returns and counts as JSON answers and as lines of text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kbdesk.cli.joiner import Session
from kbdesk.cli.main import counted
from kbdesk.desk.return_view import ReturnView
from kbdesk.desk.returns import Returned
from kbdesk.desk.transfer import Received
from kbdesk.domain import numbers
from kbdesk.domain.custody import CustodyStep, EnvelopeRow, Inventory
from kbdesk.domain.findings import Finding
from kbdesk.domain.paper import Printed
from kbdesk.domain.returns import ClaimRow
from kbdesk.domain.transfer import ArrivedRow
from kbdesk.domain.vocabulary import Decision

Answer = dict[str, Any]


def envelope_answer(row: EnvelopeRow) -> Answer:
    """Return an envelope as JSON; no name is in it."""
    return {
        "envelope": row.number,
        "state": str(row.state),
        "slot": row.slot,
        "seal_number": row.seal_number,
        "contents": list(row.contents),
        "given_back": list(row.given_back),
        "holder": row.holder,
        "crossing": row.crossing or None,
        "received_from": row.received_from or None,
        "held_for": {"kind": str(row.kind), "number": row.held_for},
        "since": row.since.isoformat(),
        "valid_until": row.valid_until.isoformat() if row.valid_until else None,
        "overdue_days": row.overdue_days,
        "missing": row.missing,
        "photograph": row.photograph or None,
    }


def told_envelope(row: EnvelopeRow) -> str:
    """Return an envelope as one line."""
    where = row.slot or row.crossing or "-"
    late = f", {counted(row.overdue_days, 'day')} overdue" if row.overdue_days else ""
    marks = ", missing" if row.missing else ""
    what = "; ".join(row.contents or row.given_back)
    return f"{numbers.spelled_envelope(row.number)}  {row.state}  {where}  {what}  {row.holder}{late}{marks}".rstrip()


def listed_answer(row: ArrivedRow) -> Answer:
    """Return an envelope of a manifest as JSON."""
    listed = row.either
    return {
        "envelope": listed.envelope,
        "held_for": {"kind": str(row.kind), "number": listed.held_for},
        "contents": list(listed.contents),
        "seal_number": listed.seal_number,
        "valid_until": None if row.valid_until is None else row.valid_until.isoformat(),
    }


def received_answer(done: Received) -> Answer:
    """Return what arrived with a manifest as JSON."""
    came = done.arrival
    return {
        "manifest": came.manifest,
        "crossing": came.crossing,
        "desk": came.desk,
        "envelopes": [envelope_answer(row) for row in done.envelopes],
        "differences": [
            {"envelope": row.envelope, "differs": list(map(str, row.discrepancies)), "explanation": row.explanation}
            for row in came.rows
            if row.discrepancies
        ],
    }


def step_answer(step: CustodyStep) -> Answer:
    """Return a line of an envelope's history as JSON, without what it does not say."""
    said = {
        "slot": step.slot, "to": step.to, "seal_number": step.seal_number, "items": list(step.items),
        "article": step.article, "second": step.second, "explanation": step.explanation,
    }  # fmt: skip
    first = {"entry": step.entry, "at": step.at.isoformat(), "officer": step.officer, "kind": step.kind}
    return {**first, **{key: value for key, value in said.items() if value}}


def told_step(step: CustodyStep) -> str:
    """Return a line of an envelope's history as text."""
    more = [step.slot, step.to, step.seal_number, *step.items, step.article, step.second, step.explanation]
    return "  ".join((step.at.isoformat(), step.officer, step.kind, *filter(None, more)))


def inventory_answer(counted: Inventory, *, recorded: bool) -> Answer:
    """Return a count as JSON."""
    return {
        "recorded": recorded,
        "slots": list(counted.slots),
        "found": counted.found,
        "expected": counted.expected,
        "complete": counted.complete,
        "differences": [
            {
                "envelope": each.number,
                "difference": str(each.unlike),
                "recorded": each.recorded,
                "found": each.found,
            }
            for each in counted.differences
        ],
    }


def told_inventory(taken: Inventory) -> str:
    """Return a count as lines."""
    lines = [f"{taken.found} found, {taken.expected} expected in {counted(len(taken.slots), 'slot')}"]
    for each in taken.differences:
        where = f"recorded in {each.recorded or '-'}, found in {each.found or '-'}"
        lines.append(f"  {numbers.spelled_envelope(each.number)}  {each.unlike}: {where}")
    return "\n".join(lines)


def return_answer(
    session: Session, view: ReturnView, done: Returned | None, files: Mapping[tuple[str, str], Path]
) -> Answer:
    """Return what became of a return as JSON; `done` is None where the desk said no."""
    handed = done is not None and not done.changed
    envelope = "" if view.envelope is None else view.envelope.number
    return {
        "permit": view.number,
        "kind": str(view.kind),
        "decision": str(Decision.GRANTED) if handed else None,
        "number": (done.number or None) if done else None,
        "closed": done.closed if done else False,
        "handed_back": [{"envelope": envelope, "contents": list(done.items)}] if done and done.items else [],
        "kept": list(done.kept) if done else [],
        "overstay_days": view.overstay_days,
        "findings": [_finding(session, finding) for finding in view.findings],
        "claim": _claim(done),
        "seal": _seal(view),
        "fees": [
            {"code": fee.code, "amount": str(fee.amount), "currency": fee.currency}
            for fee in (done.fees if done else ())
        ],
        "papers": papers_answer(session, done.papers if done else (), files),
    }


def papers_answer(session: Session, papers: Sequence[Printed], files: Mapping[tuple[str, str], Path]) -> list[Answer]:
    """Return the papers of an act as JSON."""
    return [
        {
            "kind": str(printed.kind),
            "number": printed.number,
            "file": str(files.get((str(printed.kind), printed.number)) or session.printed_path(printed) or "") or None,
            "sha256": printed.sha256,
            "copy": printed.copy,
        }
        for printed in papers
    ]


def _finding(session: Session, finding: Finding) -> Answer:
    return {
        "code": str(finding.code),
        "severity": str(finding.severity),
        "field": finding.field,
        "article": finding.article or None,
        "message": session.catalog.finding(finding).text,
    }


def claim_answer(row: ClaimRow) -> Answer:
    """Return a claim as JSON; no name is in it."""
    return {
        "number": row.number,
        "kind": str(row.kind),
        "claimed": row.claimed,
        "crossing": row.crossing,
        "desk": row.desk or None,
        "at": row.at.isoformat(),
        "officer": row.officer,
        "state": str(row.state),
    }


def told_claim(row: ClaimRow) -> str:
    """Return a claim as one line: its own number first, then what is claimed."""
    where = " ".join(filter(None, (row.crossing, row.desk)))
    what = f"{row.kind} {numbers.spelled(row.claimed)}"
    return f"{numbers.spelled(row.number)}  {row.state}  {what}  {where}  {row.at.isoformat()}  {row.officer}"


def _seal(view: ReturnView) -> Answer | None:
    """Return what was found of the seal that was shown."""
    if view.shown is None:
        return None
    checked = view.shown.checked
    return {
        "status": str(checked.verdict.status),
        "sub_status": str(checked.verdict.sub_status) if checked.verdict.sub_status else None,
        "trust_level": str(checked.verdict.trust_level),
        "signer": checked.signer or None,
        "permit": str(checked.standing.state),
        "list_age_hours": None if checked.age is None else max(0, int(checked.age.total_seconds() // 3600)),
    }


def _claim(done: Returned | None) -> Answer | None:
    if done is None or done.claim is None:
        return None
    return {"number": done.claim.number, "crossing": done.claim.crossing, "desk": done.claim.desk or None}
