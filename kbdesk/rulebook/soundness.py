"""What a book of the right shape may still get wrong: words that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from kbdesk.domain.passage import TravelerDraft, VehicleDraft, text_fields
from kbdesk.domain.reference import Reference
from kbdesk.domain.vocabulary import Direction, Measure, Severity
from kbdesk.rulebook.conditions import implies, key_faults, when_faults
from kbdesk.rulebook.measures import APPEALABLE, then_faults
from kbdesk.rulebook.rules import Edition, Rule, phases_of, rules_of
from kbdesk.rulebook.schema import Article, Book, Phase, Subject, Window
from kbdesk.rulebook.spans import Timed, earliest, latest, overlap
from kbdesk.rulebook.zone import ZONE

_CARDS = {Subject.TRAVELER: TravelerDraft, Subject.VEHICLE: VehicleDraft}


def book_faults(book: Book, reference: Reference | None = None) -> Iterator[tuple[str, str]]:
    """Yield key path and reason of every contradiction in a book.

    With reference data, a crossing, office or municipality that it does not know is one too.
    """
    yield from _span(book, "")
    yield from _places(book, "", reference)
    for index, article in enumerate(book.articles, 1):
        path = f"article[{index}]"
        if any(article.id == other.id for other in book.articles[: index - 1]):
            yield f"{path}.id", f"{article.id} is taken by an article before it"
        yield from ((f"{path}{key}", reason) for key, reason in _article(book, article))
        yield from ((f"{path}.when{key}", reason) for key, reason in when_faults(article, reference))
        yield from _places(article, f"{path}.", reference)
    for index, window in enumerate(book.suspensions, 1):
        path = f"suspension[{index}]."
        yield from _span(window, path)
        yield from _places(window, path, reference)
        yield from key_faults(f"{path}articles", window.articles, [a.id for a in book.articles], "article of this book")
    yield from _unreachable(book)


def _article(book: Book, article: Article) -> Iterator[tuple[str, str]]:
    yield from _span(article, ".")
    if not overlap(book, article):
        yield ".effective_from", "is never in force while its book is"
    for name in ("crossings", "directions"):
        of_book, own = getattr(book, name), getattr(article, name)
        if of_book:
            yield from key_faults(f".{name}", own, of_book, f"{name.removesuffix('s')} of its book")
    if (article.then is None) is not bool(article.phases):
        yield ".then", "give either this or phases"
    if article.then is None:
        given = [name for name in ("finding", "overridden") if getattr(article, name)]
        yield from ((f".{name}", "belongs to a phase") for name in given)
        yield from _phases(article)
    for index, phase in enumerate(phases_of(article), 1):
        path = f".phase[{index}]" if article.then is None else ""
        last = _last_day(book, article, phase)
        yield from ((f"{path}{key}", reason) for key, reason in _phase(phase, article.subject, last))
    acts = any(phase.then.measure in APPEALABLE for phase in phases_of(article))
    if acts and not (article.appeal or book.appeal):
        yield ".appeal", "a measure needs one, here or for the whole book"
    if article.when.overstay_days and set(article.directions or book.directions) != {Direction.EXIT}:
        yield ".when.overstay_days", 'is asked at exit alone: give directions = ["exit"]'
    if article.unexpired and article.subject is not Subject.TRAVELER:
        yield ".unexpired", f"asks nothing of a {article.subject}"


def _phases(article: Article) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the spans of phases: outside the article, or at the same time as an earlier one."""
    for index, phase in enumerate(article.phases, 1):
        path = f".phase[{index}]"
        yield from _span(phase, f"{path}.")
        if phase.effective_from and article.effective_from and phase.effective_from < article.effective_from:
            yield f"{path}.effective_from", "lies before that of its article"
        if phase.effective_until and article.effective_until and phase.effective_until > article.effective_until:
            yield f"{path}.effective_until", "lies after that of its article"
        before = next((i for i, other in enumerate(article.phases[: index - 1], 1) if overlap(phase, other)), 0)
        if before:
            yield path, f"is in force at the same time as phase {before}"


def _phase(phase: Phase, subject: Subject, last: date | None) -> Iterator[tuple[str, str]]:
    yield from ((f".then{key}", reason) for key, reason in then_faults(phase.then, subject, last))
    stops = phase.finding is not None and phase.finding.severity is Severity.STOP
    if stops is not (phase.then.measure is Measure.REFUSED):
        yield ".finding", "a refusal, and nothing else, needs a finding that stops"
    if phase.finding and phase.finding.field not in text_fields(_CARDS[subject]):
        yield ".finding.field", f"is not a field of a {subject}"
    if phase.overridden:
        yield from ((f".overridden{key}", reason) for key, reason in then_faults(phase.overridden, subject, last))
        if not stops:
            yield ".overridden", "there is no stop to override"
        if phase.overridden.measure is phase.then.measure:
            yield ".overridden.measure", "is what it stands in the place of"


def _last_day(book: Book, article: Article, phase: Phase) -> date | None:
    """Return the last civil day on which a phase does anything, None if it has no end."""
    ends = [part.effective_until for part in (book, article, phase) if part.effective_until]
    return (min(ends) - timedelta(microseconds=1)).astimezone(ZONE).date() if ends else None


def _places(part: Book | Article | Window, path: str, reference: Reference | None) -> Iterator[tuple[str, str]]:
    known = part.crossings if reference is None else reference.crossings
    yield from key_faults(f"{path}crossings", part.crossings, known, "crossing")


def _span(part: Timed, path: str) -> Iterator[tuple[str, str]]:
    start, end = part.effective_from, part.effective_until
    if start and end and start >= end:
        yield f"{path}effective_until", "is not after effective_from"


def _unreachable(book: Book) -> Iterator[tuple[str, str]]:
    """Yield the articles and phases that never apply, because one before them always applies where they would."""
    whole = Edition(book=book, effective_from=book.effective_from, effective_until=book.effective_until)
    rules = list(rules_of(whole))
    places = {article.id: f"article[{index}]" for index, article in reversed(list(enumerate(book.articles, 1)))}
    for index, rule in enumerate(rules):
        shadow = next((other for other in rules[:index] if _covers(other, rule)), None)
        if shadow is not None:
            part = f".phase[{rule.phase}]" if rule.phase else ".when"
            yield (
                f"{places[rule.article.id]}{part}",
                f"never applies: article {shadow.article.id} before it always does",
            )


def _covers(first: Rule, later: Rule) -> bool:
    """Tell whether a rule applies at every instant, place and case at which a later one would."""
    return (
        first.article.subject is later.article.subject
        and implies(later.article.when, first.article.when)
        and latest(first.effective_from, later.effective_from) == later.effective_from
        and earliest(first.effective_until, later.effective_until) == later.effective_until
        and (not first.crossings or (bool(later.crossings) and set(later.crossings) <= set(first.crossings)))
        and set(later.directions) <= set(first.directions)
    )
