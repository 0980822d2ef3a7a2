"""A desk killed at any system call: what it told is there, what it did not is whole or absent, and it goes on."""

import json
import os
import random
import subprocess
import sys
from typing import Any

import pytest

from tests.faults.forks import Forks
from tests.faults.kills import NAMES
from tests.faults.sabotages import SABOTAGES, Catcher
from tests.store.killing import ROOT

KILLS = {"open": 900, "record": 235, "issue": 340, "return": 240, "close": 285}
"""Each call of the operation before it is made, and so many places in between as there are more: 2,000 in all."""
PARTS = {"open": 3, "issue": 2}
"""What takes longer is dealt out to several tests."""
SEED = int(os.environ.get("KBDESK_SEED", random.SystemRandom().randrange(10**6)))
CAUGHT_WITHIN = 1000


def stepped(**places: int) -> Any:
    """Return how a program that does next to nothing ended, and after how many stops."""
    words = f"import json, os; from tests.store import ptrace; end = ptrace.traced_from(lambda: os.getppid, **{places})"
    said = f"{words}; print(json.dumps([end.stops, end.status]))"
    done = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(("operation", "part"), [(name, part) for name in NAMES for part in range(PARTS.get(name, 1))])
def test_a_kill_at_any_system_call_leaves_nothing_half_done_and_loses_nothing_told(
    forks: Forks, operation: str, part: int
) -> None:
    parts = PARTS.get(operation, 1)
    found = forks.found("kills", SEED, KILLS[operation] // parts, operation, f"{part}/{parts}")
    assert found["faults"] == []
    assert sum(found["kills"].values()) * parts == KILLS[operation]
    assert KILLS[operation] > found["boundaries"][operation] / 2, "not every call: give it more"


def test_two_thousand_kills_are_spread_over_every_operation() -> None:
    assert sum(KILLS.values()) == 2000
    assert tuple(KILLS) == NAMES


@pytest.mark.parametrize("name", [name for name, one in SABOTAGES.items() if Catcher.KILLS in one.caught_by])
def test_the_killer_sees_a_desk_that_is_careless(forks: Forks, name: str) -> None:
    found = forks.found("kills", SEED, CAUGHT_WITHIN, "issue", name)
    assert found["faults"], f"{name} passed {CAUGHT_WITHIN} kills of seed {SEED}"


def test_a_program_that_a_step_takes_to_its_end_has_ended_and_one_stepped_before_is_killed() -> None:
    whole = stepped(kill_at=0, steps=0)
    assert whole[1] == 0
    assert stepped(kill_at=whole[0], steps=1500) == whole
    assert stepped(kill_at=1, steps=1) == [1, None]
