"""The process in whose forks faults are tried, and the desk that faults befall: each begun once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import drill_day
from tests.faults.drill_day import Made
from tests.faults.forks import Forks, begun


@pytest.fixture(scope="session", name="forks")
def _forks() -> Iterator[Forks]:
    with begun(int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))) as forks:
        yield forks


@pytest.fixture(scope="session", name="base")
def _base(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return drill_day.make(tmp_path_factory.mktemp("made") / "desk")


@pytest.fixture
def made(base: Made, tmp_path: Path) -> Made:
    """A copy of that desk, the test's own."""
    return base.at(shutil.copytree(base.folder, tmp_path / "desk"))
