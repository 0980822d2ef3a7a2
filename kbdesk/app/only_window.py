"""One window a desk: a lock file that ends with the launcher; whoever comes second raises the first."""

from __future__ import annotations

import fcntl
import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

FILE: Final = "window.lock"
ENDING: Final = 0.5
"""Seconds in which the place of a window that was just closed may still be taken by what ends with it."""


class OnlyWindow:
    """Held from construction on, by the launcher alone; `is_second` tells that another has it."""

    def __init__(self, data: Path) -> None:
        """Take the place in a data folder; in one that is missing or cannot be written there is nothing to take."""
        self._descriptor, self.is_second = -1, False
        try:
            self._descriptor = os.open(data / FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            return
        self.is_second = not self._take()

    def _take(self) -> bool:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, f"{os.getpid()}\n".encode(), 0)
        return True

    def raise_first(self) -> None:
        """Have the window that has the place come to the front, and take the place where that one is just ending."""
        told = os.pread(self._descriptor, 20, 0).strip()
        if told.isdigit():
            with suppress(ProcessLookupError):
                os.kill(int(told), signal.SIGUSR1)
        until = time.monotonic() + ENDING
        while self.is_second and time.monotonic() < until:
            time.sleep(0.025)
            self.is_second = not self._take()

    def let_go(self) -> None:
        """Close the file in a process that is not the launcher; the place stays the launcher's."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
