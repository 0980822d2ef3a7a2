"""A disk that refuses one call of an act, whichever: what the desk says is so, and it works on."""

import json
import os
import random
import subprocess
import sys
from typing import Any

from tests.store.killing import ROOT

CALLS = int(os.environ.get("KBDESK_CALLS", "12"))
SEED = int(os.environ.get("KBDESK_SEED", random.SystemRandom().randrange(10**6)))


def failed(*words: object) -> Any:
    """Fail calls in a process of its own, which has one thread, and return what was found."""
    command = [sys.executable, "-m", "tests.faults.failing_calls", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_call_of_an_act_that_fails_leaves_what_the_desk_says_and_it_issues_again() -> None:
    found = failed(SEED, CALLS)
    assert found["faults"] == [], SEED
    assert sum(found["said"].values()) == sum(found["failed"].values()) > 0


def test_a_desk_that_prints_before_it_commits_is_caught_by_a_call_that_fails() -> None:
    assert failed(SEED, 80, "print-before-commit")["faults"], SEED
