"""The states that a power cut may leave of a recorded run, laid down and judged; a fault comes again by its name."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from kbdesk.store.errors import StoreError
from kbdesk.store.translation import STORE_FILE
from tests.faults.disk import Disk, Files, Folders
from tests.faults.events import Told
from tests.faults.held import Held, look, missing, without_spares, works_on
from tests.faults.put_back import write_in_place
from tests.faults.recording import Recording
from tests.faults.run import GONE, THERE, Run

AT_ONCE: Final = 6
"""States taken of one moment before the next is looked at."""
MORE, TRIED = 0.02, 200
"""Where of so many states tried a smaller share is new, nothing new comes any more."""
GOES_ON: Final = 0.05
"""The share of states after which the desk works on, beside every first of a content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What was wrong, and where: the cut came after so many events, and left that state."""

    event: int
    state: int
    words: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Found:
    """How many distinct states were judged, after which kinds of event, and what was wrong.

    `kept` are the files of recordings from which the faults come again.
    """

    distinct: int = 0
    generated: int = 0
    events: int = 0
    after: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def count(self, kind: str) -> None:
        """Count a state that came after a kind of event."""
        self.distinct += 1
        self.after[kind] = self.after.get(kind, 0) + 1

    def add(self, other: Found) -> None:
        """Count another's with its own."""
        self.distinct += other.distinct
        self.generated += other.generated
        self.events += other.events
        self.after = dict(Counter(self.after) + Counter(other.after))
        self.faults += other.faults
        self.kept += other.kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A recording with a fault, and all that makes the fault come again but its event and its state.

    `folders` is the model of names by which it was found, None for cuts below a real ext4.
    """

    run: str
    sabotage: str
    seed: int
    folders: Folders | None
    recording: Recording


class Judge:
    """Lays states down in a folder and says what is wrong; a content it has seen whole it only compares."""

    def __init__(self, folder: Path, run: Run) -> None:
        self._folder, self._opens, self._also, self._excused = folder, run.opens, run.also, run.excused
        self._begins = run.begins
        self._known: dict[int, Held] = {}

    def wrong(self, files: Files, told: Sequence[str], random: Random) -> list[str]:
        """Lay a state down and return what is wrong with it."""
        lay(self._folder, files, random)
        return self.judged(self._folder, told, random)

    def judged(self, folder: Path, told: Sequence[str], random: Random) -> list[str]:
        """Return what is wrong with the desk in a folder, which works on."""
        if GONE in told:
            after = told[told.index(GONE) :]
            return ["acknowledged into a file that is gone"] if any(one.startswith("entry ") for one in after) else []
        if self._begins and THERE not in told:
            told = ()
        with without_spares():
            return self._looked_at(folder, told, random)

    def _looked_at(self, folder: Path, told: Sequence[str], random: Random) -> list[str]:
        wrong = self._also(folder, told)
        try:
            with self._opens(folder):
                pass
        except StoreError as error:
            return [*wrong, f"does not open: {error.code}"]
        content = hash((folder / STORE_FILE).read_bytes())
        if (folder / f"{STORE_FILE}-wal").exists():
            wrong.append("the last to close left its log behind")
        held = self._known.get(content)
        if held is None:
            held = self._known[content] = look(folder, self._opens)
            more = works_on(folder, self._opens)
        else:
            more = works_on(folder, self._opens) if random.random() < GOES_ON else []
        return [one for one in (*wrong, *held.wrong, *missing(held, told), *more) if one not in self._excused]


def lay(folder: Path, files: Files, random: Random) -> None:
    """Put a state into a folder; the log's index, which is mapped memory, comes as nothing, zeros or rubbish."""
    _clear(folder, files)
    for name, content in files.items():
        if "/" in name:
            (folder / name[: name.rindex("/")]).mkdir(parents=True, exist_ok=True)
        if not name.endswith("/"):
            write_in_place(f"{folder}/{name}", content)
    index = random.choice((None, bytes(32768), random.randbytes(32768)))
    if index is not None:
        write_in_place(f"{folder}/{STORE_FILE}-shm", index)


def _clear(folder: Path, files: Files) -> None:
    """Take away whatever is in a folder, which is there afterwards, but the files that are written over."""
    folder.mkdir(mode=0o700, exist_ok=True)
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir(follow_symlinks=False):
                shutil.rmtree(one.path)
            elif one.name not in files:
                (folder / one.name).unlink()


def seeded(seed: int, event: int, state: int) -> Random:
    """Return the chance that makes one state, the same each time."""
    return Random(f"{seed}:{event}:{state}")


def explore(
    recording: Recording,
    judge: Judge,
    *,
    folders: Folders,
    seed: int,
    states: int,
    first: bool = False,
) -> Found:
    """Judge so many distinct states, spread over all moments of a recording; `first` ends at the first fault.

    It ends before where nothing new comes.
    """
    found, seen = Found(events=len(recording.events)), set[int]()
    share = 1.0 if first else min(1.0, states / (AT_ONCE * len(recording.events)))
    before = (0, 0)
    for turn in range(1000):
        disk, told = Disk(recording.files, folders), list[str]()
        for event in range(len(recording.events) + 1):
            if event:
                happened = recording.events[event - 1]
                disk.take(happened)
                told += [happened.line] if isinstance(happened, Told) else []
            if seeded(seed, event, -1 - turn).random() > share:
                continue
            for state in _states(turn, only=disk.is_durable):
                random = seeded(seed, event, state)
                files = disk.state(state, random)
                found.generated += 1
                key = hash((*sorted(files.items()), len(told)))
                if key in seen:
                    continue
                seen.add(key)
                found.count("nothing" if not event else type(happened).__name__.lower())
                words = judge.wrong(files, told, random)
                if words:
                    found.faults.append(Fault(event=event, state=state, words=tuple(words)))
                if found.distinct >= states or (first and found.faults):
                    return found
        distinct, generated = found.distinct - before[0], found.generated - before[1]
        if generated >= TRIED:
            if distinct <= MORE * generated:
                return found
            before = (found.distinct, found.generated)
    return found


def _states(turn: int, *, only: bool) -> range:
    """Return the numbers of the states of one moment in a turn: at first nothing and all; `only` one may be there."""
    if turn == 0:
        return range(1 if only else 2)
    return range(0) if only else range(2 + (turn - 1) * AT_ONCE, 2 + turn * AT_ONCE)


def replay(recording: Recording, judge: Judge, *, folders: Folders, seed: int, event: int, state: int) -> list[str]:
    """Return what is wrong with one state named by a fault."""
    disk = Disk(recording.files, folders)
    for happened in recording.events[:event]:
        disk.take(happened)
    told = [happened.line for happened in recording.events[:event] if isinstance(happened, Told)]
    random = seeded(seed, event, state)
    return judge.wrong(disk.state(state, random), told, random)
