"""What an article makes of a card: the outcome, and what the article lets the officer find."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kbdesk.domain.findings import Finding
from kbdesk.domain.outcome import Basis, Fee, Outcome
from kbdesk.domain.passage import Override
from kbdesk.domain.validity import last_valid_day
from kbdesk.domain.vocabulary import Measure, PaperKind, Severity
from kbdesk.rulebook.case import Case
from kbdesk.rulebook.codes import Code
from kbdesk.rulebook.schema import Article, Book, Then, Validity

NOTHING = Outcome(measure=Measure.NONE)
"""What the law makes of a card that no article speaks of."""


def reference_of(book: Book, article: Article) -> str:
    """Return how findings and papers cite an article: ``book-id:article``."""
    return f"{book.id}:{article.id}"


def outcome(book: Book, article: Article, case: Case, *, day: date, overrides: tuple[Override, ...]) -> Outcome:
    """Return what an article does with a case on a civil day; what two officers grant instead if they have."""
    then = article.overridden if article.overridden and _overrides(article, overrides) else article.then
    return Outcome(
        measure=then.measure,
        basis=_basis(book, article),
        disposition=then.disposition,
        papers=_papers(then, case),
        valid_from=day if then.validity else None,
        valid_until=_valid_until(then.validity, day) if then.validity else None,
        deadline=then.deadline,
        fees=tuple(Fee(code=fee.code, amount=fee.amount, currency=fee.currency) for fee in then.fees),
        document_code=then.document_code,
    )


def article_findings(book: Book, article: Article, *, path: str, day: date, expires: date | None) -> Iterator[Finding]:
    """Yield what an article says of a card: its own finding, and that the document has expired."""
    cited = reference_of(book, article)
    if article.finding:
        says = article.finding
        lifted = says.severity is Severity.STOP and article.overridden is not None
        yield Finding(says.code, says.severity, f"{path}.{says.field}", article=cited, overridable=lifted)
    if article.unexpired and expires is not None and expires < day:
        yield Finding(
            Code.DOCUMENT_EXPIRED,
            Severity.STOP,
            f"{path}.document_expires_on",
            article=cited,
            values={"days": str((day - expires).days), "date": expires.isoformat()},
        )


def _overrides(article: Article, overrides: tuple[Override, ...]) -> bool:
    """Tell whether the article's own stop is lifted; an override names it by code and field, with a reason."""
    says = article.finding
    return says is not None and any(
        o.finding == says.code and o.field.rpartition(".")[2] == says.field and o.reason for o in overrides
    )


def _basis(book: Book, article: Article) -> Basis:
    return Basis(
        book=book.id,
        article=article.id,
        title=book.legal_basis.mapping(),
        text=article.text.mapping(),
        appeal=article.appeal.mapping() if article.appeal else {},
        appeal_days=article.appeal_days,
    )


def _papers(then: Then, case: Case) -> tuple[PaperKind, ...]:
    left_out = {paper for without in then.without if case.category in without.category for paper in without.papers}
    return tuple(paper for paper in then.papers if paper not in left_out)


def _valid_until(validity: Validity, day: date) -> date:
    """Return the last valid day of a paper issued on a day."""
    if validity.until is not None:
        return validity.until
    return last_valid_day(day, days=validity.days or 0, months=validity.months or 0, month_end=validity.month_end)
