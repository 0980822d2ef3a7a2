"""From what SQLite and the operating system say to the store's own errors (measured in FAULTS section 3)."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from kbdesk.store.errors import (
    StoreBroken,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFailing,
    StoreFileClosed,
    StoreFull,
    StoreMissing,
    StoreReadOnly,
    StoreUnreadable,
)

BUSY, LOCKED, READ_ONLY, IO_ERROR, CORRUPT, FULL, CANNOT_OPEN, NOT_A_DATABASE = 5, 6, 8, 10, 11, 13, 14, 26
"""SQLite's primary result codes, https://sqlite.org/rescode.html."""

STORE_FILE = "desk.db"
_FILES = frozenset(
    {
        *(STORE_FILE, f"{STORE_FILE}-wal", f"{STORE_FILE}-shm", "settings.toml", "keys.json", "keys.copy.json"),
        *("attempts.log", "desk.lock", "trust.bundle"),
    }
)
"""What is a file in a data folder, and keeps the desk from working where it is a folder or another's."""
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_ALLOWED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_PROBE_BYTES = 64 * 1024


def translate(code: int | None, folder: Path) -> StoreError:
    """Return the error for a result code of SQLite; `folder` is looked at where the code says too little."""
    plain: dict[int | None, type[StoreError]] = {
        BUSY: StoreBusy,
        LOCKED: StoreBusy,
        CORRUPT: StoreDamaged,
        FULL: StoreFull,
        NOT_A_DATABASE: StoreUnreadable,
    }
    if code in plain:
        return plain[code]()
    if code == READ_ONLY:
        return _closed(folder) or StoreReadOnly()
    if code == IO_ERROR:
        return _probe(folder)
    if code == CANNOT_OPEN:
        return _closed(folder) or _probe(folder) if (folder / STORE_FILE).exists() else StoreMissing()
    return StoreBroken()


def translate_os(error: OSError, folder: Path) -> StoreError:
    """Return the error for a failed call on a file in the data folder."""
    if error.errno in _NO_ROOM:
        return StoreFull()
    if error.errno in _NOT_ALLOWED:
        return _closed(folder) or StoreReadOnly()
    if error.errno == errno.EISDIR:
        return _closed(folder) or StoreFailing()
    if error.errno in (errno.ENOENT, errno.ENOTDIR) and not folder.is_dir():
        return StoreMissing()
    return StoreFailing()


def _closed(folder: Path) -> StoreFileClosed | None:
    """Return the error for the desk's first file that this account may not use or that is none, None without one.

    In a folder that cannot be written no file can, and it is the folder's fault.
    """
    wanted = os.R_OK | (os.W_OK if os.access(folder, os.W_OK | os.X_OK) else 0)
    for name in sorted(_FILES):
        file = os.fspath(folder / name)
        whole = os.path.isfile(file)  # noqa: PTH113 - Path's raises where a folder above may not be entered
        if os.path.lexists(file) and not (whole and os.access(file, wanted)):
            return StoreFileClosed(name)
    return None


def _probe(folder: Path) -> StoreError:
    """Find out by a small write whether disk, quota or permissions explain an I/O error; SQLite's code does not."""
    probe = folder / ".probe"
    try:
        if os.statvfs(folder).f_flag & os.ST_RDONLY:
            return StoreReadOnly()
        try:
            with probe.open("wb") as file:
                file.write(bytes(_PROBE_BYTES))
                file.flush()
                os.fsync(file.fileno())
        finally:
            probe.unlink(missing_ok=True)
    except OSError as error:
        return translate_os(error, folder)
    return StoreFailing()
