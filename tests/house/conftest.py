"""Where the house's own files are."""

import ast
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
GENERATED = HOUSE / "kbdesk" / "ui" / "forms"


@pytest.fixture(scope="session")
def house() -> Path:
    """Return the folder that holds pyproject.toml."""
    return HOUSE


@pytest.fixture(scope="session")
def tracked(house: Path) -> Sequence[Path]:
    """Return every file that git knows or would take, committed or not."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=house,
        check=True,
        capture_output=True,
    ).stdout.decode()
    return [path for name in listing.split("\0") if name and (path := house / name).is_file()]


@pytest.fixture(scope="session")
def sources(house: Path) -> dict[Path, ast.Module]:
    """Return the parsed modules of the program that people wrote, by path."""
    return {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted((house / "kbdesk").rglob("*.py"))
        if not path.is_relative_to(GENERATED)
    }
