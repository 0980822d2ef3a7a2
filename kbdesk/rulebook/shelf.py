"""The shelf: the one set of books that a desk obeys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Self

from kbdesk.domain.reference import Reference
from kbdesk.rulebook.faults import Fault, RulebookError
from kbdesk.rulebook.reading import read_book
from kbdesk.rulebook.schema import Book
from kbdesk.rulebook.soundness import book_faults
from kbdesk.rulebook.spans import overlap


@dataclass(frozen=True, slots=True)
class Shelf:
    """The books of one shelf, the one asked first before the others."""

    name: str
    books: tuple[Book, ...]

    @classmethod
    def read(cls, texts: Mapping[str, str], reference: Reference | None = None) -> Self:
        """Read a shelf from TOML texts by file name. Raises `RulebookError` with every fault of all files.

        With reference data, a book that names a crossing, office or municipality unknown to it has a fault too.
        """
        books: dict[str, Book] = {}
        faults: list[Fault] = []
        for file in sorted(texts):
            try:
                books[file] = read_book(file, texts[file])
            except RulebookError as error:
                faults.extend(error.faults)
        for file, book in books.items():
            faults.extend(Fault(file, path, reason) for path, reason in book_faults(book, reference))
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


def _disputes(books: Mapping[str, Book]) -> Iterator[Fault]:
    """Yield what two books of a shelf cannot both say; the fault stands with the second and names the first."""
    for (first_file, first), (file, book) in combinations(books.items(), 2):
        if book.shelf != first.shelf:
            yield Fault(file, "shelf", f"is not that of {first_file}")
        if book.id == first.id:
            yield Fault(file, "id", f"{book.id} is taken by {first_file}")
        if book.precedence == first.precedence and overlap(book, first):
            yield Fault(file, "precedence", f"is that of {first_file}, which is in force at the same time")
