"""``kbdesk search`` as a script sees it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import Script

FAMILY = Path(__file__).parents[2] / "resources" / "samples" / "passages" / "01-family-on-km-plates.toml"
AT = ("--at", "2022-08-10T09:00:00+02:00")


@pytest.fixture
def recorded(script: Script) -> Script:
    """A script at a desk that has issued the family's papers."""
    assert script("passage", FAMILY, *AT).code == 0
    return script


def test_a_card_is_found_in_another_spelling_and_told_in_json(recorded: Script) -> None:
    told = recorded("search", "Milan Stojiljkovic", "--json", *AT)
    assert told.code == 0
    (registration, permit) = told.json["rows"]
    assert (registration["kind"], permit["kind"]) == ("registration", "permit")
    assert permit | {"entry": 1, "passage": "p", "envelope": "e"} == {
        "entry": 1, "kind": "permit", "number": permit["number"], "name": "СТОЈИЉКОВИЋ МИЛАН", "born": "1978-03-14",
        "plate": "KM 123-AB", "document": "SRB 008123456", "envelope": "e", "state": "in-force",
        "officer": "supervisor", "passage": "p", "card": "traveler[1]", "on": "2022-08-10", "matched": "name",
    }  # fmt: skip
    assert told.json["behind"] == 0 or told.json["rows"]


def test_people_read_a_line_a_card_and_a_sentence_where_there_is_none(recorded: Script) -> None:
    told = recorded("search", "008123456", *AT)
    assert told.code == 0
    assert "СТОЈИЉКОВИЋ МИЛАН" in told.out
    assert told.out.count("\n") == 1
    nobody = recorded("search", "Petar Petrović", *AT)
    assert (nobody.code, nobody.out.count("\n"), nobody.err) == (1, 1, "")
    assert recorded("search", "Petar Petrović", "--json", *AT).json["rows"] == []


def test_kinds_and_the_limit_narrow_an_answer(recorded: Script) -> None:
    assert len(recorded("search", "10.8.2022", "--json", *AT).json["rows"]) == 4
    only = recorded("search", "10.8.2022", "--kind", "registration", "--json", *AT).json["rows"]
    assert [row["kind"] for row in only] == ["registration"]
    assert len(recorded("search", "10.8.2022", "--limit", "2", "--json", *AT).json["rows"]) == 2


def test_a_case_is_followed_by_its_number(recorded: Script) -> None:
    number = recorded("search", "008123456", "--json", *AT).json["rows"][0]["number"]
    told = recorded("search", number, "--timeline", "--json", *AT).json["timeline"]
    assert [entry["kind"] for entry in told][:3] == ["surrender.recorded", "custody.held", "papers.sealed"]
    assert all(entry["text"] and entry["at"] and entry["occurred_at"] is None for entry in told)
    assert "СТОЈИЉ" not in recorded("search", number, "--timeline", *AT).out
    assert recorded("search", "J2 000099 9", "--timeline", *AT).code == 1


def test_an_export_is_saved_and_entered_by_its_count(recorded: Script, tmp_path: Path) -> None:
    file = tmp_path / "found.csv"
    assert recorded("search", "10.8.2022", "--export", file, *AT).code == 0
    with file.open(encoding="utf-8-sig", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == 4
    nowhere = recorded("search", "10.8.2022", "--export", tmp_path / "no" / "found.csv", *AT)
    assert (nowhere.code, nowhere.err.count("\n")) == (3, 1)


def test_a_rebuilt_index_finds_the_same(recorded: Script) -> None:
    before = recorded("search", "10.8.2022", "--json", *AT).json["rows"]
    assert recorded("search", "10.8.2022", "--rebuild", "--json", *AT).json == {"rows": before, "behind": 0}


@pytest.mark.parametrize(
    "words", [("search",), ("search", "x", "--kind", "plates"), ("search", "x", "--limit", "0"),
              ("search", "x", "--timeline", "--kind", "permit")],
)  # fmt: skip
def test_a_wrong_call_is_one_line(script: Script, words: tuple[str, ...]) -> None:
    told = script(*words)
    assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)
