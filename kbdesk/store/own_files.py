"""The files of a data folder are its account's alone: whatever others could read is closed to them, and told."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final

from kbdesk.store.connection import translated
from kbdesk.store.slot_file import COPY, FILE
from kbdesk.store.translation import STORE_FILE

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_GRAVE: Final = frozenset({STORE_FILE, FILE, COPY})
"""What a copy of is worth something to who guesses passwords."""


def close_to_others(folder: Path) -> tuple[str, ...]:
    """Take from everybody else what they may do with a desk's folder and what lies in it.

    Returns which of folder (``.``), records and key slots others could get at. Raises `StoreUnavailable`.
    """
    with translated(folder):
        inside = sorted((*folder.iterdir(), *folder.glob("*/*")))
        open_ = [path for path in (folder, *inside) if not path.is_symlink() and path.stat().st_mode & _OTHERS]
        for path in open_:
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~_OTHERS)
    names = (path.relative_to(folder).as_posix() for path in open_)
    return tuple(name for name in names if name == "." or name in _GRAVE)
