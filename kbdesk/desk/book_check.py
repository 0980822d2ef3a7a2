"""What is wrong with a book by itself: with its shape, its words, and what it names."""

from __future__ import annotations

from kbdesk.domain.reference import Reference
from kbdesk.rulebook.faults import Fault, RulebookError
from kbdesk.rulebook.reading import read_book
from kbdesk.rulebook.soundness import book_faults


def own_faults(file: str, text: str, reference: Reference) -> tuple[Fault, ...]:
    """Return everything that is wrong with a book, whatever shelf it joins; empty if it is sound."""
    try:
        book = read_book(file, text)
    except RulebookError as error:
        return error.faults
    return tuple(Fault(file, path, reason) for path, reason in book_faults(book, reference))
