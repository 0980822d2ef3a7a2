from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.validity import MonthEnd, ends_at, last_valid_day
from tests.thorough import thorough

BELGRADE = ZoneInfo("Europe/Belgrade")
FOUR_YEARS = [date(2021, 1, 1) + timedelta(days=n) for n in range(4 * 365 + 1)]
any_day = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("valid_from", "months", "valid_until"),
    [
        ("2022-08-01", 3, "2022-11-01"),
        ("2022-11-30", 3, "2023-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2022-10-31", 1, "2022-11-30"),
        ("2022-12-31", 2, "2023-02-28"),
        ("2022-08-01", 0, "2022-08-01"),
    ],
)
def test_months_end_on_the_same_day_number(valid_from: str, months: int, valid_until: str) -> None:
    assert last_valid_day(date.fromisoformat(valid_from), months=months).isoformat() == valid_until


def test_sixty_days_count_as_the_design_counts_them() -> None:
    assert last_valid_day(date(2021, 9, 20), days=60) == date(2021, 11, 19)


def test_months_are_counted_before_days() -> None:
    assert last_valid_day(date(2022, 1, 31), months=1, days=1) == date(2022, 3, 1)


@pytest.mark.parametrize("valid_from", FOUR_YEARS[::7], ids=str)
def test_three_months_from_any_week_lie_three_months_on(valid_from: date) -> None:
    _holds_for(valid_from, 3)


def test_every_day_of_four_years_and_every_count_of_months_holds() -> None:
    for valid_from in FOUR_YEARS:
        for months in (1, 2, 3, 6, 12):
            _holds_for(valid_from, months)


def _holds_for(valid_from: date, months: int) -> None:
    """Both month-end rules agree where the day exists; else they are neighbours at the end of the month."""
    clamped = last_valid_day(valid_from, months=months)
    after = last_valid_day(valid_from, months=months, month_end=MonthEnd.NEXT_DAY)
    assert (clamped.year - valid_from.year) * 12 + clamped.month - valid_from.month == months
    if clamped.day == valid_from.day:
        assert after == clamped
    else:
        assert clamped.day == monthrange(clamped.year, clamped.month)[1] < valid_from.day
        assert after == clamped + timedelta(days=1)
        assert after.day == 1


@thorough
@given(any_day, st.integers(0, 400))
def test_days_are_added_one_by_one(valid_from: date, days: int) -> None:
    assert last_valid_day(valid_from, days=days) - valid_from == timedelta(days=days)


@thorough
@given(any_day, any_day, st.integers(0, 24), st.sampled_from(MonthEnd))
def test_a_later_issue_never_ends_earlier(first: date, second: date, months: int, month_end: MonthEnd) -> None:
    ends = [last_valid_day(day, months=months, month_end=month_end) for day in sorted((first, second))]
    assert ends == sorted(ends)


@pytest.mark.parametrize("counts", [{"days": -1}, {"months": -1}])
def test_a_negative_count_is_refused(counts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="negative"):
        last_valid_day(date(2022, 8, 1), **counts)


@pytest.mark.parametrize("counts", [{"days": 400}, {"months": 12}, {"days": 10**9}, {"months": 10**12}])
def test_a_validity_beyond_the_calendar_is_refused(counts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="9999"):
        last_valid_day(date(9999, 8, 1), **counts)


@pytest.mark.parametrize(
    ("valid_until", "instant"),
    [
        ("2022-09-30", "2022-10-01T00:00+02:00"),
        ("2022-11-01", "2022-11-02T00:00+01:00"),
        ("2022-03-26", "2022-03-27T00:00+01:00"),
        ("2022-03-27", "2022-03-28T00:00+02:00"),
        ("2022-10-29", "2022-10-30T00:00+02:00"),
        ("2022-10-30", "2022-10-31T00:00+01:00"),
        ("2024-02-28", "2024-02-29T00:00+01:00"),
        ("2024-02-29", "2024-03-01T00:00+01:00"),
    ],
)
def test_a_last_day_ends_at_midnight_of_the_crossings_clock(valid_until: str, instant: str) -> None:
    ends = ends_at(date.fromisoformat(valid_until), BELGRADE)
    assert ends == datetime.fromisoformat(instant)
    assert ends.isoformat(timespec="minutes") == instant


@thorough
@given(any_day)
def test_every_day_has_23_24_or_25_hours(day: date) -> None:
    began, ended = (ends_at(d, BELGRADE).astimezone(UTC) for d in (day - timedelta(days=1), day))
    assert (ended - began) / timedelta(hours=1) in (23, 24, 25)
    assert began.astimezone(BELGRADE).date() == day
