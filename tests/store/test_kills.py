"""SIGKILL at points spread over everything a working desk does."""

import os
from pathlib import Path

import pytest

from tests.store.killing import broken

POINTS = int(os.environ.get("KBDESK_ROUNDS", "36"))


def test_a_kill_at_any_point_leaves_nothing_half_done(tmp_path: Path) -> None:
    found = broken("breaking", "kills", tmp_path, POINTS, "none")
    assert found["killed"] >= min(POINTS, found["stops"]) - 1
    assert found["faults"] == {}


@pytest.mark.parametrize(
    ("sabotage", "fault"), [("said-too-early", "acknowledged and lost"), ("two-transactions", "half an act")]
)
def test_the_killer_sees_a_desk_that_is_careless(tmp_path: Path, sabotage: str, fault: str) -> None:
    assert broken("breaking", "kills", tmp_path, 16, sabotage)["faults"][fault] > 0
