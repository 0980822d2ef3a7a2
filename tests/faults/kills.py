"""SIGKILL at every boundary of the system calls of a day's work, and what it left judged each time.

``python -m tests.faults.kills SEED KILLS [OPERATION ...] [SABOTAGE]`` prints what was found as JSON.
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
from contextlib import closing
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Final

from kbdesk.store.errors import StoreError
from tests.faults import drill_day, oracle
from tests.faults.drill_day import OPERATIONS, Day, Made
from tests.faults.sabotages import SABOTAGES
from tests.store import ptrace

OPEN: Final = "open"
NAMES: Final = (OPEN, *OPERATIONS)
STEPPED: Final = "stepped"
MOST_STEPS: Final = 1500
STEPPED_SHARE, DEEP_SHARE, FURTHER_SHARE = 0.02, 0.2, 0.1
LARGEST: Final = 12
"""Days after which a desk is made anew: what is judged grows with it."""
TRAY: Final = "tray"
BEYOND: Final = 1_000_000
MEMORY: Final = Path("/dev/shm")


Spoil = Callable[[Path], object]
"""Makes a desk in this process careless, given the folder that is its printer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What was wrong after a kill, and how to have it again: the seed, the operation, and the boundary."""

    seed: int
    day: int
    operation: str
    boundary: int
    steps: int
    wrong: str


@dataclass(slots=True, kw_only=True)
class Found:
    """What a run found: kills by operation, boundaries by operation as first counted, and all that was wrong."""

    kills: dict[str, int] = field(default_factory=dict)
    boundaries: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    days: int = 0
    seconds: float = 0.0

    @property
    def killed(self) -> int:
        """How many kills there were in all."""
        return sum(self.kills.values())


class Killer:
    """Kills one desk over and over, each time from a copy of what it was before; `spoil` is done in each child first.

    Everything a desk needs is imported once, here; a child is a fork. Nothing may be open here when it is made.
    """

    def __init__(self, scratch: Path, seed: int, *, spoil: Spoil | None = None) -> None:
        self._base, self._copy, self._acks = (scratch / name for name in ("base", "copy", "told"))
        self._seed, self._chance, self._spoil = seed, random.Random(seed), spoil
        self._told: list[oracle.Told] = []
        self.found = Found()
        drill_day.ready()
        self._made = self._anew()
        for name in NAMES:
            self._go_on(0, name)  # what is loaded at first use is loaded here
        self._made = self._anew()
        gc.collect()
        gc.freeze()

    def run(self, *, kills: int, seconds: float = math.inf, operations: Sequence[str] = NAMES) -> Found:
        """Work day after day, each of some operations killed at each of its boundaries, until enough is done.

        A spoilt desk is killed until it is caught.
        """
        began, wanted = monotonic(), self.found.killed + kills
        for number in itertools.count(1):
            if number % LARGEST == 0:
                self._made = self._anew()
            for name in NAMES:
                for boundary, steps in self._plan(number, name) if name in operations else ():
                    caught = self._spoil is not None and self.found.faults
                    if caught or self.found.killed >= wanted or monotonic() - began > seconds:
                        self.found.seconds += monotonic() - began
                        return self.found
                    self.kill(number, name, boundary, steps)
                self._go_on(number, name)
            self.found.days = number
        raise AssertionError("Days do not end.")

    def kill(self, number: int, name: str, boundary: int, steps: int = 0) -> None:
        """Kill an operation of a day at a boundary and judge what it left."""
        self._renew()
        end = ptrace.traced_from(partial(self._prepared, number, name), kill_at=boundary, steps=steps)
        if end.status == 0:
            return  # with two threads a run now and then has a call less than the one that was counted
        kind = name if not steps else STEPPED
        self.found.kills[kind] = self.found.kills.get(kind, 0) + 1
        wrong = [f"ended by itself: {end.status}"] if end.status is not None else self._judged(number)
        self.found.faults += [
            Fault(seed=self._seed, day=number, operation=name, boundary=boundary, steps=steps, wrong=one)
            for one in dict.fromkeys(wrong)
        ]

    def _plan(self, number: int, name: str) -> Iterator[tuple[int, int]]:
        """Yield every boundary of an operation and how many steps further to go: first each call before it is made.

        Behind a call, and some way into what the program does next, comes after: in between lie stores into shared
        memory alone.
        """
        before: list[int] = []

        def note(call: ptrace.Call) -> int:
            before.append(call.stop)
            return 0

        self._renew()
        end = ptrace.traced_from(partial(self._prepared, number, name), note)
        assert end.status == 0, f"{name} failed undisturbed"
        self.found.boundaries.setdefault(name, end.stops)
        if self._spoil is not None:
            self._chance.shuffle(before)
        yield from ((boundary, 0) for boundary in before)
        rest = [(boundary, 0) for boundary in {*range(1, end.stops + 1)} - {*before}]
        rest += [(boundary, self._chance.randint(1, MOST_STEPS)) for boundary in before[:: round(1 / STEPPED_SHARE)]]
        self._chance.shuffle(rest)
        yield from rest

    def _prepared(self, number: int, name: str) -> ptrace.Work:
        """Return an operation of a day at the copy, the desk open but for the operation that opens it."""
        gc.disable()  # it would touch, and so copy, all that is shared with the parent
        if self._spoil is not None:
            self._spoil(self._copy / TRAY)
        acks = os.open(self._acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        at, today = self._made.at(self._copy), Day(number=number, tell=partial(_told, acks))
        if name == OPEN:
            return lambda: drill_day.opened(at, today.tell)
        desk = at.sign_in()
        return lambda: OPERATIONS[name](today, desk)

    def _judged(self, number: int) -> list[str]:
        """Return what is wrong with the copy; now and then let it work on as well."""
        told = [*self._told, *self._said()]
        deep, further = self._chance.random() < DEEP_SHARE, self._chance.random() < FURTHER_SHARE
        try:
            with closing(self._made.at(self._copy).sign_in()) as desk:
                tray = desk.tray_folder
                found = oracle.wrong(desk.store, told, tray=tray, deep=deep)
                if further and not found:
                    after: list[oracle.Told] = []
                    drill_day.work_on(desk, Day(number=BEYOND + number, tell=_into(after)))
                    found = [f"later: {one}" for one in oracle.wrong(desk.store, [*told, *after], tray=tray)]
                return found
        except StoreError as error:
            return [f"does not open: {error.code}"]

    def _go_on(self, number: int, name: str) -> None:
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
        shutil.copytree(self._base, self._copy)
        self._acks.unlink(missing_ok=True)

    def _said(self) -> list[oracle.Told]:
        lines = self._acks.read_text("utf-8").splitlines() if self._acks.exists() else []
        return [(kind, key, value) for kind, key, value in map(str.split, lines)]


def _told(acks: int, *words: object) -> None:
    os.write(acks, (" ".join(map(str, words)) + "\n").encode())


def _into(told: list[oracle.Told]) -> drill_day.Tell:
    return lambda kind, key, value: told.append((kind, key, str(value)))


def run(
    seed: int,
    *,
    kills: int,
    seconds: float = math.inf,
    operations: Sequence[str] = NAMES,
    spoil: Spoil | None = None,
) -> Found:
    """Kill so many times, or as often as so many seconds allow. The caller's process must be single-threaded."""
    with tempfile.TemporaryDirectory(dir=MEMORY, prefix="kbdesk-kills-") as scratch:
        killer = Killer(Path(scratch), seed, spoil=spoil)
        return killer.run(kills=kills, seconds=seconds, operations=operations)


if __name__ == "__main__":
    seed, kills, *rest = sys.argv[1:]
    careless = next((SABOTAGES[word].apply for word in rest if word in SABOTAGES), None)
    chosen = [word for word in rest if word in NAMES]
    found = run(int(seed), kills=int(kills), operations=chosen or NAMES, spoil=careless)
    sys.stdout.write(json.dumps(asdict(found), indent=1) + "\n")
