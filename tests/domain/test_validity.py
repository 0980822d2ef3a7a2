from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.validity import MonthEnd, capped, ends_at, last_appeal_day, last_valid_day, months_over
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
    with pytest.raises(ValueError, match=r"^A validity cannot be counted in negative days or months\.$"):
        last_valid_day(date(2022, 8, 1), **counts)


@pytest.mark.parametrize("counts", [{"days": 400}, {"months": 12}, {"days": 10**9}, {"months": 10**12}])
def test_a_validity_beyond_the_calendar_is_refused(counts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"^This validity reaches beyond the year 9999\.$"):
        last_valid_day(date(9999, 8, 1), **counts)


def test_a_validity_may_last_until_the_calendar_ends() -> None:
    assert last_valid_day(date(9998, 12, 31), months=12) == date(9999, 12, 31)
    assert last_valid_day(date(9999, 12, 30), days=1) == date(9999, 12, 31)


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


LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _length(year: int, month: int) -> int:
    """Return how many days a month has, by the rule of Gregory XIII."""
    leap = year % 400 == 0 if year % 100 == 0 else year % 4 == 0
    return LENGTHS[month - 1] + (leap and month == 2)


def _next(day: tuple[int, int, int]) -> tuple[int, int, int]:
    """Return the day after a day, turning one leaf of a calendar."""
    year, month, number = day
    if number < _length(year, month):
        return year, month, number + 1
    return (year + 1, 1, 1) if month == 12 else (year, month + 1, 1)


def _counted(start: date, *, days: int, months: int, month_end: MonthEnd) -> str:
    """Count a validity leaf by leaf, as the design says it, without any arithmetic of dates."""
    at = (start.year, start.month, start.day)
    for _ in range(months):
        year, month, _number = at
        at = (year + 1, 1, start.day) if month == 12 else (year, month + 1, start.day)
    year, month, number = at
    if number > _length(year, month):
        at = (year, month, _length(year, month))
        if month_end is MonthEnd.NEXT_DAY:
            at = _next(at)
    for _ in range(days):
        at = _next(at)
    return "{:04}-{:02}-{:02}".format(*at)


@pytest.mark.parametrize("month_end", MonthEnd)
def test_every_day_of_four_years_ends_where_a_calendar_turned_leaf_by_leaf_ends(month_end: MonthEnd) -> None:
    assert date(2024, 2, 29) in FOUR_YEARS
    for start in FOUR_YEARS:
        for days, months in ((60, 0), (0, 3), (5, 0), (0, 1), (0, 12), (1, 1), (90, 0), (0, 0)):
            found = last_valid_day(start, days=days, months=months, month_end=month_end)
            assert found.isoformat() == _counted(start, days=days, months=months, month_end=month_end)


@thorough
@given(st.sampled_from(FOUR_YEARS), st.integers(0, 800), st.integers(0, 60), st.sampled_from(MonthEnd))
def test_any_count_of_days_and_months_ends_where_the_calendar_does(
    start: date, days: int, months: int, month_end: MonthEnd
) -> None:
    found = last_valid_day(start, days=days, months=months, month_end=month_end)
    assert found.isoformat() == _counted(start, days=days, months=months, month_end=month_end)


@thorough
@given(st.sampled_from(FOUR_YEARS), st.integers(1, 400))
def test_an_appeal_may_be_lodged_until_the_end_of_the_last_of_its_days(acted_on: date, days: int) -> None:
    last = last_appeal_day(acted_on, days)
    assert last.isoformat() == _counted(acted_on, days=days, months=0, month_end=MonthEnd.CLAMP)
    over = ends_at(last, BELGRADE)
    assert (over - timedelta(seconds=1)).date() == last
    assert over.date() == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("acted_on", "days", "last"),
    [("2022-08-01", 30, "2022-08-31"), ("2024-02-29", 1, "2024-03-01"), ("2022-03-26", 1, "2022-03-27")],
)
def test_the_day_of_the_act_is_not_counted(acted_on: str, days: int, last: str) -> None:
    assert last_appeal_day(date.fromisoformat(acted_on), days).isoformat() == last


@pytest.mark.parametrize(
    ("until", "expires", "capped_at"),
    [
        ("2022-11-01", None, "2022-11-01"),
        ("2022-11-01", "2022-10-31", "2022-10-31"),
        ("2022-11-01", "2022-11-01", "2022-11-01"),
        ("2022-11-01", "2022-11-02", "2022-11-01"),
        ("2022-11-01", "2022-08-01", "2022-08-01"),
        ("2022-11-01", "2022-07-31", "2022-08-01"),
    ],
)
def test_a_paper_ends_with_the_document_it_rests_on(until: str, expires: str | None, capped_at: str) -> None:
    found = capped(
        date.fromisoformat(until),
        valid_from=date(2022, 8, 1),
        expires=date.fromisoformat(expires) if expires else None,
    )
    assert found.isoformat() == capped_at


@pytest.mark.parametrize(("changes", "hours"), [("2022-03-27", 23), ("2022-10-30", 25), ("2023-03-26", 23)])
def test_a_day_on_which_the_clock_changes_is_one_day(changes: str, hours: int) -> None:
    day = date.fromisoformat(changes)
    began, ended = (ends_at(d, BELGRADE).astimezone(UTC) for d in (day - timedelta(days=1), day))
    assert (ended - began) / timedelta(hours=1) == hours
    assert last_valid_day(day - timedelta(days=60), days=60) == day
    assert last_valid_day(day, days=1) == day + timedelta(days=1)


@given(st.dates(date(2019, 1, 1), date(2023, 1, 1)), st.integers(0, 1500))
def test_a_stay_is_longer_than_a_month_from_the_day_after_its_last(since: date, stayed: int) -> None:
    day = since + timedelta(days=stayed)
    over = months_over(since, day)
    assert over == sum(last_valid_day(since, months=months) < day for months in range(1, 60))
