"""The law at a desk: its shelf, and the reference data that the articles' conditions are met with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kbdesk.domain.reference import Reference
from kbdesk.domain.vocabulary import Direction
from kbdesk.rulebook.case import Case, unmet
from kbdesk.rulebook.schema import Article, Book
from kbdesk.rulebook.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Law:
    """The books a desk obeys and the places, offices and codes they speak of."""

    shelf: Shelf
    reference: Reference

    def at(self, at: datetime, *, crossing: str, direction: Direction) -> Standing:
        """Return what stands in the books at an instant for a crossing and a direction."""
        books = tuple(book for book in self.shelf.in_force(at) if book.reaches(crossing, direction))
        return Standing(tuple((book, article) for book in books for article in book.articles if article.in_force(at)))

    def books(self, at: datetime) -> tuple[str, ...]:
        """Return the ids of the books in force at an instant, the one asked first before the others."""
        return tuple(book.id for book in self.shelf.in_force(at))


@dataclass(frozen=True, slots=True)
class Standing:
    """The articles in force, the one asked first before the others, each with its book."""

    articles: tuple[tuple[Book, Article], ...]

    def applying(self, case: Case) -> tuple[Book, Article] | None:
        """Return the first article whose conditions all hold, None if the law says nothing of this case."""
        return next(
            (
                (book, article)
                for book, article in self.articles
                if article.subject is case.subject and not unmet(article.when, case)
            ),
            None,
        )
