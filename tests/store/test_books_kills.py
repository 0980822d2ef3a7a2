"""SIGKILL at points spread over a day's acts on the desk's books, by the real procedures."""

import os
from pathlib import Path

from tests.store.killing import broken

POINTS = int(os.environ.get("KBDESK_ROUNDS", "10"))


def test_a_kill_at_any_commit_leaves_every_act_on_the_books_whole_or_not_begun(tmp_path: Path) -> None:
    found = broken("breaking_books", tmp_path, POINTS, "none")["none"]
    assert found["killed"] == min(POINTS, found["stops"])
    assert found["faults"] == {}


def test_the_killer_sees_books_that_are_kept_carelessly(tmp_path: Path) -> None:
    found = broken("breaking_books", tmp_path, 6, "said-too-early", "two-transactions")
    assert found["said-too-early"]["faults"]["acknowledged and lost"] > 0
    assert found["two-transactions"]["faults"]["half an act"] > 0
