"""Bad input of any kind gets a finding or one plain sentence, and nothing is half done."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from .conftest import SAMPLES, Program, Write

FAMILY = SAMPLES / "01-family-on-km-plates.toml"


def one_line(text: str) -> bool:
    return text.count("\n") == 1 and text.strip() != ""


def entries(program: Program) -> int:
    return int(program.run("ledger", "check", "--json").json["entries"])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("direction = ", "TOML"),
        ('colour = "red"', "colour"),
        ('direction = "sideways"\n[[traveler]]\nsurname = "A"', "direction"),
        ('[[traveler]]\nsurname = "A"\nnick_name = "B"', "traveler[1].nick_name"),
        ('[[traveler]]\n[[traveler]]\ndocument = { serial = "1" }', "traveler[2].document.serial"),
        ('[[traveler]]\nmrz = ["IDSRB"]', "traveler[1].mrz"),
        ('[vehicle]\nplate = ["KM"]', "vehicle.plate"),
        ("", "passage"),
        ('[vehicle]\nplate = "KM 123-AB"\n[decision]\naction = "wave"', "decision.action"),
        ('[vehicle]\nplate="KM 1"\n[[decision.override]]\nfinding="x"\nfield="traveler[9].x"', "override[1].field"),
        ("x = " + "[" * 5000, "TOML"),
    ],
)
def test_a_file_that_is_no_passage_is_refused_naming_the_place(
    program: Program, written: Write, text: str, place: str
) -> None:
    told = program.passage(written(text))
    assert told.code == 2
    assert place in told.err
    assert one_line(told.err)
    assert told.out == ""


def test_a_missing_file_and_a_file_of_bytes_are_named(program: Program, tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    for file in (tmp_path / "nowhere.toml", tmp_path / "bytes.toml"):
        told = program.passage(file)
        assert told.code == 2
        assert file.name in told.err
        assert one_line(told.err)


def test_an_empty_form_is_found_and_kept_as_a_draft(program: Program, written: Write) -> None:
    told = program.passage(written("[[traveler]]\n[vehicle]\n"))
    assert told.code == 1
    assert told.json["decision"] == "incomplete"
    assert all(f["severity"] == "stop" for t in told.json["travelers"] for f in t["findings"][:1])
    assert told.json["papers"] == []


def test_ten_thousand_characters_are_a_finding_or_a_sentence(program: Program, written: Write) -> None:
    told = program.passage(written(f'[[traveler]]\nsurname = "{"Ж" * 10_000}"\ndocument = {{ number = "1" }}'))
    assert told.code in (1, 2)
    assert told.err == "" or one_line(told.err)
    told = program.run("mrz", "-", officer=None, stdin="P<" * 5_000)
    assert told.code == 2
    assert one_line(told.err)


def test_a_wrong_password_and_an_unknown_officer_are_refused_and_a_right_one_is_not(program: Program) -> None:
    assert program.run("ledger", "check").code == 0
    wrong = program.run("ledger", "check", KBDESK_PASSWORD="not the password")
    assert wrong.code == 2
    assert one_line(wrong.err)
    assert program.run("ledger", "check", officer="nobody").code == 2
    assert program.run("ledger", "check", officer=None).code == 2


def test_an_instant_without_an_offset_is_refused(program: Program) -> None:
    told = program.passage(FAMILY, "--at", "2022-08-10T09:00:00")
    assert told.code == 2
    assert one_line(told.err)


def test_a_folder_without_a_desk_is_said(program: Program, tmp_path: Path) -> None:
    told = Program(tmp_path / "none", program.passwords).passage(FAMILY)
    assert told.code == 3
    assert one_line(told.err)


def test_a_second_desk_is_not_made_over_the_first(program: Program) -> None:
    before = entries(program)
    told = program.run("init", "--drill", officer=None)
    assert told.code == 2
    assert one_line(told.err)
    assert entries(program) == before


def test_a_store_that_is_no_store_is_said(program: Program) -> None:
    store = next(program.data.glob("desk.db"))
    store.write_bytes(os.urandom(8192))
    for beside in program.data.glob("desk.db-*"):
        beside.unlink()
    told = program.passage(FAMILY)
    assert told.code == 3
    assert one_line(told.err)


def test_a_full_output_folder_says_so_and_the_papers_can_still_be_printed(program: Program) -> None:
    tray = program.data / "tray"
    shutil.rmtree(tray, ignore_errors=True)
    tray.write_text("a file stands where the folder should be")
    told = program.passage(FAMILY)
    assert told.code == 3
    assert one_line(told.err)
    assert told.json["travelers"][0]["permit"]["number"]
    assert program.run("ledger", "check").code == 0


def test_an_option_before_the_command_is_not_passed_over(program: Program) -> None:
    told = program.run("--data", program.data, "init", "--drill", officer=None)
    assert told.code == 2
    assert one_line(told.err)
