"""``kbdesk watchlist`` as a script sees it."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kbdesk.app import drill
from kbdesk.app.script import run
from kbdesk.domain.watchlist import COLUMNS
from tests.cheap import CHEAP

HEADING = ",".join(COLUMNS)
LIST = f"{HEADING}\n7/1,012345678,SRB,,,\n7/2,,,Test-Gashi,Qazim,1990-02-01\n"

Script = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a drill desk, made once, and the officer's password."""
    data = tmp_path_factory.mktemp("made") / "desk"
    officers = drill.make(data, crossing="jarinje", desk="2", shelf="seeds", cost=CHEAP).officers
    return data, next(password for name, _, password in officers if name == "officer")


@pytest.fixture
def script(
    made: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Script:
    """Return a caller of commands on a desk of the test's own: exit code, output, error."""
    shutil.copytree(made[0], tmp_path / "desk")
    monkeypatch.setenv("KBDESK_PASSWORD", made[1])

    def call(*words: object) -> tuple[int, str, str]:
        code = run([*map(str, words), "--data", str(tmp_path / "desk"), "--officer", "officer"])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str], Path]:
    """Return a writer of list files."""

    def write(text: str) -> Path:
        path = tmp_path / "list.csv"
        path.write_text(text, "utf-8")
        return path

    return write


def answer(told: tuple[int, str, str]) -> Any:
    return json.loads(told[1])


def test_a_list_is_imported_and_asked(script: Script, file: Callable[[str], Path]) -> None:
    told = script("watchlist", "import", file(LIST), "--json", "--at", "2022-08-10T09:00+02:00")
    assert told[0] == 0
    sha256 = hashlib.sha256(LIST.encode()).hexdigest()
    assert answer(told) == {"lines": 2, "sha256": sha256, "imported_at": "2022-08-10T09:00:00+02:00"}
    found = script("watchlist", "check", "Qazim Test-Gashi", "--json")
    assert found[0] == 1
    assert answer(found) == {
        "checked": True, "imported_at": "2022-08-10T09:00:00+02:00", "lines": 2, "hits": [{"reference": "7/2"}],
    }  # fmt: skip
    clear = script("watchlist", "check", "Qazim Test-Gashi", "--birth-date", "1991-02-01", "--json")
    assert (clear[0], answer(clear)["hits"]) == (0, [])


def test_people_read_sentences(script: Script, file: Callable[[str], Path]) -> None:
    none = script("watchlist", "check", "012345678")
    assert none[0] == 1
    assert none[1].strip()
    assert script("watchlist", "import", file(LIST))[0] == 0
    hit, clear = script("watchlist", "check", "012345678"), script("watchlist", "check", "112345678")
    assert (hit[0], clear[0]) == (1, 0)
    assert "7/1" in hit[1]
    assert len({none[1], hit[1], clear[1]}) == 3


def test_no_list_is_said_to_be_unchecked(script: Script) -> None:
    told = script("watchlist", "check", "012345678", "--json")
    assert told[0] == 1
    assert answer(told) == {"checked": False, "imported_at": None, "lines": None, "hits": []}


def test_every_faulty_line_is_told_in_one_line_and_the_old_list_stays(
    script: Script, file: Callable[[str], Path]
) -> None:
    assert script("watchlist", "import", file(LIST))[0] == 0
    told = script("watchlist", "import", file(f"{HEADING}\n7/1,1,Serbia,,,\n,Secret,,,,\n"), "--json")
    assert told[0] == 2
    assert [(f["line"], f["code"]) for f in answer(told)["faults"]] == [(2, "issuing-state"), (3, "reference-missing")]
    assert told[2].count("\n") == 1
    assert told[2].startswith("list.csv: ")
    assert "Secret" not in told[1] + told[2]
    assert script("watchlist", "check", "012345678")[0] == 1


@pytest.mark.parametrize(
    "words",
    [
        ("watchlist", "import", "nowhere.csv"),
        ("watchlist", "check", "Ana", "--birth-date", "010290"),
        ("watchlist", "check"),
        ("watchlist", "check", ""),
        ("watchlist", "check", " -'\u202e"),
        ("watchlist", "check", "...", "--birth-date", "1990-02-01"),
    ],
)
def test_a_wrong_call_is_one_line(script: Script, words: tuple[str, ...]) -> None:
    code, out, err = script(*words)
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_an_imported_list_is_met_by_the_next_passage(
    script: Script, file: Callable[[str], Path], tmp_path: Path
) -> None:
    passage = tmp_path / "passage.toml"
    card = 'surname = "Test-Gashi"\ngiven_names = "Qazim"\nbirth_date = 1990-02-01\nnationality = "ALB"\n'
    document = 'document = { type = "passport", issuing_state = "ALB", number = "BA1234567" }\n'
    passage.write_text(f"[[traveler]]\n{card}{document}", "utf-8")
    codes = [f["code"] for f in answer(script("passage", passage, "--json"))["travelers"][0]["findings"]]
    assert "watchlist-not-checked" in codes
    assert script("watchlist", "import", file(LIST))[0] == 0
    held = script("passage", passage, "--json")
    assert (held[0], answer(held)["decision"]) == (1, "incomplete")
    (hit,) = [f for f in answer(held)["travelers"][0]["findings"] if f["code"] == "watchlist-hit"]
    assert (hit["severity"], hit["field"]) == ("warn", "traveler[1].surname")
    assert "Gashi" not in hit["message"]
    with passage.open("a", encoding="utf-8") as more:
        more.write('reasons = { watchlist_hit = "not-the-same-person" }\n')
    assert answer(script("passage", passage, "--json"))["decision"] == "granted"
