"""The launcher and what it makes: they begin, stay and end as one program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kbdesk.app import only_window
from kbdesk.app.only_window import FILE, OnlyWindow

from .conftest import KBDESK
from .screen import Window, wait


def test_every_process_ends_with_the_launcher_however_it_ends(window: Window) -> None:
    window.sign_in()
    pids = window.processes()
    assert len(pids) == 3
    window.end(signal.SIGKILL)
    wait(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids), "they are gone")
    assert not window.is_open()


def test_a_window_that_crashes_ends_the_program_as_it_ended(window: Window) -> None:
    window.sign_in()
    os.kill(window.processes()[1], signal.SIGSEGV)
    window.process.communicate()
    assert window.process.returncode == -signal.SIGSEGV
    assert not list(window.program.data.parent.rglob("core*"))


def test_a_spare_that_crashes_is_made_anew_when_it_is_needed(window: Window) -> None:
    window.sign_in()
    old = window.processes()
    os.kill(old[2], signal.SIGKILL)
    wait(lambda: len(window.processes()) == 2, "it is gone")
    window.press("F12")
    wait(lambda: window.processes()[1:] and window.processes()[1] not in old, "another process shows the locked desk")
    wait(lambda: len(window.shown()) == 1, "its window shows")
    window.sign_in()


def test_a_second_window_raises_the_first_and_ends(window: Window) -> None:
    before = window.processes()
    second = subprocess.run(
        [KBDESK, "--data", window.program.data],
        env=window.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (second.returncode, second.stdout) == (0, "")
    assert second.stderr == "The desk's window is open already; it comes to the front.\n"
    assert window.processes() == before


ENDS = """
import signal, sys, time
from pathlib import Path
from kbdesk.app.only_window import OnlyWindow
place = OnlyWindow(Path(sys.argv[1]))
signal.signal(signal.SIGUSR1, lambda _number, _frame: sys.exit())
print(place.is_second, flush=True)
time.sleep(60)
"""
"""A program whose window was just closed: it ends when it is told to show it."""


def test_a_window_that_is_opened_while_the_one_before_is_ending_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(only_window, "ENDING", 60.0)  # however long a busy machine takes to end a process
    with subprocess.Popen([sys.executable, "-c", ENDS, str(tmp_path)], stdout=subprocess.PIPE) as ending:
        assert ending.stdout is not None
        assert ending.stdout.readline() == b"False\n"
        place = OnlyWindow(tmp_path)
        assert place.is_second
        place.raise_first()
        assert not place.is_second
        assert (tmp_path / FILE).read_text() == f"{os.getpid()}\n"
    third = OnlyWindow(tmp_path)
    assert third.is_second, "control: it has the place now"
    for one in (place, third):
        one.let_go()


def test_every_process_leaves_no_core_and_its_files_are_this_accounts_alone(window: Window) -> None:
    window.sign_in()
    for pid in window.processes():
        limits = Path(f"/proc/{pid}/limits").read_text("ascii").splitlines()
        assert [line.split()[4:6] for line in limits if line.startswith("Max core file size")] == [["0", "0"]]
    modes = {path.stat().st_mode & 0o777 for path in window.program.data.rglob("*") if path.is_file()}
    folders = {path.stat().st_mode & 0o777 for path in window.program.data.rglob("*") if path.is_dir()}
    assert modes == {0o600}
    assert folders == {0o700}
