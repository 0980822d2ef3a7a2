"""The installed program with a scanner on a serial line: a document is scanned, a pulled plug survived, papers come."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from kbdesk.devices.scanner import SILENCE
from kbdesk.domain.scanner import Framing
from kbdesk.store import settings
from tests.serial_line import Line

from .conftest import Program
from .screen import PATIENCE, ZONE, Window, wait


def files(pid: int) -> list[str]:
    """Return what a process has open, nothing of one that has ended."""
    with suppress(OSError):
        return [os.path.realpath(file) for file in Path(f"/proc/{pid}/fd").iterdir()]
    return []


def is_opened(line: Line, pids: list[int]) -> bool:
    """Tell whether one of some processes has a line's port open."""
    return any(os.path.realpath(line.port) in files(pid) for pid in pids)


@pytest.fixture
def line(program: Program, tmp_path: Path) -> Iterator[Line]:
    made = Line(tmp_path / "scanner")
    kept = replace(settings.read(program.data), scanner_port=str(made.port), scanner_framing=Framing.STX_ETX)
    settings.write(program.data, kept)
    made.plug_in()
    yield made
    made.pull_out()


@pytest.fixture
def scanning(line: Line, program: Program, display: str) -> Iterator[Window]:
    opened = Window(program, display)
    yield opened
    if opened.process.poll() is None:
        opened.process.kill()
        opened.process.communicate()


def test_after_every_kind_of_bad_scan_a_good_one_becomes_one_permit_by_one_key(scanning: Window, line: Line) -> None:
    assert not is_opened(line, scanning.processes()), "nobody is signed in: the line is nobody's"
    scanning.sign_in()
    wait(lambda: is_opened(line, scanning.processes()), "the line is open")
    zone = "\r".join(ZONE).encode()
    frame = b"\x02" + zone + b"\x03"
    for bad in (zone, b"\x02" + zone + b"\r" + zone + b"\x03", bytes(range(256)) * 4, bytes(200_000), frame[:40]):
        line.send(bad)
        time.sleep(3 * SILENCE)  # the silence that ends a scan is part of it
    assert not scanning.tray()
    line.send(frame[:40])
    line.pull_out()
    line.plug_in()
    wait(lambda: is_opened(line, scanning.processes()), "the line is open again")
    end = time.monotonic() + PATIENCE
    while not scanning.tray():
        assert time.monotonic() < end, "papers lie in the tray"
        line.send(frame)
        rest = time.monotonic() + 3
        while not scanning.tray() and time.monotonic() < rest:
            scanning.press("F9")
            time.sleep(0.2)
    wait(lambda: len(scanning.tray()) == 3, "permit, receipt and label lie in the tray, of one person")
    scanning.press("F12")
    wait(lambda: not scanning.is_open(), "the desk is locked")
    wait(lambda: not is_opened(line, scanning.processes()), "the line is nobody's again")
    scanning.sign_in()
    wait(lambda: is_opened(line, scanning.processes()), "the next process has the line")
    assert scanning.end(signal.SIGTERM) == ""
    assert scanning.program.run("ledger", "check", "--json").json["whole"]
