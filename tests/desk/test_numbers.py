"""Numbers through the real rooms: gaps are explained, ends are announced, nothing comes twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.desk.numbers import AFTER_RESTORE, FASTEST, after_restore, gap_after, skip
from kbdesk.desk.ports import Press
from kbdesk.domain.numbers import LAST_SERIAL, make, serial
from kbdesk.domain.vocabulary import CorrectionReason, Series, Severity
from kbdesk.store.errors import NumbersExhausted
from kbdesk.store.numbers import USES

from .papers_desk import Papered, law_with, papered


@pytest.fixture
def rooms(tmp_path: Path, press: Press) -> Iterator[Papered]:
    """A desk of the seeds."""
    with papered(tmp_path, press, law_with()) as made:
        yield made


def wind(rooms: Papered, series: Series, last: int) -> None:
    with rooms.store._connection.reads() as db:
        db.execute("INSERT INTO series VALUES (?, ?) ON CONFLICT DO UPDATE SET last = excluded.last", (series, last))


def ends(rooms: Papered) -> list[tuple[str, Severity]]:
    _, seen = rooms.seen(1)
    return [(f.code, f.severity) for f in seen.findings() if f.code.startswith("series")]


def test_every_series_says_which_entries_give_its_numbers_away() -> None:
    assert {series for uses in USES.values() for series, _ in uses} == set(Series)


def test_what_was_issued_corrected_and_skipped_explains_every_number(rooms: Papered) -> None:
    number = rooms.permit(1)
    rooms.papers.correct(number, {"surname": "Testovska"}, CorrectionReason.TYPED_WRONG)
    with rooms.store.act(at=rooms.clock.now(), officer="officer") as act:
        assert skip(act, Series.PERMIT, 3, reason="a printed block was stolen") == (3, 5)
    assert serial(rooms.permit(2)) == 6
    assert rooms.store.unexplained_numbers() == ()
    assert rooms.sound()


def test_a_gap_without_an_entry_is_named(rooms: Papered) -> None:
    rooms.permit(1)
    with rooms.store.act(at=rooms.clock.now(), officer="officer") as act:
        act.numbers(Series.PERMIT, 3)
    assert rooms.store.unexplained_numbers() == ("permit",)


def test_a_series_that_was_wound_back_is_named(rooms: Papered) -> None:
    rooms.permit(1)
    wind(rooms, Series.ENVELOPE, 0)
    assert rooms.store.unexplained_numbers() == ("envelope",)


WHILES = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=365))


@given(WHILES, WHILES)
def test_two_desks_that_resume_from_one_backup_begin_where_neither_the_lost_one_nor_the_other_came(
    lost_for: timedelta, first_for: timedelta
) -> None:
    lost = AFTER_RESTORE + lost_for // FASTEST  # a thousand at once, and as fast as ever from the backup on
    first = gap_after(lost_for) + 1
    assert first > lost
    by_then = gap_after(lost_for) + first_for // FASTEST
    assert gap_after(lost_for + first_for) + 1 > by_then


def test_control_a_desk_that_gave_more_numbers_than_that_is_met_again() -> None:
    hour = timedelta(hours=1)
    assert gap_after(2 * hour) + 1 <= gap_after(hour) + hour // FASTEST + 1


def test_a_clock_behind_the_last_entry_counts_as_no_time() -> None:
    assert gap_after(timedelta(0)) == gap_after(-timedelta(days=9)) == AFTER_RESTORE
    assert gap_after(timedelta(days=1)) == AFTER_RESTORE + 4_320


def test_a_restored_desk_goes_on_after_a_gap(rooms: Papered) -> None:
    rooms.permit(1)
    with rooms.store.act(at=rooms.clock.now(), officer="officer") as act:
        after_restore(act, silent=timedelta(hours=1))
    assert serial(rooms.permit(2)) == 1 + AFTER_RESTORE + 180 + 1
    assert rooms.store.unexplained_numbers() == ()
    assert rooms.kinds().count("numbers.skipped") == len(Series)
    assert rooms.sound()


@pytest.mark.parametrize(
    ("left", "found"),
    [
        (1001, []),
        (1000, [("series-ending", Severity.NOTE)]),
        (101, [("series-ending", Severity.NOTE)]),
        (100, [("series-ending", Severity.WARN)]),
        (1, [("series-ending", Severity.WARN)]),
        (0, [("series-ended", Severity.STOP)]),
    ],
)
def test_a_series_near_its_end_is_a_finding(rooms: Papered, left: int, found: list[tuple[str, Severity]]) -> None:
    wind(rooms, Series.PERMIT, LAST_SERIAL - left)
    assert ends(rooms) == found


def test_the_end_of_a_series_that_the_card_does_not_need_is_not_told(rooms: Papered) -> None:
    wind(rooms, Series.REGISTRATION, LAST_SERIAL)
    assert ends(rooms) == []
    wind(rooms, Series.ENVELOPE, LAST_SERIAL)
    assert ends(rooms) == [("series-ended", Severity.STOP)]


def test_after_the_last_number_nothing_is_taken_at_all(rooms: Papered) -> None:
    wind(rooms, Series.PERMIT, LAST_SERIAL - 2)
    with pytest.raises(NumbersExhausted), rooms.store.act(at=rooms.clock.now(), officer="officer") as act:
        skip(act, Series.PERMIT, 3, reason="too many")
    with rooms.store.act(at=rooms.clock.now(), officer="officer") as act:
        assert act.number(Series.PERMIT) == make("J", "2", LAST_SERIAL - 1)
