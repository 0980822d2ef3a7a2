"""docs/PROOF.md: a section a long run, each written by that run alone, with the commit and the day it speaks of."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

PROOF: Final = Path(__file__).parents[1] / "docs" / "PROOF.md"
HEAD: Final = """# Proof

Every section is written by the run it names; none by hand. A run leaves the sections of the others as they are.
"""


class Section(StrEnum):
    """A long run's section, by its title; they stand in this order."""

    MEASURED = "Measured"
    BROKEN = "Broken on purpose"
    FUZZED = "Fuzzed"


RUN: Final[Mapping[Section, str]] = MappingProxyType(
    {Section.MEASURED: "make bench", Section.BROKEN: "make faults", Section.FUZZED: "make fuzz"}
)
"""The command that writes each section."""


def write(section: Section, words: str, rows: Iterable[str], *, seed: str, on: date, path: Path = PROOF) -> None:
    """Put a section in the place of its former self; `rows` are lines of Markdown, below the words and the facts."""
    facts = (
        f"- date: {on.isoformat()}",
        f"- commit: {commit(path.parent)}",
        f"- Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors, "
        f"{os.getloadavg()[2]:.1f} at work on average at the end",
        f"- seed: {seed}",
    )
    said = f"Written by `{RUN[section]}`. {words.strip()}"
    body = "\n".join((said, "", *facts, "", *rows))
    sections = {**_read(path), section: body.strip()}
    parts = [HEAD, *(f"## {one}\n\n{sections[one]}\n" for one in Section if one in sections)]
    path.write_text("\n".join(parts), encoding="utf-8")


def commit(house: Path) -> str:
    """Return the short name of the commit measured, and whether the tree had changes on top."""
    name = _git(house, "rev-parse", "--short", "HEAD")
    changed = _git(house, "status", "--porcelain", "--untracked-files=no", "--", ":!docs/PROOF.md")
    return f"{name} with changes on top" if changed else name


def _read(path: Path) -> dict[Section, str]:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    _, *found = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return {Section(title): body.strip() for title, body in zip(found[::2], found[1::2], strict=True)}


def _git(house: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=house, check=True, capture_output=True, text=True).stdout.strip()
