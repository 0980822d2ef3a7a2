"""Every threat is answered by a test that exists."""

import ast
import re
from pathlib import Path

import pytest

NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def named(text: str) -> list[tuple[str, str]]:
    """Return file and name of the tests that a text names."""
    return NAMED.findall(text)


def missing(house: Path, text: str) -> set[str]:
    """Return the tests that a text names and that are not there."""
    gone = set()
    for file, name in named(text):
        if name not in names_in(house / file):
            gone.add(f"{file}::{name}")
    return gone


def names_in(file: Path) -> set[str]:
    """Return the names of the tests in a file, none where there is no file."""
    tree = ast.parse(file.read_text("utf-8") if file.exists() else "")
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.fixture(scope="module")
def threats(house: Path) -> str:
    return (house / "docs" / "THREATS.md").read_text("utf-8")


def test_every_threat_names_a_test_and_every_test_exists(house: Path, threats: str) -> None:
    rows = [line for line in threats.splitlines() if line.startswith("| ") and not line.startswith("| threat")]
    assert [row for row in rows if not named(row)] == []
    assert len(rows) > 20
    assert missing(house, threats) == set()


def test_a_test_that_does_not_exist_is_noticed(house: Path) -> None:
    gone = {"tests/house/test_threats.py::test_nothing_of_the_kind", "tests/house/none.py::test_none"}
    there = "tests/house/test_threats.py::test_a_test_that_does_not_exist_is_noticed"
    assert missing(house, " ".join(f"`{name}`" for name in (*gone, there))) == gone
