"""Disks that fill up, fail, or lose their files: what the desk says is what is there afterwards."""

import os
from pathlib import Path
from typing import Any

import pytest

from kbdesk.store.errors import StoreError, StoreFailing, StoreInDoubt, StoreMoved, StoreWaits
from kbdesk.store.store import Store
from tests.store.killing import broken
from tests.store.samples import AT, OFFICER, create, issue, issue_in, reopen


def test_an_act_waits_for_the_disk_exactly_once(tmp_path: Path) -> None:
    few, more = (broken("breaking", "syncs", tmp_path / str(acts), acts) for acts in (2, 7))
    assert more - few == 5


@pytest.mark.parametrize(
    ("kind", "file", "times", "error", "first", "second", "there"),
    [
        ("write", "desk.db-wal", 0, "EIO", "done", "done", [1, 2, 3]),
        ("write", "desk.db-wal", 1, "ENOSPC", "store.full", "done", [1, 3]),
        ("write", "desk.db-wal", 1, "EDQUOT", "store.failing", "done", [1, 3]),
        ("write", "desk.db-wal", 1, "EIO", "store.failing", "done", [1, 3]),
        # SQLite says "I/O error" for a full quota and a disk gone read-only too: a small write tells them apart.
        ("write", "desk.db-wal .probe", 2, "EDQUOT", "store.full", "done", [1, 3]),
        ("write", "desk.db-wal .probe", 2, "EROFS", "store.read-only", "done", [1, 3]),
        ("write", "desk.db-wal", 1, "EROFS", "store.failing", "done", [1, 3]),
        ("write", "desk.db-wal", 99, "EIO", "store.failing", "store.failing", [1]),
        ("write", "desk.db-wal", 99, "ENOSPC", "store.full", "store.full", [1]),
        ("sync", "desk.db-wal", 1, "EIO", "store.failing", "done", [1, 3]),
        # The log outlives the failing sync, so opening it anew finds the act there, and the officer hears "done".
        ("sync", "desk.db-wal", 2, "EIO", "done", "done", [1, 2, 3]),
        # Nothing can be made durable: nobody knows, nothing more is issued, and later the act turns out to be there.
        ("sync", "desk.db-wal", 99, "EIO", "store.in-doubt", "store.waits", [1, 2]),
    ],
)
def test_what_is_said_after_a_disk_fault_is_what_is_there(
    tmp_path: Path, kind: str, file: str, times: int, error: str, first: str, second: str, there: list[int]
) -> None:
    found = broken("breaking", "failing", tmp_path / "data", kind, file, times, error)
    assert (found["first"], found["second"], found["there"]) == (first, second, there)
    assert found["whole"]


@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
def test_a_failing_checkpoint_is_seen_and_harms_no_act(tmp_path: Path, error: str) -> None:
    found = broken("breaking", "failing", tmp_path / "data", "write", "desk.db", 1, error)
    assert (found["first"], found["second"], found["there"]) == ("done", "done", [1, 2, 3])
    assert found["trouble"] == {"EIO": "store.failing", "ENOSPC": "store.full"}[error]


def test_trouble_with_tidying_up_ends_when_it_succeeds(folder: Path, desk: Store) -> None:
    desk._connection.trouble = StoreFailing()
    desk.checkpoint()
    assert desk.trouble is None


def remove(path: Path) -> None:
    path.unlink()


def exchange(path: Path) -> None:
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)


@pytest.mark.parametrize("file", ["desk.db", "desk.db-wal"])
@pytest.mark.parametrize("harm", [remove, exchange])
def test_nothing_is_recorded_into_a_file_that_was_taken_away(folder: Path, file: str, harm: Any) -> None:
    with create(folder) as store:
        issue(store, 1)
        harm(folder / file)
        with pytest.raises(StoreMoved, match="removed or replaced"):
            issue(store, 2)


def test_a_file_taken_away_during_the_act_undoes_the_act(folder: Path) -> None:
    with create(folder) as store, pytest.raises(StoreMoved), store.act(at=AT, officer=OFFICER) as act:
        issue_in(act, 1)
        remove(folder / "desk.db")


def test_a_file_taken_away_at_the_last_moment_leaves_the_act_in_doubt(folder: Path) -> None:
    with create(folder) as store:
        connection = store._connection.db.conn
        connection.set_trace_callback(lambda sql: remove(folder / "desk.db") if sql == "COMMIT" else None)
        with pytest.raises(StoreInDoubt):
            issue(store, 1)
        connection.set_trace_callback(None)
        with pytest.raises(StoreWaits):
            issue(store, 2)
        for refused in (store.check, store.drafts):
            with pytest.raises(StoreInDoubt):
                refused()


@pytest.mark.parametrize("place", [100, 4096 + 100, -100], ids=["first page", "second page", "last page"])
def test_a_flipped_byte_on_the_disk_is_told_and_never_read_as_truth(folder: Path, place: int) -> None:
    with create(folder) as store:
        for number in range(20):
            issue(store, number)
    with reopen(folder) as store:  # control: the same road without the flip
        assert store.check().whole
        assert store.rebuild_compare() == ()
    content = bytearray((folder / "desk.db").read_bytes())
    content[place] ^= 1
    (folder / "desk.db").write_bytes(content)
    with pytest.raises(StoreError, match=r"damaged|not this desk's store"), reopen(folder) as store:
        store.check()
        store.rebuild_compare()


def test_a_torn_first_sector_is_healed_from_the_log(folder: Path) -> None:
    """The salt is kept beside the key, so a checkpoint cut by a power failure loses nothing (FAULTS finding 1)."""
    with create(folder) as store:
        for number in range(9):  # enough that the file grows, which puts its first page into the log
            issue(store, number)
        copy = folder.with_name("after-the-cut")
        copy.mkdir()
        for name in ("desk.db", "desk.db-wal"):
            (copy / name).write_bytes((folder / name).read_bytes())
    torn = bytearray((copy / "desk.db").read_bytes())
    torn[:512] = os.urandom(512)
    (copy / "desk.db").write_bytes(torn)
    with reopen(copy) as store:
        assert store.recorded(f"{1:016x}")
        assert store.check().whole
