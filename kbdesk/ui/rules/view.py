"""The books of the desk as the page shows them: one look at the law, read on the store thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kbdesk.desk.book_lines import BookLine, BookState, book_lines
from kbdesk.domain.orders import Suspension
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.rules import Edition, Rule, Silence, rules_of
from kbdesk.ui.desk import Session
from kbdesk.ui.standing import holding, instants

_ORDER: Final = (BookState.IN_FORCE, BookState.SUSPENDED, BookState.WAITING, BookState.ENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookShown:
    """One text of a book: as it is listed, and what it says. `silences` are the suspensions that hold now."""

    line: BookLine
    edition: Edition
    silences: tuple[Silence, ...]

    @property
    def key(self) -> str:
        """What tells this text from every other one."""
        return f"{self.line.id} {self.line.activated.sha256 if self.line.activated else ''}"

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Its rules, in the order in which they are asked."""
        return tuple(rules_of(self.edition))

    @property
    def suspensions(self) -> tuple[Suspension, ...]:
        """What officers ordered of it that is not over."""
        return self.line.suspensions

    def silenced(self, rule: Rule) -> bool:
        """Tell whether a suspension holds of a rule, here or for some of its crossings and directions."""
        return any(silence.silences(rule) for silence in self.silences)


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesView:
    """The whole shelf at an instant: what is in force first, then what is suspended, what comes, what has ended."""

    at: datetime
    law: Law
    books: tuple[BookShown, ...]

    @property
    def suspensions(self) -> tuple[Suspension, ...]:
        """What officers ordered that is not over, oldest first."""
        found = {s.id: s for book in self.books for s in book.suspensions}
        return tuple(sorted(found.values(), key=lambda s: s.suspended_at))

    @property
    def unsigned(self) -> tuple[Suspension, ...]:
        """Suspensions that wait for their second signature, oldest first."""
        return tuple(s for s in self.suspensions if not s.second)

    @property
    def next_change(self) -> datetime | None:
        """The first instant to come at which a rule begins or ends, None if none does."""
        return min((at for at in instants(self.law) if at > self.at), default=None)

    def book(self, key: str) -> BookShown | None:
        """Return a text by its key."""
        return next((book for book in self.books if book.key == key), None)


def look(session: Session) -> RulesView:
    """Look at the law as it stands (store thread)."""
    law, at, crossing = session.rules.law(), session.clock.now(), session.post.crossing
    lines, silent = book_lines(law, at, crossing=crossing), holding(law, at, crossing)
    shown = [
        BookShown(line=line, edition=edition, silences=tuple(s for s in silent if s.book == line.id))
        for line, edition in zip(lines, law.editions, strict=True)
    ]
    return RulesView(at=at, law=law, books=tuple(sorted(shown, key=lambda book: _ORDER.index(book.line.state))))
