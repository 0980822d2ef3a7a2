"""Books compiled into rules: one for each article or phase of it, with the span, crossings and directions it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from kbdesk.domain.orders import ActivatedBook, Orders
from kbdesk.domain.vocabulary import Direction
from kbdesk.rulebook.reading import read_book
from kbdesk.rulebook.schema import Appeal, Article, Book, Phase, Says, Then, Tongues
from kbdesk.rulebook.spans import earliest, lasts, latest, within


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A text of a book, from the instant it stands on the shelf until a newer text of the same id replaces it.

    `effective_from` and `effective_until` are its own instants, clipped to that time; `activated` is the act that put
    it there, None for a book the program carries. An edition whose span is empty never was in force.
    """

    book: Book
    effective_from: datetime | None
    effective_until: datetime | None
    activated: ActivatedBook | None = None

    def in_force(self, at: datetime) -> bool:
        """Tell whether this text applies at an instant."""
        return within(at, self.effective_from, self.effective_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What one article says in one span of time: a whole article, or one phase of it (`phase` counts from 1).

    `effective_from` (included) and `effective_until` (excluded) are clipped to those of book and article; empty
    `crossings` are all crossings.
    """

    book: Book
    article: Article
    phase: int
    then: Then
    finding: Says | None
    overridden: Then | None
    text: Tongues
    effective_from: datetime | None
    effective_until: datetime | None
    appeal: Appeal | None
    crossings: tuple[str, ...]
    directions: tuple[Direction, ...]

    @property
    def reference(self) -> str:
        """How findings and papers cite the article: ``book-id:article-id``."""
        return f"{self.book.id}:{self.article.id}"

    def in_force(self, at: datetime) -> bool:
        """Tell whether the rule applies at an instant (from the first included, until the last excluded)."""
        return within(at, self.effective_from, self.effective_until)

    def reaches(self, crossing: str, direction: Direction) -> bool:
        """Tell whether the rule is for a crossing and a direction."""
        return (not self.crossings or crossing in self.crossings) and direction in self.directions


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A suspension, written in a book or ordered at the desk; empty `articles`, `crossings`, `directions` mean all."""

    order_reference: str
    book: str
    articles: tuple[str, ...]
    effective_from: datetime
    effective_until: datetime | None
    crossings: tuple[str, ...]
    directions: tuple[Direction, ...]

    def reaches(self, at: datetime, crossing: str, direction: Direction) -> bool:
        """Tell whether it holds at an instant, a crossing and in a direction."""
        return (
            within(at, self.effective_from, self.effective_until)
            and (not self.crossings or crossing in self.crossings)
            and (not self.directions or direction in self.directions)
        )

    def silences(self, rule: Rule) -> bool:
        """Tell whether it is of this rule's book and article."""
        return self.book == rule.book.id and (not self.articles or rule.article.id in self.articles)


def editions(books: Iterable[Book], orders: Orders, *, shelf: str) -> tuple[Edition, ...]:
    """Return every text of every book under some orders, the one asked first before the others.

    Books that were activated while the desk obeyed another shelf are none of them. Raises `RulebookError` if an
    activated book cannot be read.
    """
    found = [Edition(book=b, effective_from=b.effective_from, effective_until=b.effective_until) for b in books]
    for activated in sorted(orders.books, key=lambda book: book.activated_at):
        edition = _edition(activated)
        if edition.book.shelf != shelf:
            continue
        start = edition.effective_from or activated.activated_at
        found = [_until(e, start) if e.book.id == edition.book.id else e for e in found]
        found.append(edition)
    return tuple(sorted(found, key=lambda edition: -edition.book.precedence))


def rules_of(edition: Edition) -> Iterator[Rule]:
    """Yield the rules of a book in its own order; a rule that never is in force is left out."""
    for article in edition.book.articles:
        for number, phase in enumerate(phases_of(article), 0 if article.then else 1):
            rule = _rule(edition, article, number, phase)
            if lasts(rule):
                yield rule


def phases_of(article: Article) -> tuple[Phase, ...]:
    """Return the phases of an article; one that has none is a single phase as long as itself."""
    if article.then is None:
        return article.phases
    return (Phase(then=article.then, finding=article.finding, overridden=article.overridden),)


def silences(found: Iterable[Edition], orders: Orders) -> Iterator[Silence]:
    """Yield every suspension: those written in the books, each while its text stands, then those ordered."""
    for edition in found:
        for window in edition.book.suspensions:
            start = latest(window.effective_from, edition.effective_from)
            yield Silence(
                order_reference=window.order_reference,
                book=edition.book.id,
                articles=window.articles,
                effective_from=start or window.effective_from,
                effective_until=earliest(window.effective_until, edition.effective_until),
                crossings=window.crossings,
                directions=window.directions,
            )
    for order in orders.suspensions:
        yield Silence(
            order_reference=order.order_reference,
            book=order.book,
            articles=(order.article,) if order.article else (),
            effective_from=order.suspended_at,
            effective_until=order.until,
            crossings=order.crossings,
            directions=order.directions,
        )


@lru_cache(maxsize=64)
def read_activated(activated: ActivatedBook) -> Book:
    """Return an activated book; kept, since every new order makes a new law of the same books."""
    return read_book(activated.file, activated.text)


def _edition(activated: ActivatedBook) -> Edition:
    book = read_activated(activated)
    start = latest(book.effective_from, activated.activated_at)
    return Edition(book=book, effective_from=start, effective_until=book.effective_until, activated=activated)


def _until(edition: Edition, at: datetime) -> Edition:
    return Edition(
        book=edition.book,
        effective_from=edition.effective_from,
        effective_until=earliest(edition.effective_until, at),
        activated=edition.activated,
    )


def _rule(edition: Edition, article: Article, number: int, phase: Phase) -> Rule:
    return Rule(
        book=edition.book,
        article=article,
        phase=number,
        then=phase.then,
        finding=phase.finding,
        overridden=phase.overridden,
        text=phase.text or article.text,
        effective_from=latest(edition.effective_from, article.effective_from, phase.effective_from),
        effective_until=earliest(edition.effective_until, article.effective_until, phase.effective_until),
        appeal=article.appeal or edition.book.appeal,
        crossings=article.crossings or edition.book.crossings,
        directions=article.directions or edition.book.directions,
    )
