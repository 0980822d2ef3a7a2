"""The installed program with its window, as processes on a real X server, worked by keys alone."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from .conftest import KBDESK, Program

ZONE = ("IDSRB00812345631403978910018<<", "7803141M2805140SRB<<<<<<<<<<<1", "STOJILJKOVIC<<MILAN<<<<<<<<<<<")
PATIENCE = 90.0
LOOKS = 5
"""How often in a row, a twentieth of a second apart, every process must be found waiting to be called idle."""


def wait(until: Callable[[], object], what: str) -> None:
    """Poll a condition; fail naming what did not happen."""
    end = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def _is_asleep(process: Path) -> bool:
    """Tell whether a process, or a thread, waits for something to happen; one that is gone waits for nothing."""
    try:
        told = (process / "stat").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return told.rpartition(")")[2].split()[0] == "S"


class Window:
    """The program in its window; keys go to it through the X server."""

    def __init__(self, program: Program, display: str, **environment: str) -> None:
        self.program = program
        self.environment = program.environment(DISPLAY=display, QT_QPA_PLATFORM="xcb", **environment)
        del self.environment["KBDESK_PASSWORD"]
        wait(lambda: not self.shown(), "the window of a program that was killed is gone")
        self.process = subprocess.Popen(
            [KBDESK, "--data", program.data], env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        wait(self.shown, "the window shows")
        self.xdotool("windowfocus", self.shown()[0])

    def shown(self) -> list[str]:
        """Return the windows of the program that can be seen."""
        return self.xdotool("search", "--onlyvisible", "--name", "kbdesk").split()

    def has_focus(self) -> bool:
        """Tell whether the one window that can be seen has the focus."""
        return self.shown() == self.xdotool("getwindowfocus").split()

    def processes(self) -> list[int]:
        """Return the launcher and the processes it made, oldest first, as the kernel lists them: numbers begin anew."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        return [pid, *map(int, children.split())]

    def is_open(self) -> bool:
        """Tell whether somebody is signed in: the desk's lock is held then."""
        file = self.program.data / "desk.lock"
        return file.exists() and f":{file.stat().st_ino} " in Path("/proc/locks").read_text(encoding="ascii")

    def has_spare(self) -> bool:
        """Tell whether a spare waits behind the process at the front, and both have done all that they had to do."""
        for _ in range(LOOKS):
            pids = self.processes()
            if len(pids) != 3 or not all(_is_asleep(Path(f"/proc/{pid}")) for pid in pids):
                return False
            time.sleep(0.05)
        return True

    def is_at_rest(self) -> bool:
        """Tell whether no thread of the process at the front has anything to do, or waits for its turn or the disk."""
        threads = Path(f"/proc/{self.processes()[1]}/task")
        for _ in range(LOOKS):
            if not all(map(_is_asleep, threads.iterdir())):
                return False
            time.sleep(0.05)
        return True

    def xdotool(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout

    def type(self, text: str) -> None:
        self.xdotool("type", "--delay", "5", text)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as fast as a hand may: a command among faster ones is a scanner's."""
        self.xdotool("key", "--delay", "60", *keys)

    def sign_in(self, officer: str = "officer") -> None:
        """Type the password and Enter until the desk is open, and shown: a spare is made then."""

        def opened() -> bool:
            self.press("ctrl+a")
            self.type(self.program.passwords[officer])
            self.press("Return")
            return any(self.is_open() or time.sleep(0.05) for _ in range(300))

        wait(opened, "the officer is signed in")
        wait(self.has_spare, "the desk is shown")

    def tray(self) -> list[Path]:
        return sorted((self.program.data / "tray").glob("*.pdf"))

    def scan_and_issue(self) -> None:
        """Type the zone where a scanned document is expected and press F9, until papers lie in the tray."""
        end = time.monotonic() + PATIENCE
        while not self.tray():
            assert time.monotonic() < end, "papers lie in the tray"
            self.press("ctrl+n")
            self.type("\n".join((*ZONE, "")))
            rest = time.monotonic() + 3
            while not self.tray() and time.monotonic() < rest:
                self.press("F9")
                time.sleep(0.2)

    def end(self, by: signal.Signals) -> str:
        """End the program as the system does; return what it said."""
        self.process.send_signal(by)
        _, said = self.process.communicate(timeout=PATIENCE)
        return said.decode()
