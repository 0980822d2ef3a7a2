"""A real desk issues nothing by a clock that was moved or silent for too long, until two officers attest it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from kbdesk.desk.honest_time import doubt_now, sighting_body
from kbdesk.desk.passage import Issued
from kbdesk.desk.ports import Clock
from kbdesk.desk.shift_errors import ShiftError
from kbdesk.domain.honest_time import ClockDoubt, ClockReading

from .conftest import POST, Rooms
from .duty import REAL, passage_desk, shift_desk


@dataclass
class HandsClock:
    """A clock that a hand can set, in a machine whose own count nobody can."""

    reading_now: ClockReading
    most_silent: timedelta = timedelta(hours=24)

    def now(self) -> datetime:
        return self.reading_now.wall

    def reading(self) -> ClockReading:
        return self.reading_now

    def runs(self, by: timedelta) -> None:
        now = self.reading_now
        self.reading_now = replace(now, wall=now.wall + by, running=now.running + int(by.total_seconds()))

    def is_set(self, by: timedelta) -> None:
        self.reading_now = replace(self.reading_now, wall=self.reading_now.wall + by)


@pytest.fixture
def clock(rooms: Rooms) -> HandsClock:
    """The clock of a desk at which an officer has just signed in."""
    hands = HandsClock(ClockReading(wall=rooms.clock.at, boot="a", running=9000, zone="+0100/+0200"))
    rooms.clock = hands  # type: ignore[assignment]  # the rooms' desks are made with it from now on
    sign_in(rooms, hands)
    return hands


def sign_in(rooms: Rooms, clock: Clock) -> None:
    """Enter a sign-in as the joiner does."""
    with rooms.store.act(at=clock.now(), officer="officer") as act:
        last = act.shifts.last()
        latest = act.shifts.latest(last.entry) if last is not None else None
        found = doubt_now(act.shifts, clock, latest=latest)
        act.append("officer.signed-in", {"desk": "2", **sighting_body(clock, found, before=act.shifts.sighted())})


def issue(rooms: Rooms, sample: str = "01") -> Issued:
    desk = passage_desk(rooms, post=REAL)
    draft = rooms.sample(sample)
    return desk.issue(draft, desk.examine(draft, desk.facts(draft)))


def move_forwards(rooms: Rooms, clock: HandsClock) -> None:
    clock.runs(timedelta(hours=1))
    clock.is_set(timedelta(minutes=6))


def move_back_between_entries(rooms: Rooms, clock: HandsClock) -> None:
    clock.runs(timedelta(hours=1))
    clock.is_set(timedelta(minutes=-30))


def move_by_a_few_minutes_at_a_time(rooms: Rooms, clock: HandsClock) -> None:
    for _ in range(2):
        clock.runs(timedelta(hours=1))
        clock.is_set(timedelta(minutes=-4))
        sign_in(rooms, clock)


def change_the_zone(rooms: Rooms, clock: HandsClock) -> None:
    clock.reading_now = replace(clock.reading_now, zone="+0000/+0100")


def switch_off_for_two_days(rooms: Rooms, clock: HandsClock) -> None:
    clock.runs(timedelta(days=2))
    clock.reading_now = replace(clock.reading_now, boot="b", running=60)
    sign_in(rooms, clock)


CASES = {
    ClockDoubt.MOVED: (move_forwards, move_back_between_entries, move_by_a_few_minutes_at_a_time),
    ClockDoubt.ZONE: (change_the_zone,),
    ClockDoubt.SILENT: (switch_off_for_two_days,),
}


@pytest.mark.parametrize(("doubt", "happens"), [(doubt, case) for doubt, cases in CASES.items() for case in cases])
def test_a_doubtful_clock_stops_issuing_until_two_officers_attest_it(
    rooms: Rooms, clock: HandsClock, doubt: ClockDoubt, happens: Callable[[Rooms, HandsClock], None]
) -> None:
    desk = shift_desk(rooms, post=REAL)
    assert desk.clock_doubt() is None
    happens(rooms, clock)
    before = rooms.store.check()
    with pytest.raises(ShiftError) as refused:
        issue(rooms)
    assert refused.value.code == f"shift.clock-{doubt}"
    assert rooms.store.check() == before
    assert desk.clock_doubt() is doubt
    with pytest.raises(ShiftError, match="two officers"):
        desk.attest_clock(reason="compared with the wall clock", second="")
    desk.attest_clock(reason="compared with the wall clock", second="supervisor")
    assert desk.clock_doubt() is None
    assert issue(rooms).cards


def test_control_a_clock_that_only_runs_stops_nothing_even_after_a_long_sleep(rooms: Rooms, clock: HandsClock) -> None:
    clock.runs(timedelta(days=2))
    for there_and_back in (4, -4, 4):
        clock.is_set(timedelta(minutes=there_and_back))
        sign_in(rooms, clock)
    assert shift_desk(rooms, post=REAL).clock_doubt() is None
    assert issue(rooms).cards
    with pytest.raises(ShiftError, match="nothing about the clock"):
        shift_desk(rooms, post=REAL).attest_clock(reason="to be sure", second="supervisor")


def test_control_a_drills_clock_may_be_anything(rooms: Rooms, clock: HandsClock) -> None:
    move_forwards(rooms, clock)
    change_the_zone(rooms, clock)
    desk = passage_desk(rooms, post=POST)
    draft = rooms.sample("01")
    assert desk.issue(draft, desk.examine(draft, desk.facts(draft))).cards
    assert shift_desk(rooms, post=POST).clock_doubt() is None


def test_a_doubt_outlives_a_sign_in_and_a_restart(rooms: Rooms, clock: HandsClock) -> None:
    move_forwards(rooms, clock)
    sign_in(rooms, clock)
    clock.reading_now = replace(clock.reading_now, boot="c", running=5)
    sign_in(rooms, clock)
    with pytest.raises(ShiftError) as refused:
        issue(rooms)
    assert refused.value.code == "shift.clock-moved"


def test_the_machines_own_clock_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from kbdesk.app.clock import WallClock

    first, second = WallClock().reading(), WallClock().reading()
    assert (first.boot, first.zone) == (second.boot, second.zone)
    assert 0 <= second.running - first.running <= 60
    assert first.boot
    monkeypatch.setenv("TZ", "Europe/Belgrade")
    assert WallClock().reading().zone == "+0100/+0200"
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    assert WallClock().reading().zone == "+0530/+0530"
    monkeypatch.undo()
    time.tzset()
