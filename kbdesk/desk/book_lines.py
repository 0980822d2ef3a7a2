"""The books of a desk as they are listed: each with its span, where it stands, and what is suspended of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kbdesk.domain.orders import ActivatedBook, Suspension
from kbdesk.domain.vocabulary import Direction
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.rules import Edition


class BookState(StrEnum):
    """Where a book stands at an instant; suspended is one in force of which no rule may be applied."""

    IN_FORCE = "in-force"
    WAITING = "waiting"
    ENDED = "ended"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLine:
    """A book on the desk's shelf. Texts are per language (keys ``sq``, ``sr``, ``en``).

    `effective_from` and `effective_until` are clipped to the time in which this text of the book stands on the shelf;
    `activated` is None for a book the program carries. `suspensions` are those ordered of it that are not over,
    unsigned ones among them (`second` empty).
    """

    id: str
    shelf: str
    title: Mapping[str, str]
    legal_basis: Mapping[str, str]
    precedence: int
    effective_from: datetime | None
    effective_until: datetime | None
    state: BookState
    activated: ActivatedBook | None
    suspensions: tuple[Suspension, ...]


def book_lines(law: Law, at: datetime, *, crossing: str) -> tuple[BookLine, ...]:
    """Return the books of a law as they stand at an instant and a crossing, the one asked first before the others."""
    return tuple(_line(law, edition, at, crossing) for edition in law.editions)


def _line(law: Law, edition: Edition, at: datetime, crossing: str) -> BookLine:
    book, state = edition.book, _state(law, edition, at, crossing)
    over = state is BookState.ENDED
    return BookLine(
        id=book.id,
        shelf=book.shelf,
        title=book.title.mapping(),
        legal_basis=book.legal_basis.mapping(),
        precedence=book.precedence,
        effective_from=edition.effective_from,
        effective_until=edition.effective_until,
        state=state,
        activated=edition.activated,
        suspensions=() if over else tuple(_standing(law.orders.suspensions, book.id, at)),
    )


def _standing(suspensions: Iterable[Suspension], book: str, at: datetime) -> Iterable[Suspension]:
    return (s for s in suspensions if s.book == book and (s.until is None or at < s.until))


def _state(law: Law, edition: Edition, at: datetime, crossing: str) -> BookState:
    if edition.effective_until is not None and edition.effective_until <= at:
        return BookState.ENDED
    if not edition.in_force(at):
        begins, ends = edition.effective_from, edition.effective_until
        return BookState.ENDED if begins and ends and begins >= ends else BookState.WAITING
    reaching = {
        direction
        for direction in Direction
        for rule in law.rules
        if rule.book is edition.book and rule.in_force(at) and rule.reaches(crossing, direction)
    }
    spoken = {
        direction
        for direction in reaching
        for rule in law.at(at, crossing=crossing, direction=direction).rules
        if rule.book is edition.book
    }
    return BookState.SUSPENDED if reaching and not spoken else BookState.IN_FORCE
