"""Dates as people type them, and as papers print them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_FORWARD_YEARS: Final = 30
_EARLIEST_YEAR: Final = 1800

_DAY_FIRST: Final = re.compile(r"(?P<d>[0-9]{1,2})([./-])(?P<m>[0-9]{1,2})\2(?P<y>[0-9]{4}|[0-9]{2})\.?")
_ISO: Final = re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})")
_RUN: Final = re.compile(r"(?P<d>[0-9]{2})(?P<m>[0-9]{2})(?P<y>[0-9]{4}|[0-9]{2})")
_ISO_RUN: Final = re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})")
_LONGEST: Final = 40


def understand(text: str, *, today: date, future: bool) -> date | None:
    """Return the date that a text means, or None if it means none.

    Read are day, month, year with ``.``, ``/`` or ``-`` between them (a closing full stop and spaces do no harm),
    ``ddmmyy``, ``ddmmyyyy`` and ISO 8601 (``yyyy-mm-dd``, ``yyyymmdd``). A run of eight digits has at most one
    meaning, because years before 1800 are not dates of this desk. Years of two digits: with `future` false the
    latest that is not after today (a birth, an issue), else within 30 years after and 69 years before today.

    >>> understand("1.8.2022.", today=date(2022, 8, 10), future=False)
    datetime.date(2022, 8, 1)
    """
    if len(text) > _LONGEST:
        return None
    compact = "".join(text.split())
    for shape in (_DAY_FIRST, _ISO, _RUN, _ISO_RUN):
        match = shape.fullmatch(compact)
        found = match and _date(match["y"], int(match["m"]), int(match["d"]), today=today, future=future)
        if found:
            return found
    return None


def iso(text: str, *, today: date, future: bool) -> str:
    """Return a typed date in ISO 8601, or the text unchanged if it is no date."""
    found = understand(text, today=today, future=future)
    return found.isoformat() if found else text


def spelled(iso: str) -> str:
    """Return an ISO date as papers print it, ``dd.mm.yyyy``; anything else is returned unchanged.

    >>> spelled("2022-08-01")
    '01.08.2022'
    """
    match = _ISO.fullmatch(iso)
    return f"{match['d']}.{match['m']}.{match['y']}" if match else iso


def _date(year: str, month: int, day: int, *, today: date, future: bool) -> date | None:
    """Return the date, its century chosen if the year has two digits; None if the calendar has no such day."""
    if len(year) == 4:
        found = _possible(int(year), month, day)
        return found if found and found.year >= _EARLIEST_YEAR else None
    century = today.year - today.year % 100
    years = [base + int(year) for base in (century + 100, century, century - 100)]
    if future:
        limit = today.year + _FORWARD_YEARS
        return _possible(next(y for y in years if y <= limit), month, day)
    return next((found for y in years if (found := _possible(y, month, day)) and found <= today), None)


def _possible(year: int, month: int, day: int) -> date | None:
    """Return the date, or None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
