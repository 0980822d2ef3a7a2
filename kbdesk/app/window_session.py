"""A desk with an officer signed in, as the window asks for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kbdesk.app import carried
from kbdesk.app.session import OpenDesk
from kbdesk.desk.ports import PaperRow, PrinterError
from kbdesk.domain.codes import Code
from kbdesk.domain.officers import PRINTERS_CHOSEN
from kbdesk.domain.paper import PageImage, Printed
from kbdesk.domain.printers import Fault, PrintProgress, Role
from kbdesk.icao.optical import Optical
from kbdesk.ui.desk import Health
from kbdesk.ui.desk_printing import Keep, PrinterState

if TYPE_CHECKING:
    from kbdesk.devices.print_queue import PrintQueue


class WindowSession(OpenDesk):
    """A desk with an officer signed in, as the window asks for it: what is sent to a printer is not waited for."""

    waits = False

    _heard: Callable[[], None] | None = None

    @property
    def _queue(self) -> PrintQueue | None:
        from kbdesk.devices.print_queue import PrintQueue

        printer = self.printers.now.printer
        return printer if isinstance(printer, PrintQueue) else None

    def renew_printers(self, role: Role, first: str, second: str, *, keep: Keep) -> None:
        """Choose a role's printers, enter that, have `keep` keep them, and print there (store thread).

        Raises `PrinterError` while a paper is on its way, or its answer is, and for what is no address, `RoleRefused`
        for who may not choose; then nothing is kept.
        """
        from kbdesk.app.printers import require_addresses
        from kbdesk.devices.printer_faults import not_taken

        if self._queue is not None and not self._queue.rests:
            raise not_taken(Fault.PRINTING)
        require_addresses(first, second)
        changed = {f"printer_{role}": first, f"printer_{role}_second": second}
        body = {"role": str(role), "printer": first, "fallback": second}
        self.choose(PRINTERS_CHOSEN, body, changed, keep=lambda: keep(role, first, second))
        if self._queue is not None:
            self._queue.close()
        self.printers.renew(self.settings)
        self.hear_printer(self._heard)
        self.look_at_printer()

    def printer(self) -> PrinterState:
        """Look at the printer (store thread)."""
        folder = self.printers.now.folder
        if folder is not None:
            return PrinterState(name="", ready=os.access(folder, os.W_OK | os.X_OK), folder=True)
        if self._queue is None:
            return PrinterState(name="", ready=False, fault="printer.none")
        seen = self._queue.seen
        return PrinterState(name=seen.name, ready=not seen.grave, fault=seen.fault, role=seen.role)

    def hear_printer(self, changed: Callable[[], None] | None) -> None:
        """Let something be called, on the printer's thread, whenever a paper on its way is somewhere else."""
        self._heard = changed
        if self._queue is not None:
            self._queue.hear(changed)

    def print_progress(self) -> PrintProgress:
        """Return how far the papers on their way are (any thread)."""
        return PrintProgress() if self._queue is None else self._queue.progress()

    def cancel_printing(self) -> None:
        """Withdraw what is being printed and send no more of what waits (any thread)."""
        if self._queue is not None:
            self._queue.cancel()

    def look_at_printer(self) -> None:
        """Ask the printer how it is; `hear_printer` tells when it has said so (any thread)."""
        if self._queue is not None:
            self._queue.look()

    def enter_printed(self) -> tuple[tuple[Printed, PrinterError], ...]:
        """Record what the printer has answered since; returns what does not lie there, each with why (store thread)."""
        return self.printing.enter()

    def unprinted(self) -> Sequence[PaperRow]:
        """Return what was recorded and does not lie there, but for what is on its way (store thread)."""
        rows, queue = super().unprinted(), self._queue
        return rows if queue is None else [row for row in rows if not queue.holds(row.sha256)]

    def health(self, *, tidy: bool) -> Health:
        """Clear up what is in doubt, and `tidy` the store up; return how it stands (store thread)."""
        settled = self.store.settled()
        if tidy or self.store.trouble is not None:
            self.store.tidy()
            self.note_records()
        trouble = self.store.trouble
        return Health(trouble=trouble.code if trouble is not None else "", settled=settled)

    def read_codes(self, data: bytes) -> tuple[Code, ...]:
        """Return the codes in the bytes of a file (any thread but the window's). Raises `CodesError`."""
        return self.press.codes(data)

    def codes_in_view(self, width: int, height: int, grey: bytes) -> tuple[Code, ...]:
        """Return the codes in one of a camera's pictures, rows of grey bytes (any thread but the window's)."""
        from kbdesk.devices.codes import in_view

        return in_view(width, height, grey)

    def read_zone(self, data: bytes) -> Optical:
        """Return the zone printed in a picture or PDF (any thread but the window's). Raises `CodesError`."""
        face = carried.folder("fonts", "papers", "KbOcrB-Regular.ttf").read_bytes()
        return self.press.zone(data, face=face, today=self.clock.now().date())

    def rosette(self, number: str, *, vehicle: bool, width: int) -> PageImage:
        """Return the rosette that a number demands, as a square picture (any thread but the window's)."""
        return self.press.rosette(number, vehicle=vehicle, width=width)

    def stop_printing(self) -> None:
        """Leave to the printer what it has, hand over nothing more, and enter what never was (store thread)."""
        if self._queue is not None:
            left = self._queue.close()
            self.printing.enter()
            self.printing.leave(left)

    def leave(self) -> None:
        """Stop printing, and note how far the records go: this process may be ended from now on (store thread)."""
        try:
            self.stop_printing()
        finally:
            self.note_records()

    def close(self) -> None:
        """Stop printing, then close as every desk does."""
        try:
            self.stop_printing()
        finally:
            super().close()

    def scanner_code(self, *, width: int) -> PageImage:
        """Return the code by which a scanner is put into service, as a square picture (any thread but the window's)."""
        return self.press.scanner_code(width=width)

    def print_scanner_sheet(self) -> None:
        """Print the sheet on which a scanner is put into service (store thread). Raises `PrinterError`."""
        for _, why in self.printing.try_out(self.press.scanner_sheet(), later=self.prints_later):
            raise why
