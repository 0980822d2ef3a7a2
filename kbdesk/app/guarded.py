"""What the system is asked to keep to itself of this process: no core file, no look into its memory, private files."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from typing import Final

PRIVATE: Final = 0o077
"""What nobody but this account may do with files and folders made here."""
_SET_DEATH_SIGNAL, _SET_DUMPABLE = 1, 4
"""Of prctl(2)."""


def guard() -> None:
    """Leave no core file, be read by no other program of this account, and make files for this account only."""
    os.umask(PRIVATE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _prctl(_SET_DUMPABLE, 0)


def end_with(parent: int) -> None:
    """End as soon as the parent has ended, however it ends."""
    _prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before it could be watched
        os._exit(1)


def _prctl(option: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)
