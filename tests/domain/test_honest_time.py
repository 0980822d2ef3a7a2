"""When a machine's clock is believed, and when two officers look at another one first."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from kbdesk.domain.honest_time import MOST_APART, ClockDoubt, ClockReading, Sighting, doubt

AT = datetime(2026, 3, 1, 8, 0, tzinfo=timezone(timedelta(hours=1)))
THEN = ClockReading(wall=AT, boot="a", running=1000, zone="+0100/+0200")
DAY = timedelta(hours=24)
HOUR = timedelta(hours=1)


def later(by: timedelta, *, wall: timedelta | None = None, **changed: str) -> ClockReading:
    """Return a look at the clock so much later; `wall` is how far it seems to have gone by then."""
    gone = by if wall is None else wall
    return replace(THEN, wall=AT + gone, running=THEN.running + int(by.total_seconds()), **changed)


def found(now: ClockReading, *, latest: datetime | None = AT, before: ClockDoubt | None = None) -> ClockDoubt | None:
    return doubt(Sighting(reading=THEN, doubt=before), now, latest=latest, most_silent=DAY)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (later(HOUR), None),
        (later(9 * DAY), None),
        (later(HOUR, wall=HOUR + MOST_APART), None),
        (later(HOUR, wall=HOUR - MOST_APART), None),
        (later(HOUR, wall=HOUR + MOST_APART + timedelta(seconds=1)), ClockDoubt.MOVED),
        (later(HOUR, wall=-HOUR), ClockDoubt.MOVED),
        (later(HOUR, zone="+0200/+0300"), ClockDoubt.ZONE),
    ],
    ids=["an hour", "nine days asleep", "corrected forwards", "corrected back", "set forwards", "set back", "zone"],
)
def test_within_one_run_the_clock_is_held_against_the_machines_own_count(
    now: ClockReading, expected: ClockDoubt | None
) -> None:
    assert found(now) is expected


def test_from_one_run_to_the_next_the_last_entry_may_be_a_day_ago_and_no_more() -> None:
    assert found(later(DAY, boot="b")) is None
    assert found(later(DAY + timedelta(seconds=1), boot="b")) is ClockDoubt.SILENT
    assert found(later(9 * DAY, boot="b"), latest=AT + 8 * DAY) is None


def test_where_a_system_does_not_tell_its_runs_only_the_silence_counts() -> None:
    then, now = replace(THEN, boot=""), later(HOUR, wall=3 * HOUR, boot="")
    assert doubt(Sighting(reading=then), now, latest=AT, most_silent=DAY) is None


def test_a_doubt_stands_until_it_is_attested_and_the_first_look_has_none() -> None:
    assert found(later(HOUR), before=ClockDoubt.ZONE) is ClockDoubt.ZONE
    assert doubt(None, THEN, latest=AT - 99 * DAY, most_silent=DAY) is None


def test_a_look_at_the_clock_is_entered_and_read_again() -> None:
    assert ClockReading.from_json(THEN.to_json()) == THEN
