"""Dates of three bytes: the digits MMDDYYYY as one number, the greatest byte first (Doc 9303-13, 2.2.1)."""

from __future__ import annotations

from datetime import date

from kbdesk.icao.seal.errors import SealFormatError

SIZE = 3


def encode(day: date) -> bytes:
    """Return the three bytes of a date.

    >>> encode(date(1957, 3, 25)).hex()
    '319ef5'
    """
    return (day.month * 1_000_000 + day.day * 10_000 + day.year).to_bytes(SIZE, "big")


def decode(data: bytes) -> date:
    """Return the date of three bytes. Raises `SealFormatError` where the calendar has no such day."""
    digits = int.from_bytes(data, "big")
    month, rest = divmod(digits, 1_000_000)
    day, year = divmod(rest, 10_000)
    try:
        return date(year, month, day)
    except ValueError:
        raise SealFormatError("A date of the seal is no day of the calendar.") from None
