"""A day at the desk by script: what is taken goes back, every act is accounted for, and anyone can prove the record."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.told import Told

from .conftest import SAMPLES, Program

FAMILY = SAMPLES / "01-family-on-km-plates.toml"
CAR = SAMPLES / "02-passport-on-belgrade-plates.toml"
VERIFIER = Path(__file__).parents[2] / "packaging" / "verify_ledger.py"


def done(program: Program, *words: object, **env: str) -> Told:
    told = program.run(*words, "--json", **env)
    assert told.code == 0, (words, told.out, told.err)
    return told


def verify(*words: object) -> tuple[int, str]:
    command = [sys.executable, "-I", VERIFIER, *map(str, words)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return found.returncode, found.stdout


def test_what_a_traveler_gave_up_comes_back_once_on_the_way_out(program: Program) -> None:
    entered = program.passage(FAMILY).json
    permit = entered["travelers"][0]["permit"]
    held = done(program, "custody", "list").json
    assert len(held) == 4
    back = done(program, "return", permit["number"], "--at", "2022-09-01T12:00+02:00").json
    assert back["permit"] == permit["number"]
    assert [bag["envelope"] for bag in back["handed_back"]] == [permit["envelope"]]
    assert [paper["kind"] for paper in back["papers"]] == ["return-receipt"]
    assert len(done(program, "custody", "list").json) == 3
    again = program.run("return", permit["number"], "--kind", "permit", "--json", "--at", "2022-09-01T12:05+02:00")
    assert again.code == 1
    assert again.json["handed_back"] == []
    assert again.json["findings"]


def test_who_overstayed_gets_everything_back_and_the_days_are_counted(program: Program) -> None:
    permit = program.passage(FAMILY).json["travelers"][0]["permit"]
    back = program.run("return", permit["number"], "--json", "--at", "2022-11-20T12:00+01:00")
    assert back.code == 0, back.out
    assert back.json["handed_back"]
    assert any("overst" in finding["code"] for finding in back.json["findings"])
    in_time = program.passage(CAR, "--at", "2022-08-11T08:00+02:00").json["travelers"][0]["permit"]
    told = program.run("return", in_time["number"], "--json", "--at", "2022-08-12T08:00+02:00")
    assert not [finding for finding in told.json["findings"] if "overst" in finding["code"]]


def test_a_permit_of_another_desk_is_claimed_and_nobody_is_kept(program: Program) -> None:
    from kbdesk.domain.numbers import make

    reason = ("--reason", "return-not-checked=the code is torn, the face compared")
    claimed = program.run("return", make("M", "3", 4711), "--json", *reason)
    assert claimed.code == 0, (claimed.out, claimed.err)
    assert [paper["kind"] for paper in claimed.json["papers"]] == ["claim-slip"]
    assert claimed.json["handed_back"] == []
    damaged = program.run("return", "M3004711X", "--json")
    assert damaged.code in (1, 2)
    assert "Traceback" not in damaged.err


def test_a_case_is_found_by_its_name_in_another_script_and_told_in_order(program: Program) -> None:
    permit = program.passage(FAMILY).json["travelers"][0]["permit"]
    done(program, "return", permit["number"])
    found = done(program, "search", "Stojiljković").json
    assert any(permit["number"] in json.dumps(row) for row in found.get("rows", found) if row)
    cyrillic = done(program, "search", "Стојиљковић").json
    assert json.dumps(cyrillic) == json.dumps(found)
    nobody = program.run("search", "Nepostojećinović", "--json")
    assert permit["number"] not in nobody.out


def test_a_shift_closes_on_what_was_counted_and_its_head_attests_the_exported_ledger(
    program: Program, tmp_path: Path
) -> None:
    entered = program.passage(CAR).json
    number = entered["vehicle"]["registration"]["number"]
    assert entered["fees"] == [{"code": "provisional-registration", "amount": "5.00", "currency": "EUR"}]
    done(program, "fees", "pay", number)
    held = len(done(program, "custody", "list").json)
    wrong = program.run("shift", "close", "--cash", "0.00", "--custody", held, "--json")
    assert wrong.code in (1, 2)
    head = done(program, "shift", "close", "--cash", "5.00", "--custody", held).json["head"]
    assert program.passage(FAMILY).code != 0
    file = tmp_path / "ledger.jsonl"
    done(program, "ledger", "export", file)
    code, said = verify(file, "--head", head)
    assert code == 0, said
    assert "attested at" in said
    lines = file.read_text("utf-8").splitlines(keepends=True)
    at_the_head = next(n for n, line in enumerate(lines) if f'"digest":"{head}"' in line)
    cut = tmp_path / "cut.jsonl"
    cut.write_text("".join(lines[:at_the_head]), "utf-8")
    assert verify(cut)[0] == 0
    code, said = verify(cut, "--head", head)
    assert code == 1
    assert "its end was cut off" in said
    changed = tmp_path / "changed.jsonl"
    changed.write_text("".join(lines).replace('"officer":"officer"', '"officer":"nobody"', 1), "utf-8")
    code, said = verify(changed, "--head", head)
    assert code == 1
    assert "was changed" in said


def test_nothing_is_issued_without_a_shift_and_everything_with_one(program: Program) -> None:
    done(program, "shift", "close", "--cash", "0.00", "--custody", 0)
    refused = program.run("passage", FAMILY, "--json")
    assert refused.code != 0
    assert "Traceback" not in refused.err
    unexplained = program.run("shift", "open", "--float", "20.00", "--custody", 0)
    assert unexplained.code == 1
    done(program, "shift", "open", "--float", "20.00", "--custody", 0, "--explanation", "change brought from the bank")
    assert program.passage(FAMILY).code == 0


def test_a_voided_permit_says_so_and_a_copy_says_which(program: Program, tmp_path: Path) -> None:
    permit = program.passage(FAMILY).json["travelers"][0]["permit"]["number"]
    done(program, "print", "again", permit, "--kind", "permit", "--reason", "damaged", "--out", tmp_path)
    done(program, "paper", "void", permit, "--kind", "permit", "--reason", "issued-by-mistake")
    told = program.run("return", permit, "--kind", "permit", "--json")
    assert any("void" in finding["code"] for finding in told.json["findings"]), told.out


@pytest.mark.parametrize("words", [("ledger", "rebuild"), ("ledger", "check")])
def test_the_registers_are_what_the_ledger_adds_up_to_after_a_day(program: Program, words: tuple[str, ...]) -> None:
    permit = program.passage(FAMILY).json["travelers"][0]["permit"]["number"]
    done(program, "return", permit)
    done(program, *words)
