"""How long papers and deadlines run: the one place where days and months are counted (DESIGN section 5)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class MonthEnd(StrEnum):
    """What becomes of a day number that the month reached does not have; the rulebook says which."""

    CLAMP = "clamp"
    NEXT_DAY = "next-day"


def last_valid_day(valid_from: date, *, days: int = 0, months: int = 0, month_end: MonthEnd = MonthEnd.CLAMP) -> date:
    """Return the last valid day, inclusive, of a paper issued on the civil day `valid_from`.

    Months are counted first and lead to the same day number; where the month reached is too short, its last day
    (clamp) or the first day of the month after it (next-day) is meant. Days are then added.
    Raises `ValueError` if a count is negative or the day lies beyond the year 9999.

    >>> last_valid_day(date(2022, 11, 30), months=3).isoformat()
    '2023-02-28'
    >>> last_valid_day(date(2022, 11, 30), months=3, month_end=MonthEnd.NEXT_DAY).isoformat()
    '2023-03-01'
    """
    if days < 0 or months < 0:
        raise ValueError("A validity cannot be counted in negative days or months.")
    try:
        return _months_on(valid_from, months, month_end) + timedelta(days=days)
    except OverflowError as error:
        raise ValueError("This validity reaches beyond the year 9999.") from error


def months_over(since: date, day: date) -> int:
    """Return how many whole months a stay that began on a day has lasted longer than; 0 within the first.

    A stay of three months from 1 August has its last day on 1 November, and lasts longer from the 2nd.

    >>> months_over(date(2025, 8, 1), date(2025, 11, 1)), months_over(date(2025, 8, 1), date(2025, 11, 2))
    (2, 3)
    """
    months = max((day.year - since.year) * 12 + day.month - since.month, 0)
    return months if months == 0 or last_valid_day(since, months=months) < day else months - 1


def ends_at(valid_until: date, zone: ZoneInfo) -> datetime:
    """Return the instant at which a last valid day is over: 00:00 of the next day in the zone of the crossing."""
    return datetime.combine(valid_until + timedelta(days=1), time.min, tzinfo=zone)


def capped(valid_until: date, *, valid_from: date, expires: date | None) -> date:
    """Return a last valid day that lies no later than that of the document it rests on.

    A document without expiry, or of an unknown one, caps nothing; the day of issue itself always is a valid one.

    >>> capped(date(2022, 11, 1), valid_from=date(2022, 8, 1), expires=date(2022, 9, 15)).isoformat()
    '2022-09-15'
    """
    return valid_until if expires is None else max(valid_from, min(valid_until, expires))


def last_appeal_day(acted_on: date, days: int) -> date:
    """Return the last day, inclusive, on which a measure of the day `acted_on` may be appealed against.

    >>> last_appeal_day(date(2022, 8, 1), 30).isoformat()
    '2022-08-31'
    """
    return last_valid_day(acted_on, days=days)


def _months_on(start: date, months: int, month_end: MonthEnd) -> date:
    """Return the same day number some months on."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    if year > date.max.year:
        raise OverflowError
    length = monthrange(year, month)[1]
    if start.day <= length:
        return date(year, month, start.day)
    last = date(year, month, length)
    return last if month_end is MonthEnd.CLAMP else last + timedelta(days=1)
