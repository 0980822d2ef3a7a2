"""Opening a desk, and every reason not to."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kbdesk.store.errors import (
    StoreBroken,
    StoreBusy,
    StoreError,
    StoreExists,
    StoreMissing,
    StoreOfAnotherPost,
    StoreTooNew,
    StoreTooOld,
    StoreUnavailable,
    StoreUnreadable,
)
from kbdesk.store.store import Store, open_store
from tests.store.killing import ROOT
from tests.store.samples import AT, KEY, MACHINE_AT, OFFICER, create, draft, issue, machine_now, onlooker, reopen


def opened(folder: Path, *, key: bytes = KEY, letter: str = "J", desk: str = "2") -> Store:
    return open_store(folder, key=bytearray(key), letter=letter, desk=desk, machine_now=machine_now)


def test_a_desk_opens_again_as_it_was_left(folder: Path) -> None:
    with create(folder) as store:
        issue(store, 1)
        store.save_draft(draft(2), officer=OFFICER, at=AT)
        head = store.check().head
    with reopen(folder) as store:
        assert (store.check().head, store.recorded(draft(1).id)) == (head, True)
        assert store.load_draft(draft(2).id) == draft(2)


def test_entries_carry_the_machines_time_beside_the_desks(folder: Path, desk: Store) -> None:
    issue(desk, 1)
    with desk._connection.reads() as db:
        times = db.execute("SELECT DISTINCT at, machine_at FROM entries").fetchall()
    assert times == [(AT.isoformat(), MACHINE_AT.isoformat())]


@pytest.mark.parametrize(
    ("harm", "refusal"),
    [
        (lambda file: file.unlink(), StoreMissing),
        (lambda file: file.write_bytes(b""), StoreUnreadable),
        (lambda file: file.write_bytes(b"a letter to my mother " * 400), StoreUnreadable),
        (lambda file: file.write_bytes(bytes(8192)), StoreUnreadable),
        (lambda file: file.write_bytes(b"SQLite format 3\0" + bytes(4080)), StoreUnreadable),
        (lambda file: (file.unlink(), file.mkdir()), StoreMissing),
    ],
    ids=["removed", "emptied", "a letter", "zeros", "a plain database", "a folder"],
)
def test_a_file_that_is_no_store_is_refused_and_left_alone(
    folder: Path, harm: Callable[[Path], object], refusal: type[StoreError]
) -> None:
    create(folder).close()
    opened(folder).close()  # control: unharmed it opens
    file = folder / "desk.db"
    harm(file)
    before = file.read_bytes() if file.is_file() else None
    with pytest.raises(refusal) as refused:
        opened(folder)
    assert (file.read_bytes() if file.is_file() else None) == before
    assert "\n" not in str(refused.value) and str(refused.value).endswith(".")


@pytest.mark.parametrize("place", [0, 31, 47], ids=["key", "end of key", "salt"])
def test_another_key_opens_nothing_and_harms_nothing(folder: Path, place: int) -> None:
    create(folder).close()
    other = bytearray(KEY)
    other[place] ^= 1
    if place < 32:
        with pytest.raises(StoreUnreadable, match="key"):
            opened(folder, key=bytes(other))
    opened(folder).close()


def test_half_a_key_is_refused(folder: Path) -> None:
    create(folder).close()
    with pytest.raises(StoreBroken, match="32 bytes"):
        opened(folder, key=KEY[:32])


def test_a_missing_folder_is_said_to_be_missing(tmp_path: Path) -> None:
    for reading in (False, True):
        with pytest.raises(StoreMissing):
            reopen(tmp_path / "nowhere", reading=reading)
    assert not (tmp_path / "nowhere").exists()


def test_a_desk_is_not_made_over_another(folder: Path) -> None:
    with create(folder) as store:
        issue(store, 1)
    with pytest.raises(StoreExists):
        create(folder)
    with reopen(folder) as store:
        assert store.recorded(draft(1).id)


def test_what_a_fault_left_of_making_a_desk_does_not_hinder_the_next(folder: Path) -> None:
    folder.mkdir()
    (folder / "desk.db.new").write_bytes(b"half")
    create(folder).close()
    assert sorted(path.name for path in folder.iterdir()) == ["desk.db", "desk.lock"]


@pytest.mark.parametrize(("letter", "desk"), [("J", "3"), ("B", "2")])
def test_a_store_of_another_desk_is_refused(folder: Path, letter: str, desk: str) -> None:
    create(folder).close()
    with pytest.raises(StoreOfAnotherPost):
        opened(folder, letter=letter, desk=desk)
    opened(folder).close()


@pytest.mark.parametrize("reading", [False, True])
def test_a_store_from_a_newer_program_is_refused_in_one_sentence(folder: Path, reading: bool) -> None:
    create(folder).close()
    set_version(folder, 99)
    with pytest.raises(StoreTooNew, match="newer version") as refused:
        reopen(folder, reading=reading)
    assert "\n" not in str(refused.value)


def set_version(folder: Path, version: int) -> None:
    connection = onlooker(folder)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


def test_a_store_from_an_older_program_is_not_renewed_by_a_reader(folder: Path) -> None:
    create(folder).close()
    set_version(folder, 0)
    with pytest.raises(StoreTooOld):
        reopen(folder, reading=True)


def test_one_desk_has_one_writer_within_a_process_and_after_it_the_next(folder: Path) -> None:
    with create(folder), pytest.raises(StoreBusy, match="is open"):
        reopen(folder)
    reopen(folder).close()


def test_a_refused_opening_leaves_the_desk_free(folder: Path) -> None:
    create(folder).close()
    with pytest.raises(StoreOfAnotherPost):
        opened(folder, desk="9")
    opened(folder).close()


def test_one_desk_has_one_writer_across_processes_and_any_reader(folder: Path) -> None:
    with create(folder) as store:
        issue(store, 1)
        assert in_another_process(folder, reading=False) == "The desk is open in another window or program; " \
            "close it there first."  # fmt: skip
        assert in_another_process(folder, reading=True) == "3 True"
        issue(store, 2)
    assert in_another_process(folder, reading=False) == "6 True"


def in_another_process(folder: Path, *, reading: bool) -> str:
    script = f"""
import sys
from pathlib import Path
from kbdesk.store.errors import StoreError
from tests.store.samples import reopen
try:
    with reopen(Path(sys.argv[1]), reading={reading}) as store:
        found = store.check()
        print(found.entries, found.whole)
except StoreError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_a_reader_changes_nothing(folder: Path, desk: Store) -> None:
    issue(desk, 1)
    with reopen(folder, reading=True) as reader:
        with pytest.raises(StoreUnavailable, match="not written"):
            issue(reader, 2)
        with pytest.raises(StoreUnavailable):
            reader.save_draft(draft(3), officer=OFFICER, at=AT)
        assert len(reader.unprinted()) == 3
    issue(desk, 2)
    assert desk.check().entries == 6


def test_the_desk_stays_shut_when_somebody_else_locks_the_file(folder: Path, desk: Store) -> None:
    connection = onlooker(folder)
    connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy):
        issue(desk, 1)
    connection.execute("ROLLBACK")
    connection.close()
    issue(desk, 1)
    assert desk.check().entries == 3
