"""The law at a desk: its shelf under the officers' orders, and the reference data that conditions are met with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from kbdesk.domain.orders import Orders
from kbdesk.domain.reference import Reference
from kbdesk.domain.vocabulary import Direction
from kbdesk.rulebook.case import Case, unmet
from kbdesk.rulebook.faults import Fault, RulebookError
from kbdesk.rulebook.reading import read_book
from kbdesk.rulebook.rules import Edition, Rule, Silence, editions, rules_of, silences
from kbdesk.rulebook.schema import Book
from kbdesk.rulebook.shelf import Shelf
from kbdesk.rulebook.soundness import book_faults
from kbdesk.rulebook.spans import Timed, lasts, latest, overlap


@dataclass(frozen=True, slots=True)
class Law:
    """The books a desk obeys and the places, offices and codes they speak of.

    What is asked on every keystroke is compiled once: a law keeps its rules, and the law under the last orders.
    """

    shelf: Shelf
    reference: Reference
    orders: Orders = field(default_factory=Orders)
    editions: tuple[Edition, ...] = field(init=False, repr=False, compare=False)
    rules: tuple[Rule, ...] = field(init=False, repr=False, compare=False)
    silences: tuple[Silence, ...] = field(init=False, repr=False, compare=False)
    _under: dict[Orders, Law] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found = editions(self.shelf.books, self.orders, shelf=self.shelf.name)
        object.__setattr__(self, "editions", found)
        object.__setattr__(self, "rules", tuple(rule for edition in found for rule in rules_of(edition)))
        object.__setattr__(self, "silences", tuple(silences(found, self.orders)))

    def under(self, orders: Orders) -> Law:
        """Return the law under some orders: activated books have joined, suspensions silence their rules.

        Raises `RulebookError` if an activated book cannot be read; what was checked at its activation can.
        """
        if orders == self.orders:
            return self
        known = self._under.get(orders)
        if known is None:
            known = Law(self.shelf, self.reference, orders)
            self._under.clear()
            self._under[orders] = known
        return known

    def at(self, at: datetime, *, crossing: str, direction: Direction) -> Standing:
        """Return what stands in the books at an instant for a crossing and a direction."""
        reaching = [rule for rule in self.rules if rule.in_force(at) and rule.reaches(crossing, direction)]
        silent = [silence for silence in self.silences if silence.reaches(at, crossing, direction)]
        return Standing(tuple(rule for rule in reaching if not any(silence.silences(rule) for silence in silent)))

    def next_change(self, at: datetime) -> datetime | None:
        """Return the first instant after `at` at which a book, rule or suspension begins or ends, None if none does."""
        return min((instant for instant in self._changes() if instant > at), default=None)

    def last_change(self, at: datetime) -> datetime | None:
        """Return the last instant up to `at` at which one began or ended, None if none had yet."""
        return max((instant for instant in self._changes() if instant <= at), default=None)

    def check(self, file: str, text: str, *, at: datetime) -> tuple[Fault, ...]:
        """Return everything that would be wrong with a book if it joined the shelf at an instant, empty if nothing is.

        It may take the place of one of its own id, but not the precedence of another that is in force with it.
        """
        try:
            book = read_book(file, text)
        except RulebookError as error:
            return error.faults
        faults = list(book_faults(book, self.reference))
        if book.shelf != self.shelf.name:
            faults.append(("shelf", f"is not {self.shelf.name}, which this desk obeys"))
        if self.over(book, at=at):
            faults.append(("effective_until", "has passed: nothing of this book would ever be in force"))
        tied = self.ties(book, at=at)
        faults.extend(("precedence", f"is that of {other}, which is in force at the same time") for other in tied)
        return tuple(Fault(file, path, reason) for path, reason in faults)

    def ties(self, book: Book, *, at: datetime) -> tuple[str, ...]:
        """Return the ids of the books that would be in force with a book, at its precedence, if it joined at `at`."""
        joins = _joining(book, at)
        return tuple(
            other.book.id
            for other in self.editions
            if other.book.id != book.id and other.book.precedence == book.precedence and _meet(other, joins)
        )

    def over(self, book: Book, *, at: datetime) -> bool:
        """Tell whether nothing of a book would ever be in force if it joined at `at`.

        Such a book would only take the place of an older one of its id: a repeal that nobody has been shown.
        """
        return next(rules_of(_joining(book, at)), None) is None

    def _changes(self) -> Iterator[datetime]:
        parts: tuple[Timed, ...] = (*self.editions, *self.rules, *self.silences)
        for part in filter(lasts, parts):
            yield from (at for at in (part.effective_from, part.effective_until) if at is not None)

    def books(self, at: datetime) -> tuple[str, ...]:
        """Return the ids of the books in force at an instant, the one asked first before the others."""
        return tuple(edition.book.id for edition in self.editions if edition.in_force(at))


@dataclass(frozen=True, slots=True)
class Standing:
    """The rules in force, the one asked first before the others."""

    rules: tuple[Rule, ...]

    def applying(self, case: Case) -> Rule | None:
        """Return the first rule whose conditions all hold, None if the law says nothing of this case."""
        return first(self.rules, case)


def first(rules: Iterable[Rule], case: Case) -> Rule | None:
    """Return the first of some rules that speaks of a case and whose conditions all hold, or None."""
    return next((r for r in rules if r.article.subject is case.subject and not unmet(r.article.when, case)), None)


def _joining(book: Book, at: datetime) -> Edition:
    """Return a book as it would stand on the shelf if it joined at an instant."""
    return Edition(book=book, effective_from=latest(book.effective_from, at), effective_until=book.effective_until)


def _meet(one: Edition, other: Edition) -> bool:
    return lasts(one) and lasts(other) and overlap(one, other)
