"""The rules of a desk: list, explain, check, replay and compare its books, and order what the law allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from kbdesk.desk.book_difference import Change, difference
from kbdesk.desk.book_lines import BookLine, BookState, book_lines
from kbdesk.desk.orders import OrdersDesk, find_suspension
from kbdesk.desk.replay import Replay, Replaying
from kbdesk.desk.rule_errors import RulesError
from kbdesk.desk.viewing import Viewing
from kbdesk.domain.orders import Orders
from kbdesk.domain.passage import PassageDraft
from kbdesk.rulebook.explanation import Explanation, explain
from kbdesk.rulebook.faults import Fault
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.schema import Book
from kbdesk.rulebook.shelf import Shelf
from kbdesk.rulebook.timeless import timeless

DAYS = 30
"""How far back an activation or a lifting shows what it would have changed (DESIGN section 5)."""


def _never() -> bool:
    return False


class RulesDesk(OrdersDesk):
    """The rules procedure; everything here reaches the store: call it on the store thread."""

    def law(self) -> Law:
        """Return the law of the desk under the orders that stand."""
        return self._now()

    def listed(self, at: datetime) -> tuple[BookLine, ...]:
        """Return the books of the desk as they stand at an instant, the one asked first before the others."""
        return book_lines(self._now(), at, crossing=self._post.crossing)

    def found(self, book: str, at: datetime) -> tuple[BookLine, Book]:
        """Return a book by id, listed and read: the text in force at an instant, else the next one, else the last.

        Raises `RulesError` for an id that the desk does not have.
        """
        law = self._now()
        texts = list(zip(book_lines(law, at, crossing=self._post.crossing), law.editions, strict=True))
        for state in (BookState.IN_FORCE, BookState.SUSPENDED, BookState.WAITING, BookState.ENDED):
            same = [(line, edition.book) for line, edition in texts if line.id == book and line.state is state]
            if same:
                return same[-1]
        raise RulesError("rules.book-unknown", book=book)

    def book(self, book: str, at: datetime) -> Book:
        """Return a book by id, as `found`."""
        return self.found(book, at)[1]

    def next_change(self, at: datetime) -> datetime | None:
        """Return the first instant after `at` at which a rule begins or ends, None if none does."""
        return self._now().next_change(at)

    def explain(self, draft: PassageDraft) -> tuple[Explanation, ...]:
        """Return, card by card, which article applies to a draft now, why, and what came nearest.

        A role that decides no case is told what the law says of anybody, whatever is known of this one.
        """
        facts = self._store.facts(draft)
        if not Viewing(store=self._store, clock=self._clock, officer=self._officer).decides():
            facts = facts.of_nobody()
        return explain(draft, facts, self._law, at=self._clock.now(), crossing=self._post.crossing)

    def check(self, file: str, text: str) -> tuple[Fault, ...]:
        """Return everything that would be wrong with a book if it joined this desk's shelf now; empty if nothing is."""
        return self._now().check(file, text, at=self._clock.now())

    def read(self, file: str, data: bytes) -> Book:
        """Read a book that has no faults of its own. Raises `RulesError` with all of them."""
        return self._read(file, data)[0]

    def difference(self, one: Book, other: Book) -> tuple[Change, ...]:
        """Return what changes from one book to another, key by key."""
        return difference(one, other)

    def replay(
        self,
        file: str,
        data: bytes,
        *,
        days: int = DAYS,
        stopped: Callable[[], bool] = _never,
        progress: Callable[[int, int], object] = lambda _read, _last: None,
    ) -> Replay:
        """Return what the recorded decisions of the last days would have been with a new book in place, to the end.

        `stopped` is asked, and `progress` told (entries read, entries) after every step. Raises `RulesError`.
        """
        return _finished(self.replaying(file, data, days=days), stopped, progress)

    def replaying(self, file: str, data: bytes, *, days: int = DAYS) -> Replaying:
        """Begin the replay of a new book, to be done step by step (see `Replaying`). Raises `RulesError`.

        The book is taken as it stands on its first instant, or now if that has passed, as if it had been in force
        all along; one of the same id makes way for it.
        """
        book, at = self.read(file, data), self._clock.now()
        if self._law.over(book, at=at):
            raise RulesError("rules.over")
        new = timeless(book, max(at, book.effective_from or at))

        def with_it(orders: Orders) -> Law:
            books = (new, *(other for other in self._law.shelf.books if other.id != new.id))
            shelf = Shelf(self._law.shelf.name, tuple(sorted(books, key=lambda b: -b.precedence)))
            kept = tuple(other for other in orders.books if other.id != new.id)
            return Law(shelf, self._law.reference, replace(orders, books=kept))

        return self._replaying(at, days, with_it)

    def replay_lift(
        self,
        suspension: str,
        *,
        days: int = DAYS,
        stopped: Callable[[], bool] = _never,
        progress: Callable[[int, int], object] = lambda _read, _last: None,
    ) -> Replay:
        """Return what the recorded decisions of the last days would have been without a suspension; as `replay`."""
        return _finished(self.replaying_lift(suspension, days=days), stopped, progress)

    def replaying_lift(self, suspension: str, *, days: int = DAYS) -> Replaying:
        """Begin the replay without a suspension, to be done step by step. Raises `RulesError`."""
        find_suspension(self._store.orders(), suspension)

        def without_it(orders: Orders) -> Law:
            kept = tuple(order for order in orders.suspensions if order.id != suspension)
            return Law(self._law.shelf, self._law.reference, replace(orders, suspensions=kept))

        return self._replaying(self._clock.now(), days, without_it)

    def _replaying(self, at: datetime, days: int, after: Callable[[Orders], Law]) -> Replaying:
        def as_it_was(orders: Orders) -> Law:
            return Law(self._law.shelf, self._law.reference, orders)

        crossing = self._post.crossing
        return Replaying(self._store, crossing=crossing, at=at, days=days, before=as_it_was, after=after)


def _finished(replaying: Replaying, stopped: Callable[[], bool], progress: Callable[[int, int], object]) -> Replay:
    while replaying.step() and not stopped():
        progress(*replaying.progress)
    return replaying.result()
