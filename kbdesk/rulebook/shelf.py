"""The shelf: the one set of books that a desk obeys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Self

from kbdesk.rulebook.faults import Fault, RulebookError
from kbdesk.rulebook.reading import read_book
from kbdesk.rulebook.schema import Book
from kbdesk.rulebook.soundness import book_faults, overlap


@dataclass(frozen=True, slots=True)
class Shelf:
    """The books of one shelf, the one asked first before the others."""

    name: str
    books: tuple[Book, ...]

    @classmethod
    def read(cls, texts: Mapping[str, str]) -> Self:
        """Read a shelf from TOML texts by file name. Raises `RulebookError` with every fault of all files."""
        books: dict[str, Book] = {}
        faults: list[Fault] = []
        for file in sorted(texts):
            try:
                books[file] = read_book(file, texts[file])
            except RulebookError as error:
                faults.extend(error.faults)
        faults.extend(Fault(file, path, reason) for file, book in books.items() for path, reason in book_faults(book))
        faults.extend(_disputes(books))
        if not texts:
            faults.append(Fault("shelf", "", "has no books"))
        if faults:
            raise RulebookError(faults)
        ordered = sorted(books.values(), key=lambda book: -book.precedence)
        return cls(ordered[0].shelf, tuple(ordered))

    def in_force(self, at: datetime) -> tuple[Book, ...]:
        """Return the books in force at an instant, the one with the highest precedence first."""
        return tuple(book for book in self.books if book.in_force(at))

    def next_change(self, at: datetime) -> datetime | None:
        """Return the first instant after `at` at which anything in the books begins or ends, None if nothing does."""
        return min((instant for instant in _instants(self.books) if instant > at), default=None)

    def last_change(self, at: datetime) -> datetime | None:
        """Return the last instant up to `at` at which anything in the books began or ended, None if nothing had."""
        return max((instant for instant in _instants(self.books) if instant <= at), default=None)


def _instants(books: Iterable[Book]) -> Iterator[datetime]:
    for book in books:
        spans = [(book.effective_from, book.effective_until)]
        spans.extend((part.effective_from, part.effective_until) for part in book.articles)
        spans.extend((part.effective_from, part.effective_until) for a in book.articles for part in a.phases)
        spans.extend((part.effective_from, part.effective_until) for part in book.suspensions)
        yield from (at for span in spans for at in span if at is not None)


def _disputes(books: Mapping[str, Book]) -> Iterator[Fault]:
    """Yield what two books of a shelf cannot both say; the fault stands with the second and names the first."""
    for (first_file, first), (file, book) in combinations(books.items(), 2):
        if book.shelf != first.shelf:
            yield Fault(file, "shelf", f"is not that of {first_file}")
        if book.id == first.id:
            yield Fault(file, "id", f"{book.id} is taken by {first_file}")
        if book.precedence == first.precedence and overlap(book, first):
            yield Fault(file, "precedence", f"is that of {first_file}, which is in force at the same time")
