"""Copies of the records that a kill left half way: nobody needs them, and they would outlive what is pruned."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Final

from kbdesk.store.connection import translated
from kbdesk.store.translation import STORE_FILE

_ASIDE: Final = "kbdesk-proof-"
_SCRATCHES: Final = frozenset(
    f".{work}-{STORE_FILE}{log}" for work in ("backup", "before") for log in ("", "-journal", "-wal", "-shm")
)


@contextmanager
def aside() -> Iterator[Path]:
    """Have a folder for records that are only looked at; it goes with the work, or at the next `clear` after a kill.

    It lies within the one that is held, so that whoever works there may hold it as any desk's folder is held.
    """
    with ExitStack() as work:
        records = _made(work) / "records"
        records.mkdir(mode=0o700)
        yield records


def _made(work: ExitStack) -> Path:
    while True:
        folder = Path(work.enter_context(TemporaryDirectory(prefix=_ASIDE)))
        with suppress(FileNotFoundError):
            held = _hold(folder)
            if held is not None:
                work.callback(os.close, held)
                if folder.exists():  # no `clear` came between
                    return folder


def clear(folder: Path) -> tuple[str, ...]:
    """Remove what was left in a desk's folder, and wherever records were looked at; return the names of the former.

    The caller holds the desk's lock. Raises `StoreUnavailable`.
    """
    with translated(folder):
        gone = [path for path in folder.iterdir() if path.name in _SCRATCHES]
        for path in gone:
            path.unlink()
    for name in os.listdir(gettempdir()):  # noqa: PTH208 - a folder of all programs: no path is made of each name
        if name.startswith(_ASIDE):
            with suppress(OSError):  # others' may lie there too
                _remove_if_idle(Path(gettempdir(), name))
    return tuple(sorted(path.name for path in gone))


def _remove_if_idle(folder: Path) -> None:
    held = _hold(folder)
    if held is None:
        return
    try:
        if os.fstat(held).st_uid == os.getuid():
            shutil.rmtree(folder)
    finally:
        os.close(held)


def _hold(folder: Path) -> int | None:
    """Return a descriptor that holds a folder until it is closed or its process ends; None where another holds it."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor
