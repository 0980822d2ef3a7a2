"""``kbdesk officers``: who may sign in, in which role, and what a wrong password costs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kbdesk.app import admitting, main
from kbdesk.app.place import post_of, settings_of
from kbdesk.store import slot_file, slots
from kbdesk.store.attempts_log import FILE as ATTEMPTS
from kbdesk.store.store import open_store
from tests.told import Told

from .conftest import Made, Script, take_in

NEW = "nine blue umbrellas"
OTHER = "three cows and a calf"
Entries = Callable[[], list[tuple[str, str, Mapping[str, Any]]]]


@pytest.fixture
def words(made: Made, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have a new password at hand, and let an officer be signed in with theirs."""

    def say(new: str = NEW, **passwords: str) -> None:
        monkeypatch.setenv("KBDESK_NEW_PASSWORD", new)
        for name, password in passwords.items():
            monkeypatch.setitem(made.passwords, name, password)

    say()
    return say


@pytest.fixture
def entries(script: Script, tmp_path: Path) -> Entries:
    """Read officer, kind and body of every entry."""

    def read() -> list[tuple[str, str, Mapping[str, Any]]]:
        file = tmp_path / f"{len(list(tmp_path.iterdir()))}.ledger"
        assert script("ledger", "export", "--bodies", file).code == 0
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()[1:]]
        return [(row["officer"], row["kind"], json.loads(row["body"])) for row in rows]

    return read


def roles(script: Script, officer: str = "supervisor") -> dict[str, tuple[str, str]]:
    told = script("officers", "list", "--json", officer=officer)
    assert told.code == 0, told.err
    return {one["name"]: (one["role"], one["standing"]) for one in told.json["officers"]}


def added(script: Script, name: str = "besa", role: str = "officer") -> Told:
    return script("officers", "add", name, "--role", role, "--json", second="officer")


def test_a_desk_knows_its_officers_from_the_first_entry(script: Script) -> None:
    assert roles(script) == {
        "officer": ("officer", "active"),
        "supervisor": ("supervisor", "active"),
        "supervisor2": ("supervisor", "active"),
    }


def test_an_officer_comes_signs_in_changes_their_password_and_goes(
    script: Script, words: Callable[..., None], entries: Entries
) -> None:
    assert added(script).code == 0
    words(OTHER, besa=NEW)
    assert script("officers", "change-password", officer="besa").code == 0
    assert script("ledger", "check", officer="besa").code == 2, "the old one opens nothing"
    words(NEW, besa=OTHER)
    assert script("ledger", "check", officer="besa").code == 0
    assert script("officers", "suspend", "besa", "--reason", "left the service").code == 0
    told = script("ledger", "check", officer="besa")
    assert (told.code, "No officer of that name" in told.err) == (2, True), "the slot is gone"
    assert script("officers", "resume", "besa", second="officer").code == 0
    words(NEW, besa=NEW)
    assert "given by others" in script("ledger", "check", officer="besa").err, "they sign in, by that"
    said = [(kind, body) for _, kind, body in entries() if kind.startswith("officer.") and kind != "officer.signed-in"]
    assert [kind for kind, _ in said] == [
        *("officer.added", "officer.password-changed", "officer.suspended", "officer.resumed"),
    ]
    assert said[0][1].items() >= {"officers": [{"name": "besa", "role": "officer"}], "second": "officer"}.items()
    assert script("ledger", "rebuild").code == 0


def test_a_password_that_others_gave_opens_and_signs_nothing_but_leads_to_one_of_the_officers_own(
    script: Script, words: Callable[..., None], tmp_path: Path
) -> None:
    told = script("officers", "reset", "officer", "--json", second="supervisor2")
    assert [one["password_given"] for one in told.json["officers"]] == [True]
    assert script("backup", tmp_path / "b").code == 0
    words(OTHER, officer=NEW)
    for command in (
        ("ledger", "check"),
        ("shift", "close", "--cash", "0.00", "--custody", "0"),
        ("officers", "codes"),
        ("officers", "rekey"),
        ("restore", "--prove", tmp_path / "b"),
    ):
        told = script(*command, officer="officer", second="supervisor" if "rekey" in command else "")
        assert (told.code, "given by others" in told.err, told.err.count("\n")) == (2, True, 1), command
    told = added(script)
    assert (told.code, "given by others" in told.err) == (2, True), "nor signs as a second"
    told = script("officers", "rekey", "--without", "supervisor2", second="officer")
    assert (told.code, "given by others" in told.err) == (2, True), told
    words(NEW)
    told = script("officers", "change-password", officer="officer")
    assert (told.code, "take another" in told.err) == (2, True), "it is not kept as one's own"
    words(OTHER)
    told = script("officers", "change-password", "--json", officer="officer")
    assert [one["password_given"] for one in told.json["officers"]] == [False]
    words(NEW, officer=OTHER)
    assert script("ledger", "check", officer="officer").code == added(script).code == 0, "control"
    assert script("officers", "reset", "supervisor", second="officer").code == 0
    words(NEW, supervisor=NEW)
    assert script("ledger", "check").code == 0, "control: who gave themselves a new one knows it alone"


@pytest.mark.parametrize(
    ("command", "code", "why"),
    [
        (("add", "besa", "--role", "officer"), 2, "takes two officers"),
        (("resume", "officer"), 2, "takes two officers"),
        (("reset", "officer"), 2, "takes two officers"),
        (("role", "officer", "--role", "supervisor"), 2, "takes two officers"),
        (("suspend", "officer"), 2, "Say why"),
        (("suspend", "supervisor", "--reason", "x"), 1, "Nobody suspends themselves"),
        (("suspend", "nobody", "--reason", "x"), 2, "no officer of that name"),
    ],
)
def test_one_alone_changes_nobodys_role(
    script: Script, words: Callable[..., None], command: tuple[str, ...], code: int, why: str
) -> None:
    before = roles(script)
    told = script("officers", *command)
    assert (told.code, why in told.err) == (code, True), told.err
    assert roles(script) == before


def test_an_officer_manages_no_officers(script: Script, words: Callable[..., None]) -> None:
    for command in (("add", "besa", "--role", "officer"), ("suspend", "supervisor2", "--reason", "x")):
        told = script("officers", *command, officer="officer", second="supervisor")
        assert (told.code, "managed by a supervisor" in told.err) == (1, True)
    assert "besa" not in roles(script)


@pytest.mark.parametrize(
    ("password", "why"),
    [("short", "at least 15"), ("passwordpassword", "anybody would guess"), ("besa.jarinje.besa", "own name")],
)
def test_a_weak_password_makes_no_officer(script: Script, words: Callable[..., None], password: str, why: str) -> None:
    words(password)
    told = added(script)
    assert (told.code, why in told.err) == (2, True), told.err
    assert "besa" not in roles(script)
    words(NEW)
    assert added(script).code == 0, "control"


def test_the_last_supervisor_stays(script: Script, data: Path, made: Made, words: Callable[..., None]) -> None:
    assert script("officers", "suspend", "supervisor2", "--reason", "on leave").code == 0
    words(NEW, root=take_in(data, made, "root", "administrator"))
    told = script("officers", "suspend", "supervisor", "--reason", "x", officer="root")
    assert (told.code, "last supervisor" in told.err) == (1, True)
    told = script("officers", "role", "supervisor", "--role", "officer", officer="root", second="officer")
    assert (told.code, "last supervisor" in told.err) == (1, True)
    assert script("officers", "role", "officer", "--role", "supervisor", officer="root", second="supervisor").code == 0
    assert script("officers", "suspend", "supervisor", "--reason", "x", officer="root").code == 0, "control"


def test_an_auditor_reads_and_exports_and_decides_nothing(
    script: Script, data: Path, made: Made, words: Callable[..., None], tmp_path: Path
) -> None:
    words(NEW, audit=take_in(data, made, "audit", "auditor"))
    assert script("ledger", "check", officer="audit").code == 0
    assert script("ledger", "export", tmp_path / "l", officer="audit").code == 0
    for command in (
        ("shift", "close", "--cash", "0.00", "--custody", "0"),
        ("backup", tmp_path / "b"),
        ("crossing", "close", "--reason", "x", "--order", "1", "--by", "y"),
    ):
        told = script(*command, officer="audit")
        assert told.code != 0, command
    assert script("search", "10.8.2022", officer="audit").code == 1, "nothing is found, and that may be asked"
    words(NEW, root=take_in(data, made, "root", "administrator"))
    told = script("search", "10.8.2022", officer="root")
    assert (told.code, "not for the role" in told.err) == (1, True), "an administrator sees no case"
    told = script("shift", "close", "--cash", "0.00", "--custody", "0", officer="audit")
    assert (told.code, "not for the role" in told.err) == (1, True)
    assert script("shift", "close", "--cash", "0.00", "--custody", "0").code == 0, "control"


def test_a_role_raised_in_the_key_file_is_worth_nothing(script: Script, data: Path, words: Callable[..., None]) -> None:
    for name in (slot_file.FILE, slot_file.COPY):
        said = json.loads((data / name).read_text("utf-8"))
        said["slots"][0]["role"] = "supervisor"
        (data / name).write_text(json.dumps(said), "utf-8")
    assert slots.officers(data / slots.FILE)[0].role == "supervisor"  # as the file has it now
    assert added(script).code == 0, "control: by the real supervisor"
    assert slots.officers(data / slots.FILE)[0].role == "officer", "it is put right, as where a change was killed"
    told = script("officers", "add", "x", "--role", "officer", officer="officer", second="supervisor")
    assert told.code == 1
    assert roles(script)["officer"] == ("officer", "active")


def test_wrong_passwords_wait_are_entered_and_a_counter_that_went_back_is_told(
    script: Script, data: Path, entries: Entries
) -> None:
    for _ in range(5):
        told = script("ledger", "check", officer="nobody-of-the-list")
        assert "No officer of that name" in told.err
    told = script("ledger", "check", officer="another-stranger")
    assert (told.code, "try again in 0:" in told.err) == (2, True), "strangers wait together"
    found = [body for _, kind, body in entries() if kind == "sign-ins.failed"]
    assert [(one["attempts"], len(one["tries"]), one["counter_went_back"]) for one in found] == [(6, 5, False)]
    assert {one["name"] for one in found[0]["tries"]} == {"-"}, "what a stranger typed is not written down"

    (data / ATTEMPTS).unlink()
    found = [body for _, kind, body in entries() if kind == "sign-ins.failed"]
    assert [(one["attempts"], one["counter_went_back"]) for one in found] == [(6, False), (6, True)]
    assert len([body for _, kind, body in entries() if kind == "sign-ins.failed"]) == 2, "told once"


def test_the_wait_survives_a_restart_and_ends(
    script: Script, words: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime.now().astimezone()
    monkeypatch.setattr(admitting, "machine_now", lambda: now)
    words(NEW, officer="wrong")
    for _ in range(5):
        assert "password is not right" in script("ledger", "check", officer="officer").err
    monkeypatch.undo()
    monkeypatch.setattr(admitting, "machine_now", lambda: now)
    told = script("ledger", "check", officer="officer")
    assert (told.code, "try again in 0:30" in told.err) == (2, True)
    assert script("ledger", "check").code == 0, "others do not wait"
    monkeypatch.setattr(admitting, "machine_now", lambda: now + timedelta(seconds=30))
    assert script("ledger", "check", officer="officer").code == 0


def test_a_desk_of_an_older_version_takes_its_officers_over(script: Script, data: Path, made: Made) -> None:
    key = slots.unwrap(data / slots.FILE, "officer", bytearray(made.passwords["officer"].encode()))
    post = post_of(settings_of(data))
    with open_store(
        data, key=key, letter=post.letter, desk=post.desk, drill=True, machine_now=admitting.machine_now
    ) as store:
        with store._connection.reads() as db:
            db.execute("DELETE FROM officers")
            db.execute("DELETE FROM sign_in_attempts")
        assert store.officers.rows() == ()
    (data / ATTEMPTS).unlink()
    assert script("backup", data.parent / "b").code == 0
    assert roles(script)["supervisor2"] == ("supervisor", "active")
    assert (data / ATTEMPTS).exists()


def test_a_restored_desk_is_not_taken_for_one_whose_counter_went_back(
    script: Script, made: Made, tmp_path: Path, entries: Entries, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert script("ledger", "check", officer="a-stranger").code == 2
    assert [body["attempts"] for _, kind, body in entries() if kind == "sign-ins.failed"] == [2]
    assert script("backup", tmp_path / "b").code == 0
    monkeypatch.setenv("KBDESK_PASSWORD", made.passwords["supervisor"])
    monkeypatch.setenv("KBDESK_SECOND_PASSWORD", made.passwords["officer"])
    who = ("--data", str(tmp_path / "bare"), "--officer", "supervisor", "--second", "officer")
    assert main(["restore", str(tmp_path / "b"), *who]) == 0
    assert main(["ledger", "export", "--bodies", str(tmp_path / "l"), *who]) == 0
    kinds = [json.loads(line)["kind"] for line in (tmp_path / "l").read_text("utf-8").splitlines()[1:]]
    assert kinds.count("sign-ins.failed") == 1
    assert "store.went-back" not in kinds


def test_a_new_password_may_be_tried_at_once_however_often_the_old_one_was_wrong(
    script: Script, words: Callable[..., None], entries: Entries
) -> None:
    words(NEW, officer="wrong")
    for _ in range(5):
        assert script("ledger", "check", officer="officer").code == 2
    assert "try again in 0:" in script("ledger", "check", officer="officer").err, "control: they have to wait"
    words(NEW)
    assert script("officers", "reset", "officer", second="supervisor2").code == 0
    words(OTHER, officer=NEW)
    assert script("officers", "change-password", officer="officer").code == 0
    tries = [body["attempts"] for _, kind, body in entries() if kind == "sign-ins.failed"]
    assert tries == [6], "the wrong ones stay counted and are entered"
