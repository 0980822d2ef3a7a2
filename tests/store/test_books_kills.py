"""SIGKILL at points spread over a day's acts on the desk's books, by the real procedures."""

import os
from pathlib import Path

from tests.store.killing import broken

POINTS = int(os.environ.get("KBDESK_ROUNDS", "6"))


def test_a_kill_at_any_commit_leaves_every_act_whole_or_not_begun_and_careless_books_are_seen(tmp_path: Path) -> None:
    """One process for all three: what takes longest is to make the desk that is killed."""
    found = broken("breaking_books", tmp_path, f"none={POINTS}", "said-too-early=2", "two-transactions=4")
    assert found["none"]["killed"] == min(POINTS, found["none"]["stops"])
    assert found["none"]["faults"] == {}
    assert found["said-too-early"]["faults"]["acknowledged and lost"] > 0
    assert found["two-transactions"]["faults"]["half an act"] > 0
