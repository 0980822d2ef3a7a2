"""From the key that locks to the end of the process that had secrets, and what the spare behind the window costs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from benchmarks.row import Promise, Row
from benchmarks.screen import screen

ROUNDS = 9
KBDESK = Path(sys.executable).with_name("kbdesk")
SECONDS = 30.0
SETTLES = 1.0


class Locking:
    """A desk in its window, worked by keys."""

    def __init__(self, data: Path, display: str) -> None:
        self._environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        lines = (data / "drill-passwords.txt").read_text("utf-8").splitlines()
        self._password = lines[0].split("\t")[2]
        self.process = subprocess.Popen([str(KBDESK), "--data", str(data)], env=self._environment)
        _wait(lambda: bool(self._keys("search", "--onlyvisible", "--name", "kbdesk")), "the window shows")
        self._keys("windowfocus", self._keys("search", "--onlyvisible", "--name", "kbdesk").split()[0])

    def processes(self) -> list[int]:
        """Return the processes the launcher made, oldest first, as the kernel lists them: numbers begin anew."""
        pid = self.process.pid
        return [*map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split())]

    def sign_in(self) -> None:
        """Sign in, and wait until a spare has been made."""
        sleep(SETTLES)
        self._keys("type", self._password)
        self._keys("key", "Return")
        _wait(lambda: len(self.processes()) == 2, "a spare waits")
        sleep(SETTLES)

    def lock(self) -> float:
        """Press the key; return the milliseconds until the process that had secrets is gone."""
        old = Path(f"/proc/{self.processes()[0]}")
        begun = perf_counter()
        self._keys("key", "F12")
        _wait(lambda: not old.exists(), "the process is gone")
        return (perf_counter() - begun) * 1000

    def _keys(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=self._environment, capture_output=True, text=True, check=False)
        return done.stdout


def _wait(until: Callable[[], bool], what: str) -> None:
    end = perf_counter() + SECONDS
    while not until():
        if perf_counter() > end:
            raise TimeoutError(what)
        sleep(0.001)


def _own_memory(pid: int) -> float:
    """Return the memory of a process in MiB, what it shares counted by halves."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def rows(folder: Path) -> list[Row]:
    """Lock and unlock in turn; return the median and the longest, and what the spare takes meanwhile."""
    data = folder / "locked"
    subprocess.run([KBDESK, "init", "--drill", "--data", data], check=True, stdout=subprocess.DEVNULL)
    times = []
    with screen(folder) as display:
        desk = Locking(data, display.name)
        try:
            for _ in range(ROUNDS):
                desk.sign_in()
                memory = _own_memory(desk.processes()[-1])
                times.append(desk.lock())
        finally:
            desk.process.send_signal(signal.SIGKILL)
            desk.process.wait()
    what, within = "F12 to the end of the process that had secrets", Promise(comparison="<=", number=1000)
    return [
        Row(what=f"{what}, longest", figure=max(times), unit="ms", promise=within),
        Row(what=what, figure=median(times), unit="ms"),
        Row(what="memory of the spare behind the window", figure=memory, unit="MiB"),
    ]
