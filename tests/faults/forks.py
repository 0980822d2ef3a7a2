"""Faults tried in forks of one process that has loaded everything once: each has one thread and leaves nothing behind.

``python -m tests.faults.forks`` reads what to do, a module of this folder and its words as JSON, a line each, and
answers each line with one: what was found, and how it failed where it did.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import IO, Any, Final

from tests.faults import crashes, drill_day, failing_calls, kills
from tests.faults.recording import ROOT

_DONE: Final[Mapping[str, Callable[[Sequence[str]], object]]] = MappingProxyType(
    {"kills": kills.main, "crashes": crashes.main, "failing_calls": failing_calls.main}
)


class FailedError(Exception):
    """What was to be tried came to no end of its own."""


class Forks:
    """The process that forks, as seen from a test."""

    def __init__(self, asks: IO[str], answers: IO[str]) -> None:
        self._asks, self._answers = asks, answers

    def found(self, module: str, *words: object) -> Any:
        """Let a fork do what a module of this folder does with some words; return what it found."""
        print(json.dumps([module, *map(str, words)]), file=self._asks, flush=True)
        answer = json.loads(self._answers.readline() or '{"failed": "nobody answers"}')
        if "failed" in answer:
            raise FailedError(answer["failed"])
        return answer["found"]


@contextmanager
def begun(processor: int) -> Iterator[Forks]:
    """Begin the process that forks; it and all of them have one processor.

    Who stops and who is stopped always take turns: a stop that wakes the other processor costs a fifth more.
    """
    several = sorted(os.sched_getaffinity(0))
    command, pipe = [sys.executable, "-m", "tests.faults.forks"], subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        os.sched_setaffinity(process.pid, {several[processor % len(several)]})
        assert process.stdin is not None
        assert process.stdout is not None
        yield Forks(process.stdin, process.stdout)
        process.stdin.close()


def _forked(module: str, words: Sequence[str]) -> None:
    """Answer in a fork, and end it."""
    try:
        answer = {"found": _DONE[module](words)}
    except BaseException:  # noqa: BLE001 - a forked child must end here, whatever happened
        answer = {"failed": traceback.format_exc()}
    _say(answer)
    os._exit(0)


def _say(answer: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def main() -> None:
    drill_day.ready()
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        module, *words = json.loads(line)
        child = os.fork()
        if child == 0:
            _forked(module, words)
        _, state = os.waitpid(child, 0)
        if state:
            _say({"failed": f"ended with {state}"})


if __name__ == "__main__":
    main()
