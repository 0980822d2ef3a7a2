"""The six digits of a date in a zone, and the century they belong to."""

from __future__ import annotations

from datetime import date
from typing import Final

_PAST_YEARS: Final = 10
_FUTURE_YEARS: Final = 20

NO_EXPIRY: Final = frozenset({"<<<<<<", "991231", "990101"})
"""What stands in the place of an expiry date where the document has none: fillers, or the last year there is."""


def birth_date(field: str, today: date) -> str:
    """Return the ISO date of birth: the latest that is not after `today`; empty where part or all is unknown.

    Unknown parts are fillers (Doc 9303-3 section 4.8). People of a hundred and more read a century too young.
    """
    century = today.year - today.year % 100
    for base in (century, century - 100):
        found = _date(field, base)
        if found and found <= today:
            return found.isoformat()
    return ""


def expiry_date(field: str, today: date) -> str:
    """Return the ISO date of expiry; empty where there is none or the calendar has no such day.

    The century is the one that brings the year within ten years before and twenty after `today`, the longest that
    documents run; a year outside this is taken as past, so that an old document never reads as one in force.
    """
    if field in NO_EXPIRY:
        return ""
    century = today.year - today.year % 100
    latest = ""
    for base in (century - 100, century, century + 100):
        found = _date(field, base)
        if found and found.year <= today.year + _FUTURE_YEARS:
            latest = found.isoformat()
    return latest


def is_partial(field: str) -> bool:
    """Tell whether part or all of a date is not stated."""
    return "<" in field


def _date(field: str, century: int) -> date | None:
    """Return the date in a given century, or None if the field is no such date."""
    if not field.isdigit():
        return None
    try:
        return date(century + int(field[:2]), int(field[2:4]), int(field[4:]))
    except ValueError:
        return None
