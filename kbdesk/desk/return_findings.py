"""What a return finds. Nothing of it holds anybody: a stop is about what is recorded, and who came leaves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from kbdesk.desk.return_view import ReturnView
from kbdesk.domain.custody import EnvelopeRow
from kbdesk.domain.findings import Finding
from kbdesk.domain.returns import ReturnCode
from kbdesk.domain.verify import Caution, Checked, Result
from kbdesk.domain.vocabulary import Disposition, PermitState, Severity
from kbdesk.icao.seal.verdict import Status, SubStatus

_FALSE: Final = frozenset(
    {
        SubStatus.INVALID_SIGNATURE,
        SubStatus.INVALID_DOCUMENTTYPE,
        SubStatus.INVALID_SEAL_MRZ,
        SubStatus.INVALID_PRINTED_MRZ,
        SubStatus.SEAL_DOCUMENT_MISMATCH,
    }
)
"""What speaks of a forged paper; all else that keeps a seal from holding speaks of what this desk cannot know."""
_STANDS: Final[Mapping[PermitState, ReturnCode]] = MappingProxyType(
    {PermitState.IN_FORCE: ReturnCode.LISTED, PermitState.EXPIRED: ReturnCode.LISTED_EXPIRED}
)
"""What is told of a paper that its desk's list names neither void nor returned."""


def own_findings(view: ReturnView, *, also: bool) -> list[Finding]:
    """Return what is found of this desk's own paper; `also` tells that another one bears its number."""
    envelope, found = view.envelope, list[Finding]()
    if view.returned and not view.contents:
        last = view.returned[-1]
        return [_stop(last.at, last.number)]
    if view.instead_of:
        found.append(_note(ReturnCode.SUPERSEDED, "number", old=view.instead_of, number=view.number))
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
    return found if view.shown is None else [*found, *_seal(view.shown.checked, recorded=True)]


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
    if view.shown is not None:
        found += _seal(view.shown.checked, recorded=view.envelope is not None)
        found += _listed(view, view.shown.checked) if view.closes else []
    elif view.envelope is None:
        found.append(Finding(ReturnCode.NOT_CHECKED, Severity.WARN, "number"))
    return found if view.envelope is None else [*found, *_envelope_findings(view.envelope)]


def _seal(checked: Checked, *, recorded: bool) -> list[Finding]:
    """Return what a seal proves; where a record is known it says what is owed, and a bad seal only warns."""
    verdict, strict = checked.verdict, Severity.WARN if recorded else Severity.STOP
    if checked.result is Result.DRILL:
        return [Finding(ReturnCode.SEAL_DRILL, strict, "number")]
    if verdict.status is Status.INVALID:
        values = {"status": " ".join(filter(None, (verdict.status, verdict.sub_status)))}
        if verdict.sub_status in _FALSE:
            return [Finding(ReturnCode.SEAL_FALSE, strict, "number", values=values)]
        return [Finding(ReturnCode.SEAL_DOUBTFUL, Severity.WARN, "number", values=values)]
    if Caution.OTHER_CROSSING in checked.cautions:
        return [Finding(ReturnCode.SEAL_OTHER_CROSSING, Severity.WARN, "number", values={"signer": checked.signer})]
    return [_note(ReturnCode.SEAL_HOLDS, "number", signer=checked.signer)]


def _listed(view: ReturnView, checked: Checked) -> list[Finding]:
    """Return what the list of its desk says of a paper, and how old that is. Its silence clears nobody."""
    standing, age = checked.standing, checked.age
    if not checked.is_signed:
        return []
    if age is None:
        return [_note(ReturnCode.NO_LIST, "number", desk=view.number[:2])]
    hours = str(max(0, int(age.total_seconds() // 3600)))
    if standing.lost:
        return [Finding(ReturnCode.LISTED_LOST, Severity.WARN, "number", values={"hours": hours})]
    if standing.state is PermitState.VOID:
        return [Finding(ReturnCode.LISTED_VOID, Severity.WARN, "number", values={"hours": hours})]
    if standing.state is PermitState.RETURNED:
        severity = Severity.NOTE if view.contents else Severity.STOP
        return [Finding(ReturnCode.LISTED_RETURNED, severity, "number", values={"hours": hours})]
    return [_note(_STANDS.get(standing.state, ReturnCode.NOT_LISTED), "number", hours=hours)]


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
