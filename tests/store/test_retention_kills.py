"""SIGKILL at points spread over a pruning: all of a step with what covers it, or nothing of it."""

import os
from pathlib import Path

from tests.store.killing import broken

POINTS = int(os.environ.get("KBDESK_ROUNDS", "8"))


def test_a_kill_at_any_commit_of_a_pruning_leaves_whole_steps_and_the_next_call_goes_on(tmp_path: Path) -> None:
    found = broken("breaking_retention", tmp_path, f"none={POINTS}", "bodies-first=6")
    assert found["none"]["killed"] == min(POINTS, found["none"]["stops"])
    assert found["none"]["faults"] == {}
    assert found["bodies-first"]["faults"]["chain broken"] > 0, "control: bodies that go first are seen"
