"""The process in whose forks faults are tried, begun once."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.faults.forks import Forks, begun


@pytest.fixture(scope="session", name="forks")
def _forks() -> Iterator[Forks]:
    with begun(int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))) as forks:
        yield forks
