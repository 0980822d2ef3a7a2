"""SIGKILL at every boundary of the system calls of a day's work, and what it left judged each time.

``python -m tests.faults.kills SEED KILLS [OPERATION ...] [PART/PARTS] [SABOTAGE]`` prints what was found as JSON;
without operations a desk of some days is killed in all of them. So many kills fall to each part. ``... again SEED DAY
OPERATION BOUNDARY STEPS AFTER`` kills once more.
"""

from __future__ import annotations

import gc
import itertools
import json
import math
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from threading import active_count
from time import monotonic
from typing import Final

from kbdesk.store.errors import StoreError
from tests.faults import drill_day, oracle
from tests.faults.drill_day import OPERATIONS, Day, Made
from tests.faults.held import without_spares
from tests.faults.long_run import STEPPED
from tests.faults.put_back import Standing
from tests.faults.sabotages import SABOTAGES
from tests.store import ptrace

OPEN: Final = "open"
NAMES: Final = (OPEN, *OPERATIONS)
TIMED: Final = "at any time"
MOST_STEPS: Final = 1500
STEPPED_SHARE, TIMED_SHARE, DEEP_SHARE, FURTHER_SHARE = 0.05, 0.02, 0.2, 0.1
LARGEST: Final = 6
"""Days after which a desk is made anew: what is judged grows with it."""
TRAY: Final = "tray"
LONGEST: Final = 0.03
"""Seconds that most operations take; who is slower is killed at their beginning."""
BEYOND: Final = 1_000_000
MEMORY: Final = Path("/dev/shm")


Spoil = Callable[[Path], object]
"""Makes a desk in this process careless, given the folder that is its printer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """Where a process is killed: at a boundary of a system call and so many steps on, or so many seconds `after`."""

    boundary: int = 0
    steps: int = 0
    after: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What was wrong after a kill, and how to have it again: the seed, the day, the operation, and where."""

    seed: int
    day: int
    operation: str
    shot: Shot
    wrong: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """Where an operation of a day begins: how to come to it again, what does it in a child, and what a child left."""

    renew: Callable[[], object]
    prepare: Callable[[], ptrace.Work]
    left: Callable[[], Path]


@dataclass(slots=True, kw_only=True)
class Found:
    """What a run found: kills by operation, boundaries by operation as first counted, and all that was wrong."""

    kills: dict[str, int] = field(default_factory=dict)
    boundaries: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def killed(self) -> int:
        """How many kills there were in all."""
        return sum(self.kills.values())


class Killer:
    """Kills one desk over and over, each time from what it was before; `spoil` is done in each child first.

    Everything a desk needs is imported once, here; a child is a fork. Nothing may be open here when it is made. The
    desk is opened in every child that is killed while it opens, and judged where it lies: the locks of the dead are
    gone. For the other operations it is opened once, here; the children are forks of that, which have no locks of its
    files to begin with; what one left is judged in a copy, and put back.
    """

    def __init__(self, scratch: Path, seed: int, *, spoil: Spoil | None = None) -> None:
        self._base, self._copy, self._aside = (scratch / name for name in ("base", "copy", "aside"))
        self._left, self._acks = scratch / "left", scratch / "told"
        self._seed, self._chance, self._spoil = seed, random.Random(seed), spoil
        self._told: list[oracle.Told] = []
        self.found = Found()
        drill_day.ready()
        self._made = self._anew()
        self.work(0)  # what is loaded at first use is loaded here
        self._made = self._anew()
        self.number = 1
        gc.collect()
        gc.freeze()

    def run(
        self, *, kills: int, seconds: float = math.inf, operations: Sequence[str] = NAMES, part: int = 0, parts: int = 1
    ) -> Found:
        """Work day after day and kill as often in each of some operations, until enough is done.

        The places of a day are dealt out to the `parts`; each kills so often. A spoilt desk is killed until caught.
        """
        until, most = monotonic() + seconds, math.ceil(kills / len(operations))
        done = dict.fromkeys(operations, 0)
        for number in itertools.count(self.number):
            for name in NAMES:
                if name in operations:
                    with self._beginning(number, name) as begin:
                        for shot in self._plan(name, begin, (most - done[name]) * parts)[part::parts]:
                            if (self._spoil is not None and self.found.faults) or monotonic() > until:
                                return self.found
                            done[name] += self._kill(begin, number, name, shot)
                            if self.found.killed == kills:
                                return self.found
                self.go_on(number, name)
            if (number + 1) % LARGEST == 0:
                self._made = self._anew()
        raise AssertionError("Days do not end.")

    def again(self, number: int, name: str, shot: Shot) -> Found:
        """Kill once more as in a run before: in an operation of a day, at the same place."""
        for before in range(self.number, number):
            self.work(before)
            if (before + 1) % LARGEST == 0:
                self._made = self._anew()
        for earlier in NAMES[: NAMES.index(name)]:
            self.go_on(number, earlier)
        with self._beginning(number, name) as begin:
            self._kill(begin, number, name, shot)
        return self.found

    def _kill(self, begin: Beginning, number: int, name: str, shot: Shot) -> bool:
        """Kill an operation of a day and judge what it left; False where it had ended before."""
        begin.renew()
        if shot.boundary:
            end = ptrace.traced_from(begin.prepare, kill_at=shot.boundary, steps=shot.steps)
        else:
            end = ptrace.killed_after(shot.after, begin.prepare)
        if end.status == 0:
            return False  # with two threads a run now and then has a call less than the one that was counted
        kind = STEPPED if shot.steps else name if shot.boundary else TIMED
        self.found.kills[kind] = self.found.kills.get(kind, 0) + 1
        wrong = [f"ended by itself: {end.status}"] if end.status is not None else self._judged(number, begin.left())
        self.found.faults += [
            Fault(seed=self._seed, day=number, operation=name, shot=shot, wrong=one) for one in dict.fromkeys(wrong)
        ]
        return True

    def work(self, number: int) -> None:
        """Work a day undisturbed."""
        for name in NAMES:
            self.go_on(number, name)

    def _plan(self, name: str, begin: Beginning, most: int) -> list[Shot]:
        """Return where to kill an operation: at each call before it is made, then at as many places in between.

        Those are behind a call, some way into what the program does next, where nothing but shared memory is written,
        and at any time. Where there may be fewer than calls, or the desk is spoilt, all of them are drawn by lot.
        """
        before: list[int] = []

        def note(call: ptrace.Call) -> int:
            before.append(call.stop)
            return 0

        begin.renew()
        end = ptrace.traced_from(begin.prepare, note)
        assert end.status == 0, f"{name} failed undisturbed"
        self.found.boundaries.setdefault(name, end.stops)
        first = [Shot(boundary=boundary) for boundary in before]
        rest = [Shot(boundary=boundary) for boundary in {*range(1, end.stops + 1)} - {*before}]
        some = before[:: round(1 / STEPPED_SHARE)]
        rest += [Shot(boundary=boundary, steps=self._chance.randint(1, MOST_STEPS)) for boundary in some]
        rest += [Shot(after=self._chance.uniform(0, LONGEST)) for _ in before[:: round(1 / TIMED_SHARE)]]
        if most < len(first) or self._spoil is not None:
            first, rest = [], [*first, *rest]
        self._chance.shuffle(rest)
        return [*first, *rest][:most]

    @contextmanager
    def _beginning(self, number: int, name: str) -> Iterator[Beginning]:
        """Come to where an operation of a day begins, the desk open but for the operation that opens it."""
        self._renew()
        at = self._made.at(self._copy)
        if name == OPEN:
            opening = partial(self._prepared, number, lambda day: drill_day.opened(at, day.tell))
            yield Beginning(renew=self._renew, prepare=opening, left=lambda: self._copy)
            return
        with closing(at.sign_in()) as desk:
            assert active_count() == 1, "a thread is not in its process's forks"
            standing = Standing(self._copy, self._aside)
            prepare = partial(self._prepared, number, lambda day: OPERATIONS[name](day, desk))
            yield Beginning(renew=partial(self._put_back, standing), prepare=prepare, left=self._copied)
            standing.put_back()

    def _prepared(self, number: int, work: Callable[[Day], object]) -> ptrace.Work:
        """Make a child ready to do some work of a day at the copy."""
        gc.disable()  # it would touch, and so copy, all that is shared with the parent
        if self._spoil is not None:
            self._spoil(self._copy / TRAY)
        acks = os.open(self._acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return partial(work, Day(number=number, tell=partial(_told, acks)))

    def _copied(self) -> Path:
        shutil.rmtree(self._left, ignore_errors=True)
        return shutil.copytree(self._copy, self._left, copy_function=_copied)

    def _judged(self, number: int, left: Path) -> list[str]:
        """Return what is wrong with what was left; now and then let it work on as well."""
        told = [*self._told, *self._said()]
        deep, further = self._chance.random() < DEEP_SHARE, self._chance.random() < FURTHER_SHARE
        try:
            with without_spares(), closing(self._made.at(left).sign_in()) as desk:
                tray = drill_day.tray(desk)
                found = oracle.wrong(desk.store, told, tray=tray, deep=deep)
                found += ["called older than it was"] if desk.shift.went_back() else []
                if further and not found:
                    after: list[oracle.Told] = []
                    drill_day.work_on(desk, Day(number=BEYOND + number, tell=_into(after)))
                    found = [f"later: {one}" for one in oracle.wrong(desk.store, [*told, *after], tray=tray)]
                return found
        except StoreError as error:
            return [f"does not open: {error.code}"]

    def go_on(self, number: int, name: str) -> None:
        """Let the operation come to its end, undisturbed and unspoilt, and take what it left for the next."""
        with closing(self._made.sign_in()) as desk:
            after: list[oracle.Told] = []
            if name != OPEN:
                OPERATIONS[name](Day(number=number, tell=_into(after)), desk)
                self._told += after
        if name == NAMES[-1]:
            with closing(self._made.sign_in()) as desk:
                drill_day.open_shift(desk)

    def _anew(self) -> Made:
        shutil.rmtree(self._base, ignore_errors=True)
        self._told = []
        return drill_day.make(self._base)

    def _renew(self) -> None:
        shutil.rmtree(self._copy, ignore_errors=True)
        shutil.copytree(self._base, self._copy, copy_function=_copied)
        self._acks.unlink(missing_ok=True)

    def _put_back(self, standing: Standing) -> None:
        standing.put_back()
        self._acks.unlink(missing_ok=True)

    def _said(self) -> list[oracle.Told]:
        lines = self._acks.read_text("utf-8").splitlines() if self._acks.exists() else []
        return [(kind, key, value) for kind, key, value in map(str.split, lines)]


def _told(acks: int, *words: object) -> None:
    os.write(acks, (" ".join(map(str, words)) + "\n").encode())


def _copied(file: str, to: str) -> None:
    """Copy a file; a paper in the tray, which is never written again, has a second name instead."""
    if file.endswith(".pdf"):
        os.link(file, to)
    else:
        shutil.copyfile(file, to)
        shutil.copymode(file, to)


def _into(told: list[oracle.Told]) -> drill_day.Tell:
    return lambda kind, key, value: told.append((kind, key, str(value)))


@contextmanager
def killer(seed: int, *, age: int = 0, spoil: Spoil | None = None) -> Iterator[Killer]:
    """Make what kills a desk that has worked for some days. The caller's process must have one thread."""
    with tempfile.TemporaryDirectory(dir=MEMORY, prefix="kbdesk-kills-") as scratch:
        made = Killer(Path(scratch), seed, spoil=spoil)
        for number in range(1, age + 1):
            made.work(number)
        made.number = age + 1
        yield made


def main(words: Sequence[str]) -> object:
    if words[0] == "again":
        seed, day, name, boundary, steps, after = words[1:]
        shot = Shot(boundary=int(boundary), steps=int(steps), after=float(after))
        with killer(int(seed)) as one:
            return asdict(one.again(int(day), name, shot))
    seed, kills, *rest = words
    careless = next((SABOTAGES[word].apply for word in rest if word in SABOTAGES), None)
    chosen = [word for word in rest if word in NAMES]
    part, parts = next((map(int, word.split("/")) for word in rest if "/" in word), (0, 1))
    age = 0 if rest else random.Random(int(seed)).randrange(LARGEST - 1)
    with killer(int(seed), age=age, spoil=careless) as one:
        return asdict(one.run(kills=int(kills), operations=chosen or NAMES, part=part, parts=parts))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1:]), indent=1) + "\n")
