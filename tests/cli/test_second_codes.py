"""A supervisor far away signs by the next code of their sheet: once, in order, and never beside themselves."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from kbdesk.app import main
from kbdesk.app.sign_in import sign_in
from kbdesk.cli.joiner import SignIn
from kbdesk.desk.officers_errors import OfficersError
from kbdesk.store import slots
from kbdesk.store.attempts_log import FILE as ATTEMPTS
from kbdesk.store.code_digest import is_of
from kbdesk.store.store import Store, open_store
from tests.store.samples import AT, machine_now
from tests.store.test_ledger_export import verify
from tests.told import Told

from .conftest import Made, Script

Signs = Callable[..., Told]


@pytest.fixture
def sheet(script: Script) -> list[str]:
    """A sheet of the supervisor's."""
    told = script("officers", "codes", "--json")
    assert told.code == 0, told.err
    return [str(code) for code in told.json["codes"]]


@pytest.fixture
def signs(script: Script, made: Made, monkeypatch: pytest.MonkeyPatch) -> Signs:
    """Let an officer be taken in by one who is here and one who is far away."""
    monkeypatch.setenv("KBDESK_NEW_PASSWORD", "nine blue umbrellas")
    names = iter(f"besa{number}" for number in range(99))

    def sign(code: str, *, officer: str = "supervisor2", second: str = "supervisor") -> Told:
        with monkeypatch.context() as patch:
            if officer != second:
                patch.setitem(made.passwords, second, code)
            return script("officers", "add", next(names), "--role", "officer", officer=officer, second=second)

    return sign


def opened(made: Made, data: Path) -> Store:
    key = slots.unwrap(data / slots.FILE, "officer", bytearray(made.passwords["officer"].encode()))
    return open_store(data, key=key, letter="J", desk="2", drill=True, machine_now=machine_now)


def entries(script: Script, file: Path) -> list[tuple[str, dict[str, object]]]:
    assert script("ledger", "export", "--bodies", file).code == 0
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()[1:]]
    return [(row["kind"], json.loads(row.get("body", "{}"))) for row in rows]


def test_each_code_signs_once_and_in_its_order(script: Script, sheet: list[str], signs: Signs, tmp_path: Path) -> None:
    assert len(set(sheet)) == 40
    assert signs(sheet[0]).code == 0
    told = signs(sheet[0])
    assert (told.code, "not code number 2 of their sheet" in told.err) == (2, True)
    assert signs(sheet[2]).code == 2, "the third is not the next"
    assert signs(sheet[1]).code == signs(sheet[2]).code == 0
    kinds = entries(script, tmp_path / "l")
    used = [body["place"] for kind, body in kinds if kind == "officer.code-used"]
    assert used == [1, 2, 3]
    place = [kind for kind, _ in kinds].index("officer.code-used")
    assert [kind for kind, _ in kinds][place + 1] == "officer.added", "its use is entered before the act"
    assert script("ledger", "rebuild").code == 0


def test_no_export_of_anybody_says_what_a_code_could_be_guessed_from(
    script: Script, sheet: list[str], signs: Signs, tmp_path: Path
) -> None:
    assert signs(sheet[0]).code == 0
    for officer in ("officer", "supervisor", "supervisor2"):
        file = tmp_path / officer
        assert script("ledger", "export", "--bodies", file, officer=officer).code == 0
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()[1:]]
        (printed,) = [row for row in rows if row["kind"] == "officer.codes-printed"]
        assert printed["masked"] is True
        assert not {"body", "salt"} & printed.keys()
        assert "body" in next(row for row in rows if row["kind"] == "officer.code-used"), "control"
        assert verify(file).code == 0, "it proves all the same"


def test_the_records_keep_no_code(sheet: list[str], made: Made, data: Path) -> None:
    with opened(made, data) as store, store._connection.reads() as db:
        (body,) = db.execute("SELECT body FROM bodies JOIN entries USING (seq) WHERE kind = 'officer.codes-printed'")
        kept = db.execute("SELECT place, salt, digest FROM second_codes ORDER BY place").fetchall()
    assert not [code for code in sheet if f'"{code}"' in body[0].decode()]
    assert [place for place, _, _ in kept] == [*range(1, 41)]
    assert is_of(kept[0][2], bytes.fromhex(kept[0][1]), sheet[0].encode()), "control"
    assert len({salt for _, salt, _ in kept}) == 40


def test_a_sheet_of_a_version_whose_digests_told_its_codes_signs_nothing(
    script: Script, sheet: list[str], signs: Signs, made: Made, data: Path
) -> None:
    salts = [bytes([place]) * 16 for place in range(40)]
    digests = [sha256(salt + code.encode()).hexdigest() for salt, code in zip(salts, sheet, strict=True)]
    body = {"name": "supervisor", "salts": [salt.hex() for salt in salts], "digests": digests}
    with opened(made, data) as store, store.act(at=AT, officer="supervisor") as act:
        act.append("officer.codes-printed", body)
    told = signs(sheet[0])
    assert (told.code, "no code left" in told.err) == (2, True)
    assert script("ledger", "rebuild").code == 0
    newer = script("officers", "codes", "--json").json["codes"]
    assert signs(newer[0]).code == 0, "control"


def test_nobody_signs_beside_themselves_and_only_supervisors_sign_from_afar(
    script: Script, sheet: list[str], signs: Signs
) -> None:
    told = script("officers", "codes", officer="officer")
    assert (told.code, "Only a supervisor has a sheet" in told.err) == (1, True)
    for second in ("officer", "nobody"):
        told = signs(sheet[0], second=second)
        assert (told.code, "Only another supervisor" in told.err) == (2, True), told.err
    told = signs(sheet[0], officer="supervisor", second="supervisor")
    assert told.code == 2
    assert signs("000000" if sheet[0] != "000000" else "000001").code == 2
    assert signs(sheet[0]).code == 0, "control: nothing was used up by all that"


def test_a_new_sheet_voids_the_old_one_and_an_empty_one_says_so(script: Script, sheet: list[str], signs: Signs) -> None:
    told = signs("471108", second="supervisor2", officer="supervisor")
    assert (told.code, "no code left" in told.err) == (2, True)
    newer = script("officers", "codes", "--json").json["codes"]
    assert signs(sheet[0]).code == 2
    assert signs(newer[0]).code == 0


def test_a_code_signs_whatever_takes_two_and_stays_where_that_is_refused(
    script: Script, sheet: list[str], made: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    acts = {
        "officer.role-changed": ("officers", "role", "officer", "--role", "auditor"),
        "officer.reset": ("officers", "reset", "officer"),
        "retention.terms-set": ("retention", "terms", "--issued", "400", "--basis", "order 7"),
        "signer.requested": ("keys", "roll"),
        "signer.revoked": ("keys", "revoke", "--reason", "lost"),
    }

    def signed(code: str, *act: str) -> Told:
        with monkeypatch.context() as patch:
            patch.setitem(made.passwords, "supervisor", code)
            return script(*act, officer="supervisor2", second="supervisor")

    monkeypatch.setenv("KBDESK_NEW_PASSWORD", "short")
    assert "15" in signed(sheet[0], *acts["officer.reset"]).err
    assert signed(sheet[0], "officers", "role", "officer", "--role", "officer").code == 1, "inside the act"
    monkeypatch.setenv("KBDESK_NEW_PASSWORD", "nine blue umbrellas")
    for code, act in zip(sheet, acts.values(), strict=False):
        told = signed(code, *act)
        assert told.code == 0, (act, told.err)
    told = signed(sheet[4], *acts["signer.revoked"])
    assert (told.code, "not code number 6 " in told.err) == (2, True), "what signed once counts no more"
    kinds = [kind for kind, _ in entries(script, tmp_path / "l")]
    assert [after for kind, after in pairwise(kinds) if kind == "officer.code-used"] == list(acts)


def test_a_code_for_an_act_that_comes_later_is_used_up_at_once(made: Made, data: Path, sheet: list[str]) -> None:
    password = bytearray(made.passwords["officer"].encode())
    with closing(sign_in(SignIn(data=data, officer="officer", password=password))) as desk:
        desk.verify_second("supervisor", bytearray(sheet[0].encode()))
        desk.verify_second("supervisor", bytearray(sheet[0].encode()))
        assert desk.second_codes.next("supervisor").place == 1, "control: nothing was recorded"
        desk.verify_second("supervisor", bytearray(sheet[0].encode()), kept=True)
        assert desk.second_codes.next("supervisor").place == 2
        with pytest.raises(OfficersError):
            desk.verify_second("supervisor", bytearray(sheet[0].encode()), kept=True)
        desk.shift.incident("nothing more is used up by what follows")
        assert desk.second_codes.next("supervisor").place == 2


def test_wrong_codes_wait_as_wrong_passwords_do(script: Script, sheet: list[str], signs: Signs) -> None:
    wrong = "000000" if sheet[0] != "000000" else "000001"
    assert ["not code number 1" in signs(wrong).err for _ in range(5)] == [True] * 5
    assert "try again in 0:" in signs(wrong).err
    assert "try again in 0:" in signs(sheet[0]).err, "the right one waits too"


def test_a_suspended_supervisors_codes_count_for_nothing(script: Script, sheet: list[str], signs: Signs) -> None:
    told = script("officers", "suspend", "supervisor", "--reason", "on leave", officer="supervisor2")
    assert told.code == 0
    assert signs(sheet[0]).code == 2


def test_a_code_signs_nothing_that_is_only_read(script: Script, sheet: list[str], made: Made) -> None:
    before = made.passwords["supervisor"]
    made.passwords["supervisor"] = sheet[0]
    try:
        told = script("ledger", "check", officer="officer", second="supervisor")
    finally:
        made.passwords["supervisor"] = before
    assert (told.code, "what is recorded" in told.err) == (2, True)


def test_a_restored_desk_has_no_codes(
    script: Script, sheet: list[str], made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert script("backup", tmp_path / "b").code == 0
    monkeypatch.setenv("KBDESK_PASSWORD", made.passwords["supervisor2"])
    monkeypatch.setenv("KBDESK_SECOND_PASSWORD", made.passwords["supervisor"])
    who = ("--data", str(tmp_path / "bare"), "--officer", "supervisor2", "--second", "supervisor")
    assert main(["restore", str(tmp_path / "b"), *who]) == 0
    monkeypatch.setenv("KBDESK_SECOND_PASSWORD", sheet[0])
    monkeypatch.setenv("KBDESK_NEW_PASSWORD", "nine blue umbrellas")
    assert main(["officers", "add", "besa", "--role", "officer", *who]) == 2
    monkeypatch.setenv("KBDESK_SECOND_PASSWORD", made.passwords["supervisor"])
    assert main(["officers", "add", "besa", "--role", "officer", *who]) == 0, "control"


def test_records_put_back_by_hand_void_every_sheet(sheet: list[str], signs: Signs, data: Path, tmp_path: Path) -> None:
    shutil.copyfile(data / "desk.db", tmp_path / "yesterday.db")
    assert signs(sheet[0]).code == 0
    assert signs(sheet[1]).code == 0, "control: the sheet goes on"
    shutil.copyfile(tmp_path / "yesterday.db", data / "desk.db")
    told = signs(sheet[0])
    assert (told.code, "no code left" in told.err) == (2, True)


def test_what_was_typed_as_the_name_of_who_signs_by_a_code_is_not_written_down(signs: Signs, data: Path) -> None:
    typed = "hunter2-my-password"
    assert signs("123456", second=typed).code == 2
    assert typed not in (data / ATTEMPTS).read_text("utf-8")
    assert signs("123456").code == 2
    assert '"supervisor"' in (data / ATTEMPTS).read_text("utf-8"), "control: an officer's name is"
