"""A file of the desk that this account may not use, or that is none, is named: it is not the disk, nor the folder."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest

from kbdesk.app.clock import ZONE
from kbdesk.store import attempts, settings, slot_file
from kbdesk.store.errors import StoreError, StoreFileClosed, StoreReadOnly
from kbdesk.store.settings import Settings
from kbdesk.store.store import create_store, open_store

NOBODY: Final = 65534
AT: Final = datetime(2022, 8, 10, 9, tzinfo=ZONE)


def _open(folder: Path, *, reading: bool = False) -> None:
    opened = open_store(folder, key=bytearray(range(48)), letter="J", desk="2", machine_now=lambda: AT, reading=reading)
    opened.close()


USED: Final[Mapping[str, Callable[[Path], object]]] = {
    "desk.db": _open,
    "desk.db-wal": _open,
    "desk.lock": _open,
    "attempts.log": attempts.read,
    "keys.json": lambda folder: slot_file.whole_copies(folder / slot_file.FILE),
    "settings.toml": settings.read,
}
"""What first asks for each file."""


@contextmanager
def another_account() -> Iterator[None]:
    """Do what is done inside as an account without rights."""
    os.setresgid(NOBODY, NOBODY, 0)
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)


@pytest.fixture(scope="module", name="made")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "desk"
    key = bytearray(range(48))
    create_store(folder, key=key, letter="J", desk="2", machine_now=lambda: AT).close()
    settings.write(folder, Settings(crossing="jarinje", desk="2"))
    slot_file.write(folder / slot_file.FILE, (), sequence=1)
    attempts.begin(folder)
    return folder


@pytest.fixture
def folder(made: Path) -> Iterator[Path]:
    """A desk's folder that belongs to another account, where that account gets at it."""
    with tempfile.TemporaryDirectory() as apart:
        copied = Path(shutil.copytree(made, Path(apart) / "desk"))
        for path in (Path(apart), copied, *copied.iterdir()):
            os.chown(path, NOBODY, NOBODY)
        yield copied


def told(folder: Path, use: Callable[[Path], object]) -> StoreError:
    with another_account(), pytest.raises(StoreError) as caught:
        use(folder)
    return caught.value


@pytest.mark.parametrize("name", [name for name in USED if name != "desk.db-wal"])
def test_one_file_of_another_account_is_named_and_the_disk_and_the_folder_are_not_blamed(
    folder: Path, name: str
) -> None:
    with another_account():
        USED[name](folder)  # control: all of it is theirs
    os.chown(folder / name, 0, 0)
    (folder / name).chmod(0o600)
    error = told(folder, USED[name])
    assert (type(error), name in str(error)) == (StoreFileClosed, True), error


@pytest.mark.parametrize("name", ["desk.db-wal", "attempts.log", "settings.toml"])
def test_a_folder_in_the_place_of_a_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink(missing_ok=True)
    (folder / name).mkdir(mode=0o777)
    error = told(folder, USED[name])
    assert (type(error), name in str(error)) == (StoreFileClosed, True), error


def test_in_a_folder_that_cannot_be_written_it_is_the_folders_fault(folder: Path) -> None:
    with another_account():
        _open(folder, reading=True)
    folder.chmod(0o555)
    os.chown(folder, 0, 0)
    for use in (_open, lambda here: _open(here, reading=True), lambda here: settings.write(here, settings.read(here))):
        assert type(told(folder, use)) is StoreReadOnly
