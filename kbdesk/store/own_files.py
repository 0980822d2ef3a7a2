"""The files of a data folder are its account's alone: what others could get at is closed to them, and told."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final

from kbdesk.store.connection import translated
from kbdesk.store.slot_file import COPY, FILE
from kbdesk.store.translation import STORE_FILE

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_OWN: Final = (".", STORE_FILE, FILE, COPY)
"""The folder, which closes all that lies in it, and what is copied by who guesses passwords at home."""


def close_to_others(folder: Path) -> tuple[str, ...]:
    """Take from everybody else what they may do with a desk's folder, its records and its key slots.

    Returns which of them others could get at, the folder as ``.``. Raises `StoreUnavailable`.
    """
    found = []
    with translated(folder):
        for name in _OWN:
            mode = (folder / name).stat().st_mode
            if mode & _OTHERS:
                (folder / name).chmod(stat.S_IMODE(mode) & ~_OTHERS)
                found.append(name)
    return tuple(found)
