"""A desk with an officer signed in, as the window asks for it."""

from __future__ import annotations

import os

from kbdesk.app.session import OpenDesk
from kbdesk.ui.desk import PrinterState


class WindowSession(OpenDesk):
    """A desk with an officer signed in, as the window asks for it."""

    def printer(self) -> PrinterState:
        """Look at the printer (store thread)."""
        return PrinterState(name=self.tray_folder.name, ready=os.access(self.tray_folder, os.W_OK | os.X_OK))
