"""Each long run writes its own section of docs/PROOF.md and leaves the others'."""

import shutil
import subprocess
from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest

from benchmarks import proof, report
from benchmarks.proof import Section
from benchmarks.row import Row
from fuzz.__main__ import EXECUTIONS, tell

ON = date(2022, 8, 10)


@pytest.fixture
def page(house: Path, tmp_path: Path) -> Path:
    """A copy of the page in a repository of its own."""
    copy = tmp_path / "PROOF.md"
    shutil.copyfile(house / "docs" / "PROOF.md", copy)
    somebody = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.org"]
    for words in (["init", "-q"], [*somebody, "commit", "-q", "--allow-empty", "-m", "begun"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    return copy


def sections(page: Path) -> dict[str, str]:
    return {str(title): body for title, body in proof._read(page).items()}


def test_a_run_puts_its_section_in_and_leaves_the_others_as_they_are(page: Path) -> None:
    before = sections(page)
    proof.write(Section.FUZZED, "Words.", ["| parser | executions |"], seed="7", on=ON, path=page)
    after = sections(page)
    assert "| parser | executions |" in after.pop("Fuzzed")
    before.pop("Fuzzed", None)
    assert after == before
    report.write([Row(what="syncs", figure=1, unit="syncs")], on=ON, path=page)
    assert sections(page)["Measured"].endswith("| syncs | 1 syncs |  |  |")
    assert sections(page)["Fuzzed"]


def test_a_run_repeated_leaves_one_section(page: Path) -> None:
    for seed in ("1", "2"):
        proof.write(Section.BROKEN, "Words.", [], seed=seed, on=ON, path=page)
    text = page.read_text()
    assert text.count("## Broken on purpose") == 1
    assert "seed: 2" in text and "seed: 1" not in text


def test_fuzzing_asked_for_less_than_the_whole_leaves_the_page_as_it_was_unless_told(page: Path) -> None:
    before = page.read_text()
    less = Namespace(write=False, executions=EXECUTIONS - 1, seed=7, processes=2)
    tell({}, less, page)
    assert page.read_text() == before
    for asked in (Namespace(**vars(less) | {"write": True}), Namespace(**vars(less) | {"executions": EXECUTIONS})):
        page.write_text(before)
        tell({}, asked, page)
        assert "seed: 7 and the 1 after it" in sections(page)["Fuzzed"]


def test_the_page_is_as_the_runs_write_it(house: Path) -> None:
    text = (house / "docs" / "PROOF.md").read_text()
    assert text.startswith(proof.HEAD)
    for section, body in proof._read(house / "docs" / "PROOF.md").items():
        assert body.startswith(f"Written by `{proof.RUN[section]}`.")
