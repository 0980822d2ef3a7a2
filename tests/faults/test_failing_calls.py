"""A disk that refuses one call of an act, whichever: what the desk says is so, and it works on."""

import os
import random

from tests.faults.forks import Forks

CALLS = int(os.environ.get("KBDESK_CALLS", "12"))
SEED = int(os.environ.get("KBDESK_SEED", random.SystemRandom().randrange(10**6)))


def test_a_call_of_an_act_that_fails_leaves_what_the_desk_says_and_it_issues_again(forks: Forks) -> None:
    found = forks.found("failing_calls", SEED, CALLS)
    assert found["faults"] == [], SEED
    assert sum(found["said"].values()) == sum(found["failed"].values()) > 0


def test_a_desk_that_prints_before_it_commits_is_caught_by_a_call_that_fails(forks: Forks) -> None:
    assert forks.found("failing_calls", SEED, 80, "print-before-commit")["faults"], SEED
