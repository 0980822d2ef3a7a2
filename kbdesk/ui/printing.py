"""Papers on their way, as the window follows them: how many lie there, what keeps the rest, and what was recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kbdesk.desk.ports import PaperRow, PrinterError
from kbdesk.domain.messages import Catalog
from kbdesk.domain.numbers import spelled
from kbdesk.domain.paper import Printed
from kbdesk.domain.printers import Fault, PrintProgress, Role, called
from kbdesk.domain.strays import StrayEnd
from kbdesk.domain.vocabulary import PrintState, Severity
from kbdesk.ui.banner import Banner
from kbdesk.ui.desk import Session
from kbdesk.ui.desk_printing import PrinterState
from kbdesk.ui.errors import sentence
from kbdesk.ui.header import Fact
from kbdesk.ui.telling import Telling
from kbdesk.ui.worker import Worker

LONG_MS: Final = 4000
"""After so long a way to cancel is offered, though nothing is wrong."""
HELD_UP: Final = "printing"
"""The key of the sentence that says what keeps the printer; its way out cancels."""
DESPITE: Final = "printing-despite"
"""The key of the sentence that says that an earlier job may still come out; its way out prints all the same."""
_EARLIER: Final = f"printer.{Fault.EARLIER}"
Failed = tuple[tuple[Printed, PrinterError], ...]


class Printing(QObject):
    """Follows the printer. What it answers is entered by the store's thread, whichever page is shown.

    Signals:
        changed: The header has something else to say of the printer.
        settled: Something was recorded of papers, or an officer's word about one was refused.
    """

    changed = Signal()
    settled = Signal()
    _told = Signal()

    def __init__(self, session: Session, store: Worker, banner: Banner, catalog: Callable[[], Catalog]) -> None:
        """Follow a session's printer; `catalog` tells the words spoken now."""
        super().__init__(banner)
        self._session, self._store, self._banner, self._catalog = session, store, banner, catalog
        self._listening = False
        self._seen: PrinterState | None = None
        self._now = PrintProgress()
        self._kept_back = frozenset[str]()
        self._long = QTimer(self)
        self._long.setSingleShot(True)
        self._long.setInterval(LONG_MS)
        self._long.timeout.connect(self._on_long)
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a paper is on its way."""
        return self._now.busy

    def start(self) -> None:
        """Listen to the printer, and ask it what became of what a program sent that is gone."""
        self._listening = True
        self._session.hear_printer(self._told.emit)
        self._store.run(self._session.ask_printer, self._on_entered, self._on_failed)
        self._session.look_at_printer()

    def stop(self) -> None:
        """Listen no more: the desk is about to be left. What was told and not yet heard is not heard."""
        self._listening = False
        self._session.hear_printer(None)

    def look(self) -> None:
        """Read how the printer was last seen."""
        self._store.run(self._session.printer, self._on_seen, self._on_failed)
        self._store.run(self._session.settle_strays, self._on_settled, self._on_failed)

    def put(self, papers: tuple[PaperRow, ...]) -> None:
        """Print papers that were recorded and not printed."""
        self._kept_back = frozenset()
        self._store.run(lambda: self._session.print_recorded(papers), self._on_entered, self._on_failed)

    def say(self, papers: tuple[PaperRow, ...], state: PrintState) -> None:
        """Enter what an officer saw of papers who looked at the printer."""
        self._store.run(lambda: self._say(papers, state), lambda _none: self.settled.emit(), self._on_failed)

    def put_despite(self) -> None:
        """Print what was kept back because an earlier job may still come out: the officer knows, and stays there."""
        kept_back, self._kept_back = self._kept_back, frozenset()

        def put() -> Failed:
            waiting = (row for row in self._session.unprinted() if row.state is PrintState.RESERVED)
            return self._session.print_recorded(tuple(row for row in waiting if row.sha256 in kept_back), despite=True)

        self._store.run(put, self._on_entered, self._on_failed)

    def cancel(self) -> None:
        """Cancel what is on its way."""
        self._session.cancel_printing()

    def facts(self, catalog: Catalog) -> tuple[Fact, ...]:
        """Return what the header says."""
        name, seen, now = catalog.text("header.printer"), self._seen, self._now
        if now.busy:
            value = catalog.text("header.printer.busy", n=str(now.done + 1), of=str(now.of))
            return (Fact(name=name, value=value, severity=Severity.WARN if now.fault else None),)
        if seen is None or not (seen.folder or seen.name or seen.fault):
            return ()
        well = seen.ready and not seen.fault
        return (Fact(name=name, value=_stands(seen, catalog), severity=None if well else Severity.WARN),)

    def _say(self, papers: tuple[PaperRow, ...], state: PrintState) -> None:
        for paper in papers:
            self._session.printing.say(paper, state)
        self._session.watch_strays()

    def _on_told(self) -> None:
        if not self._listening:
            return
        before, self._now = self._now, self._session.print_progress()
        if self._now.fault != before.fault or not self.busy:
            self._banner.withdraw(HELD_UP)
            if self._now.fault:
                self._offer_to_cancel(partial(_fault, self._now.fault), Severity.WARN)
        if not self.busy:
            self._long.stop()
        elif not before.busy:
            self._long.start()
        if self._now.answered != before.answered:
            self._store.run(self._session.enter_printed, self._on_entered, self._on_failed)
        elif self._now == before:
            self.look()
        self.changed.emit()

    def _on_long(self) -> None:
        if self.busy and not self._now.fault:
            self._offer_to_cancel(lambda catalog: catalog.text("printing.goes-on"), Severity.NOTE)

    def _offer_to_cancel(self, telling: Telling, severity: Severity) -> None:
        self._banner.say(
            telling, severity=severity, way_out=lambda catalog: catalog.text("printing.cancel"), key=HELD_UP
        )

    def _on_seen(self, seen: PrinterState) -> None:
        self._seen = seen
        self.changed.emit()

    def _on_entered(self, failed: Failed) -> None:
        self._kept_back |= {printed.sha256 for printed, why in failed if why.code == _EARLIER}
        for why in {sentence(why, self._catalog()): why for _, why in failed}.values():
            if why.code == _EARLIER:
                self._banner.say(
                    partial(sentence, why), way_out=lambda catalog: catalog.text("printing.despite"), key=DESPITE
                )
            else:
                self._banner.say(partial(sentence, why))
        if failed:
            self._session.look_at_printer()
        self.settled.emit()

    def _on_settled(self, ends: Sequence[StrayEnd]) -> None:
        for end in ends:
            severity = Severity.STOP if end.came_out else Severity.NOTE
            self._banner.withdraw(DESPITE)
            self._banner.say(partial(_end, end), severity=severity)
        if ends:
            self.settled.emit()

    def _on_failed(self, error: Exception) -> None:
        self._banner.say(partial(sentence, error))
        self.settled.emit()


def _stands(seen: PrinterState, catalog: Catalog) -> str:
    """Return how a printer stands, in as few words as the header has room for."""
    brief = f"header.{seen.fault}"
    if seen.fault and catalog.has(brief):
        words = catalog.text(brief)
    else:
        name = catalog.text("header.printer.folder") if seen.folder else seen.name
        words = catalog.text(f"header.printer.{'ready' if seen.ready else 'fault'}", name=name)
    if seen.role is Role.PAPER:
        return words
    return f"{catalog.text(f'devices_page.printer.role.{seen.role}')}: {words}"


def _fault(code: str, catalog: Catalog) -> str:
    return catalog.text(f"fault.{code}")


def _end(end: StrayEnd, catalog: Catalog) -> str:
    stray = end.stray
    paper, number = catalog.text(f"arrive.paper.{stray.kind}"), spelled(stray.number)
    told = "printing.surfaced" if end.came_out else "printing.withdrawn"
    return catalog.text(told, paper=paper, number=number, printer=called(stray.printer))
