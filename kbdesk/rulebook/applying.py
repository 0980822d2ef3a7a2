"""What a rule makes of a card: the outcome, and what the rule lets the officer find."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kbdesk.domain.findings import Finding
from kbdesk.domain.outcome import Basis, Fee, Outcome
from kbdesk.domain.passage import Override
from kbdesk.domain.validity import capped, last_valid_day
from kbdesk.domain.vocabulary import Measure, PaperKind, Severity
from kbdesk.rulebook.case import Case
from kbdesk.rulebook.codes import Code
from kbdesk.rulebook.rules import Rule
from kbdesk.rulebook.schema import Charge, Subject, Then, Validity

NOTHING = Outcome(measure=Measure.NONE)
"""What the law makes of a card that no article speaks of."""


def outcome(rule: Rule, case: Case, *, day: date, overrides: tuple[Override, ...]) -> Outcome:
    """Return what a rule does with a case on a civil day; what two officers grant instead if they have."""
    then = rule.overridden if rule.overridden and _overrides(rule, overrides) else rule.then
    expires = case.expires_on if case.subject is Subject.TRAVELER else case.registration_valid_until
    return Outcome(
        measure=then.measure,
        basis=basis_of(rule),
        disposition=then.disposition,
        papers=_papers(then, case),
        valid_from=day if then.validity else None,
        valid_until=last_day(then.validity, day, expires) if then.validity else None,
        deadline=then.deadline,
        fees=tuple(_fee(charge, day) for charge in then.fees),
        document_code=then.document_code,
        sheet=then.sheet,
        letterhead=then.letterhead,
        seal=then.seal,
    )


def article_findings(rule: Rule, *, path: str, day: date, expires: date | None) -> Iterator[Finding]:
    """Yield what a rule says of a card: its own finding, and that the document has expired."""
    if rule.finding:
        says = rule.finding
        lifted = says.severity is Severity.STOP and rule.overridden is not None
        yield Finding(says.code, says.severity, f"{path}.{says.field}", article=rule.reference, overridable=lifted)
    if rule.article.unexpired and expires is not None and expires < day:
        yield Finding(
            Code.DOCUMENT_EXPIRED,
            Severity.STOP,
            f"{path}.document_expires_on",
            article=rule.reference,
            values={"days": str((day - expires).days), "date": expires.isoformat()},
        )


def _overrides(rule: Rule, overrides: tuple[Override, ...]) -> bool:
    """Tell whether the rule's own stop is lifted; an override names it by code and field, with a reason."""
    says = rule.finding
    return says is not None and any(
        o.finding == says.code and o.field.rpartition(".")[2] == says.field and o.reason for o in overrides
    )


def basis_of(rule: Rule) -> Basis:
    """Return how papers cite a rule: law, article, its text, and the appeal."""
    appeal = rule.appeal
    return Basis(
        book=rule.book.id,
        article=rule.article.id,
        title=rule.book.legal_basis.mapping(),
        text=rule.text.mapping(),
        appeal=appeal.text.mapping() if appeal else {},
        appeal_days=appeal.days if appeal else 0,
        appeal_body=appeal.body.mapping() if appeal else {},
    )


def _papers(then: Then, case: Case) -> tuple[PaperKind, ...]:
    left_out = {paper for without in then.without if case.category in without.category for paper in without.papers}
    return tuple(paper for paper in then.papers if paper not in left_out)


def _fee(charge: Charge, day: date) -> Fee:
    waived = charge.waived is not None and charge.waived.has(day)
    return Fee(code=charge.code, amount=charge.amount, currency=charge.currency, waived=waived)


def last_day(validity: Validity, day: date, expires: date | None) -> date:
    """Return the last valid day of a validity that is counted from a day; `expires` may cap it."""
    until = validity.until or last_valid_day(
        day, days=validity.days or 0, months=validity.months or 0, month_end=validity.month_end
    )
    return capped(until, valid_from=day, expires=expires) if validity.cap_by_expiry else until
