from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.icao.zone_dates import birth_date, expiry_date
from tests.thorough import thorough

TODAY = date(2022, 8, 10)
days = st.dates(date(1930, 1, 1), date(2070, 12, 31))


@pytest.mark.parametrize(
    ("field", "iso"),
    [("220810", "2022-08-10"), ("220811", "1922-08-11"), ("000229", "2000-02-29"), ("230101", "1923-01-01")],
)
def test_a_birth_is_the_latest_that_is_not_in_the_future(field: str, iso: str) -> None:
    assert birth_date(field, TODAY) == iso


def test_a_leap_day_that_no_century_allows_is_no_date() -> None:
    assert birth_date("000229", date(1999, 1, 1)) == ""


@pytest.mark.parametrize(
    ("field", "iso"),
    [("420101", "2042-01-01"), ("430101", "1943-01-01"), ("120101", "2012-01-01"), ("951231", "1995-12-31")],
)
def test_an_expiry_lies_at_most_twenty_years_ahead(field: str, iso: str) -> None:
    assert expiry_date(field, TODAY) == iso


def test_an_expiry_in_the_next_century_is_read_near_its_turn() -> None:
    assert expiry_date("050101", date(2095, 1, 1)) == "2105-01-01"


@thorough
@given(days, st.dates(date(1980, 1, 1), date(2060, 12, 31)))
def test_no_birth_is_ever_after_today(day: date, today: date) -> None:
    found = birth_date(f"{day:%y%m%d}", today)
    assert found == "" or date.fromisoformat(found) <= today


@thorough
@given(st.dates(date(1980, 1, 1), date(2060, 12, 31)), st.integers(-3650, 19 * 365))
def test_a_document_in_circulation_expires_in_its_own_century(today: date, shift: int) -> None:
    day = today + timedelta(days=shift)
    assert expiry_date(f"{day:%y%m%d}", today) in (day.isoformat(), "")
