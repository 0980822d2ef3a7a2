"""The six digits of a date in a zone, and the century they belong to."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

_FUTURE_YEARS: Final = 20

NO_EXPIRY: Final = frozenset({"<<<<<<", "991231", "990101"})
"""What stands in the place of an expiry date where the document has none: fillers, or the last year there is."""


_DAYS: Final[Mapping[str, str]] = MappingProxyType(
    {f"{day:%m%d}": f"{day:-%m-%d}" for day in (date(2000, 1, 1) + timedelta(days=n) for n in range(366))}
)
"""How ISO writes the days of a year, by the last four digits of a date."""
_LEAP_DAY: Final = "0229"


def birth_date(field: str, today: date) -> str:
    """Return the ISO date of birth: the latest that is not after `today`; empty where part or all is unknown.

    Unknown parts are fillers (Doc 9303-3 section 4.8). People of a hundred and more read a century too young.
    """
    return _latest(field, today.isoformat())


def expiry_date(field: str, today: date) -> str:
    """Return the ISO date of expiry; empty where there is none or the calendar has no such day.

    The century is the one that brings the year within ten years before and twenty after `today`, the longest that
    documents run; a year outside this is taken as past, so that an old document never reads as one in force.
    """
    return "" if field in NO_EXPIRY else _latest(field, f"{today.year + _FUTURE_YEARS}-12-31")


def _latest(field: str, limit: str) -> str:
    """Return the latest ISO date that six digits can mean, not after a limit; empty if the calendar has no such day."""
    year, day = field[:2], _DAYS.get(field[2:])
    if day is None or not year.isdecimal():
        return ""
    written = year + day
    century = int(limit[:2]) - (written > limit[2:])
    if field[2:] == _LEAP_DAY:
        years = (100 * earlier + int(year) for earlier in (century, century - 1))
        return next((f"{leap:04}{day}" for leap in years if isleap(leap)), "")
    return f"{century:02}{written}"
