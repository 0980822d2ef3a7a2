"""Fourteen o'clock: a rule is suspended at the desk, and from then on the next rule applies."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbdesk.app import carried
from tests.people import person

from .conftest import Program

DOCUMENTS = carried.texts("rulebooks", "seeds", suffix=".toml")["2-documents.toml"]


def at(clock: str) -> str:
    return f"2022-08-10T{clock}+02:00"


def valid_until(program: Program, tmp_path: Path, number: int, clock: str) -> str | None:
    """Let a person of their own arrive; return until when their permit is valid, None if they got none."""
    file = tmp_path / f"person{number}.toml"
    file.write_text(person(number), "utf-8")
    told = program.passage(file, "--at", at(clock))
    assert told.code == 0, told.err
    permit = told.json["travelers"][0]["permit"]
    return None if permit is None else str(permit["valid_until"])


@pytest.fixture
def fallback(program: Program, tmp_path: Path) -> Path:
    """A book that is asked after the one of documents: a permit of one month. Two officers have activated it."""
    file = tmp_path / "fallback.toml"
    text = DOCUMENTS.replace("documents-2022", "documents-fallback").replace("precedence = 50", "precedence = 45")
    file.write_text(text.replace("months = 3", "months = 1"), "utf-8")
    assert program.run("rules", "sign", file, officer=None).code == 0
    told = program.run(
        *("rules", "activate", file, "--second", "supervisor", "--at", at("13:00")),
        KBDESK_SECOND_PASSWORD=program.passwords["supervisor"],
    )
    assert told.code == 0, told.err
    return file


def suspend(program: Program) -> str:
    told = program.run(
        *("rules", "suspend", "documents-2022:1", "--order", "Order 7/2022", "--json", "--at", at("14:00")),
        officer="supervisor",
        KBDESK_PASSWORD=program.passwords["supervisor"],
    )
    assert told.code == 0, told.err
    return str(told.json["id"])


def test_who_arrives_after_the_suspension_meets_the_next_rule(program: Program, tmp_path: Path, fallback: Path) -> None:
    assert valid_until(program, tmp_path, 1, "13:58") == "2022-11-10"
    suspension = suspend(program)
    assert valid_until(program, tmp_path, 2, "14:01") == "2022-09-10"
    listed = {line["id"]: line for line in program.run("rules", "list", "--json", "--at", at("14:02")).json}
    assert [s["second"] for s in listed["documents-2022"]["suspensions"]] == [None]
    told = program.run(
        *("rules", "lift", suspension, "--second", "supervisor2", "--json", "--at", at("15:00")),
        KBDESK_SECOND_PASSWORD=program.passwords["supervisor2"],
    )
    assert told.code == 0, told.err
    (change,) = told.json["replay"]["changes"]
    assert (change["before"]["valid_until"], change["after"]["valid_until"]) == ("2022-09-10", "2022-11-10")
    assert valid_until(program, tmp_path, 3, "15:01") == "2022-11-10"
    assert program.run("ledger", "check", "--json").json["whole"]


def test_without_a_suspension_the_rule_stays(program: Program, tmp_path: Path, fallback: Path) -> None:
    assert valid_until(program, tmp_path, 1, "13:58") == "2022-11-10"
    assert valid_until(program, tmp_path, 2, "14:01") == "2022-11-10"


def test_where_no_other_rule_speaks_nothing_is_issued(program: Program, tmp_path: Path) -> None:
    suspend(program)
    assert valid_until(program, tmp_path, 1, "14:01") is None
