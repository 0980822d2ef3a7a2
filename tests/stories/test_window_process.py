"""The installed program with its window, as a process on a real X server, worked by keys alone."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .conftest import KBDESK, Program

ZONE = ("IDSRB00812345631403978910018<<", "7803141M2805140SRB<<<<<<<<<<<1", "STOJILJKOVIC<<MILAN<<<<<<<<<<<")
PATIENCE = 40.0


def wait(until: Callable[[], object], what: str) -> None:
    """Poll a condition; fail naming what did not happen."""
    end = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < end, what
        time.sleep(0.05)


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of the test's own, on a free display number."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


class Window:
    """The program in its window; keys go to it through the X server."""

    def __init__(self, program: Program, display: str) -> None:
        self.program = program
        self.environment = program.environment(DISPLAY=display, QT_QPA_PLATFORM="xcb")
        self.process = subprocess.Popen(
            [KBDESK, "--data", program.data], env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        wait(lambda: self.xdotool("search", "--onlyvisible", "--name", "kbdesk"), "the window shows")
        self.id = self.xdotool("search", "--onlyvisible", "--name", "kbdesk").split()[0]
        self.xdotool("windowfocus", self.id)

    def xdotool(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout

    def type(self, text: str) -> None:
        self.xdotool("type", "--delay", "5", text)

    def press(self, *keys: str) -> None:
        self.xdotool("key", "--delay", "20", *keys)

    def sign_in(self) -> None:
        """Type the password and Enter until the desk is open: its lock file is then held."""

        def opened() -> bool:
            told = self.program.run("passage", __file__)
            if "desk is open" in told.err:
                return True
            self.press("ctrl+a")
            self.type(self.program.passwords["officer"])
            self.press("Return")
            return False

        wait(opened, "the officer is signed in")

    def tray(self) -> list[Path]:
        return sorted((self.program.data / "tray").glob("*.pdf"))

    def scan_and_issue(self) -> None:
        """Type the zone where a scanned document is expected and press F9, until papers lie in the tray."""
        end = time.monotonic() + PATIENCE
        while not self.tray():
            assert time.monotonic() < end, "papers lie in the tray"
            self.press("ctrl+n")
            for line in ZONE:
                self.type(line)
                self.press("Return")
            rest = time.monotonic() + 3
            while not self.tray() and time.monotonic() < rest:
                self.press("F9")
                time.sleep(0.2)

    def end(self, by: signal.Signals) -> str:
        """End the program as the system does; return what it said."""
        self.process.send_signal(by)
        _, said = self.process.communicate(timeout=PATIENCE)
        return said.decode()


@pytest.fixture
def window(program: Program, display: str) -> Iterator[Window]:
    opened = Window(program, display)
    yield opened
    if opened.process.poll() is None:
        opened.process.kill()
        opened.process.communicate()


def test_a_document_becomes_a_permit_by_keys_alone(window: Window) -> None:
    window.sign_in()
    window.scan_and_issue()
    wait(lambda: len(window.tray()) == 3, "permit, receipt and label lie in the tray")
    assert window.end(signal.SIGTERM) == ""
    check = window.program.run("ledger", "check", "--json")
    assert check.json["whole"]
    kinds = {p.name.partition("-")[2] for p in window.tray()}
    assert kinds == {"envelope-label.pdf", "permit.pdf", "surrender-receipt.pdf"}


def test_a_script_that_would_write_is_told_that_the_desk_is_open_and_one_that_reads_is_not(window: Window) -> None:
    window.sign_in()
    told = window.program.run("passage", __file__)
    assert told.code == 3
    assert "desk is open" in told.err
    assert window.program.run("ledger", "check").code == 0


def test_after_a_killed_window_the_desk_opens_again(window: Window) -> None:
    window.sign_in()
    window.end(signal.SIGKILL)
    assert window.program.run("ledger", "check", "--json").json["whole"]
    assert "desk is open" not in window.program.run("passage", __file__).err
