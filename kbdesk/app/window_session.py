"""A desk with an officer signed in, as the window asks for it."""

from __future__ import annotations

import os

from kbdesk.app.session import OpenDesk
from kbdesk.domain.codes import Code
from kbdesk.domain.paper import PageImage
from kbdesk.ui.desk import Health, PrinterState


class WindowSession(OpenDesk):
    """A desk with an officer signed in, as the window asks for it."""

    def printer(self) -> PrinterState:
        """Look at the printer (store thread)."""
        return PrinterState(name=self.tray_folder.name, ready=os.access(self.tray_folder, os.W_OK | os.X_OK))

    def health(self) -> Health:
        """Let the store tidy up and clear up what is in doubt; return how it stands (store thread)."""
        settled = self.store.settled()
        self.store.tidy()
        trouble = self.store.trouble
        return Health(trouble=trouble.code if trouble is not None else "", settled=settled)

    def read_codes(self, data: bytes) -> tuple[Code, ...]:
        """Return the codes in the bytes of a file (any thread but the window's). Raises `CodesError`."""
        return self.press.codes(data)

    def rosette(self, number: str, *, vehicle: bool, width: int) -> PageImage:
        """Return the rosette that a number demands, as a square picture (any thread but the window's)."""
        return self.press.rosette(number, vehicle=vehicle, width=width)

    def scanner_code(self, *, width: int) -> PageImage:
        """Return the code by which a scanner is put into service, as a square picture (any thread but the window's)."""
        return self.press.scanner_code(width=width)

    def print_scanner_sheet(self) -> None:
        """Print the sheet on which a scanner is put into service (store thread). Raises `PrinterError`."""
        self.tray.put(self.press.scanner_sheet())
