"""The shelf that a desk obeys: its records say so, two change it, and a file that anybody may edit changes nothing."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from kbdesk.app import carried
from kbdesk.app.sign_in import sign_in
from kbdesk.app.window import DeskAtWindow
from kbdesk.cli.joiner import SignIn
from kbdesk.rulebook.faults import RulebookError

from .conftest import Made, Script

OBEY = ("rules", "obey", "history", "--reason", "order 12")


def by_hand(data: Path, shelf: str) -> None:
    """Write another shelf into the settings file."""
    file = data / "settings.toml"
    file.write_text(re.sub(r'shelf = ".*"', f'shelf = "{shelf}"', file.read_text("utf-8")), "utf-8")


def shelves(script: Script) -> set[str]:
    return {book["shelf"] for book in script("rules", "list", "--json").json}


def test_one_line_in_the_settings_changes_no_law_and_is_told(script: Script, data: Path, passage: Path) -> None:
    by_hand(data, "mirror")
    assert shelves(script) == {"seeds"}, "though nobody who may write has signed in"
    told = script("passage", passage, "--json").json
    assert (told["shelf"], told["travelers"][0]["measure"]) == ("seeds", "permit")
    assert 'shelf = "seeds"' in (data / "settings.toml").read_text("utf-8"), "put right"
    report = script("shift", "close", "--cash", "0.00", "--custody", "1", "--json")
    assert (report.code, [one["of"] for one in report.json["went_back"]]) == (0, ["shelf"]), "told once"


def test_two_change_the_shelf_with_an_entry_and_papers_of_before_are_drawn_again(
    script: Script, data: Path, passage: Path, tmp_path: Path
) -> None:
    alone = script(*OBEY)
    assert (alone.code, "takes two officers" in alone.err) == (2, True), alone.err
    number = script("passage", passage, "--json").json["travelers"][0]["permit"]["number"]
    told = script(*OBEY, "--json", second="officer")
    assert (told.code, told.json) == (0, {"shelf": "history", "former": "seeds"}), told.err
    assert shelves(script) == {"history"}
    by_hand(data, "seeds")  # as a kill before the file followed leaves it
    assert shelves(script) == {"history"}
    assert script("paper", "archive", number, "--out", tmp_path / "p.pdf").code == 0
    assert 'shelf = "history"' in (data / "settings.toml").read_text("utf-8")
    by_hand(data, "mirror")  # as somebody leaves it
    assert script("ledger", "rebuild").code == 0
    assert script("ledger", "export", "--bodies", tmp_path / "l").code == 0
    rows = [json.loads(line) for line in (tmp_path / "l").read_text("utf-8").splitlines()]
    said = {row["kind"]: json.loads(row["body"]) for row in rows if row.get("kind", "").startswith("shelf.")}
    assert said == {
        "shelf.changed": {"shelf": "history", "former": "seeds", "reason": "order 12", "second": "officer"},
        "shelf.disputed": {"settings": "mirror", "obeyed": "history"},
    }


def test_a_book_that_cannot_be_read_leaves_the_desk_closed_and_it_opens_once_the_book_is_mended(
    made: Made, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, books, password = carried.folder, tmp_path / "books", made.passwords["supervisor"].encode()
    shutil.copytree(str(folder("rulebooks", "seeds")), books)
    monkeypatch.setattr(carried, "folder", lambda *names: books if names[0] == "rulebooks" else folder(*names))
    monkeypatch.setattr(carried, "law", carried.law.__wrapped__)
    damaged = books / "2-documents.toml"
    whole = damaged.read_bytes()
    for opens in (
        lambda: DeskAtWindow(data).sign_in("supervisor", bytearray(password)),
        lambda: sign_in(SignIn(data=data, officer="supervisor", password=bytearray(password))),
    ):
        damaged.write_bytes(whole[:99])
        with pytest.raises(RulebookError):
            opens()
        damaged.write_bytes(whole)
        opens().close()
