"""Which printer a desk's papers go to, by its settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from kbdesk.app.place import tray_folder
from kbdesk.domain.printers import OF_QT, Fault, Role, role_of, unpinned
from kbdesk.store.errors import SettingsError
from kbdesk.store.settings import FILE

if TYPE_CHECKING:
    from kbdesk.desk.ports import Press, PrintAnswer, Printer, PrinterError, PrintJob
    from kbdesk.devices.ipp_road import Address
    from kbdesk.devices.print_queue import JobPrinter
    from kbdesk.domain.strays import Stray, StrayEnd
    from kbdesk.domain.vocabulary import PaperKind
    from kbdesk.store.settings import Settings


def addresses(settings: Settings) -> Mapping[Role, tuple[str, ...]]:
    """Return the addresses of each role's printers, the first one first; a role without its own has the papers'."""
    own = {
        role: tuple(text for text in (getattr(settings, f"printer_{role}{rank}") for rank in ("", "_second")) if text)
        for role in Role
    }
    return {role: found or own[Role.PAPER] for role, found in own.items()}


class Printers:
    """Implements `kbdesk.desk.ports.Printer` over the printers that a desk has now; others may take their place.

    With `waits`, a paper is printed or refused when the call comes back: for a script. `noted` hears what kept each
    paper of a role from lying there, None where it does.
    """

    def __init__(self, data: Path, settings: Settings, press: Press, *, waits: bool) -> None:
        """Take the printers that the settings name; nobody is asked yet. `press` draws pixels for those of Qt."""
        self.now = PrinterSet(data, settings, waits, press)
        self.noted: Callable[[Role, PrinterError | None], None] = lambda _role, _error: None

    @property
    def certain(self) -> bool:
        """Whether there can be no doubt; see the port."""
        return self.now.printer.certain

    def hand(self, jobs: Sequence[PrintJob]) -> None:
        """Take papers to print, in this order."""
        self.now.printer.hand(jobs)

    def ask(self, jobs: Sequence[PrintJob]) -> None:
        """Find out what became of jobs that were handed over by a program that is gone."""
        self.now.printer.ask(jobs)

    def answers(self) -> Sequence[PrintAnswer]:
        """Return what became of jobs and was not returned before."""
        answers = self.now.printer.answers()
        for answer in answers:
            self.noted(role_of(answer.job.printed.kind), answer.error)
        return answers

    def places(self, kind: PaperKind) -> tuple[str, ...]:
        """Return the addresses that a kind of paper may be sent to."""
        return self.now.printer.places(kind)

    def watch(self, strays: Sequence[Stray]) -> None:
        """Withdraw what may still come out as soon as its printer answers."""
        self.now.printer.watch(strays)

    def ended(self) -> Sequence[StrayEnd]:
        """Return what became of strays and was not returned before."""
        return self.now.printer.ended()

    def renew(self, settings: Settings) -> None:
        """Print from now on where other settings say; what has not been sent by then stays where it was."""
        self.now = PrinterSet(self.now.data, settings, self.now.waits, self.now.press)


@dataclass(frozen=True)
class PrinterSet:
    """The printers that some settings name."""

    data: Path
    settings: Settings
    waits: bool
    press: Press | None = None
    _once: RLock = field(default_factory=RLock, repr=False, compare=False)

    @cached_property
    def folder(self) -> Path | None:
        """The folder that is the printer: on a drill desk, or where the settings name one; None with a real printer."""
        named = any(addresses(self.settings).values())
        if named or not (self.settings.drill or self.settings.printer_folder):
            return None
        return tray_folder(self.data, self.settings)

    @property
    def printer(self) -> Printer:
        """What puts papers on paper: one, though the window and the store's thread ask for it in the same moment."""
        with self._once:
            return self._printer

    @cached_property
    def _printer(self) -> Printer:
        if self.folder is not None:
            from kbdesk.devices.tray import Tray

            return Tray(self.folder)
        if any(addresses(self.settings).values()):
            from kbdesk.devices.print_queue import PrintQueue

            self._made  # noqa: B018 - a script is told now of what is no address, not when a paper waits for it
            return PrintQueue(self.of, self.at, waits=self.waits)
        from kbdesk.devices.no_printer import NoPrinter

        return NoPrinter()

    def of(self, kind: PaperKind) -> Sequence[JobPrinter]:
        """Return the printers of a kind of paper, the first one first."""
        return tuple(self._made[text] for text in addresses(self.settings)[role_of(kind)])

    def at(self, text: str) -> JobPrinter:
        """Return the printer at an address, whether it is set up now or was once."""
        return self._made.get(text) or self._make(text)

    @cached_property
    def _made(self) -> Mapping[str, JobPrinter]:
        texts = dict.fromkeys(text for found in addresses(self.settings).values() for text in found)
        return {text: self._make(text) for text in texts}

    def _make(self, text: str) -> JobPrinter:
        if text.startswith(OF_QT) and self.press is not None:
            from kbdesk.ui.qt_printer import QtPrinter

            return QtPrinter(text.removeprefix(OF_QT), self.press)
        from kbdesk.devices.ipp_printer import IppPrinter
        from kbdesk.devices.no_printer import NoAddress

        try:
            return IppPrinter(address_of(text))
        except SettingsError:
            if self.waits:
                raise
            return NoAddress()


def address_of(text: str) -> Address:
    """Return a printer's address. Raises `SettingsError` for what is none."""
    from kbdesk.devices.ipp_road import Address

    try:
        return Address(text)
    except ValueError as error:
        raise SettingsError(f"{FILE}: {error}") from None


def require_addresses(*texts: str) -> None:
    """Raise `PrinterError` for what is no address of a printer, and for one whose certificate nobody compared."""
    from kbdesk.devices.printer_faults import not_taken

    for text in texts:
        if text and not text.startswith(OF_QT):
            try:
                address_of(text)
            except SettingsError:
                raise not_taken(Fault.ADDRESS) from None
        if unpinned(text):
            raise not_taken(Fault.STRANGER)
