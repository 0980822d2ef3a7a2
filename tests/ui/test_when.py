"""Dates and ages as each language writes them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kbdesk.domain.messages import Catalogs
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.when import ago, brief_age, clock_time, long_date, short_date

DAY = date(2022, 12, 13)
NOW = datetime(2022, 12, 13, 14, 32, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        (Language.SQ, "E martë, 13 dhjetor 2022", "13 dhj 2022"),
        (Language.SR_LATN, "Utorak, 13. decembar 2022.", "13. dec 2022."),
        (Language.SR_CYRL, "Уторак, 13. децембар 2022.", "13. дец 2022."),
        (Language.EN, "Tuesday 13 December 2022", "13 Dec 2022"),
    ],
)
def test_a_date_is_written_as_people_write_it(language: Language, long: str, short: str) -> None:
    assert long_date(DAY, language).replace(",", "") == long.replace(",", "")
    assert short_date(DAY, language) == short


@pytest.mark.parametrize(
    ("passed", "english", "serbian", "brief"),
    [
        (timedelta(seconds=-5), "just now", "upravo", "0 min"),
        (timedelta(seconds=59), "just now", "upravo", "0 min"),
        (timedelta(minutes=1), "1 min ago", "pre 1 min", "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min ago", "pre 59 min", "59 min"),
        (timedelta(hours=1), "1 h ago", "pre 1 h", "1 h"),
        (timedelta(days=1), "1 day ago", "pre 1 dan", "1 d"),
        (timedelta(days=22), "22 days ago", "pre 22 dana", "22 d"),
    ],
)
def test_an_age_is_told_in_its_largest_unit(
    catalogs: Catalogs, passed: timedelta, english: str, serbian: str, brief: str
) -> None:
    assert ago(NOW - passed, NOW, catalogs[Language.EN]) == english
    assert ago(NOW - passed, NOW, catalogs[Language.SR_LATN]) == serbian
    assert brief_age(NOW - passed, NOW).replace("\N{NO-BREAK SPACE}", " ") == brief


def test_the_clock_has_two_digits_for_each() -> None:
    assert clock_time(datetime(2022, 8, 1, 7, 5, tzinfo=UTC)) == "07:05"
