"""``kbdesk retention``, as a script calls it: terms by two, what is due, pruned by two, kept by a dispute."""

from __future__ import annotations

from pathlib import Path

from .conftest import Script

ROOT = Path(__file__).parents[2]
FAMILY = ROOT / "resources" / "samples" / "passages" / "04-mother-and-child-on-foot.toml"
TERMS = ("retention", "terms", "--issued", "365", "--turned-away", "100", "--draft", "20", "--basis", "order 7/2022")
LATER = ("--at", "2025-01-02T08:00+01:00")


def closed(script: Script) -> list[str]:
    """Issue permits, hand what was taken back, and close the shift; return the permits' numbers."""
    issued = script("passage", FAMILY, "--json").json["travelers"]
    numbers = [str(traveler["permit"]["number"]) for traveler in issued]
    for number in numbers:
        assert script("return", number, "--reason", "return.not-checked=torn").code == 0
    assert script("shift", "close", "--cash", "0.00", "--custody", "0", second="supervisor2").code == 0
    return numbers


def test_terms_are_a_proposal_until_two_officers_set_them(script: Script) -> None:
    said = script("retention", "terms", "--json")
    assert (said.code, said.json["chosen"], said.json["days"]["issued"]) == (0, False, 365)
    assert "Proposed, and not in force" in script("retention", "due").out
    refused = script("retention", "prune", second="supervisor2")
    assert (refused.code, "set the terms first" in refused.err) == (1, True)
    assert script(*TERMS).code == 2, "one officer alone"
    assert script(*TERMS, officer="officer", second="supervisor2").code == 1, "no supervisor"
    said = script(*TERMS, "--json", second="supervisor2")
    assert said.json == {
        "days": {"issued": 365, "turned-away": 100, "draft": 20},
        "chosen": True,
        "basis": "order 7/2022",
        "set_on": said.json["set_on"],
    }


def test_what_is_due_is_told_first_and_then_pruned_by_two_with_a_backup_after(
    script: Script, data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    settings = (data / "settings.toml").read_text("utf-8")
    (data / "settings.toml").write_text(settings.replace('backup_folder = ""', f'backup_folder = "{folder}"'), "utf-8")
    kept, *gone = closed(script)
    assert script(*TERMS, second="supervisor2").code == 0
    held = script("retention", "hold", "permit", kept, "--reason", "a dispute", "--json")
    assert (held.code, held.json["number"], held.json["reason"]) == (0, kept, "a dispute")
    assert script("retention", "due", "--json").json["due"] == []
    due = script("retention", "due", "--json", *LATER)
    assert (due.code, due.json["due"], due.json["outdated"]) == (0, [], 1), "the case of both is kept"
    assert script("retention", "release", "permit", kept, "--reason", "it ended").code == 0
    (case,) = script("retention", "due", "--json", *LATER).json["due"]
    assert {one["number"] for one in case["numbers"] if one["kind"] == "permit"} == {kept, *gone}
    printed = {file for number in (kept, *gone) for file in (data / "tray").glob(f"{number}-*.pdf")}
    printed = {file for file in printed if not file.stem.endswith("shift-report")}
    assert len(printed) >= 4, "control: their papers lie in the tray"
    assert script("retention", "prune", *LATER).code == 2, "one officer alone"
    assert script("retention", "prune", *LATER, officer="officer", second="supervisor2").code == 1, "no supervisor"
    done = script("retention", "prune", "--json", *LATER, second="supervisor2")
    assert (done.code, done.json["cases"], len(done.json["removed"])) == (0, 1, 1)
    assert done.json["papers"] == len(printed) and not printed & set((data / "tray").iterdir())
    assert [file.name for file in folder.iterdir()] == [Path(done.json["backup"]).name]
    assert script("ledger", "check").code == 0 and script("ledger", "rebuild").code == 0
    assert script("restore", "--prove", done.json["backup"]).code == 0
    (pruning,) = script("retention", "due", "--json", *LATER).json["prunings"]
    assert (pruning["officer"], pruning["second"], pruning["cases"]) == ("supervisor", "supervisor2", 1)
    again = script("retention", "prune", *LATER, second="supervisor2")
    assert (again.code, "Nothing is due" in again.err) == (1, True)
    years_on = ("--at", "2026-01-02T08:00+01:00")
    told = script("retention", "due", *years_on).out
    assert "older than the shortest term: 1 backup" in told and "Nothing is due" not in told
    alone = script("retention", "prune", "--json", *years_on, second="supervisor2").json
    assert (alone["cases"], alone["removed"]) == (0, [Path(done.json["backup"]).name])
    drawn = script("print", "again", kept, "--reason", "lost", *LATER)
    assert (drawn.code, "holds no permit" in drawn.err) == (1, True), "it was recorded, and is held no longer"


def test_what_no_term_and_no_dispute_can_be_is_one_sentence(script: Script) -> None:
    for words, code, told in (
        (("terms", "--issued", "0", "--basis", "x"), 2, "whole number of days"),
        (("terms", "--issued", "30"), 2, "rest on"),
        (("hold", "permit", "J2999999X", "--reason", "x"), 2, "holds no permit"),
        (("hold", "permit", "J2999999X"), 2, "why"),
        (("release", "permit", "J2999999X", "--reason", "x"), 1, "Nobody keeps"),
    ):
        said = script("retention", *words, second="supervisor2")
        assert (said.code, told in said.err) == (code, True), (words, said.err)


def test_a_person_is_told_in_two_files_or_the_disk_is_to_blame(script: Script, tmp_path: Path) -> None:
    issued = script("passage", FAMILY, "--json").json["travelers"]
    asked = ("retention", "subject", "permit", issued[0]["permit"]["number"], "--to")
    failed = script(*asked, tmp_path / "nowhere" / "r.pdf")
    assert (failed.code, "could not be written" in failed.err) == (3, True)
    told = script(*asked, tmp_path / "r.pdf")
    assert (told.code, told.out.startswith("1 record in r.pdf and r.json.")) == (0, True)
    assert sorted(file.name for file in tmp_path.glob("r.*")) == ["r.json", "r.pdf"]
    before = (tmp_path / "r.pdf").read_bytes()
    again = script(*asked, tmp_path / "r.pdf")
    assert (again.code, "nothing is overwritten" in again.err) == (2, True)
    (tmp_path / "r.pdf").rename(tmp_path / "other.pdf")
    beside = script(*asked, tmp_path / "r.pdf")
    assert (beside.code, "r.json is there already" in beside.err) == (2, True)
    assert (tmp_path / "other.pdf").read_bytes() == before and not (tmp_path / "r.pdf").exists()
