"""Power cuts below a real ext4: its blocks noted as they are written, lost as drives lose them, mounted and judged."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Final

from tests.faults import loops
from tests.faults.blocks import DISK, TOLD
from tests.faults.disk import Disk, Files, Folders
from tests.faults.events import Event, Told, Write
from tests.faults.recording import ROOT, NotRecordedError, Recording, child, desk_at_work
from tests.faults.runs import RUNS
from tests.faults.states import Fault, Found, Judge, seeded
from tests.store.books_day import Rooms

SIZE: Final = 10 << 20
BLOCK: Final = 4096
MAKE: Final = ("mkfs.ext4", "-q", "-b", "4096", "-N", "64", "-m", "0", "-J", "size=4", "-O", "^resize_inode")


def lacking() -> list[str]:
    """Return what this machine lacks for cuts below a real ext4."""
    wrong = [] if os.geteuid() == 0 else ["root"]
    wrong += [path for path in ("/dev/fuse", "/dev/loop-control") if not Path(path).exists()]
    return wrong + [name for name in ("mkfs.ext4",) if shutil.which(name) is None]


def record(run: str, folder: Path, rooms: Rooms, sabotage: str = "") -> Recording:
    """Let a run work on an ext4 whose disk is noted; the files of the recording are the disk alone."""
    folder.mkdir(parents=True)
    rooms.tray.mkdir(parents=True, exist_ok=True)
    image, shown, mounted, log = (folder / name for name in ("image", "shown", "mounted", "log"))
    shown.mkdir()
    mounted.mkdir()
    with image.open("wb") as file:
        file.truncate(SIZE)
    subprocess.run([*MAKE, str(image)], check=True, capture_output=True)
    desk = mounted / "desk"
    with loops.mounted(image, mounted):
        child(lambda: RUNS[run].base(desk, rooms))
    with _noted(shown, image, log), loops.mounted(shown / DISK, mounted):
        child(desk_at_work(run, desk, rooms, shown / TOLD, sabotage))
    events: list[Event] = pickle.loads(log.read_bytes())
    return Recording(files={DISK: image.read_bytes()}, events=[*_by_block(events)])


def _by_block(events: Iterable[Event]) -> Iterator[Event]:
    """Yield each write of many blocks as so many writes: a drive may keep some and lose others."""
    for event in events:
        if isinstance(event, Write) and event.at is not None:
            for place in range(0, len(event.data), BLOCK):
                yield Write(event.path, event.at + place, event.data[place : place + BLOCK])
        else:
            yield event


@contextmanager
def _noted(shown: Path, image: Path, log: Path) -> Iterator[None]:
    """Show an image as a disk that is noted; the log is there afterwards."""
    command = [sys.executable, "-m", "tests.faults.blocks", *map(str, (shown, image, log))]
    with subprocess.Popen(command, cwd=ROOT) as serving:
        while not (shown / DISK).exists():
            if serving.poll() is not None:
                raise NotRecordedError("no disk was shown")
            time.sleep(0.01)
        try:
            yield
        finally:
            loops.unmount(shown)
            serving.wait()


def explore(
    recording: Recording,
    judge: Judge,
    folder: Path,
    *,
    seed: int,
    cuts: int,
    first: bool = False,
) -> Found:
    """Cut so often below the file system, at moments spread over the whole, and judge what mounts again."""
    found = Found(events=len(recording.events))
    moments = range(1, len(recording.events) + 1)
    turn = 0
    while found.distinct < cuts:
        disk, told = Disk(recording.files, Folders.ORDERED, tears=False), list[str]()
        share = min(1.0, (cuts - found.distinct) / len(moments))
        for event in moments:
            happened = recording.events[event - 1]
            disk.take(happened)
            told += [happened.line] if isinstance(happened, Told) else []
            random = seeded(seed, event, turn)
            if random.random() > share:
                continue
            words = cut(disk.state(turn, random), told, judge, folder, random)
            found.count(type(happened).__name__.lower())
            if words:
                found.faults.append(Fault(event=event, state=turn, words=tuple(words)))
            if found.distinct >= cuts or (first and found.faults):
                return found
        turn += 1
    return found


def replay(recording: Recording, judge: Judge, folder: Path, *, seed: int, event: int, state: int) -> list[str]:
    """Return what is wrong with one cut named by a fault."""
    disk = Disk(recording.files, Folders.ORDERED, tears=False)
    for happened in recording.events[:event]:
        disk.take(happened)
    told = [happened.line for happened in recording.events[:event] if isinstance(happened, Told)]
    random = seeded(seed, event, state)
    random.random()
    return cut(disk.state(state, random), told, judge, folder, random)


def cut(files: Files, told: Sequence[str], judge: Judge, folder: Path, random: Random) -> list[str]:
    """Mount what a cut left and judge the desk on it."""
    image, mounted = folder / "cut", folder / "mounted"
    mounted.mkdir(exist_ok=True)
    with image.open("r+b" if image.exists() else "xb") as over:
        over.write(files[DISK])
    try:
        with loops.mounted(image, mounted):
            return judge.judged(mounted / "desk", told, random)
    except OSError as error:
        return [f"does not mount: {error}"]


if __name__ == "__main__":  # `make test` asks what to leave out; where everything must be tried, that is nothing
    sys.stdout.write("" if os.environ.get("CI") else ", ".join(lacking()))
