"""``kbdesk officers rekey``: another key, and only the two who signed and the new code open it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from kbdesk.store import slot_file
from kbdesk.store.errors import StoreUnreadable
from kbdesk.store.slots import opened, unwrap
from kbdesk.store.store import open_store
from tests.hands import watched
from tests.store.killing import broken

from .conftest import Made, Script

POINTS = int(os.environ.get("KBDESK_ROUNDS", "8"))


def key(data: Path, made: Made, name: str = "supervisor") -> bytes:
    return bytes(unwrap(data / "keys.json", name, bytearray(made.passwords[name].encode())))


def waiting(script: Script) -> list[str]:
    """Who works the desk and has no password."""
    return [one["name"] for one in script("officers", "list", "--json").json["officers"] if one["needs_password"]]


def test_the_desk_gets_a_new_key_and_others_a_new_password(
    script: Script, data: Path, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, before = key(data, made), script("ledger", "check", "--json").json
    assert script("backup", tmp_path / "b").code == 0
    unsaid = script("officers", "rekey", second="officer")
    assert (unsaid.code, unsaid.err.rstrip().endswith("is to be named: supervisor2")) == (2, True)
    surplus = script("officers", "rekey", "--without", "supervisor2", "--without", "gone", second="officer")
    assert (surplus.code, surplus.err.rstrip().endswith("supervisor2; not to be named: gone")) == (2, True), surplus
    assert key(data, made) == old and not waiting(script), "whom it leaves out is said before anything is done"
    told = script("officers", "rekey", "--json", "--without", "supervisor2", second="officer")
    assert (told.code, told.json["others"]) == (0, ["supervisor2"]), told.err
    (backup,) = (data / "backups").iterdir()
    assert script("restore", "--prove", tmp_path / "b", officer="supervisor2").code == 0, "the old one, left out since"
    assert script("restore", "--prove", backup, officer="supervisor2").code == 2
    assert script("restore", "--prove", backup).code == 0
    assert waiting(script) == ["supervisor2"]
    assert key(data, made) == key(data, made, "officer") != old
    with pytest.raises(StoreUnreadable):
        open_store(data, key=bytearray(old), letter="J", desk="2", drill=True, machine_now=lambda: None)  # type: ignore[arg-type, return-value]  # never asked
    now = script("ledger", "check", "--json").json
    assert (now["whole"], now["entries"] > before["entries"]) == (True, True)
    assert script("ledger", "rebuild").code == 0
    assert script("ledger", "check", officer="supervisor2").code == 2
    monkeypatch.setenv("KBDESK_NEW_PASSWORD", "nine blue umbrellas")
    assert script("officers", "reset", "supervisor2", second="officer").code == 0
    assert waiting(script) == []
    monkeypatch.setitem(made.passwords, "supervisor2", "nine blue umbrellas")
    assert "given by others" in script("ledger", "check", officer="supervisor2").err, "they sign in, by that"
    monkeypatch.setitem(made.passwords, "recovery", told.json["recovery_code"])
    assert script("ledger", "check", officer="recovery").code == 0
    assert not [p.name for p in data.iterdir() if p.name.startswith(".")]
    assert script("backup", tmp_path / "given").code == 0
    shutil.rmtree(data)
    told = script("restore", tmp_path / "given", second="supervisor2")
    assert (told.code, "only beside the sealed code" in told.err) == (2, True), "no desk to choose one's own at"
    told = script("restore", tmp_path / "given", officer="supervisor2", second="recovery")
    assert (told.code, told.err) == (0, "")


def test_a_new_key_stands_and_its_code_is_told_though_no_backup_can_be_made(
    script: Script, data: Path, made: Made
) -> None:
    old = key(data, made)
    before = data / "before.kbdesk"
    assert script("backup", before).code == 0
    again = ("officers", "rekey", "--without", "supervisor2")
    told = script(*again, second="officer")
    assert (told.code, f"the passwords of then: {before.name}." in told.out) == (0, True), told
    assert key(data, made) != old
    (data / "settings.toml").write_text(
        (data / "settings.toml").read_text("utf-8").replace('_folder = ""', f'_folder = "{data / "gone"}"'), "utf-8"
    )
    told = script(*again, second="officer")
    said = told.err.startswith("The records have a new key, but no backup under it: ")
    assert (told.code, said, "cannot be written there" in told.err, "recovery code" in told.out) == (
        3,
        True,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("officer", "second", "code", "why"),
    [
        ("supervisor", "", 2, "takes two officers"),
        ("officer", "supervisor", 1, "not for the role"),
        ("supervisor", "nobody", 2, "No officer of that name"),
        ("supervisor", "recovery", 2, "the sealed code ends with the old one"),
        ("recovery", "supervisor", 2, "the sealed code ends with the old one"),
    ],
)
def test_one_alone_or_an_officer_changes_no_key(
    script: Script, data: Path, made: Made, officer: str, second: str, code: int, why: str
) -> None:
    old = key(data, made)
    told = script("officers", "rekey", officer=officer, second=second)
    assert (told.code, why in told.err) == (code, True), told.err
    assert key(data, made) == old
    assert script("ledger", "check").code == 0
    assert not [p.name for p in data.iterdir() if p.name.startswith(".")]


def test_a_desk_with_slots_for_two_keys_opens_by_whichever_is_the_stores(
    script: Script, data: Path, made: Made
) -> None:
    before = json.loads((data / "keys.json").read_text("utf-8"))
    with watched() as changed:
        assert script("officers", "rekey", "--without", "supervisor2", second="officer").code == 0
    after = json.loads((data / "keys.json").read_text("utf-8"))
    for both_keys in ([*before["slots"], *after["slots"]],):
        for name in (slot_file.FILE, slot_file.COPY):
            (data / name).write_text(json.dumps({**after, "sequence": 99, "slots": both_keys}), "utf-8")
    both = opened(data / "keys.json", "supervisor", bytearray(made.passwords["supervisor"].encode()))
    assert len(both) == 2
    secrets = {f"key {number}": bytes(one.key) for number, one in enumerate(both)}
    with watched() as opening:
        assert script("backup", data.parent / "b", second="officer").code == 0
    for hands in (changed, opening):
        assert hands.once(secrets).keys() == secrets.keys(), "control: both keys were there"
        assert hands.still(secrets) == {}, "each is wiped, whichever it was"
    left = json.loads((data / "keys.json").read_text("utf-8"))["slots"]
    assert {slot["generation"] for slot in left} == {1}, "the slots of the other key are gone"


def test_a_kill_at_any_moment_leaves_a_desk_that_opens_and_a_sealed_code_that_was_seen(tmp_path: Path) -> None:
    found = broken("breaking_rekey", tmp_path / "k", POINTS)
    assert found["killed"] >= min(POINTS, found["stops"]) - 1
    assert found["faults"] == {}


def test_a_disk_that_fails_at_any_step_leaves_a_desk_that_opens(tmp_path: Path) -> None:
    found = broken("breaking_rekey", tmp_path / "k", "none")
    assert found["steps"] >= 10
    assert found["faults"] == {}


@pytest.mark.parametrize(("points", "sabotage"), [("none", "old-slots-first"), ("4", "told-last")])
def test_slots_that_would_go_too_early_and_a_code_told_too_late_are_seen(
    tmp_path: Path, points: str, sabotage: str
) -> None:
    assert broken("breaking_rekey", tmp_path / "k", points, sabotage)["faults"]["only the two who signed open it"] > 0
