"""A program measured against kbdesk, in a process and an environment of its own, asked over pipes."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from benchmarks import peer_environment


class Peer:
    """A program that does its task once for each line that it is sent, and answers with a number."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, line: str = "") -> int:
        """Have the task done; return the answer."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("a peer is spoken to through pipes")
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@contextmanager
def started(module: ModuleType, *words: str) -> Iterator[Peer]:
    """Start a module with the peers' Python; it is ready when it is given."""
    command = [str(peer_environment.python()), str(module.__file__), *words]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        if process.stdout is None or process.stdout.readline() != "ready\n":
            raise SystemExit(f"{' '.join(words)} did not start")
        yield Peer(process)
