"""Extend a permit or registration: once, before it ends, and only where an article in force allows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from kbdesk.desk.correction import recorded_draft
from kbdesk.desk.paper_errors import PapersError
from kbdesk.desk.recorded import PaperAct, Recorded, in_force
from kbdesk.domain.vocabulary import Series
from kbdesk.icao.td2 import with_expiry
from kbdesk.rulebook.applying import basis_of
from kbdesk.rulebook.extending import extended_until, extending
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """What was extended: until which last valid day, by which article; its entry's digest and body."""

    kind: Series
    number: str
    was: date
    valid_until: date
    article: str
    digest: str
    body: Mapping[str, Any]
    found: Recorded


def extend(act: PaperAct, law: Law, number: str, kind: Series | None, *, at: datetime, crossing: str) -> Extension:
    """Enter an extension and return it; `PapersError`, naming the article, where there is none to be had."""
    found = in_force(act.issued, number, kind)
    issued = found.issued
    if issued.extended_by:
        raise PapersError("papers.extended-already", number=issued.number, article=issued.extended_by)
    if issued.valid_until < at.date():
        raise PapersError("papers.expired", number=issued.number, date=issued.valid_until.isoformat())
    rule, until = _allowed(law.under(act.orders()), found, at=at, crossing=crossing)
    body = {
        **found.body,
        "valid_until": until.isoformat(),
        "was": issued.valid_until.isoformat(),
        "article": rule.reference,
        "basis": {key: dict(v) if isinstance(v, Mapping) else v for key, v in asdict(basis_of(rule)).items()},
    }
    if issued.kind is Series.PERMIT:
        body["mrz"] = with_expiry(found.body["mrz"], until)
    return Extension(
        kind=issued.kind,
        number=issued.number,
        was=issued.valid_until,
        valid_until=until,
        article=rule.reference,
        digest=act.append(f"{issued.kind}.extended", body),
        body=body,
        found=found,
    )


def _allowed(law: Law, found: Recorded, *, at: datetime, crossing: str) -> tuple[Rule, date]:
    draft = recorded_draft(found)
    rule, case = extending(draft, found.card, law, at=at, crossing=crossing)
    if rule is None:
        raise PapersError("papers.no-article")
    was = found.issued.valid_until
    until = extended_until(rule, case, valid_until=was)
    if until is None:
        raise PapersError("papers.no-extension", article=rule.reference)
    if until <= was:
        raise PapersError("papers.not-longer", article=rule.reference, date=was.isoformat())
    return rule, until
