"""The real window and a real printer: what an officer sees of each fault, and that nothing comes out twice by itself.

The manual's table of printers says the same; here it is shown true.
"""

from __future__ import annotations

import hashlib
import os
import signal
import time
from dataclasses import replace

import pytest

from kbdesk.store.settings import read, write
from tests.printing_room import PrinterRoom, until

from .conftest import Program
from .screen import Window, wait
from .test_lock import lock, scan, store_of, unlock

pytestmark = pytest.mark.xdist_group("printer")


@pytest.fixture
def printer(started_printer: PrinterRoom, program: Program) -> PrinterRoom:
    """A printer with A4 in its tray, to which the program's desk prints."""
    started_printer.switch_on()
    write(program.data, replace(read(program.data), printer_paper=started_printer.address.text))
    return started_printer


def kinds(program: Program) -> list[str]:
    """Return what the ledger says of papers, in order."""
    with store_of(program) as store, store._connection.reads() as db:
        return [kind for (kind,) in db.execute("SELECT kind FROM entries WHERE kind LIKE 'paper.%' ORDER BY seq")]


def sealed(program: Program) -> list[str]:
    """Return the hashes of what was recorded, in order."""
    with store_of(program) as store, store._connection.reads() as db:
        return [sha256 for (sha256,) in db.execute("SELECT sha256 FROM papers ORDER BY sealed, place")]


def scan_and_issue(window: Window, sent: int) -> None:
    """Type a zone and press F9, which is deaf for a moment after every change, until papers were sent."""
    scan(window)

    def issued() -> bool:
        window.press("F9")
        rest = time.monotonic() + 1.5
        while time.monotonic() < rest:
            if kinds(window.program).count("paper.sent") == sent:
                return True
        return False

    wait(issued, "papers were sent")


def test_what_was_recorded_lies_in_the_printers_tray_byte_for_byte(printer: PrinterRoom, window: Window) -> None:
    window.sign_in()
    scan_and_issue(window, 3)
    wait(lambda: kinds(window.program).count("paper.printed") == 3, "all of it was printed")
    assert kinds(window.program) == ["paper.sent"] * 3 + ["paper.printed"] * 3
    assert [hashlib.sha256(paper).hexdigest() for paper in printer.tray()] == sealed(window.program)
    assert [file for file in window.program.data.rglob("*") if file.suffix == ".pdf"] == []


def test_a_job_that_the_printer_has_goes_on_through_a_lock_and_is_asked_for_at_the_unlock(
    printer: PrinterRoom, window: Window
) -> None:
    printer.does("empty")
    window.sign_in()
    scan_and_issue(window, 3)
    until(lambda: printer.printer().look().reasons != ("none",), "the printer waits for paper")
    lock(window)
    wait(lambda: kinds(window.program).count("paper.unconfirmed") == 2, "who leaves enters what was never handed over")
    printer.does("")
    printer.mend()
    until(printer.tray, "the paper came out of the locked desk's printer")
    unlock(window)
    wait(lambda: "paper.printed" in kinds(window.program), "the printer was asked")
    assert kinds(window.program).count("paper.unconfirmed") == 2
    assert len(printer.tray()) == 1, "nothing that had not been handed over was printed by itself"


def test_a_program_that_was_killed_in_mid_job_prints_nothing_again(printer: PrinterRoom, window: Window) -> None:
    printer.does("empty")
    window.sign_in()
    scan_and_issue(window, 3)
    until(lambda: printer.printer().look().reasons != ("none",), "the printer waits for paper")
    for pid in reversed(window.processes()):  # the launcher last: what it made ends with it
        os.kill(pid, signal.SIGKILL)
    window.process.communicate()
    printer.does("")
    printer.mend()
    until(printer.tray, "the paper came out")
    done = window.program.run("print", "waiting", "--json")
    assert [row["state"] for row in done.json] == ["unconfirmed", "unconfirmed"], done.err
    assert kinds(window.program).count("paper.printed") == 1
    assert window.program.run("print", "waiting", "--now", "--json").json == done.json, "they wait for a person"
    assert len(printer.tray()) == 1
