"""What `make bench` says in docs/PROOF.md: every row measured."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks import proof
from benchmarks.row import Row

WORDS = """Ratios are between programs run in turn in one run, medians; counts are exact.
Both say the same on another machine. Times in milliseconds are of the machine that ran this, and promise something only
where a person waits for them."""
HEAD = ("| what | measured | promised | |", "|---|---|---|---|")


def write(rows: Sequence[Row], *, on: date, path: Path = proof.PROOF) -> None:
    """Write the section."""
    lines = [f"| {' | '.join(row.cells)} |" for row in rows]
    seed = "none; the inputs are the sample passages and the drill desk's clock"
    proof.write(proof.Section.MEASURED, WORDS, (*HEAD, *lines), seed=seed, on=on, path=path)
