"""``kbdesk late``: emergency forms and what is entered from them, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.people import PERSON

from .conftest import Script

PRINTED = "2022-08-10T06:00+02:00"
WHEN = "2022-08-10T07:00+02:00"


@pytest.fixture
def words(script: Script, tmp_path: Path) -> list[object]:
    """The words that enter one person from the first line of a form."""
    file = tmp_path / "person.toml"
    file.write_text(PERSON, "utf-8")
    form = script("late", "print", "--at", PRINTED, "--json").json[0]["form"]
    named = ["--form", form, "--occurred-at", WHEN, "--reason", "power", "--line", "traveler[1]=1"]
    return ["late", "enter", file, *named]


def test_what_happened_without_power_is_entered_once_under_the_number_of_its_line(
    script: Script, words: list[object]
) -> None:
    done = script(*words, "--json", second="officer")
    assert done.code == 0, done.err
    assert (done.code, done.json["decision"], done.json["papers"]) == (0, "granted", [])
    number = done.json["travelers"][0]["permit"]["number"]
    assert number == script("late", "list", "--json").json[0]["lines"][0]["number"]
    again = script(*words, "--json", second="officer")
    assert (again.code, again.json["travelers"][0]["permit"]) == (1, None)


def test_who_enters_a_late_passage_that_stays_open_is_told_why(
    script: Script, words: list[object], tmp_path: Path
) -> None:
    file = tmp_path / "person.toml"
    file.write_text(PERSON.replace("2029-05-01", "2021-05-01"), "utf-8")
    told = script(*words, second="officer")
    assert (told.code, "incomplete" in told.out) == (1, True)
    assert "    stop: traveler[1]." in told.out


def test_one_officer_alone_enters_nothing_late(script: Script, words: list[object]) -> None:
    told = script(*words)
    assert (told.code, "two officers" in told.err) == (2, True)
