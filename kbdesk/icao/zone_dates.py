"""The six digits of a date in a zone, and the century they belong to."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache
from typing import Final

_FUTURE_YEARS: Final = 20

NO_EXPIRY: Final = frozenset({"<<<<<<", "991231", "990101"})
"""What stands in the place of an expiry date where the document has none: fillers, or the last year there is."""

_DAYS: Final[Mapping[str, str]] = {
    day[5:7] + day[8:]: day[4:] for day in ((date(2001, 1, 1) + timedelta(days=n)).isoformat() for n in range(365))
}
"""How ISO writes the days of every year, by the last four digits of a date."""


def birth_date(field: str, today: date) -> str:
    """Return the ISO date of birth: the latest that is not after `today`; empty where part or all is unknown.

    Unknown parts are fillers (Doc 9303-3 section 4.8). People of a hundred and more read a century too young.
    """
    return _latest(field, _until(today))


def expiry_date(field: str, today: date) -> str:
    """Return the ISO date of expiry; empty where there is none or the calendar has no such day.

    The century is the one that brings the year within ten years before and twenty after `today`, the longest that
    documents run; a year outside this is taken as past, so that an old document never reads as one in force.
    """
    return "" if field in NO_EXPIRY else _latest(field, _until_twenty_years_after(today))


@dataclass(frozen=True, slots=True)
class _Century:
    """The last hundred years by their last two digits, and the last day of them, all as ISO writes them."""

    years: Mapping[str, str]
    last: str


@lru_cache(maxsize=8)
def _until(last: date) -> _Century:
    return _Century(
        {f"{year % 100:02}": f"{year:04}" for year in range(last.year - 99, last.year + 1)}, last.isoformat()
    )


@lru_cache(maxsize=8)
def _until_twenty_years_after(today: date) -> _Century:
    return _until(date(min(today.year + _FUTURE_YEARS, MAXYEAR), 12, 31))


def _latest(field: str, century: _Century) -> str:
    """Return the ISO date that six digits mean in a century; empty if the calendar has no such day."""
    try:
        found = century.years[field[:2]] + _DAYS[field[2:]]
    except KeyError:
        return _leap_day(field, century)
    return found if found <= century.last else _a_century_before(found)


def _leap_day(field: str, century: _Century) -> str:
    """Return the latest 29 February that six digits can mean, empty if they mean none."""
    if field[2:] != "0229" or field[:2] not in century.years:
        return ""
    latest = f"{century.years[field[:2]]}-02-29"
    days = (latest, _a_century_before(latest))
    return next((day for day in days if day <= century.last and isleap(int(day[:4]))), "")


def _a_century_before(day: str) -> str:
    return f"{int(day[:4]) - 100:04}{day[4:]}"
