from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.dates import iso, spelled, understand
from tests.thorough import thorough

TODAY = date(2022, 8, 10)


@pytest.mark.parametrize(
    "text",
    [
        "01081990", "010890", "01.08.1990", "1.8.1990.", "1.8.1990", "01.08.1990.", "1. 8. 1990.", "01/08/1990",
        "1/8/90", "01-08-1990", "1-8-90", "1990-08-01", "19900801", "1.8.90.", " 01.08.1990 ",
    ],
)  # fmt: skip
def test_a_birth_is_understood_however_it_is_typed(text: str) -> None:
    assert iso(text, today=TODAY, future=False) == "1990-08-01"


@pytest.mark.parametrize(
    "text",
    ["", "  ", "31.02.2022", "32.01.1990", "1.13.1990", "1990", "18.1990", "1.8", "1.8/1990", "01081", "0108199",
     "1990-8-1", "yesterday", "01.08.1799", "00.00.0000", "٠١٠٨١٩٩٠", "1" * 1000, "01.08.199", "1990-13-01"],
)  # fmt: skip
@pytest.mark.parametrize("future", [True, False])
def test_what_is_no_date_stays_as_typed(text: str, future: bool) -> None:
    assert understand(text, today=TODAY, future=future) is None
    assert iso(text, today=TODAY, future=future) == text


@pytest.mark.parametrize(
    ("text", "future", "iso_date"),
    [
        ("100822", False, "2022-08-10"),
        ("110822", False, "1922-08-11"),
        ("290200", False, "2000-02-29"),
        ("290204", False, "2004-02-29"),
        ("311299", False, "1999-12-31"),
        ("110822", True, "2022-08-11"),
        ("010152", True, "2052-01-01"),
        ("010153", True, "1953-01-01"),
        ("311299", True, "1999-12-31"),
        ("11.08.2922", False, "2922-08-11"),
    ],
)
def test_a_century_is_chosen_as_said(text: str, future: bool, iso_date: str) -> None:
    assert iso(text, today=TODAY, future=future) == iso_date


def test_a_leap_day_that_no_century_allows_is_no_date() -> None:
    assert understand("290201", today=TODAY, future=False) is None
    assert understand("290201", today=TODAY, future=True) is None


@thorough
@given(st.dates(date(1800, 1, 1), date(2999, 12, 31)), st.booleans())
def test_every_date_survives_being_spelled_and_typed_back(day: date, future: bool) -> None:
    for text in (spelled(day.isoformat()), day.isoformat(), f"{day:%d%m}{day.year}", f"{day.year}{day:%m%d}"):
        assert understand(text, today=TODAY, future=future) == day


@thorough
@given(st.dates(date(1970, 1, 1), date(2080, 12, 31)), st.integers(0, 36_000))
def test_two_digits_of_a_birth_give_it_back(today: date, days: int) -> None:
    day = today - timedelta(days=days)
    assert understand(f"{day:%d%m%y}", today=today, future=False) == day


@thorough
@given(st.text(max_size=60), st.booleans())
def test_any_text_is_a_date_or_none(text: str, future: bool) -> None:
    found = understand(text, today=TODAY, future=future)
    assert iso(text, today=TODAY, future=future) == (found.isoformat() if found else text)


@pytest.mark.parametrize("text", ["", "01.08.2022", "2022-8-1", "soon"])
def test_what_is_not_iso_is_spelled_as_it_is(text: str) -> None:
    assert spelled(text) == text
