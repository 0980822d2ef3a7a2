"""The installed program with its window, as a process on a real X server, worked by keys alone."""

from __future__ import annotations

import signal

from .screen import Window, wait


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
