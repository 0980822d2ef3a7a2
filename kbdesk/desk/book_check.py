"""What is wrong with a book: with its own shape, with its own words, and beside the other books of a shelf."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kbdesk.domain.reference import Reference
from kbdesk.rulebook.faults import Fault, RulebookError
from kbdesk.rulebook.reading import read_book
from kbdesk.rulebook.schema import Book
from kbdesk.rulebook.soundness import book_faults
from kbdesk.rulebook.spans import overlap


def book_file_faults(file: str, text: str, *, others: Iterable[Book], reference: Reference) -> tuple[Fault, ...]:
    """Return everything that is wrong with a book's file, in the order of the keys where it can be told.

    `others` are the books it would stand beside; one of the same id would be replaced and is no matter.
    """
    try:
        book = read_book(file, text)
    except RulebookError as error:
        return error.faults
    own = tuple(Fault(file, path, reason) for path, reason in book_faults(book))
    places = (Fault(file, path, reason) for path, reason in _places(book, reference))
    beside = (Fault(file, path, reason) for path, reason in _beside(book, others))
    return (*own, *places, *beside)


def tie(book: Book, others: Iterable[Book]) -> Book | None:
    """Return a book of the same precedence that is in force at the same time, None if there is none."""
    return next((o for o in others if o.id != book.id and o.precedence == book.precedence and overlap(book, o)), None)


def _beside(book: Book, others: Iterable[Book]) -> Iterator[tuple[str, str]]:
    same_shelf = [other for other in others if other.shelf == book.shelf]
    tied = tie(book, same_shelf)
    if tied is not None:
        yield "precedence", f"is that of {tied.id}, which is in force at the same time"


def _places(book: Book, reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield what names a crossing that does not exist: such a rule would never apply, and nobody would know why."""
    named = [("crossings", book.crossings)]
    named.extend((f"article[{i}].crossings", article.crossings) for i, article in enumerate(book.articles, 1))
    named.extend((f"suspension[{i}].crossings", window.crossings) for i, window in enumerate(book.suspensions, 1))
    for path, keys in named:
        for index, key in enumerate(keys, 1):
            if key not in reference.crossings:
                yield f"{path}[{index}]", f"{key} is no crossing of the reference data"
