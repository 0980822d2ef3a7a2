"""The rule changes between the officer's look and F9: nothing is recorded, and the change is shown first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Program

WINDOW = Path(__file__).with_name("rule_change.py")


@pytest.mark.parametrize(("seconds", "outcome", "papers"), [(1, "recorded", 8), (2, "changed", 0)])
def test_f9_a_second_before_midnight_records_and_at_midnight_shows_the_change(
    program: Program, seconds: int, outcome: str, papers: int
) -> None:
    done = subprocess.run(
        [sys.executable, WINDOW, program.data, str(seconds)],
        env=program.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr, done.stdout) == (0, "", f"{outcome}\n")
    assert len(list((program.data / "tray").glob("*.pdf"))) == papers
    assert program.run("ledger", "check", "--json").json["whole"]
