"""Power cuts below a real ext4, and what a machine without root, FUSE or loop devices says of them."""

import os
import sys

import pytest

from tests.faults.ext4 import lacking
from tests.faults.test_states import SEED, crashes

CUTS = 60


@pytest.fixture
def below() -> bool:
    """Whether this machine can; where everything must be tried, it has to."""
    missing = lacking()
    if missing:
        sys.stderr.write(f"Nothing is cut below a real ext4 here: it takes {', '.join(missing)}.\n")
        assert not os.environ.get("CI")
    return not missing


def test_a_cut_below_a_real_file_system_loses_nothing_that_was_told(below: bool) -> None:
    if below:
        found = crashes("below", "surrender", SEED, CUTS)
        assert found["distinct"] == CUTS
        assert found["faults"] == [], f"seed {SEED}; python -m tests.faults.crashes again {found['kept']} EVENT STATE"


@pytest.mark.parametrize("sabotage", ["synchronous-off", "synchronous-normal"])
def test_a_desk_that_does_not_wait_for_its_disk_is_caught_below_it_too(below: bool, sabotage: str) -> None:
    if below:
        assert crashes("below", "surrender", SEED, CUTS * 4, sabotage)["faults"]
