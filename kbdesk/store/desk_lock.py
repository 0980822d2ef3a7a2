"""One writer process a store: a lock on `desk.lock` that ends with the process, however it ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from kbdesk.store.errors import StoreBusy
from kbdesk.store.translation import translate_os

FILE = "desk.lock"


class DeskLock:
    """Held from construction to `release`. Raises `StoreBusy` if another process, or this one, holds it already."""

    def __init__(self, folder: Path) -> None:
        try:
            self._descriptor = os.open(folder / FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise translate_os(error, folder) from error
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._descriptor)
            if isinstance(error, BlockingIOError):
                raise StoreBusy from None
            raise translate_os(error, folder) from error

    def release(self) -> None:
        """Let another process have the desk."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
