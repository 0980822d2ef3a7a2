"""Desks in trouble, recorded: two programs at once, a store taken away, syncs that fail, a file that cannot grow."""

from __future__ import annotations

import os
import resource
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from kbdesk.store import connection
from kbdesk.store.errors import StoreBusy, StoreError
from tests.faults.run import GONE, Tell
from tests.store.books_day import Rooms
from tests.store.samples import issue, reopen

SYNCS_FAIL: Final = ("-e", "inject=fsync:error=EIO:when=4+5")
"""One sync of every five fails, from the fourth on: of commits, of checkpoints, of the log's beginning."""
WRITES_FAIL: Final = ("-e", "inject=pwrite64:error=EIO:when=31+40")
"""One write of every forty fails, in the middle of one act or another."""
GROWN: Final = 64 * 4_120
"""Bytes of log after which a desk that tidies up after every other act cannot say that all is well."""


def two_programs(folder: Path, _rooms: Rooms, _: Tell) -> None:
    """Record beside a program that reads all the while, and refuses a third that would write."""
    ready, go = os.pipe()
    reader = os.fork()
    if reader == 0:
        _read(folder, ready, go)
    os.close(ready)
    with reopen(folder) as store:
        os.write(go, b"1")
        for number in range(20, 28):
            issue(store, number)
            with suppress(StoreBusy):
                reopen(folder).close()
    assert os.waitpid(reader, 0)[1] == 0


def _read(folder: Path, ready: int, go: int) -> None:
    status = 1
    try:
        os.close(go)
        os.read(ready, 1)
        for _ in range(10):
            with reopen(folder, reading=True) as store:
                for _ in range(5):
                    assert store.check().whole
        status = 0
    except BaseException:  # noqa: BLE001 - a forked child must end here, whatever happened
        traceback.print_exc(file=sys.stderr)
    finally:
        sys.stderr.flush()
        os._exit(status)


def taken_away(folder: Path, _rooms: Rooms, tell: Tell) -> None:
    """Go on recording after somebody removed the store."""
    with reopen(folder) as store:
        issue(store, 30)
        tell(GONE)
        (folder / "desk.db").unlink()
        for number in range(31, 34):
            with suppress(StoreError):
                issue(store, number)


def in_doubt(folder: Path, _rooms: Rooms, _: Tell) -> None:
    """Record while the disk fails now and then; a desk that does not know is opened anew."""
    for number in range(40, 46):
        with suppress(StoreError), reopen(folder) as store:
            for again in range(3):
                with suppress(StoreError):
                    issue(store, number * 10 + again)


def not_growing(folder: Path, _rooms: Rooms, tell: Tell) -> None:
    """Record while the store's file cannot grow, and tell after each act how the store is."""
    connection.CHECKPOINT_EVERY = 2
    size = (folder / "desk.db").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    with suppress(StoreError), reopen(folder) as store:
        for number in range(50, 90):
            issue(store, number)
            log = (folder / "desk.db-wal").stat().st_size
            tell("health", store.trouble.code if store.trouble else "well", log)


def well_when_told(_folder: Path, told: Sequence[str]) -> list[str]:
    """Return what is wrong with what was told of the store's health: a log that only grows is no good health."""
    health = (line.split()[1:] for line in told if line.startswith("health "))
    return ["told to be well, and never tidied up"] if any(w == "well" and int(s) > GROWN for w, s in health) else []
