"""The files of a data folder are its account's alone: what others could get at is closed to them, and told."""

from __future__ import annotations

import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from kbdesk.store.connection import translated
from kbdesk.store.translation import STORE_FILE

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_OWN: Final = (
    *(f"{STORE_FILE}*", "keys*.json", "settings.toml", "*.pem", "trust.bundle", "attempts.log", "*.lock"),
    "drill-passwords.txt",
)
"""What a desk keeps in its folder: what is copied by who guesses passwords at home, and what others could change."""


def close_to_others(folder: Path) -> tuple[str, ...]:
    """Take from everybody else what they may do with a desk's folder and the files that it keeps there.

    Returns which of them others could get at, the folder as ``.``; what belongs to another account stays as it is, and
    is told each time. Raises `StoreUnavailable`.
    """
    found = []
    with translated(folder):
        files = {path for pattern in _OWN for path in folder.glob(pattern) if path.is_file()}
        for path in (folder, *sorted(files)):
            mode = path.stat().st_mode
            if mode & _OTHERS:
                with suppress(PermissionError):
                    path.chmod(stat.S_IMODE(mode) & ~_OTHERS)
                found.append("." if path == folder else path.name)
    return tuple(found)
