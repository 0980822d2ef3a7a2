"""What a book of the right shape may still get wrong: words that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from kbdesk.domain.passage import TravelerDraft, VehicleDraft, text_fields
from kbdesk.domain.vocabulary import Disposition, Measure, PaperKind, Severity
from kbdesk.rulebook.schema import Article, Book, Phase, Subject, Then, When

_ISSUING = {Measure.PERMIT: Subject.TRAVELER, Measure.PROVISIONAL: Subject.VEHICLE, Measure.REPLACE: Subject.VEHICLE}
_APPEALABLE = frozenset({*_ISSUING, Measure.WARNED, Measure.FINED, Measure.CONFISCATE, Measure.REFUSED})
_CONDITIONS = {
    Subject.TRAVELER: (
        *("issuing_state", "issuing_office", "displaced_office", "document_type", "with_document"),
        *("issued_on", "extended_on", "expires_on", "expired", "from_age", "under_age"),
    ),
    Subject.VEHICLE: (
        *("plate_class", "plate_code", "category", "first_registered", "registration_extended_on"),
        *("registration_valid_until", "registration_expired", "inside_since"),
    ),
}
_CARDS = {Subject.TRAVELER: TravelerDraft, Subject.VEHICLE: VehicleDraft}


def book_faults(book: Book) -> Iterator[tuple[str, str]]:
    """Yield key path and reason of every contradiction in a book."""
    yield from _span(book.effective_from, book.effective_until, "")
    for index, article in enumerate(book.articles):
        path = f"article[{index + 1}]"
        before = book.articles[:index]
        yield from ((f"{path}{key}", reason) for key, reason in _article(article))
        if _acts(article) and not (article.appeal or book.appeal):
            yield f"{path}.appeal", "a measure needs one, here or for the whole book"
        if any(article.id == other.id for other in before):
            yield f"{path}.id", f"{article.id} is taken by an article before it"
        shadow = next((other for other in before if _shadows(other, article)), None)
        if shadow:
            yield f"{path}.when", f"never applies: article {shadow.id} before it has the same conditions"


def overlap(one: Book | Article, other: Book | Article) -> bool:
    """Tell whether two books, or two articles, are in force together at any instant."""
    return not (
        (one.effective_until and other.effective_from and one.effective_until <= other.effective_from)
        or (other.effective_until and one.effective_from and other.effective_until <= one.effective_from)
    )


def _shadows(first: Article, second: Article) -> bool:
    return first.subject is second.subject and first.when == second.when and overlap(first, second)


def _article(article: Article) -> Iterator[tuple[str, str]]:
    yield from _span(article.effective_from, article.effective_until, ".")
    for subject, names in _CONDITIONS.items():
        asked = [name for name in names if subject is not article.subject and _given(article.when, name)]
        yield from ((f".when.{name}", f"asks nothing of a {article.subject}") for name in asked)
    if (article.then is None) is not bool(article.phases):
        yield ".then", "give either this or phases"
    if article.then is not None:
        part = Phase(then=article.then, finding=article.finding, overridden=article.overridden)
        yield from _phase(part, article.subject)
    elif article.finding or article.overridden:
        yield (".finding" if article.finding else ".overridden"), "belongs to a phase"
    for index, phase in enumerate(article.phases, 1):
        yield from ((f".phase[{index}]{key}", reason) for key, reason in _phase(phase, article.subject))
    if article.unexpired and article.subject is not Subject.TRAVELER:
        yield ".unexpired", f"asks nothing of a {article.subject}"


def _phase(phase: Phase, subject: Subject) -> Iterator[tuple[str, str]]:
    yield from _span(phase.effective_from, phase.effective_until, ".")
    yield from ((f".then{key}", reason) for key, reason in _then(phase.then, subject))
    if phase.overridden:
        yield from ((f".overridden{key}", reason) for key, reason in _then(phase.overridden, subject))
        if not phase.finding or phase.finding.severity is not Severity.STOP:
            yield ".overridden", "there is no stop to override"
    yield from _finding(phase, subject)


def _finding(phase: Phase, subject: Subject) -> Iterator[tuple[str, str]]:
    stops = phase.finding is not None and phase.finding.severity is Severity.STOP
    if stops != (phase.then.measure is Measure.REFUSED):
        yield ".finding", "a refusal, and nothing else, needs a finding that stops"
    if phase.finding and phase.finding.field not in text_fields(_CARDS[subject]):
        yield ".finding.field", f"is not a field of a {subject}"


def _then(then: Then, subject: Subject) -> Iterator[tuple[str, str]]:
    issues = then.measure in _ISSUING
    if issues and _ISSUING[then.measure] is not subject:
        yield ".measure", f"{then.measure} is not given to a {subject}"
    for name in ("papers", "validity", "disposition"):
        if bool(getattr(then, name)) is not issues:
            yield f".{name}", f"{then.measure} needs it" if issues else f"{then.measure} has none"
    if then.fees and not issues:
        yield ".fee", f"{then.measure} has none"
    if bool(then.document_code) is not (then.measure is Measure.PERMIT):
        yield ".document_code", "a permit, and nothing else, needs one"
    if bool(then.deadline) is not (then.measure is Measure.REPLACE):
        yield ".deadline", "a replacement, and nothing else, needs one"
    if (then.disposition is Disposition.HELD) is not (PaperKind.ENVELOPE_LABEL in then.papers):
        yield ".papers", "what is held, and nothing else, needs an envelope label"
    yield from _counts(then)


def _counts(then: Then) -> Iterator[tuple[str, str]]:
    spans = (then.validity.months, then.validity.days, then.validity.until) if then.validity else (None,)
    if then.validity and sum(span is not None for span in spans) != 1:
        yield ".validity", "give exactly one of months, days and until"
    for index, fee in enumerate(then.fees, 1):
        if fee.amount.as_tuple().exponent != -2 or fee.amount <= 0:
            yield f".fee[{index}].amount", 'must be a positive text with two decimals, such as "5.00"'
    for index, without in enumerate(then.without, 1):
        if not set(without.papers) <= set(then.papers):
            yield f".without[{index}].papers", "leaves out a paper that is not made"


def _span(start: datetime | None, end: datetime | None, dot: str) -> Iterator[tuple[str, str]]:
    if start and end and start >= end:
        yield f"{dot}effective_until", "is not after effective_from"


def _acts(article: Article) -> bool:
    """Tell whether an article ever does something that may be appealed against."""
    thens = [phase.then for phase in article.phases] + ([article.then] if article.then else [])
    return any(then.measure in _APPEALABLE for then in thens)


def _given(when: When, name: str) -> bool:
    return getattr(when, name) not in ((), None)
