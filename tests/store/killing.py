"""SIGKILL at points spread over all a working desk does, and what it left judged each time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tests.store import ptrace

ROOT = Path(__file__).parents[2]

Acknowledge = Callable[[object], object]
"""Says of an act that it is done, as a desk says it to its officer: from outside of its store."""


def broken(module: str, *words: object) -> Any:
    """Run a module of this folder in a process of its own, and return what it found."""
    command = [sys.executable, "-m", f"tests.store.{module}", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


def copied(base: Path, folder: Path) -> Path:
    """Return another desk that remembers the same."""
    shutil.copytree(base, folder)
    return folder


def anywhere(_: ptrace.Call) -> bool:
    return True


def committing(call: ptrace.Call) -> bool:
    """Tell whether a call is one of those by which an act comes to be in the store."""
    return call.number in ptrace.WRITE | ptrace.SYNC and call.path.endswith("desk.db-wal")


def kills(
    folder: Path,
    points: int,
    work: Callable[[Path, Acknowledge], object],
    judged: Callable[[Path, list[str]], Iterable[str]],
    *,
    where: Callable[[ptrace.Call], bool] = anywhere,
) -> dict[str, object]:
    """Let a child `work` on a copy of the desk in ``folder/base``, kill it at so many points, and count all faults.

    The points are spread over the beginnings and ends of the system calls `where` says. `judged` is given the copy and
    the words acknowledged before the kill, and returns what is wrong.
    """
    base, copy, acknowledged = folder / "base", folder / "work", folder / "acknowledged"
    stops: list[int] = []

    def child() -> None:
        acks = os.open(acknowledged, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        work(copy, lambda word: os.write(acks, f"{word}\n".encode()))

    def fresh() -> None:
        shutil.rmtree(copy, ignore_errors=True)
        copied(base, copy)
        acknowledged.unlink(missing_ok=True)

    def note(call: ptrace.Call) -> int:
        if where(call):
            stops.extend((call.stop, call.stop + 1))
        return 0

    fresh()
    assert ptrace.traced(child, note).status == 0
    faults: Counter[str] = Counter()
    killed = 0
    for stop in sorted({stops[len(stops) * point // points] for point in range(points)}):
        fresh()
        killed += ptrace.traced_from(lambda: child, kill_at=stop).status is None
        told = acknowledged.read_text().split() if acknowledged.exists() else []
        faults.update(judged(copy, told))
    return {"stops": len(stops), "killed": killed, "faults": dict(faults)}
