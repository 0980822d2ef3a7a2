"""The desk locked: what was in memory is gone, what was typed is there again, nothing is half done."""

from __future__ import annotations

import base64
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path

from kbdesk.app.clock import machine_now
from kbdesk.app.drill_passwords import FILE as PASSWORDS
from kbdesk.domain.passage import PassageDraft, TravelerDraft
from kbdesk.store import slots
from kbdesk.store.settings import read, write
from kbdesk.store.store import Store, open_store

from .conftest import Program
from .memory import in_folder, in_process
from .screen import PATIENCE, ZONE, Window, wait

SECRETS = {"surname": "STOJILJKOVIC", "document": ZONE[0], "birth": ZONE[1], "given names": "Radosavka"}


def names_of(card: TravelerDraft) -> list[str]:
    return [field.name for field in fields(card)]


def key_of(program: Program) -> bytearray:
    """Return the store's key and salt."""
    return slots.unwrap(program.data / slots.FILE, "officer", bytearray(program.passwords["officer"].encode()))


def store_of(program: Program) -> Store:
    """Open the store beside the program, for reading."""
    key = key_of(program)
    return open_store(program.data, key=key, letter="J", desk="2", machine_now=machine_now, reading=True, drill=True)


def drafts(program: Program) -> list[PassageDraft]:
    """Return what is kept, whoever has the desk."""
    with store_of(program) as store:
        found = (store.load_draft(row.id) for row in store.drafts())
        return [draft for draft in found if draft is not None]


def surnames(program: Program) -> list[str]:
    """Return the surnames of everybody in what is kept."""
    return [traveler.surname for draft in drafts(program) for traveler in draft.travelers]


def scan(window: Window) -> None:
    """Scan a card: its draft is then in the store."""
    window.press("ctrl+n")
    window.type("\n".join((*ZONE, "")))
    wait(lambda: surnames(window.program) == ["STOJILJKOVIC"], "the draft is saved")


def lock(window: Window) -> float:
    """Press F12 and wait until the process that had secrets is gone; return the seconds that took from the key on."""
    old = window.processes()[1]
    window.press("F12")
    began = time.monotonic()
    while Path(f"/proc/{old}").exists():
        assert time.monotonic() < began + PATIENCE, "the process is gone"
        time.sleep(0.005)
    seconds = time.monotonic() - began
    wait(window.has_focus, "the locked desk has the focus")
    return seconds


def unlock(window: Window) -> None:
    """Type the password where the focus is, without touching a window."""
    window.sign_in()


def private(program: Program) -> dict[str, bytes | str]:
    """Keep nothing of the desk where a person did not ask for it; return what must not be found."""
    (program.data / PASSWORDS).unlink()
    printed = program.data.parent / "printed"
    printed.mkdir(exist_ok=True)
    write(program.data, replace(read(program.data), printer_folder=str(printed)))
    return {**SECRETS, "password": program.passwords["officer"], "key": bytes(key_of(program)[:32])}


@contextmanager
def holding(*secrets: bytes | str) -> Iterator[int]:
    """A process that holds some secrets and nothing else; its number."""
    held = [base64.b64encode(one.encode() if isinstance(one, str) else one).decode() for one in secrets]
    words = "import base64, sys; held = [base64.b64decode(one) for one in sys.argv[1:]]; print(flush=True); input()"
    command = [sys.executable, "-c", words, *held]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdin is not None and holder.stdout is not None
        holder.stdout.readline()
        yield holder.pid
        holder.stdin.write(b"\n")


def test_within_a_second_of_a_lock_no_process_of_the_desk_and_no_file_holds_a_secret(
    program: Program, display: str
) -> None:
    assert in_folder(program.data, {"password": program.passwords["officer"]}) == {"password": 1}
    secrets = private(program)
    window = Window(program, display)
    window.sign_in()
    scan(window)
    window.press("F2", "Tab", "End")
    window.type("Radosavka")
    wait(lambda: "RADOSAVKA" in str(drafts(program)).upper(), "what was typed is saved")
    launcher, front, *_ = window.processes()
    open_desk = set(in_process(front, secrets))
    assert open_desk >= set(SECRETS), "control: they are found while the desk is open"
    assert "key" not in open_desk, "it is masked from the sign-in on"
    with holding(secrets["password"], secrets["key"]) as holder:
        assert set(in_process(holder, secrets)) == {"password", "key"}, "control: both are found where they are"
    assert lock(window) < 1.0
    assert launcher == window.process.pid
    found = {pid: in_process(pid, secrets) for pid in window.processes()}
    assert list(found.values()) == [{}, {}]
    assert in_folder(program.data, secrets) == {}
    window.end(signal.SIGKILL)


def test_the_officer_types_on_where_the_desk_was_locked_and_the_program_ends_as_it_would_have(window: Window) -> None:
    window.sign_in()
    scan(window)
    lock(window)
    assert not window.is_open()
    (before,) = drafts(window.program)
    unlock(window)
    window.type("OVA")
    lock(window)
    (after,) = drafts(window.program)
    was, now = before.travelers[0], after.travelers[0]
    changed = {name for name in names_of(was) if getattr(was, name) != getattr(now, name)}
    assert len(changed) == 1, "what was typed landed in the one field that had the caret"
    assert "OVA" in str(getattr(now, *changed)).upper()
    assert window.end(signal.SIGTERM) == ""
    assert window.process.returncode == -signal.SIGTERM
    assert window.program.run("ledger", "check", "--json").json["whole"]
