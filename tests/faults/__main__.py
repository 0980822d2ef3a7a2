"""`make faults`: kills, crash states and cuts below a real ext4 on both cores, and what they found in docs/PROOF.md.

``python -m tests.faults [minutes=90] [states=1000000] [cuts=20000] [kills=100000] [workers=2] [seed=N]``. It ends when
so much is done or so many minutes are over, and says how much it was; a signal to terminate ends it the same way.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from benchmarks import proof
from tests.faults.ext4 import lacking
from tests.faults.long_run import Kind, Task, Total, rows
from tests.faults.recording import ROOT
from tests.faults.runs import RUNS
from tests.faults.sabotages import SABOTAGES, Catcher

STATES, CUTS, KILLS = 1000, 200, 1000
"""Done by one process, before the next begins."""
WITHIN: Final = {Catcher.STATES: 2000, Catcher.KILLS: 1000}
BELOW: Final = ("surrender", "tidying", "closing", "passwords")
"""The runs that are cut below a real ext4: small stores, and files put in the place of others."""
WORDS: Final = """Each state is what a power cut may leave of the disk of a recorded desk, laid down, opened by the
desk's own program, judged, and every so often worked on; each kill is SIGKILL at the boundary of a system call. A
sabotage is the same desk made careless on purpose: it has to be caught, or the run fails."""


@dataclass(slots=True)
class Running:
    """A task and the process that does it."""

    task: Task
    process: subprocess.Popen[str]


@dataclass(slots=True, kw_only=True)
class Asked:
    """How much is asked for."""

    minutes: float = 90
    states: int = 1_000_000
    cuts: int = 20_000
    kills: int = 100_000
    workers: int = 2
    seed: int = field(default_factory=lambda: random.SystemRandom().randrange(10**6))

    @property
    def wanted(self) -> dict[Kind, int]:
        """Return how much of each kind."""
        return {Kind.STATES: self.states, Kind.BELOW: 0 if lacking() else self.cuts, Kind.KILLS: self.kills}


def tasks(asked: Asked, total: Total) -> Iterator[Task]:
    """Yield what is to be done: every sabotage first, then a piece of whatever is furthest behind."""
    seeds = itertools.count(asked.seed)
    for name, sabotage in SABOTAGES.items():
        for catcher in sorted(sabotage.caught_by):
            what = ["states", sabotage.run] if catcher is Catcher.STATES else ["kills"]
            yield Task(kind=Kind.SABOTAGE, name=name, seed=next(seeds), words=(*what,), most=WITHIN[catcher])
    runs, below = itertools.cycle(RUNS), itertools.cycle(BELOW)
    while kind := total.furthest_behind(asked.wanted):
        seed = next(seeds)
        if kind is Kind.STATES:
            run = next(runs)
            yield Task(kind=kind, name=run, seed=seed, words=("states", run), most=round(STATES * RUNS[run].share))
        elif kind is Kind.BELOW:
            run = next(below)
            yield Task(kind=kind, name=run, seed=seed, words=("below", run), most=CUTS)
        else:
            yield Task(kind=kind, name="kills", seed=seed, words=("kills",), most=KILLS)


def started(task: Task) -> Running:
    """Begin a task in a process of its own."""
    what, *run = task.words
    module = ["tests.faults.kills"] if what == "kills" else ["tests.faults.crashes", what, *run]
    sabotage = [task.name] if task.kind is Kind.SABOTAGE else []
    only = ["issue"] if what == "kills" and sabotage else []
    command = [sys.executable, "-m", *module, str(task.seed), str(task.most), *only, *sabotage]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, text=True, start_new_session=True)
    return Running(task, process)


def ended(running: Running, total: Total) -> None:
    """Count what a process found."""
    out, err = running.process.communicate()
    found: dict[str, Any] | None = json.loads(out) if running.process.returncode == 0 else None
    if found is None:
        sys.stderr.write(err)
    wrong = total.count(running.task, found, said=err.strip())
    sys.stdout.write("".join(f"{line}\n" for line in (*wrong[:5], total.line(running.task))))
    sys.stdout.flush()


def work(asked: Asked, total: Total) -> None:
    """Keep so many processes at work until all is done; when the time is over none is begun any more."""
    deadline = time.monotonic() + asked.minutes * 60
    waiting, busy = tasks(asked, total), list[Running]()
    try:
        while True:
            while len(busy) < asked.workers and time.monotonic() < deadline and (task := next(waiting, None)):
                total.begin(task)
                busy.append(started(task))
            if not busy:
                return
            time.sleep(0.2)
            for running in [one for one in busy if one.process.poll() is not None]:
                busy.remove(running)
                ended(running, total)
    finally:
        for running in busy:
            _end(running.process)


def _end(process: subprocess.Popen[str]) -> None:
    """End a process and whatever it forked and traces."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(process.pid, how)
            process.communicate(timeout=10)


def _terminated(*_: object) -> None:
    raise KeyboardInterrupt


def main(words: list[str]) -> int:
    """Do it, write the section, and return 1 if anything was wrong."""
    given = dict(word.split("=", 1) for word in words)
    asked = Asked(**{name: float(text) if name == "minutes" else int(text) for name, text in given.items()})
    total, began = Total(), time.monotonic()
    signal.signal(signal.SIGTERM, _terminated)
    try:
        work(asked, total)
    except KeyboardInterrupt:
        sys.stderr.write("Ended before its time; what was done so far is written.\n")
    minutes = (time.monotonic() - began) / 60
    careless = [(name, str(by)) for name, sabotage in SABOTAGES.items() for by in sorted(sabotage.caught_by)]
    lines = rows(total, asked.wanted, minutes=minutes, workers=asked.workers, lacking=lacking(), careless=careless)
    seeds, today = f"{asked.seed} to {asked.seed + total.begun - 1}", datetime.now(UTC).date()
    proof.write(proof.Section.BROKEN, WORDS, lines, seed=seeds, on=today)
    return int(bool(total.wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
