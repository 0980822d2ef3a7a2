"""What is written for people is complete and true to the Makefile."""

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

LANGUAGES = {"sq", "sr", "en"}
PLACEHOLDER = re.compile(r"\{(\w+)\}")
NO_COUNT = {"as", "has", "is", "seals", "signs", "takes", "was", "follows"}
"""What a script says behind one thing; any other word in s behind a value is a count's own."""
DECISION_PARTS = ["Summary", "Context", "Decision", "Consequences", "Alternatives"]


def test_every_message_stands_in_all_three_languages(house: Path) -> None:
    files = sorted((house / "resources" / "messages").glob("*.toml"))
    assert files
    for path in files:
        for name, texts in tomllib.loads(path.read_text(encoding="utf-8")).items():
            assert set(texts) == LANGUAGES, f"{path.name}: {name}"
            assert all(texts.values()), f"{path.name}: {name}"
            wanted = set(PLACEHOLDER.findall(texts["en"]))
            assert all(set(PLACEHOLDER.findall(text)) == wanted for text in texts.values()), f"{path.name}: {name}"


def test_no_message_stands_twice(house: Path) -> None:
    names = [
        name
        for path in sorted((house / "resources" / "messages").glob("*.toml"))
        for name in tomllib.loads(path.read_text(encoding="utf-8"))
    ]
    assert len(names) == len(set(names))


def many(source: str) -> set[str]:
    """Return the words in s that a text says behind a value that is no constant, be it one or many."""
    return set(re.findall(r"(?<![A-Z])\} ([a-z]+s)\b", source)) - NO_COUNT


def test_a_script_counts_in_one_way_which_knows_one_from_many(house: Path) -> None:
    assert many('f"{len(found)} envelopes"') == {"envelopes"}
    assert many('f"{officer} signs"') == set()
    sources = sorted((house / "kbdesk" / "cli").glob("*.py"))
    assert sources
    assert {path.name: found for path in sources if (found := many(path.read_text(encoding="utf-8")))} == {}


def targets(house: Path) -> set[str]:
    """Return the commands that `make help` lists."""
    return set(re.findall(r"^([a-z]+):.*## ", (house / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_the_readme_names_every_make_command_and_no_other(house: Path) -> None:
    readme = (house / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\bmake ([a-z]+)\b", readme)) == targets(house)


def test_the_readme_shows_only_pictures_and_pages_that_exist(house: Path) -> None:
    for page in (house / "README.md", house / "CONTRIBUTING.md", *sorted((house / "docs").rglob("*.md"))):
        links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
        assert not [link for link in links if not (page.parent / link).exists()], page.name


def test_the_changelog_keeps_its_form(house: Path) -> None:
    lines = (house / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# Changelog"
    releases = [line for line in lines if line.startswith("## ")]
    assert releases
    for line in releases:
        found = re.fullmatch(r"## \[(?:Unreleased|\d+\.\d+\.\d+)\](?: - (\d{4}-\d{2}-\d{2}))?", line)
        assert found, line
        if found[1]:
            date.fromisoformat(found[1])
    kinds = {line for line in lines if line.startswith("### ")}
    assert kinds <= {f"### {kind}" for kind in ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")}


def test_every_decision_is_one_page_with_all_its_parts(house: Path) -> None:
    pages: Sequence[Path] = sorted((house / "docs" / "decisions").glob("*.md"))
    assert [page.name[:3] for page in pages] == [f"{number:03}" for number in range(1, len(pages) + 1)]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == DECISION_PARTS, page.name
        assert len(text.splitlines()) <= 60, page.name
