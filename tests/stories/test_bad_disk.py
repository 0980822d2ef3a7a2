"""The window's own process on a disk that fails: what it says is so, nothing is printed that is not recorded."""

from __future__ import annotations

import errno
import shutil
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.failing_disk import Disk, Rule, mounted

from .conftest import Program
from .screen import ZONE, Window, wait


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    folder = tmp_path / "failing"
    folder.mkdir()
    with mounted(folder) as disk:
        yield disk


@pytest.fixture
def program(drill_desk: Program, disk: Disk) -> Program:
    """A drill desk on that disk."""
    shutil.copytree(drill_desk.data, disk.folder / "desk")
    return replace(drill_desk, data=disk.folder / "desk")


def scan(window: Window) -> None:
    window.press("ctrl+n")
    window.type("\n".join((*ZONE, "")))


def permits(window: Window) -> int:
    """End the window and return how many permits are in the records, which must be whole."""
    assert window.end(signal.SIGTERM) == ""
    assert window.program.run("ledger", "check", "--json").json["whole"]
    assert window.program.run("ledger", "rebuild").code == 0
    report = window.program.run("shift", "report", "--json")
    return int(report.json["counts"].get("permit", 0))


def issued(window: Window) -> None:
    """Press F9 until three papers lie in the tray."""

    def pressed() -> bool:
        window.press("F9")
        return len(window.tray()) == 3

    wait(pressed, "the same window issues")


def test_the_window_of_a_full_disk_prints_nothing_and_issues_once_there_is_room(window: Window, disk: Disk) -> None:
    window.sign_in()
    scan(window)
    disk.fails(Rule(op="write", end="-wal", error=errno.ENOSPC))
    for _ in range(3):
        window.press("F9")
        wait(window.has_spare, "the window has answered")
    assert window.tray() == []
    disk.mend()
    issued(window)
    assert permits(window) == 1


def test_an_act_in_doubt_becomes_one_permit_whatever_the_officer_presses(window: Window, disk: Disk) -> None:
    window.sign_in()
    scan(window)
    disk.fails(Rule(op="fsync", error=errno.EIO))
    for _ in range(3):
        window.press("F9")
        wait(window.has_spare, "the window has answered")
    assert window.tray() == []
    disk.mend()
    for _ in range(3):
        window.press("F9")
        wait(window.has_spare, "the window has answered")
    assert permits(window) == 1


def test_a_store_taken_from_under_the_window_prints_nothing_until_it_is_put_back(window: Window, disk: Disk) -> None:
    window.sign_in()
    scan(window)
    store = window.program.data / "desk.db"
    store.rename(store.with_name("kept"))
    for _ in range(3):
        window.press("F9")
        wait(window.has_spare, "the window has answered")
    assert window.tray() == []
    store.with_name("kept").rename(store)
    issued(window)
    assert permits(window) == 1
