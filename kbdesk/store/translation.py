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
    StoreFull,
    StoreMissing,
    StoreReadOnly,
    StoreUnreadable,
)

BUSY, LOCKED, READ_ONLY, IO_ERROR, CORRUPT, FULL, CANNOT_OPEN, NOT_A_DATABASE = 5, 6, 8, 10, 11, 13, 14, 26
"""SQLite's primary result codes, https://sqlite.org/rescode.html."""

STORE_FILE = "desk.db"
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_ALLOWED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_PROBE_BYTES = 64 * 1024


def translate(code: int | None, folder: Path) -> StoreError:
    """Return the error for a result code of SQLite; `folder` is looked at where the code says too little."""
    plain: dict[int | None, type[StoreError]] = {
        BUSY: StoreBusy,
        LOCKED: StoreBusy,
        READ_ONLY: StoreReadOnly,
        CORRUPT: StoreDamaged,
        FULL: StoreFull,
        NOT_A_DATABASE: StoreUnreadable,
    }
    if code in plain:
        return plain[code]()
    if code == IO_ERROR:
        return _probe(folder)
    if code == CANNOT_OPEN:
        return _probe(folder) if (folder / STORE_FILE).exists() else StoreMissing()
    return StoreBroken()


def translate_os(error: OSError, folder: Path) -> StoreError:
    """Return the error for a failed call on a file in the data folder."""
    if error.errno in _NO_ROOM:
        return StoreFull()
    if error.errno in _NOT_ALLOWED:
        return StoreReadOnly()
    if error.errno in (errno.ENOENT, errno.ENOTDIR) and not folder.is_dir():
        return StoreMissing()
    return StoreFailing()


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
