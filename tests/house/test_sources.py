"""Sources stay small, documented and clean of what does not belong in them."""

import ast
import re
import tokenize
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
DRAWERS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "service", "misc"}
TEXTS = {".py", ".md", ".toml", ".txt", ".in", ".sh", ".ui", ".qss", ".svg", ".csv", ".cfg", ""}
# Spelled in pieces so that this file passes its own test.
PLACES = re.compile(
    "|".join(
        (
            r"(?<![\w.])/" + r"(?:work|home|root|Users)/",
            r"pypi\." + r"org",
            "python" + "hosted",
            r"deb\." + r"debian",
            r"registry\." + r"npm",
            r"[a-z]+://" + r"(?!www\.w3\.org/)\S*(?:simple|artifact|mirror|proxy)",
            "index" + "-url",
            "C:" + r"\\",
        )
    )
)
ALLOWED_PLACES = {Path("packaging/lock.sh"): "--no-emit-index" + "-url"}
IGNORE = re.compile(r"#\s*(noqa|type:\s*ignore)(?P<rest>.*)")
REASONED_IGNORE = re.compile(r"^(:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*|\[[a-z-]+(,\s*[a-z-]+)*\])\s+(#|-|—)\s*\w+")


def comments(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line number and text of every comment of a Python file."""
    with tokenize.open(path) as file:
        for token in tokenize.generate_tokens(file.readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string


def unreasoned(comment: str) -> bool:
    """Tell whether a comment switches a check off without saying which or why."""
    found = IGNORE.search(comment)
    return found is not None and not REASONED_IGNORE.match(found["rest"])


def test_files_and_functions_stay_small(house: Path, sources: dict[Path, ast.Module]) -> None:
    long_files = {
        f"{path.relative_to(house)}: {lines} lines"
        for path in (*sources, *(house / "packaging").glob("*.py"))
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    long_functions = {
        f"{path.relative_to(house)}:{node.lineno} {node.name}: {node.end_lineno - node.lineno + 1} lines"
        for path, tree in sources.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    }
    assert not long_files | long_functions


def test_no_module_is_a_drawer_for_anything(house: Path, sources: dict[Path, ast.Module]) -> None:
    assert not {str(path.relative_to(house)) for path in sources if DRAWERS & set(path.stem.split("_"))}


def test_every_module_says_what_is_in_it(house: Path, sources: dict[Path, ast.Module]) -> None:
    silent = {str(path.relative_to(house)) for path, tree in sources.items() if not ast.get_docstring(tree)}
    assert not silent


def test_every_ignore_names_its_code_and_reason(house: Path, tracked: Sequence[Path]) -> None:
    bare = {
        f"{path.relative_to(house)}:{line}"
        for path in tracked
        if path.suffix == ".py" and "forms" not in path.parts
        for line, comment in comments(path)
        if unreasoned(comment)
    }
    assert not bare


@pytest.mark.parametrize(
    ("comment", "bare"),
    [
        ("# noqa", True),
        ("# noqa: E501", True),
        ("# type: ignore", True),
        ("# type: ignore[override]", True),
        ("# noqa: N802 - Qt's name", False),
        ("# type: ignore[override]  # Qt widens the argument", False),
        ("# nothing to see", False),
    ],
)
def test_a_bare_ignore_is_noticed(comment: str, bare: bool) -> None:
    assert unreasoned(comment) is bare


def test_no_file_names_a_host_or_a_place_of_this_machine(house: Path, tracked: Sequence[Path]) -> None:
    named = set()
    for path in tracked:
        name = path.relative_to(house)
        if path.suffix not in TEXTS or name.name == "LICENSE":
            continue
        text = path.read_text(encoding="utf-8").replace(ALLOWED_PLACES.get(name, "\0"), "")
        named |= {f"{name}: {found[0]}" for found in PLACES.finditer(text)}
    assert not named


@pytest.mark.parametrize("text", ["open('/" + "home/officer/x')", "/" + "work/main", "--extra-index" + "-url x"])
def test_a_place_is_noticed(text: str) -> None:
    assert PLACES.search(text)


def test_an_ordinary_path_is_no_place() -> None:
    assert not PLACES.search("resources/homework/work/x and out/desk")
