"""A drill desk on each shelf: it is made, opens, lists its own books and works a passage by them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kbdesk.app import drill, main
from kbdesk.domain.vocabulary import ShelfName
from tests.cheap import CHEAP
from tests.people import PERSON

Told = tuple[int, Any]
Script = Callable[..., Told]


@pytest.fixture
def script(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Script:
    """Return a caller of commands on the desk of a test: exit code and JSON. The officer's password is kept."""

    def call(*words: str) -> Told:
        code = main([*words, "--data", str(tmp_path / "desk"), "--json"])
        told = json.loads(capfd.readouterr().out)
        if words[0] == "init":
            monkeypatch.setenv("KBDESK_PASSWORD", told["officers"][0]["password"])
        return code, told

    return call


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a maker of a test's desk on a shelf, of cheap passwords. The officer's is kept."""

    def make(shelf: str) -> None:
        done = drill.make(tmp_path / "desk", crossing="merdare", desk="2", shelf=shelf, cost=CHEAP)
        monkeypatch.setenv("KBDESK_PASSWORD", done.officers[0][2])

    return make


@pytest.mark.parametrize("shelf", ShelfName)
def test_a_desk_made_on_a_shelf_opens_with_the_books_of_that_shelf(script: Script, shelf: ShelfName) -> None:
    code, made = script("init", "--drill", "--crossing", "merdare", "--shelf", shelf)
    assert (code, made["shelf"]) == (0, shelf)
    code, books = script("rules", "list", "--officer", "officer")
    assert code == 0
    assert {book["shelf"] for book in books} == {shelf}
    assert any(book["state"] == "in-force" for book in books)


@pytest.mark.parametrize(
    ("shelf", "state", "hours"),
    [
        ("history", "SRB", {"2022-07-31T23:59+02:00": "none", "2022-08-01T00:00+02:00": "permit"}),
        ("mirror", "RKS", {"2022-08-31T23:59+02:00": "permit", "2022-09-01T00:00+02:00": "none"}),
    ],
)
def test_a_passage_goes_by_the_shelf_and_the_hour(
    script: Script, made: Callable[[str], None], tmp_path: Path, shelf: str, state: str, hours: dict[str, str]
) -> None:
    """The entry document of history begins with 1 August 2022; that of the mirror ends with 31 August."""
    file = tmp_path / "passage.toml"
    text = PERSON.replace("SRB", state).replace("number =", 'issuing_office = "pu-kraljevo", number =')
    file.write_text(text, "utf-8")
    made(shelf)
    for at, measure in hours.items():
        code, told = script("passage", str(file), "--officer", "officer", "--at", at)
        traveler = told["travelers"][0]
        assert (code, told["shelf"], traveler["measure"], traveler["decision"]) == (0, shelf, measure, "granted")
        assert bool(traveler["permit"]) is (measure == "permit")


def test_a_shelf_that_is_not_carried_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--drill", "--shelf", "moon", "--data", str(tmp_path / "desk")]) == 2
    assert "seeds, history, mirror" in capfd.readouterr().err
    assert not (tmp_path / "desk").exists()


def test_trial_plates_of_the_mirror_come_with_a_copy_for_the_glass_but_for_a_motorcycle(
    script: Script, made: Callable[[str], None], tmp_path: Path
) -> None:
    made("mirror")
    kinds = {}
    for category, vin in (("M1", "WVWZZZ1JZXW000001"), ("L3e", "VBKZZZ1JZXM000077")):
        file = tmp_path / f"{category}.toml"
        vehicle = f'plate = "01 {len(kinds) + 234} AB"\nvin = "{vin}"\nmake = "TEST"\nmodel = "PROBA"\n'
        rest = f'category = "{category}"\nholder_surname = "Testović"\nholder_given_names = "Ana"\n'
        file.write_text(f'direction = "entry"\n[vehicle]\n{vehicle}{rest}[decision]\naction = "issue"\n', "utf-8")
        code, told = script("passage", str(file), "--officer", "officer", "--at", "2016-05-02T10:00+02:00")
        assert code == 0, told
        kinds[category] = {paper["kind"] for paper in told["papers"]}
    assert kinds["M1"] - kinds["L3e"] == {"plate-front", "windscreen-copy"}
    assert kinds["L3e"] >= {"registration-certificate", "plate-rear"}
