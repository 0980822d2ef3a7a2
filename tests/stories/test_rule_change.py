"""The rule changes between the officer's look and F9: nothing is recorded, and the change is shown first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Program

WINDOW = Path(__file__).with_name("rule_change.py")


def told(program: Program, *words: str) -> str:
    """Play a story in a process of its own and return what it told; it must end well, and say nothing else."""
    done = subprocess.run(
        [sys.executable, WINDOW, program.data, *words],
        env=program.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert program.run("ledger", "check", "--json").json["whole"]
    return done.stdout


def papers(program: Program) -> set[str]:
    return {path.name.partition("-")[2].removesuffix(".pdf") for path in (program.data / "tray").glob("*.pdf")}


@pytest.mark.parametrize(("seconds", "outcome", "printed"), [("1", "recorded\n", 8), ("2", "changed\n", 0)])
def test_f9_a_second_before_midnight_records_and_at_midnight_shows_the_change(
    program: Program, seconds: str, outcome: str, printed: int
) -> None:
    assert told(program, "midnight", seconds) == outcome
    assert len(list((program.data / "tray").glob("*.pdf"))) == printed


def test_a_suspension_at_two_that_the_page_has_not_seen_stops_f9_a_minute_later(program: Program) -> None:
    assert told(program, "order", "aside") == "changed\n"
    assert papers(program) == set()


def test_a_suspension_at_two_is_shown_on_the_open_passage_and_f9_a_minute_later_gives_no_plates(
    program: Program,
) -> None:
    assert told(program, "order", "page") == "shown\nrecorded\n"
    assert papers(program) == {"permit", "surrender-receipt", "envelope-label"}
