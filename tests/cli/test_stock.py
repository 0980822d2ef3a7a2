"""``kbdesk stock``, ``kbdesk print`` and ``kbdesk paper``, as a script calls them."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Script

ROOT = Path(__file__).parents[2]
FAMILY = ROOT / "resources" / "samples" / "passages" / "01-family-on-km-plates.toml"


def permits(script: Script) -> list[str]:
    said = script("passage", FAMILY, "--json")
    assert said.code == 0
    return [traveler["permit"]["number"] for traveler in said.json["travelers"]]


def test_blanks_are_received_moved_counted_and_reported(script: Script) -> None:
    done = script("stock", "receive", "permit", "AA000101", "AA000200", "--source", "note 7", "--json")
    assert (done.code, done.json["count"], done.json["state"]) == (0, 100, "received")
    assert script("stock", "move", "permit", "AA000101", "AA000150", "--to", "in-drawer").code == 0
    refused = script("stock", "count", "permit", "49")
    assert (refused.code, "49 blanks were counted where 50" in refused.err) == (1, True)
    assert script("stock", "count", "permit", "49", "--explanation", "one under the printer").code == 0
    said = script("stock", "report", "--json")
    (line,) = said.json["kinds"]
    assert (said.code, line["received"], line["adds_up"], line["states"]["in-drawer"]) == (0, 100, True, 50)
    assert [r["state"] for r in line["ranges"]] == ["in-drawer", "received"]
    assert line["last_count"]["explanation"] == "one under the printer"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("receive", "permit", "AA000150", "AA000300", "--source", "x"), 1, "AA000101-AA000200"),
        (("receive", "permit", "x", "y", "--source", "x"), 2, "not the number of a blank"),
        (("receive", "permit", "1", "9"), 2, "where the blanks come from"),
        (("receive", "permit", "9", "1", "--source", "x"), 2, "not the first and the last"),
        (("move", "permit", "AA000101", "--to", "missing"), 2, "why"),
        (("move", "permit", "AB000101", "--to", "in-drawer"), 1, "ever received"),
        (("move", "permit", "AA000101", "--to", "printed"), 2, "printed"),
        (("count", "permit", "-1"), 2, "-1"),
    ],
)
def test_what_the_desk_does_not_do_with_blanks_is_one_sentence(
    script: Script, words: tuple[str, ...], code: int, told: str
) -> None:
    assert script("stock", "receive", "permit", "AA000101", "AA000200", "--source", "note 7").code == 0
    said = script("stock", *words)
    assert (said.code, told in said.err) == (code, True), said.err


def test_a_plain_paper_has_no_sheet_to_confirm(script: Script) -> None:
    number = permits(script)[0]
    for verb in ("confirm", "spoil"):
        said = script("print", verb, number)
        assert (said.code, "waits on a blank" in said.err) == (1, True)


def test_a_copy_is_printed_and_says_which_it_is(script: Script, tmp_path: Path) -> None:
    number = permits(script)[0]
    done = script("print", "again", number, "--reason", "lost", "--out", tmp_path, "--json")
    (paper,) = done.json["papers"]
    assert (done.code, paper["copy"], paper["number"], paper["blank"]) == (0, 1, number, None)
    assert Path(paper["file"]).read_bytes().startswith(b"%PDF")
    assert script("print", "again", number).code == 2
    assert script("print", "again", number, "--kind", "fine-notice", "--reason", "lost").code == 1


def test_papers_go_into_a_folder_that_is_made_for_them_and_no_copy_is_counted_for_nothing(
    script: Script, tmp_path: Path
) -> None:
    number, out = permits(script)[0], tmp_path / "new" / "folder"
    done = script("print", "again", number, "--reason", "lost", "--out", out, "--json")
    assert (done.code, done.json["papers"][0]["copy"]) == (0, 1)
    assert Path(done.json["papers"][0]["file"]).parent == out
    (tmp_path / "file").write_text("", "utf-8")
    refused = script("print", "again", number, "--reason", "lost", "--out", tmp_path / "file" / "x")
    assert (refused.code, "cannot be made" in refused.err) == (2, True)
    again = script("print", "again", number, "--reason", "lost", "--json")
    assert again.json["papers"][0]["copy"] == 2, "what was refused counted no copy"


def test_what_a_correction_made_is_told_though_its_papers_cannot_be_saved(script: Script) -> None:
    number = permits(script)[0]
    change = ("--set", "given_names=Ane", "--reason", "typed-wrong")
    done = script("paper", "correct", number, "--kind", "permit", *change, "--out", "/proc/self", "--json")
    assert (done.code, "--out:" in done.err, done.json["supersedes"]) == (3, True, number)
    assert script("return", done.json["number"], "--kind", "permit").code == 0


def test_a_permit_is_corrected_voided_and_not_extended(script: Script) -> None:
    number = permits(script)[0]
    done = script(
        "paper", "correct", number, "--kind", "permit", "--set", "given_names=Ane", "--reason", "typed-wrong", "--json"
    )
    assert done.code == 0
    new = done.json["number"]
    assert (done.json["supersedes"], done.json["changes"]["given_names"]["after"]) == (number, "Ane")
    assert [paper["copy"] for paper in done.json["papers"]] == [0] * len(done.json["papers"])
    extended = script("paper", "extend", new, "--kind", "permit")
    assert (extended.code, "documents-2022:1 allows no extension" in extended.err) == (1, True)
    voided = script("paper", "void", new, "--kind", "permit", "--reason", "ordered", "--json")
    assert (voided.code, voided.json["state"], voided.json["article"]) == (0, "void", "documents-2022:1")
    again = script("paper", "void", new, "--kind", "permit", "--reason", "ordered")
    assert (again.code, "not in force any more" in again.err) == (1, True)
    assert script("ledger", "rebuild").code == 0


@pytest.mark.parametrize("changes", [("surname",), ("=x",), ("surname=a", "surname=b")])
def test_a_change_is_said_as_field_and_text_each_once(script: Script, changes: tuple[str, ...]) -> None:
    words = [word for change in changes for word in ("--set", change)]
    said = script("paper", "correct", "J20000012", *words, "--reason", "x")
    assert (said.code, "FIELD=TEXT" in said.err) == (2, True)
