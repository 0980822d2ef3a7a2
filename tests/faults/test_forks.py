"""Faults are tried in forks: one that fails is told as that, and the next goes on."""

import pytest

from tests.faults.forks import FailedError, Forks


def test_what_cannot_be_tried_is_told_with_its_reason_and_the_next_fork_goes_on(forks: Forks) -> None:
    for file in ("no-such-file", "nor-this-one"):
        with pytest.raises(FailedError, match=file):
            forks.found("crashes", "again", file, 1, 0)
