"""A fresh desk in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kbdesk.store.store import Store
from tests.store.samples import create


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def desk(folder: Path) -> Iterator[Store]:
    with create(folder) as store:
        yield store
