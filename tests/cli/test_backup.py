"""``kbdesk backup`` and ``kbdesk restore``: carried away, proved, and taken up again on a bare machine."""

from __future__ import annotations

import json
import os
import pty
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Callable
from datetime import UTC, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from kbdesk.app import main, restoring
from kbdesk.app.clock import machine_now
from kbdesk.app.making import fill_folder
from kbdesk.desk.numbers import AFTER_RESTORE, gap_after
from kbdesk.domain.numbers import serial
from kbdesk.store import migrations, slot_file
from kbdesk.store.backup_file import measured, packed, unpack
from kbdesk.store.left_copies import aside
from tests.store.backups import unwatched
from tests.told import Told

from .conftest import Made, Script, take_in

PASSAGE = """


direction = "entry"
[[traveler]]


surname = "PROBA"


given_names = "ANA"


birth_date = 1990-01-31


sex = "F"


nationality = "SRB"


residence = "leposavic"
[traveler.document]


type = "identity-card"


issuing_state = "SRB"


number = "012345678"


issuing_office = "pu-kosovska-mitrovica"


issued_on = 2018-05-01


expires_on = 2028-05-01
[decision]


action = "issue"
"""
Elsewhere = Callable[..., Told]


@pytest.fixture
def elsewhere(made: Made, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Elsewhere:
    """Run a command on another data folder, by the officers of the desk."""

    def run(data: Path, *words: object, officer: str = "supervisor", second: str = "") -> Told:
        monkeypatch.setenv("KBDESK_PASSWORD", made.passwords.get(officer, "wrong"))
        monkeypatch.setenv("KBDESK_SECOND_PASSWORD", made.passwords.get(second, "wrong"))
        capfd.readouterr()
        who = ("--officer", officer, *(("--second", second) if second else ()))
        code = main([*map(str, words), "--data", str(data), *who])
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return Told(code, out, err)

    return run


def issued(told: Told) -> str:
    assert told.code == 0, told.err + told.out
    return str(told.json["travelers"][0]["permit"]["number"])


@pytest.fixture
def passage(tmp_path: Path) -> Callable[[str, int], Path]:
    """Write the passage of a person, by surname, with a document of a number."""

    def write(surname: str, number: int) -> Path:
        file = tmp_path / "passage.toml"
        file.write_text(PASSAGE.replace("PROBA", surname).replace("012345678", f"{number:09d}"))
        return file

    return write


def test_a_desk_is_carried_to_a_bare_machine_and_gives_no_number_again(
    script: Script,
    elsewhere: Elsewhere,
    passage: Callable[[str, int], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = issued(script("passage", passage("PROBA", 1), "--json"))
    told = script("backup", tmp_path / "b", "--json")
    assert (told.code, told.err) == (0, "")
    lost = issued(script("passage", passage("TESTOVIC", 2), "--json"))

    bare = tmp_path / "bare"
    again = elsewhere(bare, "restore", tmp_path / "b", "--json", second="officer")
    assert (again.code, again.err) == (0, "")
    assert (again.json["entries"], again.json["head"]) == (told.json["entries"], told.json["head"])
    next_number = issued(elsewhere(bare, "passage", passage("PRIMER", 3), "--json"))
    assert serial(next_number) > serial(first) + AFTER_RESTORE >= serial(lost)
    assert elsewhere(bare, "ledger", "check").code == elsewhere(bare, "ledger", "rebuild").code == 0
    assert elsewhere(bare, "search", first).out.count("PROBA") > 0
    assert tomllib.loads((bare / "settings.toml").read_text("utf-8"))["crossing"] == "jarinje"
    assert {p.stat().st_mode & 0o777 for p in bare.iterdir() if p.is_file()} == {0o600}

    second, now = tmp_path / "second", machine_now().astimezone(UTC)  # an hour is one in the night of summer time too
    monkeypatch.setattr(restoring, "machine_now", lambda: now - timedelta(hours=1))
    behind = elsewhere(second, "restore", tmp_path / "b", second="officer")
    assert (behind.code, "set it first" in behind.err, (second / "desk.db").exists()) == (3, True, False)
    monkeypatch.setattr(restoring, "machine_now", lambda: now + timedelta(hours=1))
    told = elsewhere(second, "restore", tmp_path / "b", "--json", second="officer")
    assert (told.code, told.json["ended"]) == (0, [])
    assert AFTER_RESTORE + 180 <= told.json["gap"] <= AFTER_RESTORE + 200
    other = issued(elsewhere(second, "passage", passage("PROVA", 4), "--json"))
    assert serial(other) >= serial(first) + gap_after(timedelta(hours=1)) > serial(next_number)


def test_a_clock_that_is_far_ahead_leaves_no_number_and_is_said_to(
    script: Script, elsewhere: Elsewhere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert script("backup", tmp_path / "b").code == 0
    now = machine_now()
    for year, said in ((0, False), (1, True)):
        monkeypatch.setattr(restoring, "machine_now", lambda year=year: now + timedelta(days=365 * year))
        told = elsewhere(tmp_path / str(year), "restore", tmp_path / "b", second="officer")
        assert (told.code, f"recorded for {365 * year} days" in told.out) == (0, True)
        assert ("No number is left of: permit" in told.out) == said


def test_a_backup_is_proved_without_touching_any_desk(script: Script, data: Path, tmp_path: Path) -> None:
    assert script("backup", tmp_path / "b").code == 0
    shutil.rmtree(data)
    told = script("restore", "--prove", tmp_path / "b", "--json", officer="officer")
    assert (told.code, told.json["whole"], told.json["registers"]) == (0, True, [])
    assert "its chain is whole and its registers add up" in script("restore", "--prove", tmp_path / "b").out
    assert not data.exists()
    assert [p.name for p in tmp_path.iterdir()] == ["b"]


def test_a_terminal_is_told_how_far_a_backup_is_and_a_pipe_and_json_are_not(
    script: Script, elsewhere: Elsewhere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert script("backup", tmp_path / "b").err == ""
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal, os.fdopen(ours, "rb", buffering=0) as seen:
        for words in (("backup", tmp_path / "c"), ("restore", "--prove", tmp_path / "b")):
            for json_too in ((), ("--json",)):
                with monkeypatch.context() as patched:
                    patched.setattr(sys, "stderr", terminal)
                    assert elsewhere(tmp_path / "desk", *words, *json_too).code == 0
                terminal.write(".")
                terminal.flush()
                told = ""
                while not told.endswith("."):  # a terminal hands over what it has, in pieces
                    told += seen.read(65_536).decode()
                assert told.endswith(" 80 %\r     \r.") or told.endswith("99 %\r     \r.") or told == ".", told
                assert (told == ".") is bool(json_too), told


def test_copies_of_the_records_that_a_kill_left_go_at_the_next_sign_in_and_not_while_they_are_at_work(
    script: Script, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    scratch, killed = data / ".backup-desk.db", tmp_path / "kbdesk-proof-killed"
    shutil.copy(data / "desk.db", scratch)
    killed.mkdir()
    shutil.copy(data / "desk.db", killed)
    with aside() as at_work:
        assert script("ledger", "check").code == 0 and scratch.exists() and killed.exists(), "reading changes nothing"
        assert script("search", "nobody at all").code == 1
        assert not scratch.exists() and not killed.exists()
        assert at_work.exists(), "control"
    assert not at_work.exists()
    assert script("ledger", "export", "--bodies", tmp_path / "l").code == 0
    entered = [line for line in (tmp_path / "l").read_text("utf-8").splitlines() if "retention.copies-removed" in line]
    assert len(entered) == 1 and scratch.name in entered[0]


def test_files_that_others_could_read_are_closed_to_them_at_the_next_sign_in_and_that_is_entered(
    script: Script, data: Path, tmp_path: Path
) -> None:
    opened = sorted(path for path in data.iterdir() if path.is_file())
    assert {"attempts.log", "desk.lock", "keys.copy.json", "settings.toml"} < {path.name for path in opened}
    for path in (data, *opened):
        path.chmod(0o755 if path == data else 0o666)
    assert script("settings", "show").code == 0
    assert data.stat().st_mode & 0o777 == 0o755, "what only reads can enter nothing, and leaves it to be found"
    for _ in range(2):  # nothing is found the second time
        assert script("search", "nobody at all").code == 1
    assert {path.stat().st_mode & 0o077 for path in (data, *data.rglob("*"))} == {0}
    assert script("ledger", "export", "--bodies", tmp_path / "l").code == 0
    (entered,) = [line for line in (tmp_path / "l").read_text("utf-8").splitlines() if "store.exposed" in line]
    told = json.loads(json.loads(entered)["body"])["files"]
    log = ["desk.db-shm", "desk.db-wal"]
    assert told == [".", *sorted([*(path.name for path in opened), *log])], "which are as open as what they belong to"


def test_a_folder_that_was_there_is_closed_to_others_when_a_desk_is_made_in_it(tmp_path: Path) -> None:
    def fill(part: Path) -> None:
        for name in ("keys.json", "keys.copy.json"):
            (part / name).touch(0o600)

    tmp_path.chmod(0o755)
    fill_folder(tmp_path, fill)
    assert tmp_path.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("officer", "second", "why"),
    [
        ("supervisor", "", "restoring takes two officers"),
        ("supervisor", "supervisor", "restoring takes two officers"),
        ("nobody", "supervisor", "No officer of that name"),
        ("supervisor", "nobody", "No officer of that name"),
    ],
)
def test_one_alone_or_a_stranger_restores_nothing(
    script: Script, elsewhere: Elsewhere, tmp_path: Path, officer: str, second: str, why: str
) -> None:
    assert script("backup", tmp_path / "b").code == 0
    told = elsewhere(tmp_path / "bare", "restore", tmp_path / "b", officer=officer, second=second)
    assert told.code == 2
    assert why in told.err
    assert not list((tmp_path / "bare").glob("**/*"))


def test_a_role_raised_in_a_backups_key_file_restores_nothing(
    script: Script, elsewhere: Elsewhere, data: Path, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(made.passwords, "rita", take_in(data, made, "rita", "officer"))
    assert script("backup", tmp_path / "b").code == 0
    repack(
        tmp_path / "b", lambda slots: [{**one, "role": "supervisor"} if one["name"] == "rita" else one for one in slots]
    )
    told = elsewhere(tmp_path / "bare", "restore", tmp_path / "b", officer="officer", second="rita")
    assert (told.code, "must be a supervisor" in told.err) == (2, True), told.err
    assert not list((tmp_path / "bare").glob("**/*"))
    told = elsewhere(tmp_path / "bare", "restore", tmp_path / "b", officer="supervisor", second="rita")
    assert told.code == 0, told.err


def test_a_slot_that_the_records_in_a_backup_do_not_know_restores_and_proves_nothing(
    script: Script, elsewhere: Elsewhere, data: Path, tmp_path: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert script("backup", tmp_path / "b").code == 0
    monkeypatch.setenv("KBDESK_NEW_PASSWORD", "nine blue umbrellas")
    assert script("officers", "reset", "supervisor2", second="officer").code == 0
    since = json.loads((data / slot_file.FILE).read_text("utf-8"))["slots"]
    assert elsewhere(tmp_path / "bare", "restore", tmp_path / "b", officer="supervisor2", second="officer").code == 0
    repack(tmp_path / "b", lambda _: since)
    monkeypatch.setitem(made.passwords, "supervisor2", "nine blue umbrellas")
    for officer, second in (("supervisor2", "officer"), ("officer", "supervisor2")):
        told = elsewhere(tmp_path / "other", "restore", tmp_path / "b", officer=officer, second=second)
        assert (told.code, "were changed or put back" in told.err) == (2, True), told
    assert elsewhere(tmp_path / "other", "restore", "--prove", tmp_path / "b", officer="supervisor2").code == 2
    assert script("backup", tmp_path / "c").code == 0
    told = elsewhere(tmp_path / "other", "restore", tmp_path / "c", officer="officer", second="supervisor2")
    assert (told.code, "given by others" in told.err) == (2, True), "nor one that others gave, though it is known"
    assert not list((tmp_path / "other").glob("**/*"))
    assert elsewhere(tmp_path / "other", "restore", tmp_path / "b", officer="supervisor", second="officer").code == 0


def repack(file: Path, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> None:
    """Pack a backup again, as somebody may who has it, with other slots in its key file."""
    into = file.with_name("unpacked")
    into.mkdir()
    backup = unpack(file, into, unwatched)
    for copy in (slot_file.FILE, slot_file.COPY):
        if (into / copy).exists():
            said = json.loads((into / copy).read_text("utf-8"))
            (into / copy).write_text(json.dumps({**said, "slots": change(said["slots"])}), "utf-8")
    found = sorted(path for path in into.rglob("*") if path.is_file())
    files = {str(path.relative_to(into)): BytesIO(path.read_bytes()) for path in found}
    parts = {part: measured(opened) for part, opened in files.items()}
    file.write_bytes(b"".join(packed(files, backup, parts, unwatched)))
    shutil.rmtree(into)


def test_records_that_are_gone_are_not_taken_for_a_folder_without_a_desk(
    script: Script, elsewhere: Elsewhere, data: Path, tmp_path: Path
) -> None:
    (data / "desk.db").unlink()
    gone = script("ledger", "check")
    assert (gone.code, "restore a backup here" in gone.err, "init" in gone.err) == (3, True, False), gone
    none = elsewhere(tmp_path / "empty", "ledger", "check")
    assert (none.code, "kbdesk init" in none.err) == (3, True), "control"


def test_a_desk_that_is_there_is_never_restored_over(script: Script, tmp_path: Path) -> None:
    assert script("backup", tmp_path / "b").code == 0
    before = script("ledger", "check").out
    told = script("restore", tmp_path / "b", second="officer")
    assert (told.code, "there is a desk in this folder already" in told.err) == (2, True)
    assert script("ledger", "check").out == before


def test_records_that_lost_their_keys_are_never_replaced(
    script: Script, elsewhere: Elsewhere, data: Path, tmp_path: Path
) -> None:
    assert script("backup", tmp_path / "b").code == 0
    for name in (slot_file.FILE, slot_file.COPY):
        (data / name).rename(tmp_path / name)
    records = (data / "desk.db").read_bytes()
    told = script("restore", tmp_path / "b", second="officer")
    assert (told.code, "lost its keys" in told.err) == (2, True), told
    assert (data / "desk.db").read_bytes() == records
    assert elsewhere(tmp_path / "bare", "restore", tmp_path / "b", second="officer").code == 0, "control"


def test_a_restoring_that_was_broken_off_is_done_again_and_what_somebody_else_keeps_there_is_left(
    script: Script, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    assert script("backup", tmp_path / "b").code == 0
    (tmp_path / "broken-off" / ".made").mkdir(parents=True)
    for name in ("broken-off", "taken"):
        (tmp_path / name / "drill-office").mkdir(parents=True)
        (tmp_path / name / "drill-office" / "mine").write_text("")
    assert elsewhere(tmp_path / "broken-off", "restore", tmp_path / "b", second="nobody").code == 2
    assert elsewhere(tmp_path / "broken-off", "restore", tmp_path / "b", second="officer").code == 0
    assert elsewhere(tmp_path / "broken-off", "ledger", "check").code == 0
    assert not (tmp_path / "broken-off" / ".made").exists()
    for _ in range(2):
        told = elsewhere(tmp_path / "taken", "restore", tmp_path / "b", second="officer")
        assert (told.code, "not empty" in told.err) == (3, True)
        assert [path.name for path in (tmp_path / "taken").rglob("*")] == ["drill-office", "mine"]


def test_what_is_no_backup_is_told_in_a_sentence(script: Script, elsewhere: Elsewhere, tmp_path: Path) -> None:
    assert script("backup", tmp_path / "b").code == 0
    (tmp_path / "cut").write_bytes((tmp_path / "b").read_bytes()[:-1024])
    (tmp_path / "other").write_text("Dear mother")
    for name, why in (("cut", "cut short"), ("other", "is not a backup"), ("missing", "is not there"), ("", "not")):
        for words in (("restore",), ("restore", "--prove")):
            told = elsewhere(tmp_path / "bare", *words, tmp_path / name, second="officer")
            assert (told.code, why in told.err) == (2, True), (name, told.err)
    assert script("backup", tmp_path / "other").code == 2
    assert script("backup", tmp_path / "nowhere" / "b").code == 3


def test_a_newer_programs_backup_is_refused(
    script: Script, elsewhere: Elsewhere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert script("backup", tmp_path / "b").code == 0
    monkeypatch.setattr("kbdesk.app.restoring.LATEST", migrations.LATEST - 1)
    told = elsewhere(tmp_path / "bare", "restore", tmp_path / "b", second="officer")
    assert (told.code, "newer version" in told.err) == (3, True)
    monkeypatch.undo()
    assert elsewhere(tmp_path / "bare", "restore", tmp_path / "b", second="officer").code == 0, "control"
