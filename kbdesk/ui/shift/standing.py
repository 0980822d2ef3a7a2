"""Watches how the desk's books stand, for the header, and says above every page that no shift is open."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal

from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Severity
from kbdesk.ui.banner import Banner
from kbdesk.ui.desk import Session
from kbdesk.ui.header import Fact
from kbdesk.ui.rail import Place
from kbdesk.ui.shift.facts import Books, book_facts, read_books
from kbdesk.ui.worker import Worker

NO_SHIFT: Final = "shift"
"""The banner's key: its way out leads to the Shift page."""


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

    def go(self, place: Place) -> None:
        """Take note of the page the officer went to."""
        self._place = place
        self._tell()

    def ask(self) -> None:
        """Read the books again."""
        self._store.run_newest("books", lambda: read_books(self._session), self._on_read, self.failed.emit)

    def facts(self, catalog: Catalog) -> list[Fact]:
        """Return what the header says of them."""
        return [] if self.books is None else list(book_facts(self.books, catalog))

    def _on_read(self, books: Books) -> None:
        before, self.books = self.books, books
        if before is None or (before.shift is None) is not (books.shift is None):
            self._tell()
        if books != before:
            self.changed.emit()

    def _tell(self) -> None:
        """Say that no shift is open, on every page but the one where it is opened."""
        self._banner.withdraw(NO_SHIFT)
        if self.books is not None and self.books.shift is None and self._place is not Place.SHIFT:
            self._banner.say(
                lambda catalog: catalog.text("shift_page.banner"),
                severity=Severity.WARN,
                way_out=lambda catalog: catalog.text("shift_page.banner.go"),
                key=NO_SHIFT,
            )
