"""Records put back by hand: found at the next sign-in by what was noted beside them, and no number comes again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from kbdesk.app import sign_in as signing_in
from kbdesk.app.session import OpenDesk
from kbdesk.app.window import DeskAtWindow
from kbdesk.app.window_session import WindowSession
from kbdesk.cli.joiner import SignIn
from kbdesk.desk.numbers import AFTER_RESTORE, gap_after, skip
from kbdesk.domain.numbers import serial
from kbdesk.domain.shift_report import Older
from kbdesk.domain.vocabulary import Series
from kbdesk.store import records_seen
from kbdesk.store.attempts_log import FILE as BESIDE
from kbdesk.store.errors import StoreError
from kbdesk.store.records_seen import RecordsSeen
from kbdesk.store.translation import STORE_FILE

from .conftest import Made, Script

WEEK = timedelta(days=7)
Opened = Callable[[], AbstractContextManager[OpenDesk]]


@pytest.fixture
def opened(made: Made, data: Path) -> Opened:
    """Sign an officer in, as a command does, and out."""

    @contextmanager
    def desk() -> Iterator[OpenDesk]:
        password = bytearray(made.passwords["officer"].encode())
        session = signing_in.sign_in(SignIn(data=data, officer="officer", password=password))
        try:
            yield session
        finally:
            session.close()

    return desk


def given(desk: OpenDesk) -> int:
    """Give the next number of a permit away."""
    with desk.store.act(at=desk.clock.now(), officer="officer") as act:
        return skip(act, Series.PERMIT, 1, reason="a block was stolen")[0]


def copied(desk: OpenDesk, data: Path) -> bytes:
    """Return the records as somebody copies them who takes the one file."""
    assert desk.store.empty_log()
    return (data / STORE_FILE).read_bytes()


def rewrite(file: Path, **said: object) -> None:
    file.write_text(json.dumps({**json.loads(file.read_text()), **said}))


def test_yesterdays_copy_put_back_by_hand_gives_no_number_again(script: Script, data: Path) -> None:
    old = (data / STORE_FILE).read_bytes()
    assert script("shift", "close", "--cash", "0.00", "--custody", "0").code == 0
    shift = script("shift", "open", "--float", "0.00", "--custody", "0", "--json").json["shift"]
    (data / STORE_FILE).write_bytes(old)
    assert script("shift", "close", "--cash", "0.00", "--custody", "0").code == 0
    again = script("shift", "open", "--float", "0.00", "--custody", "0", "--json").json["shift"]
    assert serial(again) > AFTER_RESTORE + 1 > serial(shift) == 2
    assert script("ledger", "rebuild").code == 0


Harm = Callable[[Path, bytes], object]
HARMS: dict[str, Harm] = {
    "removed": lambda file, _old: file.unlink(),
    "wound back to nothing": lambda file, _old: rewrite(file, seen=0),
    "older, and its count wound back": lambda file, old: (file.write_bytes(old), rewrite(file, count=0)),
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_a_week_old_copy_gives_no_number_again_whatever_became_of_the_note_beside_it(
    opened: Opened, data: Path, harm: Harm, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened() as desk:
        given(desk)
    old, beside = (data / STORE_FILE).read_bytes(), (data / BESIDE).read_bytes()
    with opened() as desk:
        lost = given(desk)
        assert desk.shift.went_back() == ()  # control
    (data / STORE_FILE).write_bytes(old)
    (data / STORE_FILE).chmod(0o640)  # what is entered of that says nothing of how old the copy is
    harm(data / BESIDE, beside)
    now = signing_in.machine_now() + WEEK
    monkeypatch.setattr(signing_in, "machine_now", lambda: now)
    with opened() as desk:
        assert next(one.of for one in desk.shift.went_back()) is Older.UNKNOWN
        assert given(desk) >= lost + gap_after(WEEK)
    with opened() as desk:
        assert [one.of for one in desk.shift.went_back()].count(Older.UNKNOWN) == 1, "told once"
        assert desk.store.unexplained_numbers() == ()


def test_control_an_older_copy_of_all_of_it_together_is_not_known_for_one(opened: Opened, data: Path) -> None:
    with opened() as desk:
        given(desk)
    old, beside = (data / STORE_FILE).read_bytes(), (data / BESIDE).read_bytes()
    with opened() as desk:
        lost = given(desk)
    (data / STORE_FILE).write_bytes(old)
    (data / BESIDE).write_bytes(beside)
    with opened() as desk:
        assert desk.shift.went_back() == ()
        assert given(desk) == lost


def test_a_copy_made_after_the_sign_in_gives_no_number_again(opened: Opened, data: Path) -> None:
    with opened() as desk:
        old = copied(desk, data)
        lost = given(desk)
    (data / STORE_FILE).write_bytes(old)
    with opened() as desk:
        assert [one.of for one in desk.shift.went_back()] == [Older.RECORDS]
        assert given(desk) > lost


def test_a_window_that_stands_open_or_is_left_notes_how_far_its_records_go(made: Made, data: Path) -> None:
    session = DeskAtWindow(data).sign_in("officer", bytearray(made.passwords["officer"].encode()))
    assert isinstance(session, WindowSession)
    try:
        for left in (partial(session.health, tidy=True), session.leave, session.close):
            given(session)
            entries, head = session.store.head()
            session.health(tidy=False)
            assert records_seen.read(data).entries < entries  # control: while it is worked at it is not
            left()
            assert records_seen.read(data) == RecordsSeen(entries=entries, head=head)
    finally:
        session.close()


def test_where_nothing_can_be_noted_no_number_is_left_out_however_often_somebody_tries(
    opened: Opened, data: Path
) -> None:
    old = (data / STORE_FILE).read_bytes()
    with opened() as desk:
        lost = given(desk)
    (data / STORE_FILE).write_bytes(old)
    in_the_way = data / f".{BESIDE}.new"
    in_the_way.mkdir()
    for _ in range(3):
        with pytest.raises(StoreError), opened():
            pass
    in_the_way.rmdir()
    with opened() as desk:
        assert [one.of for one in desk.shift.went_back()] == [Older.RECORDS], "told once"
        assert lost + AFTER_RESTORE <= given(desk) < lost + 2 * AFTER_RESTORE, "one gap"
        assert desk.store.unexplained_numbers() == ()


def test_a_note_of_what_never_was_costs_one_gap_and_is_put_right(opened: Opened, data: Path) -> None:
    with opened() as desk:
        before = given(desk)
    rewrite(data / BESIDE, head="0" * 64)
    with opened() as desk:
        after = given(desk)
        assert before + AFTER_RESTORE < after <= before + gap_after(timedelta(minutes=5)) + 1
    with opened() as desk:
        assert given(desk) == after + 1
