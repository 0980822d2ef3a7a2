"""docs/PROOF.md: what was measured, of which commit, on which day."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.row import Row

HEAD = """# Proof

Written by `make bench`; not by hand. Ratios are between programs run in turn in one run, medians; counts are exact.
Both say the same on another machine. Times in milliseconds are of the machine that ran this, and promise something only
where a person waits for them.

- date: {date}
- commit: {commit}
- Python {python}, {system}, {processors} processors, {load:.1f} at work on average as the last rows were measured
- seed: none; the inputs are the sample passages and the drill desk's clock

| what | measured | promised | |
|---|---|---|---|
"""


def commit(house: Path) -> str:
    """Return the short name of the commit measured, and whether the tree had changes on top."""
    name = _git(house, "rev-parse", "--short", "HEAD")
    changed = _git(house, "status", "--porcelain", "--untracked-files=no", "--", ":!docs/PROOF.md")
    return f"{name} with changes on top" if changed else name


def _git(house: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=house, check=True, capture_output=True, text=True).stdout.strip()


def write(path: Path, rows: Sequence[Row], *, on: date) -> None:
    """Write the report."""
    head = HEAD.format(
        date=on.isoformat(),
        commit=commit(path.parent),
        python=platform.python_version(),
        system=platform.system(),
        processors=os.cpu_count(),
        load=os.getloadavg()[2],
    )
    path.write_text(head + "".join(f"| {' | '.join(row.cells)} |\n" for row in rows), encoding="utf-8")
