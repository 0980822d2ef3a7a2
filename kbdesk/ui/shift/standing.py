"""Watches how the desk's books and its clock stand: for the header, and above every page what stops all work."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, Signal

from kbdesk.domain.honest_time import ClockDoubt
from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Severity
from kbdesk.ui.banner import Banner
from kbdesk.ui.desk import Session
from kbdesk.ui.header import Fact
from kbdesk.ui.rail import Place
from kbdesk.ui.shift.attesting import told_instant
from kbdesk.ui.shift.facts import Books, book_facts, read_books
from kbdesk.ui.worker import Worker

NO_SHIFT: Final = "shift"
"""The banner's key: its way out leads to the Shift page."""
CLOCK: Final = "clock"
"""The banner's key of a clock that stepped back: its way out asks two officers."""


def clock_words(message: str, books: Books, catalog: Catalog) -> str:
    """Return a message about the instant that the clock stands before, else why it is not believed."""
    if books.behind is not None:
        return catalog.text(message, at=told_instant(books.behind, catalog))
    return catalog.text(f"fault.shift.clock-{books.doubt}")


def _stops(books: Books) -> tuple[bool, datetime | None, ClockDoubt | None]:
    """Return what of the books stops all work."""
    return books.shift is None, books.behind, books.doubt


class Standing(QObject):
    """The books as they were read last.

    Signals:
        changed: They stand otherwise now.
        failed: They could not be read. arg: the exception.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, store: Worker, banner: Banner, parent: QObject | None = None) -> None:
        """Read through the session, on the store's worker."""
        super().__init__(parent)
        self._session, self._store, self._banner = session, store, banner
        self.books: Books | None = None
        self._place = Place.ARRIVE
        self._now: datetime | None = None

    def go(self, place: Place) -> None:
        """Take note of the page the officer went to."""
        self._place = place
        self.tell()

    def ask(self) -> None:
        """Read the books again."""
        self._store.run_newest("books", lambda: read_books(self._session), self._on_read, self.failed.emit)

    def tick(self, now: datetime) -> None:
        """Read the books again where the clock stepped back, or has come to where it was."""
        before, self._now = self._now, now
        behind = self.books.behind if self.books is not None else None
        if (before is not None and now < before) or (behind is not None and behind <= now):
            self.ask()

    def facts(self, catalog: Catalog) -> list[Fact]:
        """Return what the header says of them."""
        return [] if self.books is None else list(book_facts(self.books, catalog))

    def _on_read(self, books: Books) -> None:
        before, self.books = self.books, books
        if before is None or _stops(before) != _stops(books):
            self.tell()
        if books != before:
            self.changed.emit()

    def tell(self) -> None:
        """Say that the clock is not believed; and, on every page but the one where it is opened, that no shift is."""
        self._banner.withdraw(NO_SHIFT)
        self._banner.withdraw(CLOCK)
        books = self.books
        if books is not None and (books.behind is not None or books.doubt is not None):
            self._banner.say(
                lambda catalog: clock_words("clock.banner", books, catalog),
                way_out=lambda catalog: catalog.text("clock.banner.go"),
                key=CLOCK,
            )
        if self.books is not None and self.books.shift is None and self._place is not Place.SHIFT:
            self._banner.say(
                lambda catalog: catalog.text("shift_page.banner"),
                severity=Severity.WARN,
                way_out=lambda catalog: catalog.text("shift_page.banner.go"),
                key=NO_SHIFT,
            )
