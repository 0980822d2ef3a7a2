"""A gap of numbers while the clock is in doubt: the least there is, and the rest once two have attested the time."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kbdesk.app import clock, script, sign_in
from kbdesk.desk.numbers import AFTER_RESTORE, gap_after
from kbdesk.store.attempts_log import FILE as BESIDE

from .conftest import Run

DAY, YEAR = timedelta(days=1), timedelta(days=365)
Restart = Callable[[timedelta, str], None]


@pytest.fixture
def restart(monkeypatch: pytest.MonkeyPatch) -> Restart:
    """Start the machine anew, with its clock so far ahead of the time."""
    right = clock.machine_now

    def restarted(ahead: timedelta, boot: str) -> None:
        for module in (clock, sign_in, script):
            if hasattr(module, "machine_now"):
                monkeypatch.setattr(module, "machine_now", lambda: right() + ahead)
        monkeypatch.setattr(clock, "_boot", lambda: boot)

    return restarted


def number(run: Run) -> int:
    """Close the shift and open the next one; return the serial of its number."""
    run("shift", "close", "--cash", "0", "--custody", "0")
    opened = run("shift", "open", "--float", "0", "--custody", "0", "--json")
    return int(re.sub(r"[^0-9]", "", opened.json["shift"][2:])[:6])


def test_a_year_that_a_clock_shows_wrongly_costs_no_numbers(real: Path, run: Run, restart: Restart) -> None:
    assert run("shift", "open", "--float", "0", "--custody", "0").code == 0
    first = number(run)
    (real / BESIDE).unlink()
    restart(YEAR, "b")
    assert run("shift", "incident", "the clock is wrong").code == 0
    restart(timedelta(0), "c")
    assert run("shift", "attest-clock", "--reason", "put right", "--second", "besa").code == 0
    again = number(run)
    assert first + 2 * AFTER_RESTORE < again < first + 3 * AFTER_RESTORE


def test_what_was_silent_is_left_out_once_two_say_that_the_clock_is_right(
    real: Path, run: Run, restart: Restart
) -> None:
    assert run("shift", "open", "--float", "0", "--custody", "0").code == 0
    first = number(run)
    (real / BESIDE).unlink()
    restart(7 * DAY, "b")
    assert run("shift", "incident", "back from the holidays").code == 0
    assert run("shift", "attest-clock", "--reason", "it is right", "--second", "besa").code == 0
    again = number(run)
    assert first + AFTER_RESTORE + gap_after(7 * DAY) <= again < first + AFTER_RESTORE + gap_after(8 * DAY)


def test_control_a_clock_that_is_believed_is_counted_by_at_once(real: Path, run: Run, restart: Restart) -> None:
    assert run("shift", "open", "--float", "0", "--custody", "0").code == 0
    first = number(run)
    (real / BESIDE).unlink()
    restart(DAY / 2, "b")
    again = number(run)
    assert first + gap_after(DAY / 2) <= again < first + gap_after(DAY)


def test_a_desk_of_a_version_that_noted_nothing_is_not_taken_for_older_records(
    real: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = json.loads((real / BESIDE).read_text())
    (real / BESIDE).write_text(json.dumps({**beside, "seen": 0, "head": ""}))
    with monkeypatch.context() as patch:
        patch.setattr("kbdesk.store.known_slots._WHOLE", frozenset())
        opened = run("shift", "open", "--float", "0", "--custody", "0", "--json")
    assert opened.json["shift"][2:].replace(" ", "").startswith("000001")
    assert run("shift", "close", "--cash", "0", "--custody", "0", "--json").json["went_back"] == []
