"""A lock in the middle of something: nothing is half done, and nothing keeps the desk from being locked."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from kbdesk.domain import numbers
from kbdesk.domain.vocabulary import PaperKind
from kbdesk.store.connection import connect

from .conftest import Program
from .screen import Window, wait
from .test_lock import drafts, key_of, lock, scan, store_of, unlock

FIRST = numbers.make("J", "2", 1)
KINDS = (PaperKind.PERMIT, PaperKind.SURRENDER_RECEIPT, PaperKind.ENVELOPE_LABEL)


def unprinted(program: Program) -> int:
    with store_of(program) as store:
        return len(store.unprinted())


def kinds(program: Program) -> list[str]:
    """Return what is in the ledger."""
    with store_of(program) as store, store._connection.reads() as db:
        return [kind for (kind,) in db.execute("SELECT kind FROM entries ORDER BY seq")]


def test_a_lock_at_the_moment_of_issue_leaves_all_of_it_or_nothing(window: Window) -> None:
    window.sign_in()
    scan(window)
    time_of_quiet = time.monotonic() + 1.0
    wait(lambda: time.monotonic() > time_of_quiet, "the signing key is alive again")
    old = window.processes()[1]
    window.press("F9", "F12")
    wait(lambda: not Path(f"/proc/{old}").exists(), "the process is gone")
    recorded = kinds(window.program).count("surrender.recorded")
    sealed, printed = kinds(window.program).count("papers.sealed"), kinds(window.program).count("paper.printed")
    assert recorded == sealed
    assert recorded in (0, 1)
    assert len(drafts(window.program)) == 1 - recorded
    assert unprinted(window.program) == 3 * recorded - printed
    assert window.program.run("ledger", "check", "--json").json["whole"]


def test_a_store_that_is_kept_waiting_does_not_keep_the_desk_open_and_nothing_is_recorded(window: Window) -> None:
    window.sign_in()
    scan(window)
    (before,), entries = drafts(window.program), kinds(window.program)
    key = key_of(window.program)
    other = connect(window.program.data / "desk.db", key)
    other.execute("BEGIN IMMEDIATE")  # longer than any lock may wait
    window.press("F9")
    assert lock(window) < 1.0
    other.rollback()
    other.close()
    assert drafts(window.program) == [before]
    assert kinds(window.program) == entries
    unlock(window)
    window.end(signal.SIGTERM)


def test_a_printer_that_hangs_does_not_keep_the_desk_open_and_its_papers_are_asked_for(window: Window) -> None:
    jobs = [window.program.data / "tray" / f".{FIRST}-{kind}.pdf.part" for kind in KINDS]
    for job in jobs:
        os.mkfifo(job)  # whoever opens it waits until somebody reads
    window.sign_in()
    scan(window)

    def hangs() -> bool:
        window.press("F9")
        return "papers.sealed" in kinds(window.program)

    wait(hangs, "the papers are recorded")
    assert lock(window) < 1.0
    assert (unprinted(window.program), window.tray()) == (3, [])
    for job in jobs:
        job.unlink()
    unlock(window)

    def prints() -> bool:
        window.press("F9")
        return len(window.tray()) == 3

    wait(prints, "the officer was asked, and prints them")
    wait(lambda: unprinted(window.program) == 0, "it is entered")
    assert kinds(window.program).count("surrender.recorded") == 1


def test_the_program_killed_while_it_is_locked_finds_the_draft_at_the_next_start(window: Window, display: str) -> None:
    window.sign_in()
    scan(window)
    lock(window)
    (before,) = drafts(window.program)
    os.kill(window.processes()[1], signal.SIGKILL)
    window.process.communicate()
    assert window.process.returncode == -signal.SIGKILL
    again = Window(window.program, display)
    again.sign_in()
    assert drafts(window.program) == [before]
    again.end(signal.SIGKILL)


@pytest.mark.parametrize("question", ["shift+F1", "ctrl+e"], ids=["a dialog", "a list"])
def test_a_lock_closes_what_is_open_and_asks_nothing(window: Window, question: str) -> None:
    window.sign_in()
    scan(window)
    (before,) = drafts(window.program)
    window.press(question)
    lock(window)
    assert drafts(window.program) == [before]
    wait(lambda: len(window.shown()) == 1, "only the locked desk is shown")
