"""`make faults`: kills, power cuts and calls that fail on both cores, and what they found in docs/PROOF.md.

It ends when so much is done or so many minutes are over, and says how much it was; a signal to terminate ends it the
same way. A run that was asked for less than the whole leaves docs/PROOF.md as it is, unless that was asked for too.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final

from benchmarks import proof
from tests.faults.ext4 import lacking
from tests.faults.long_run import Kind, Task, Total, rows
from tests.faults.recording import ROOT
from tests.faults.runs import RUNS
from tests.faults.sabotages import SABOTAGES, Catcher

STATES, CUTS, KILLS, CALLS = 4000, 400, 2000, 400
"""Done by one process, before the next begins: so many that to begin one, and to record its run, costs little."""
WITHIN: Final = {Catcher.STATES: 2000, Catcher.KILLS: 1000}
BELOW: Final = ("surrender", "tidying", "closing", "passwords")
"""The runs that are cut below a real ext4: small stores, and files put in the place of others."""
WORDS: Final = """Each state is what a power cut may leave of the disk of a recorded desk, laid down, opened by the
desk's own program, judged, and every so often worked on; each kill is SIGKILL at the boundary of a system call. A
call that fails does so once, in the midst of an act: what the desk says has to be so, and it goes on. A sabotage is the
same desk made careless on purpose: it has to be caught, or the run fails."""


@dataclass(slots=True)
class Running:
    """A task and the process that does it; what it says goes into files, which take any amount while nobody reads."""

    task: Task
    process: subprocess.Popen[str]
    processor: int
    out: IO[str]
    err: IO[str]


@dataclass(slots=True, kw_only=True)
class Asked:
    """How much is asked for."""

    minutes: float = 90.0
    states: int = 1_000_000
    cuts: int = 20_000
    kills: int = 100_000
    calls: int = 2_000
    workers: int = 2
    seed: int = field(default_factory=lambda: random.SystemRandom().randrange(10**6))
    write: bool | None = None

    @property
    def written(self) -> bool:
        """Tell whether its section replaces what stands there: as was said, else where the whole is asked for."""
        least = Asked()
        whole = all(
            getattr(self, name) >= getattr(least, name) for name in ("minutes", "states", "cuts", "kills", "calls")
        )
        return whole if self.write is None else self.write

    @property
    def wanted(self) -> dict[Kind, int]:
        """Return how much of each kind."""
        cuts = 0 if lacking() else self.cuts
        return {Kind.STATES: self.states, Kind.BELOW: cuts, Kind.KILLS: self.kills, Kind.CALLS: self.calls}


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
            what, most = ("kills", KILLS) if kind is Kind.KILLS else ("failing_calls", CALLS)
            yield Task(kind=kind, name=what, seed=seed, words=(what,), most=most)


def command(task: Task) -> list[str]:
    """Return the words that do a task in a process of its own."""
    what, *run = task.words
    module = ["tests.faults.crashes", what, *run] if run else [f"tests.faults.{what}"]
    sabotage = [task.name] if task.kind is Kind.SABOTAGE else []
    only = ["issue"] if what == "kills" and sabotage else []
    return [sys.executable, "-m", *module, str(task.seed), str(task.most), *only, *sabotage]


def started(task: Task, words: Sequence[str], processor: int) -> Running:
    """Begin a task's process on one processor: who traces and who is traced take turns there."""
    out, err = (tempfile.TemporaryFile("w+") for _ in range(2))  # noqa: SIM115 - closed once it has ended
    process = subprocess.Popen(words, cwd=ROOT, stdout=out, stderr=err, text=True, start_new_session=True)
    with suppress(ProcessLookupError):
        os.sched_setaffinity(process.pid, {processor})
    return Running(task, process, processor, out, err)


def ended(running: Running, total: Total) -> None:
    """Count what a process found."""
    running.process.wait()
    with running.out as out, running.err as err:
        out.seek(0)
        err.seek(0)
        found: dict[str, Any] | None = json.load(out) if running.process.returncode == 0 else None
        said = err.read()
    if found is None:
        sys.stderr.write(said)
    wrong = total.count(running.task, found, said=said.strip())
    sys.stdout.write("".join(f"{line}\n" for line in (*wrong[:5], total.line(running.task))))
    sys.stdout.flush()


def work(asked: Asked, total: Total) -> None:
    """Keep so many processes at work until all is done; when the time is over none is begun any more."""
    deadline = time.monotonic() + asked.minutes * 60
    waiting, busy, idle = tasks(asked, total), list[Running](), processors(asked.workers)
    try:
        while True:
            while len(busy) < asked.workers and time.monotonic() < deadline and (task := next(waiting, None)):
                total.begin(task)
                busy.append(started(task, command(task), idle.pop()))
            if not busy:
                return
            time.sleep(0.2)
            for running in [one for one in busy if one.process.poll() is not None]:
                busy.remove(running)
                idle.append(running.processor)
                ended(running, total)
    finally:
        for running in busy:
            _end(running.process)


def processors(workers: int) -> list[int]:
    """Return a processor for each worker, by turns where there are more workers."""
    return [*itertools.islice(itertools.cycle(sorted(os.sched_getaffinity(0))), workers)]


def _end(process: subprocess.Popen[str]) -> None:
    """End a process and whatever it forked and traces."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(process.pid, how)
            process.wait(timeout=10)


def _terminated(*_: object) -> None:
    raise KeyboardInterrupt


def read(words: Sequence[str]) -> Asked:
    """Return what is asked for by words such as ``minutes=5``; ends the program where they are none of these."""
    known = {name: value for name, value in asdict(Asked(seed=0)).items() if name != "write"}

    def word(text: str) -> tuple[str, Any]:
        name, _, value = text.partition("=")
        if name == "write":
            return name, {"yes": True, "no": False}[value]
        return name, type(known[name])(value)

    parser = argparse.ArgumentParser(
        prog="python -m tests.faults",
        usage="%(prog)s [-h] [WORD ...]",
        description="Break the desk on purpose. The section of docs/PROOF.md is written where the whole is asked for.",
    )
    usual = " ".join(f"{name}={value}" for name, value in known.items() if name != "seed")
    parser.add_argument("words", nargs="*", metavar="WORD", help=f"any of {usual} seed=N write=yes|no")
    given = parser.parse_args(words).words
    try:
        return Asked(**dict(map(word, given)))
    except (KeyError, ValueError) as error:
        parser.error(f"not understood: {error}")


def main(asked: Asked, page: Path = proof.PROOF) -> int:
    """Do it, write the section of the page or say it, and return 1 if anything was wrong."""
    total, began = Total(), time.monotonic()
    try:
        work(asked, total)
    except KeyboardInterrupt:
        sys.stderr.write("Ended before its time; what was done so far is told.\n")
    minutes = (time.monotonic() - began) / 60
    careless = [(name, str(by)) for name, sabotage in SABOTAGES.items() for by in sorted(sabotage.caught_by)]
    lines = [*rows(total, asked.wanted, minutes=minutes, workers=asked.workers, lacking=lacking(), careless=careless)]
    if asked.written:
        seeds, today = f"{asked.seed} to {asked.seed + total.begun - 1}", datetime.now(UTC).date()
        proof.write(proof.Section.BROKEN, WORDS, lines, seed=seeds, on=today, path=page)
    else:
        sys.stdout.write("\n".join((*lines, "", "docs/PROOF.md is as it was; write=yes writes this into it.", "")))
    return int(bool(total.wrong))


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _terminated)
    sys.exit(main(read(sys.argv[1:])))
