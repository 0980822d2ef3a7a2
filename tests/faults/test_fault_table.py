"""Every row of the fault table, by real means: what the desk says, that this is so, and that it goes on afterwards."""

from __future__ import annotations

import errno
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from kbdesk.app import carried, main
from kbdesk.app.session import OpenDesk
from kbdesk.cli.main import DONE, FAILED
from kbdesk.domain.vocabulary import Language
from kbdesk.store.errors import StoreError, StoreFailing, StoreFull, StoreInDoubt, StoreReadOnly, StoreWaits
from tests.faults import drill_day, oracle
from tests.faults.at_fault import FILE, WAL, Officer
from tests.faults.drill_day import Made
from tests.faults.failing_disk import Disk, Rule, mounted
from tests.small_disk import small_disk

SLOW: Final = 0.15


@pytest.fixture(scope="module", name="mount")
def _mount(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Disk]:
    with mounted(tmp_path_factory.mktemp("failing")) as disk:
        yield disk


@pytest.fixture
def disk(mount: Disk) -> Iterator[Disk]:
    mount.mend()
    yield mount
    mount.mend()


@pytest.fixture
def on_disk(base: Made, disk: Disk, request: pytest.FixtureRequest) -> Iterator[OpenDesk]:
    """A desk on the failing disk, open."""
    folder = disk.folder / f"desk-{time.monotonic_ns()}"
    shutil.copytree(base.folder, folder)
    with closing(base.at(folder).sign_in()) as desk:
        yield desk
        disk.mend()


FAULTS: Final[dict[str, tuple[tuple[Rule, ...], str, type[StoreError]]]] = {
    "no space in the log": ((Rule(op="write", end=WAL, error=errno.ENOSPC),), "store.full", StoreFull),
    "quota used up": (
        (Rule(op="write", end=WAL, error=errno.EDQUOT, times=1), Rule(op="write", end=".probe", error=errno.EDQUOT)),
        "store.full",
        StoreFull,
    ),
    "a write fails": ((Rule(op="write", end=WAL, error=errno.EIO, times=1),), "store.failing", StoreFailing),
    "writes fail": ((Rule(op="write", error=errno.EIO),), "store.in-doubt", StoreFailing),
    "a sync fails": ((Rule(op="fsync", end=WAL, error=errno.EIO, times=1),), "store.failing", StoreInDoubt),
    "no space at the sync": ((Rule(op="fsync", end=WAL, error=errno.ENOSPC, times=1),), "store.failing", StoreInDoubt),
    "gone read-only": ((Rule(op="any", error=errno.EROFS),), "store.in-doubt", StoreReadOnly),
    "nothing can be synced": ((Rule(op="fsync", error=errno.EIO),), "store.in-doubt", StoreFailing),
    "the probe is refused": (
        (Rule(op="write", end=WAL, error=errno.EIO, times=1), Rule(op="create", end=".probe", error=errno.EROFS)),
        "store.read-only",
        StoreReadOnly,
    ),
}
"""What the disk does, what the desk says that issues a permit then, and what a script that meets it at its sign-in."""


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_said_of_an_act_on_a_bad_disk_is_so_and_the_same_desk_issues_again(
    on_disk: OpenDesk, disk: Disk, fault: str
) -> None:
    rules, said, _ = FAULTS[fault]
    officer = Officer()
    assert officer.issues(on_disk) == "done"
    for rule in rules:
        disk.fails(rule)
    assert officer.issues(on_disk) == said
    disk.mend()
    settled = on_disk.store.settled()
    assert (settled is not None) == (said == "store.in-doubt")
    assert officer.issued(on_disk) == bool(settled)
    assert officer.issues(on_disk) == "done"
    assert oracle.wrong(on_disk.store, officer.told, tray=drill_day.tray(on_disk)) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_script_ends_with_three_and_one_sentence_on_a_bad_disk_and_carries_out_the_same_file_later(
    base: Made, disk: Disk, fault: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rules, _, told = FAULTS[fault]
    folder = disk.folder / f"script-{time.monotonic_ns()}"
    shutil.copytree(base.folder, folder)
    monkeypatch.setenv("KBDESK_PASSWORD", base.password)
    words = ["passage", str(next(drill_day.SAMPLES.glob("05*"))), "--data", str(folder), "--officer", base.officer]
    for rule in rules:
        disk.fails(replace(rule, times=0))
    assert main(words) == FAILED
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"{told.sentence}\n")
    disk.mend()
    assert main(words) == DONE, capsys.readouterr().err
    assert main(["ledger", "check", *words[2:]]) == DONE


def test_an_act_in_doubt_stays_so_while_the_disk_is_bad_and_is_then_told_recorded(
    on_disk: OpenDesk, disk: Disk
) -> None:
    """Only the syncs fail: what was written is there, and the officer must not issue it again."""
    officer = Officer()
    disk.fails(Rule(op="fsync", error=errno.EIO))
    assert officer.issues(on_disk) == "store.in-doubt"
    for _ in range(2):
        with pytest.raises(StoreError) as again:
            on_disk.store.settled()
        assert again.value.code == "store.in-doubt"
    disk.mend()
    there = on_disk.store.settled()
    assert there is officer.issued(on_disk)
    assert on_disk.store.settled() is None, "told once"
    assert officer.issues(on_disk) == "done"
    assert oracle.wrong(on_disk.store, officer.told, tray=drill_day.tray(on_disk)) == []


def test_an_act_that_waits_for_a_draft_in_doubt_is_not_recorded_and_nothing_is_called_so(
    on_disk: OpenDesk, disk: Disk
) -> None:
    """What the disk left in doubt is a draft: it is found, and no officer is told of an act that is recorded."""
    officer, draft = Officer(), on_disk.passage.begin()
    disk.fails(Rule(op="fsync", error=errno.EIO))
    with pytest.raises(StoreWaits):
        on_disk.passage.save(draft)
    assert officer.issues(on_disk) == "store.waits"
    with pytest.raises(StoreWaits):
        on_disk.store.settled()
    disk.mend()
    assert on_disk.store.settled() is None
    assert on_disk.store.load_draft(draft.id) == draft
    assert not officer.issued(on_disk)
    assert officer.issues(on_disk) == "done"


@pytest.mark.parametrize(
    ("rule", "trouble"),
    [
        (Rule(op="write", end=FILE, error=errno.ENOSPC), "store.full"),
        (Rule(op="write", end=FILE, error=errno.EIO), "store.failing"),
        (Rule(op="fsync", end=FILE, error=errno.EIO), "store.failing"),
    ],
)
def test_a_checkpoint_that_fails_is_the_stores_health_and_stops_nobody(
    on_disk: OpenDesk, disk: Disk, rule: Rule, trouble: str
) -> None:
    officer = Officer()
    assert officer.issues(on_disk) == "done"
    disk.fails(rule)
    on_disk.store.tidy()
    assert on_disk.store.trouble is not None and on_disk.store.trouble.code == trouble
    assert officer.issues(on_disk) == "done"
    disk.mend()
    on_disk.store.tidy()
    assert on_disk.store.trouble is None
    assert oracle.wrong(on_disk.store, officer.told) == []


def test_a_disk_that_cannot_be_read_is_said_at_sign_in_and_a_mended_one_opens(base: Made, disk: Disk) -> None:
    folder = disk.folder / "unreadable"
    shutil.copytree(base.folder, folder)
    disk.fails(Rule(op="read", end=FILE, error=errno.EIO))
    with pytest.raises(StoreError) as said:
        base.at(folder).sign_in()
    assert said.value.code in ("store.failing", "store.unreadable")
    disk.mend()
    with closing(base.at(folder).sign_in()) as desk:
        assert Officer().issues(desk) == "done"


def test_a_slow_disk_is_waited_for(on_disk: OpenDesk, disk: Disk) -> None:
    officer = Officer()
    disk.fails(Rule(op="fsync", end=WAL, delay=SLOW))
    began = time.monotonic()
    assert officer.issues(on_disk) == "done"
    assert time.monotonic() - began >= SLOW


def test_a_disk_that_is_really_full_is_said_and_issues_again_once_there_is_room(
    base: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KBDESK_PASSWORD", base.password)
    with small_disk(tmp_path / "small", "size=4m") as small:
        shutil.copytree(base.folder, small / "desk")
        officer, filler = Officer(), small / "filler"
        with closing(base.at(small / "desk").sign_in()) as desk:
            fill(filler)
            assert officer.issues(desk) == "store.full"
            assert not officer.issued(desk)
            filler.unlink()
            assert officer.issues(desk) == "done"
        fill(filler)
        with pytest.raises(StoreError) as said:
            base.at(small / "desk").sign_in()
        assert said.value.code == "store.full"
        reading = ["ledger", "check", "--data", str(small / "desk"), "--officer", base.officer]
        assert main(reading) == FAILED, "even reading takes some room: SQLite's index of the log"
        filler.unlink()
        assert main(reading) == DONE
        with closing(base.at(small / "desk").sign_in()) as desk:
            assert officer.issues(desk) == "done"
            assert oracle.wrong(desk.store, officer.told, tray=drill_day.tray(desk)) == []


def fill(file: Path) -> None:
    """Write until nothing more goes onto the disk."""
    with file.open("wb", buffering=0) as out:
        for size in (65536, 4096, 1):
            try:
                while out.write(bytes(size)):
                    pass
            except OSError as error:
                assert error.errno == errno.ENOSPC


def test_a_disk_mounted_read_only_is_said_at_sign_in_and_opens_once_it_can_be_written(
    base: Made, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "small", "size=16m") as small:
        shutil.copytree(base.folder, small / "desk")
        subprocess.run(["mount", "-o", "remount,ro", small], check=True)
        for reading, code in ((False, "store.read-only"), (True, "store.reads-nothing")):
            with pytest.raises(StoreError) as said:
                base.at(small / "desk").sign_in(reading=reading)
            assert said.value.code == code
        subprocess.run(["mount", "-o", "remount,rw", small], check=True)
        with closing(base.at(small / "desk").sign_in()) as desk:
            assert Officer().issues(desk) == "done"


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """Let the system refuse what makes a file longer, as a quota does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_an_allowance_that_is_used_up_is_told_as_a_full_disk(made: Made) -> None:
    officer = Officer()
    with closing(made.sign_in()) as desk:
        assert officer.issues(desk) == "done"
        with files_no_longer_than(4096):
            assert officer.issues(desk) in ("store.full", "store.in-doubt")
        assert not desk.store.settled()
        assert not officer.issued(desk)
        assert officer.issues(desk) == "done"
        assert oracle.wrong(desk.store, officer.told, tray=drill_day.tray(desk)) == []


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_what_was_printed_and_could_not_be_entered_is_not_called_unrecorded_and_is_asked_for(
    on_disk: OpenDesk, disk: Disk, error: int
) -> None:
    """The disk fails between the permit and its printing: the act is recorded, whatever becomes of its papers."""
    draft = drill_day.person("7" * 16, 7)
    issued = on_disk.passage.issue(draft, on_disk.passage.examine(draft, on_disk.passage.facts(draft)))
    disk.fails(Rule(op="write", end=WAL, error=error))
    failed = on_disk.passage.deliver(issued)
    assert [printed for printed, _ in failed] == [*issued.papers]
    assert {why.code for _, why in failed} == {"printer.not-entered"}
    assert all(carried.catalogs()[one].has("fault.printer.not-entered") for one in Language)
    disk.mend()
    on_disk.store.settled()
    assert on_disk.store.recorded(draft.id)
    assert len(on_disk.unprinted()) == len(issued.papers)
    assert not on_disk.print_recorded(tuple(on_disk.unprinted()))
    assert not on_disk.unprinted()
    assert oracle.wrong(on_disk.store, (), tray=drill_day.tray(on_disk)) == []
