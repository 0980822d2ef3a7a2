"""No printer, or none that can be asked: every paper is refused, with the sentence that says what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Never

from kbdesk.desk.ports import PrintAnswer, PrintJob
from kbdesk.devices.at_once import AtOnce
from kbdesk.devices.printer_faults import not_taken
from kbdesk.domain.printers import Fault, PrinterLook


class NoPrinter(AtOnce):
    """Implements `kbdesk.desk.ports.Printer` where none is set up."""

    def hand(self, jobs: Sequence[PrintJob]) -> None:
        """Refuse papers."""
        self._answers.extend(PrintAnswer(job=job, error=not_taken(Fault.NONE)) for job in jobs)


class NoAddress:
    """Implements `kbdesk.devices.print_queue.JobPrinter` for a printer whose address in the settings is none."""

    address: Final = ""

    def put(self, *_job: object) -> Never:
        """Refuse a paper."""
        raise not_taken(Fault.ADDRESS)

    def ask(self, *_job: object) -> Never:
        """Know of no job."""
        raise not_taken(Fault.ADDRESS)

    def withdraw(self, _stray: object) -> Never:
        """Know of no job."""
        raise not_taken(Fault.ADDRESS)

    def look(self) -> PrinterLook:
        """Say what is wrong."""
        raise not_taken(Fault.ADDRESS)

    def begin(self) -> None:
        """Begin nothing."""

    def cancel(self) -> None:
        """Cancel nothing: nothing is printed."""
