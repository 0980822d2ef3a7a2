"""A run recorded: the files it began with, and all that it asked of its disk and told, by `strace`."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from kbdesk.store import connection
from tests.faults import events
from tests.faults.runs import RUNS
from tests.faults.sabotages import SABOTAGES
from tests.faults.telling import Telling
from tests.store.books_day import Rooms

ROOT = Path(__file__).parents[2]
OFTEN = 4
"""Commits between checkpoints: so few that a short day has some."""
_STRACE: Final = ("strace", "-f", "-y", "-xx", "-s", "10000000", "-e", f"trace={events.TRACED}", "-e", "signal=none")
_SET_PTRACER, _ANY = 0x59616D61, ctypes.c_ulong(-1)


class NotRecordedError(Exception):
    """A run did not come to its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What happened, from which files on."""

    files: Mapping[str, bytes]
    events: Sequence[events.Event]


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder in memory, where a sync costs nothing: what is durable, the model says."""
    with TemporaryDirectory(prefix="kbdesk-faults-", dir="/dev/shm") as folder:
        yield Path(folder)


def record(run: str, folder: Path, rooms: Rooms, sabotage: str = "") -> Recording:
    """Make a run's desk in an empty folder, let the run work on it in a process of its own and record that.

    The caller has no store open and one thread. Raises `NotRecordedError`.
    """
    shutil.rmtree(folder, ignore_errors=True)
    rooms.tray.mkdir(parents=True, exist_ok=True)
    desk, told, trace = (folder / name for name in ("desk", "told", "trace"))
    folder.mkdir(parents=True)
    told.touch()
    child(lambda: RUNS[run].base(desk, rooms))
    files = contents(desk)
    child(desk_at_work(run, desk, rooms, told, sabotage), (*_STRACE, *RUNS[run].inject, "-o", str(trace)))
    with trace.open(encoding="latin1") as lines:
        return Recording(files=files, events=events.read(lines, desk, told, files))


def desk_at_work(run: str, desk: Path, rooms: Rooms, told: Path, sabotage: str) -> Callable[[], None]:
    """Return what a recorded process does; it is changed for good by it."""

    def work() -> None:
        if sabotage:
            SABOTAGES[sabotage].apply(rooms.tray)
        connection.CHECKPOINT_EVERY = OFTEN
        telling = Telling(told)
        telling.listen()
        RUNS[run].work(desk, rooms, telling.tell)

    return work


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its path below."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def child(work: Callable[[], object], tracer: Sequence[str] = ()) -> None:
    """Do something in a fork, once its tracer has taken hold of it."""
    ready, go = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(go)
        _do(work, ready)
    os.close(ready)
    tracing = None
    if tracer:
        tracing = subprocess.Popen([*tracer, "-p", str(child)], stderr=subprocess.PIPE, text=True)
        said = tracing.stderr.readline() if tracing.stderr else ""
        if "attached" not in said:
            raise NotRecordedError(said)
    os.close(go)
    _, state = os.waitpid(child, 0)
    if tracing is not None:
        tracing.communicate()
    if state:
        raise NotRecordedError(f"the run ended with {state}")


def _do(work: Callable[[], object], ready: int) -> None:
    status = 1
    try:
        ctypes.CDLL(None).prctl(_SET_PTRACER, _ANY, 0, 0, 0)  # where only parents may trace
        os.read(ready, 1)
        work()
        status = 0
    except BaseException:  # noqa: BLE001 - a forked child must end here, whatever happened
        traceback.print_exc(file=sys.stderr)
    finally:
        sys.stderr.flush()
        os._exit(status)
