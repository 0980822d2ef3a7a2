"""A new password and its entry: both, or neither, whatever the disk does in between."""

from __future__ import annotations

import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from kbdesk.app.officers import FolderSlots
from kbdesk.app.session import OpenDesk
from kbdesk.app.sign_in import sign_in
from kbdesk.cli.joiner import SignIn
from kbdesk.store import slots
from kbdesk.store.backup import reading
from kbdesk.store.backup_file import unpack
from kbdesk.store.errors import PasswordGiven, PasswordWrong, StoreError
from tests.store.backups import unwatched

from .conftest import Made

NEW = "nine blue umbrellas"
Given = Callable[[OpenDesk, bytearray, bytearray], object]


def at_desk(data: Path, name: str, password: str) -> OpenDesk:
    return sign_in(SignIn(data=data, officer=name, password=bytearray(password.encode())))


def opens(data: Path, name: str, password: str) -> bool:
    try:
        with closing(at_desk(data, name, password)):
            return True
    except PasswordGiven:
        return True
    except PasswordWrong:
        return False


def kinds(desk: OpenDesk) -> list[str]:
    with desk.store._connection.reads() as db:
        return [kind for (kind,) in db.execute("SELECT kind FROM entries ORDER BY seq")]


@contextmanager
def no_longer_than(file: Path) -> Iterator[None]:
    """Let the system refuse whatever makes a file longer than this one is, as a quota does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def own(desk: OpenDesk, new: bytearray, password: bytearray) -> object:
    return desk.officers.change_password(new, password=password)


def another(desk: OpenDesk, new: bytearray, password: bytearray) -> object:
    return desk.officers.reset("officer", new, second="supervisor2", password=password)


@pytest.mark.parametrize(
    ("who", "whose", "give", "kind"),
    [
        ("officer", "officer", own, "officer.password-changed"),
        ("supervisor", "officer", another, "officer.reset"),
    ],
)
def test_a_password_whose_entry_the_disk_refuses_stays_as_it_was(
    data: Path, made: Made, who: str, whose: str, give: Given, kind: str
) -> None:
    with closing(at_desk(data, who, made.passwords[who])) as desk:
        with no_longer_than(data / "desk.db-wal"), pytest.raises(StoreError):
            give(desk, bytearray(NEW.encode()), bytearray(made.passwords[who].encode()))
        assert not desk.store.settled()
        assert kind not in kinds(desk)
    assert (opens(data, whose, NEW), opens(data, whose, made.passwords[whose])) == (False, True)
    with closing(at_desk(data, who, made.passwords[who])) as desk:
        give(desk, bytearray(NEW.encode()), bytearray(made.passwords[who].encode()))
        assert kind in kinds(desk), "control"
    assert (opens(data, whose, NEW), opens(data, whose, made.passwords[whose])) == (True, False)


@pytest.mark.parametrize("recorded", [True, False])
def test_a_desk_killed_beside_the_commit_takes_the_password_that_its_records_know(
    data: Path, made: Made, monkeypatch: pytest.MonkeyPatch, recorded: bool
) -> None:
    former = made.passwords["officer"]
    monkeypatch.setattr(FolderSlots, "settle", lambda _: None)  # the process is gone before it comes to it
    with closing(at_desk(data, "officer", former)) as desk:
        if recorded:
            desk.officers.change_password(bytearray(NEW.encode()), password=bytearray(former.encode()))
        else:
            with no_longer_than(data / "desk.db-wal"), pytest.raises(StoreError):
                desk.officers.change_password(bytearray(NEW.encode()), password=bytearray(former.encode()))
    assert slots.awaiting(data / slots.FILE, "officer")
    refused, taken = (former, NEW) if recorded else (NEW, former)
    assert not opens(data, "officer", refused), "not even once"
    assert opens(data, "officer", taken)
    assert not slots.awaiting(data / slots.FILE, "officer")


def test_a_backup_made_while_a_password_is_changed_has_records_and_slots_of_one_moment(
    data: Path, made: Made, tmp_path: Path
) -> None:
    former = made.passwords["officer"]
    shares: list[float] = []
    with closing(at_desk(data, "officer", former)) as desk:

        def change(share: float) -> None:
            if not shares:  # the records are copied, the slots are not packed
                own(desk, bytearray(NEW.encode()), bytearray(former.encode()))
            shares.append(share)

        desk.backups.make(tmp_path / "b", progress=change)
    assert shares.count(shares[0]) == 2, "control: it began anew"
    with reading():
        unpack(tmp_path / "b", tmp_path / "bare", unwatched)
    assert (opens(tmp_path / "bare", "officer", former), opens(tmp_path / "bare", "officer", NEW)) == (False, True)
