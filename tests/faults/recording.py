"""A run recorded: the files it began with, and all that it asked of its disk and told, by `strace`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults import events

ROOT = Path(__file__).parents[2]


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


def record(run: str, folder: Path, sabotage: str = "", *, inject: Sequence[str] = ()) -> Recording:
    """Make a run's desk in an empty folder, let the run work on it and record that.

    `inject` are options of strace that make calls fail. Raises `NotRecordedError`.
    """
    shutil.rmtree(folder, ignore_errors=True)
    desk, tray, told, trace = (folder / name for name in ("desk", "tray", "told", "trace"))
    tray.mkdir(parents=True)
    told.touch()
    words = [run, str(desk), str(tray), str(told)]
    _done([sys.executable, "-m", "tests.faults.recorded", "base", *words])
    files = contents(desk)
    tracer = ["strace", "-f", "-y", "-xx", "-s", "10000000", "-e", f"trace={events.TRACED}", "-e", "signal=none"]
    work = [sys.executable, "-m", "tests.faults.recorded", "work", *words, *([sabotage] if sabotage else [])]
    _done([*tracer, *inject, "-o", str(trace), *work])
    with trace.open(encoding="latin1") as lines:
        return Recording(files=files, events=events.read(lines, desk, told, files))


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its path below."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def _done(command: Sequence[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotRecordedError(done.stderr)
