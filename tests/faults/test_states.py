"""A power cut at any moment of a desk's work: nothing told is lost, nothing is half done, and the desk goes on."""

import os
import random
from pathlib import Path
from random import Random

import pytest

from tests.faults.disk import Disk, Folders
from tests.faults.events import Make, Rename, Sync, Told, Unlink, UnmodelledError, Write, read
from tests.faults.forks import Forks
from tests.faults.runs import RUNS
from tests.faults.sabotages import SABOTAGES

STATES = int(os.environ.get("KBDESK_STATES", "15000"))
SEED = int(os.environ.get("KBDESK_SEED", random.SystemRandom().randrange(10**6)))
CAUGHT_WITHIN = 2000
PARTS, CARELESS_PARTS = 6, 3


@pytest.mark.parametrize("part", range(PARTS))
def test_a_power_cut_at_any_moment_loses_nothing_that_was_told(forks: Forks, part: int) -> None:
    found = forks.found("crashes", "share", SEED, STATES, part, PARTS)
    faults = {name: (one["faults"][:3], one["kept"]) for name, one in found.items() if one["faults"]}
    assert faults == {}, f"seed {SEED}; python -m tests.faults.crashes again FILE EVENT STATE"
    wanted = sum(RUNS[name].share for name in found) / sum(run.share for run in RUNS.values()) * STATES
    assert sum(one["distinct"] for one in found.values()) >= wanted * 0.98


@pytest.mark.parametrize("part", range(CARELESS_PARTS))
def test_every_careless_desk_is_caught(forks: Forks, part: int) -> None:
    found = forks.found("crashes", "careless", SEED, CAUGHT_WITHIN, part, CARELESS_PARTS)
    assert [f"{name} passed {one['distinct']}" for name, one in found.items() if not one["faults"]] == [], SEED


def test_each_sabotage_is_caught_by_somebody() -> None:
    assert all(one.caught_by for one in SABOTAGES.values())
    assert {SABOTAGES[name].run for name in SABOTAGES} <= {*RUNS}


def test_a_fault_comes_again_by_its_name(forks: Forks) -> None:
    found = forks.found("crashes", "states", "surrender", SEED, CAUGHT_WITHIN, "print-before-commit")
    (fault,), (kept,) = found["faults"], found["kept"]
    assert forks.found("crashes", "again", kept, fault["event"], fault["state"]) == fault["words"]
    assert forks.found("crashes", "again", kept, 1, 0) == []


def states(disk: Disk, name: str) -> set[bytes | None]:
    """Return every content that a file may have after a cut now, None where it is not there."""
    return {disk.state(number, Random(number)).get(name) for number in range(2000)}


@pytest.mark.parametrize("folders", Folders)
def test_what_is_synced_stays_and_what_is_not_may_go_or_be_torn(folders: Folders) -> None:
    disk = Disk({"a": b"old"}, folders)
    disk.take(Write("a", 0, b"new"))
    assert {b"old", b"new"} < states(disk, "a")  # and rubbish
    disk.take(Sync("a"))
    assert states(disk, "a") == {b"new"}


def test_a_name_is_durable_with_any_sync_in_one_model_and_only_with_its_folders_in_the_other() -> None:
    for folders, left in ((Folders.ORDERED, {b"x"}), (Folders.STRICT, {None, b"x"})):
        disk = Disk({}, folders)
        for event in (Make("a"), Write("a", None, b"x"), Sync("a")):
            disk.take(event)
        assert states(disk, "a") == left
        disk.take(Sync("."))
        assert states(disk, "a") == {b"x"}


def test_a_file_put_in_anothers_place_unsynced_may_come_out_empty() -> None:
    disk = Disk({"a": b"old"}, Folders.ORDERED)
    for event in (Make("b"), Write("b", 0, b"new"), Rename("b", "a")):
        disk.take(event)
    assert states(disk, "a") >= {b"old", b"new", b""}
    assert not disk.is_durable
    disk.take(Unlink("a"))
    disk.take(Sync("."))
    assert states(disk, "a") == {None}


def test_a_folder_takes_along_what_is_in_it_and_is_gone_once_that_is_durable() -> None:
    disk = Disk({"kept": b"old"}, Folders.STRICT)
    for event in (Make("a/"), Make("a/b/"), Make("a/b/c"), Write("a/b/c", 0, b"x"), Sync("a/b/c"), Sync("a/b")):
        disk.take(event)
    disk.take(Rename("a/b/", "b/"))
    assert states(disk, "b/c") == {None, b"x"}
    disk.take(Sync("."))
    assert states(disk, "b/c") == {b"x"}
    disk.take(Unlink("a/"))
    assert states(disk, "a/") == {None, b""}
    disk.take(Sync("."))
    assert states(disk, "a/") == {None}


def trace(root: Path, *lines: str) -> list[str]:
    """Return lines as strace writes them: paths and strings in hex, `ROOT` and `A` put in."""

    def hexed(text: str) -> str:
        return "".join(f"\\x{byte:02x}" for byte in text.encode())

    names = {"ROOT/": f"{root}/", "A": "a"}
    for name, means in names.items():
        lines = tuple(line.replace(name, hexed(means)) for line in lines)
    return [*lines]


def test_a_write_that_ended_during_a_sync_is_not_taken_for_durable(tmp_path: Path) -> None:
    lines = trace(
        tmp_path,
        "1  fsync(3<ROOT/A> <unfinished ...>",
        '2  pwrite64(3<ROOT/A>, "\\x78", 1, 0) = 1',
        "1  <... fsync resumed>) = 0",
    )
    assert read(lines, tmp_path, tmp_path / "told", ["a"]) == [Sync("a"), Write("a", 0, b"x")]


def test_folders_made_moved_and_taken_away_are_events_and_what_is_named_from_an_open_one_is_found(
    tmp_path: Path,
) -> None:
    lines = trace(
        tmp_path,
        '1  mkdir("ROOT/A", 0700) = 0',
        '1  creat("ROOT/A\\x2f\\x63", 0600) = 3<ROOT/A\\x2f\\x63>',
        '1  rename("ROOT/A", "ROOT/\\x62") = 0',
        '1  unlinkat(4<ROOT/\\x62>, "\\x63", 0) = 0',
        '1  rmdir("ROOT/\\x62") = 0',
    )
    found = read(lines, tmp_path, tmp_path / "told", [])
    assert found == [Make("a/"), Make("a/c"), Rename("a/", "b/"), Unlink("b/c"), Unlink("b/")]


def test_a_call_that_no_state_is_made_of_is_refused(tmp_path: Path) -> None:
    lines = trace(tmp_path, "1  fallocate(3<ROOT/A>, 0, 0, 4096) = 0")
    with pytest.raises(UnmodelledError):
        read(lines, tmp_path, tmp_path / "told", ["a"])


def test_what_is_told_stands_among_what_was_written(tmp_path: Path) -> None:
    told = tmp_path.parent / "a"
    lines = trace(tmp_path.parent, '1  write(4<ROOT/A>, "\\x68\\x69\\x0a", 3) = 3')
    assert read(lines, tmp_path, told, []) == [Told("hi")]
