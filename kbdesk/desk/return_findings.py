"""What a return finds: notes and warnings that hold nobody, and the one stop there is, that it was done already."""

from __future__ import annotations

from datetime import datetime

from kbdesk.desk.return_view import ReturnView
from kbdesk.domain.custody import EnvelopeRow
from kbdesk.domain.findings import Finding
from kbdesk.domain.returns import ReturnCode
from kbdesk.domain.vocabulary import Disposition, PermitState, Severity


def own_findings(view: ReturnView, *, also: bool) -> list[Finding]:
    """Return what is found of this desk's own paper; `also` tells that another one bears its number."""
    envelope, found = view.envelope, list[Finding]()
    if view.returned and not view.contents:
        last = view.returned[-1]
        return [_stop(last.at, last.number)]
    if view.state is PermitState.VOID:
        found.append(Finding(ReturnCode.VOID, Severity.WARN, "number"))
    elif view.returned or view.state is PermitState.RETURNED:
        found.append(_note(ReturnCode.REST_HELD, "envelope"))
    else:
        found += _overstayed(view)
    if view.fine is not None:
        basis = view.fine.outcome.basis
        article = "" if basis is None else f"{basis.book}:{basis.article}"
        amount = sum((fee.amount for fee in view.fine.outcome.fees if not fee.waived), start=0)
        found.append(
            Finding(ReturnCode.FINED, Severity.NOTE, "valid_until", article=article, values={"amount": f"{amount:.2f}"})
        )
    if envelope is None:
        found.append(_note(ReturnCode.NOTHING_HELD, "envelope"))
    else:
        found += _envelope_findings(envelope)
    if also:
        found.append(_note(ReturnCode.SAME_NUMBER, "number", number=view.number))
    return found


def foreign_findings(view: ReturnView) -> list[Finding]:
    """Return what is found of another desk's paper, whose envelope may have come here with a manifest."""
    found = [_note(ReturnCode.OTHER_DESK, "number", crossing=view.crossing, desk=view.desk)]
    if not view.contents:
        done = [*((row.at, row.number) for row in view.returned), *((row.at, row.number) for row in view.claims)]
        if done:
            return [_stop(*max(done))]
    elif view.returned:
        found.append(_note(ReturnCode.REST_HELD, "envelope"))
    found += _overstayed(view)
    return found if view.envelope is None else [*found, *_envelope_findings(view.envelope)]


def _overstayed(view: ReturnView) -> list[Finding]:
    if not view.overstay_days or view.valid_until is None:
        return []
    days, until = str(view.overstay_days), view.valid_until.isoformat()
    return [_note(ReturnCode.OVERSTAYED, "valid_until", days=days, date=until)]


def _envelope_findings(envelope: EnvelopeRow) -> list[Finding]:
    if envelope.state is Disposition.TRANSFERRED:
        return [_note(ReturnCode.ENVELOPE_TRANSFERRED, "envelope", crossing=envelope.crossing)]
    if envelope.state is Disposition.DESTROYED:
        return [_note(ReturnCode.ENVELOPE_DESTROYED, "envelope", number=envelope.number)]
    if envelope.missing:
        return [_note(ReturnCode.ENVELOPE_MISSING, "envelope", number=envelope.number)]
    if envelope.seal_number:
        return [_note(ReturnCode.SEAL_TO_CHECK, "seal_number", seal_number=envelope.seal_number)]
    return []


def _note(code: ReturnCode, field: str, **values: str) -> Finding:
    return Finding(code, Severity.NOTE, field, values=values)


def _stop(at: datetime, number: str) -> Finding:
    values = {"date": at.date().isoformat(), "time": f"{at:%H:%M}", "return": number}
    return Finding(ReturnCode.RETURNED_ALREADY, Severity.STOP, "number", values=values)
