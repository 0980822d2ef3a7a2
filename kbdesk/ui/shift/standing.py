"""Watches how the desk's books, clock and store stand: for the header, and above every page what matters now."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from kbdesk.domain.honest_time import ClockDoubt
from kbdesk.domain.messages import Catalog
from kbdesk.domain.shift_report import WentBack
from kbdesk.domain.vocabulary import Severity
from kbdesk.ui.banner import Banner
from kbdesk.ui.desk import Health, Session
from kbdesk.ui.errors import IN_DOUBT, Coded
from kbdesk.ui.header import Fact
from kbdesk.ui.rail import Place
from kbdesk.ui.shift.attesting import told_instant
from kbdesk.ui.shift.facts import Books, book_facts, read_books
from kbdesk.ui.worker import Worker

NO_SHIFT: Final = "shift"
"""The banner's key: its way out leads to the Shift page."""
CLOCK: Final = "clock"
"""The banner's key of a clock that stepped back: its way out asks two officers."""
TROUBLE: Final = "trouble"
IN_BETWEEN: Final = 60
"""Seconds after which the store tidies up again."""


def clock_words(message: str, books: Books, catalog: Catalog) -> str:
    """Return a message about the instant that the clock stands before, else why it is not believed."""
    if books.behind is not None:
        return catalog.text(message, at=told_instant(books.behind, catalog))
    return catalog.text(f"fault.shift.clock-{books.doubt}")


def older_words(found: WentBack, catalog: Catalog) -> str:
    """Return what turned out to be older than it was."""
    return catalog.text(f"went_back.{found.of}", entries=found.entries, seen=found.seen, names=", ".join(found.names))


def _trouble_words(code: str, catalog: Catalog) -> str:
    message = f"health.trouble.{code}"
    return catalog.text(message if catalog.has(message) else "health.trouble.other")


def _fault(code: str, catalog: Catalog) -> str:
    return catalog.text(f"fault.{code}")


def _stops(books: Books) -> tuple[bool, datetime | None, ClockDoubt | None]:
    """Return what of the books stops all work."""
    return books.shift is None, books.behind, books.doubt


class Standing(QObject):
    """The books as they were read last.

    Signals:
        changed: They stand otherwise now.
        cleared: What was in doubt, an act or a draft, is no longer.
        failed: They could not be read. arg: the exception.
    """

    changed = Signal()
    cleared = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, store: Worker, banner: Banner, parent: QObject | None = None) -> None:
        """Read through the session, on the store's worker."""
        super().__init__(parent)
        self._session, self._store, self._banner = session, store, banner
        self.books: Books | None = None
        self._place = Place.ARRIVE
        self._now: datetime | None = None
        self._told_older: tuple[WentBack, ...] = ()
        self._trouble, self._in_doubt, self._ticks = "", False, 0
        self._looking = False
        self._again: bool | None = None

    def go(self, place: Place) -> None:
        """Take note of the page the officer went to."""
        self._place = place
        self.tell()

    def ask(self) -> None:
        """Read the books again."""
        self.look()
        self._store.run_newest("books", lambda: read_books(self._session), self._on_read, self._on_failed)

    def tick(self, now: datetime) -> None:
        """Read the books again where the clock stepped back, or has come to where it was."""
        before, self._now = self._now, now
        self._ticks += 1
        if self._in_doubt or self._ticks % IN_BETWEEN == 0:
            self.look(tidy=not self._in_doubt)
        behind = self.books.behind if self.books is not None else None
        if (before is not None and now < before) or (behind is not None and behind <= now):
            self.ask()

    def facts(self, catalog: Catalog) -> list[Fact]:
        """Return what the header says of them."""
        facts = [] if self.books is None else list(book_facts(self.books, catalog))
        if self._trouble:
            name, value = catalog.text("header.records"), catalog.text("header.records.trouble")
            facts.append(Fact(name=name, value=value, severity=Severity.WARN))
        return facts

    def look(self, *, tidy: bool = False) -> None:
        """See whether the store is well, and let it `tidy` up; what is in doubt is looked for again.

        One look at a time, each of them answered: what became of an act in doubt is told once.
        """
        if self._looking:
            self._again = bool(self._again) or tidy
            return
        self._looking = True
        self._store.run(partial(self._session.health, tidy=tidy), self._on_looked, self._on_not_looked)

    def _look_on(self) -> None:
        self._looking, again, self._again = False, self._again, None
        if again is not None:
            self.look(tidy=again)

    def _on_not_looked(self, error: Exception) -> None:
        self._on_failed(error)
        self._look_on()

    def _on_looked(self, health: Health) -> None:
        self._look_on()
        settled, doubted, self._in_doubt = health.settled, self._in_doubt, False
        if doubted or settled is not None:
            for code in IN_DOUBT:
                self._banner.unsay(partial(_fault, code))
        if settled is not None:
            message = f"health.settled.{'recorded' if settled else 'not-recorded'}"
            self._banner.say(lambda catalog: catalog.text(message), severity=Severity.WARN)
        if doubted or settled is not None:
            self.cleared.emit()
        if health.trouble != self._trouble:
            self._trouble = health.trouble
            self._banner.withdraw(TROUBLE)
            if health.trouble:
                self._banner.say(partial(_trouble_words, health.trouble), severity=Severity.WARN, key=TROUBLE)
            self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        doubted, self._in_doubt = self._in_doubt, isinstance(error, Coded) and error.code in IN_DOUBT
        if not (doubted and self._in_doubt):
            self.failed.emit(error)

    def _tell_older(self, found: tuple[WentBack, ...]) -> None:
        """Say once to whoever signed in that records or counted passwords are older than they were."""
        for one in found:
            if one not in self._told_older:
                self._banner.say(partial(older_words, one), severity=Severity.WARN)
        self._told_older = found

    def _on_read(self, books: Books) -> None:
        before, self.books = self.books, books
        self._tell_older(books.went_back)
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
