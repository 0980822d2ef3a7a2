"""A key file that was edited or put back: the records say which slot each password is to open."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kbdesk.app import drill
from kbdesk.app.making import begun_with
from kbdesk.domain.officers import KnownSlot
from kbdesk.store import slot_file, slots
from tests.cheap import CHEAP

from .conftest import Made, Script

NEW = "nine blue umbrellas"
FORGED = "three cows and a calf"


def forge(data: Path, made: Made, name: str, *, role: str = "supervisor") -> None:
    """Lay a slot into the key file as an officer can with a program of their own; it opens the key."""
    intruder = slots.NewOfficer(name=name, role=role, password=bytearray(FORGED.encode()))
    own, path = bytearray(made.passwords["officer"].encode()), data / slots.FILE
    slots.put(path, slots.sealed(path, intruder, by="officer", password=own))
    assert len(slots.unwrap(path, name, bytearray(FORGED.encode()))) == slot_file.SECRET_BYTES


def said(script: Script, tmp_path: Path, *kinds: str) -> list[Mapping[str, Any]]:
    """Return the bodies of the entries of some kinds."""
    file = tmp_path / f"{len(list(tmp_path.iterdir()))}.ledger"
    assert script("ledger", "export", "--bodies", file).code == 0
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()[1:]]
    return [json.loads(row["body"]) for row in rows if row["kind"] in kinds]


def as_an_older_version(*args: Any) -> dict[str, object]:
    """Say what a desk begins with, but of no slot."""
    return {key: value for key, value in begun_with(*args).items() if key != "slots"}


def test_a_slot_that_the_records_do_not_know_lets_nobody_in_signs_nothing_and_is_taken_away(
    script: Script, data: Path, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KBDESK_NEW_PASSWORD", NEW)
    own = made.passwords["supervisor2"]
    forge(data, made, "ghost")
    forge(data, made, "supervisor2")
    for name in ("ghost", "supervisor2"):
        monkeypatch.setitem(made.passwords, name, FORGED)
    told = script("ledger", "check", officer="ghost")
    assert (told.code, "No officer of that name" in told.err) == (2, True)
    for reading in ("ledger", "check"), ("officers", "list"), ("officers", "change-password"):
        told = script(*reading, officer="supervisor2")
        assert (told.code, "were changed or put back" in told.err) == (2, True), told
    told = script("officers", "add", "besa", "--role", "officer", officer="supervisor", second="supervisor2")
    assert (told.code, "were changed or put back" in told.err) == (2, True), told
    assert "ghost" not in [one.name for one in slots.officers(data / slots.FILE)], "somebody has come in since"
    assert said(script, tmp_path, "slots.disputed") == [{"names": ["-", "supervisor2"]}]
    assert [one["name"] for body in said(script, tmp_path, "sign-ins.failed") for one in body["tries"]].count(
        "supervisor2"
    ) == 4, "each was counted"
    monkeypatch.setitem(made.passwords, "supervisor2", own)
    assert script("officers", "add", "besa", "--role", "officer", second="supervisor2").code == 0, "control"
    assert len(said(script, tmp_path, "slots.disputed")) == 1, "told once"
    closed = script("shift", "close", "--cash", "0.00", "--custody", "0", "--json").json
    assert [one["of"] for one in closed["went_back"]] == ["slots"], "and stands on the shift's report"


def test_a_key_file_put_back_brings_no_password_back(
    script: Script, data: Path, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KBDESK_NEW_PASSWORD", NEW)
    files = {data / name: (data / name).read_bytes() for name in (slot_file.FILE, slot_file.COPY)}
    assert script("officers", "change-password", officer="officer").code == 0
    (data / slot_file.FILE).write_bytes(files[data / slot_file.FILE])
    assert script("ledger", "check", officer="officer").code == 2, "one of the two was put back"
    monkeypatch.setitem(made.passwords, "officer", NEW)
    assert script("ledger", "check", officer="officer").code == 0, "control: it stands in the other"
    for file, content in files.items():
        file.write_bytes(content)
    told = script("ledger", "check", officer="officer")
    assert (told.code, "password is not right" in told.err) == (2, True), told
    monkeypatch.undo()
    told = script("ledger", "check", officer="officer")
    assert (told.code, "were changed or put back" in told.err) == (2, True), told
    assert said(script, tmp_path, "slots.disputed") == [{"names": ["officer"]}]
    rows = script("officers", "list", "--json").json["officers"]
    assert [one["name"] for one in rows if one["needs_password"]] == ["officer"]


def test_a_suspension_that_a_kill_broke_off_leaves_no_slot_and_disputes_none(
    script: Script, data: Path, tmp_path: Path
) -> None:
    files = {data / name: (data / name).read_bytes() for name in (slot_file.FILE, slot_file.COPY)}
    assert script("officers", "suspend", "officer", "--reason", "left").code == 0
    for disputed in ([], [{"names": ["officer"]}]):
        for file, content in files.items():
            file.write_bytes(content)  # as it was when the entry was recorded
        assert script("backup", tmp_path / "b").code == 0
        assert "officer" not in [one.name for one in slots.officers(data / slots.FILE)]
        assert said(script, tmp_path, "slots.disputed") == disputed, "a file put back later was put back"


@pytest.fixture
def older(data: Path, made: Made, monkeypatch: pytest.MonkeyPatch) -> Made:
    """Let the desk be one whose entries say of no slot."""
    shutil.rmtree(data)
    with monkeypatch.context() as program:
        program.setattr(drill, "begun_with", as_an_older_version)
        done = drill.make(data, crossing="jarinje", desk="2", shelf="seeds", cost=CHEAP)
    for name, _, password in done.officers:
        monkeypatch.setitem(made.passwords, name, password)
    return made


def test_a_desk_of_an_older_version_has_its_slots_recorded_once_and_held_from_then_on(
    script: Script, older: Made, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert script("ledger", "check").code == 0, "to be read, nothing need be recorded"
    assert script("backup", tmp_path / "b").code == 0
    forge(data, older, "supervisor2")
    with monkeypatch.context() as forged:
        forged.setitem(older.passwords, "supervisor2", FORGED)
        told = script("ledger", "check", officer="supervisor2")
        assert (told.code, "were changed or put back" in told.err) == (2, True), told
    assert script("ledger", "check", officer="supervisor2").code == 0, "control"
    monkeypatch.setenv("KBDESK_NEW_PASSWORD", NEW)
    with monkeypatch.context() as program:
        program.setattr(KnownSlot, "told", lambda _: {})
        assert script("officers", "change-password", officer="officer").code == 0
    monkeypatch.setitem(older.passwords, "officer", NEW)
    assert script("ledger", "check", officer="officer").code == 0, "changed by an older program, it is not held"
    assert script("backup", tmp_path / "c", officer="officer").code == 0
    assert script("ledger", "check", officer="officer").code == 0, "held now"
