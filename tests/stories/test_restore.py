"""A desk that is gone is restored from its backup onto a bare machine, and works on there in its window."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

from kbdesk.desk.numbers import AFTER_RESTORE
from kbdesk.domain.numbers import serial

from .conftest import Program
from .screen import Window


def issued(window: Window) -> int:
    """Issue a permit in a window; return the six digits of its number."""
    window.sign_in()
    window.scan_and_issue()
    (permit,) = (paper for paper in window.tray() if paper.stem.endswith("-permit"))
    return serial(permit.stem.partition("-")[0])


def test_a_desk_restored_from_its_backup_opens_in_its_window_with_its_books_and_gives_no_number_again(
    program: Program, display: str, tmp_path: Path
) -> None:
    assert program.run("backup", tmp_path / "desk.kb").code == 0
    window = Window(program, display)
    lost = issued(window)
    window.end(signal.SIGKILL)
    shutil.rmtree(program.data)

    bare = Program(tmp_path / "bare", program.passwords)
    restored = bare.run(
        *("restore", tmp_path / "desk.kb", "--second", "officer"),
        officer="supervisor",
        KBDESK_PASSWORD=program.passwords["supervisor"],
        KBDESK_SECOND_PASSWORD=program.passwords["officer"],
    )
    assert restored.code == 0, restored.err
    window = Window(bare, display)
    assert issued(window) >= AFTER_RESTORE > lost
    assert window.end(signal.SIGTERM) == ""
    assert bare.run("ledger", "check", "--json").json["whole"]
