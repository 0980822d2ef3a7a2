"""Keys by which a person is found again: by name and birth date in any script and spelling, by personal number."""

from __future__ import annotations

from datetime import date
from typing import Final

from kbdesk.domain import dates
from kbdesk.domain.names import spellings

_SHORTEST_NUMBER: Final = 8
"""Shorter personal numbers would meet those of other countries."""
_CENTURY_ENDS: Final = (date(1999, 12, 31), date(2099, 12, 31))
"""A year typed with two digits is looked for in both centuries: keys know no clock."""


def keys(*, surname: str, given_names: str, birth_date: str, personal_number: str) -> frozenset[str]:
    """Return the keys of a person, as typed; two people who share one may be the same. None without enough to go by.

    >>> a = keys(surname="Гаши", given_names="Ћазим", birth_date="1.2.1990", personal_number="")
    >>> sorted(a & keys(surname="GASHI", given_names="QAZIM", birth_date="010290", personal_number="1230456789"))
    ['n cazim gasi 1990-02-01']
    """
    return name_keys(surname, given_names, birth_date) | _number_keys(personal_number)


def name_keys(surname: str, given_names: str, birth_date: str) -> frozenset[str]:
    """Return the keys of a whole name together with a birth date, none if either is missing or means nothing.

    The names count in any order: who has one name only, or has them the other way round, is found all the same.
    """
    names, born = whole_names(surname, given_names), _days(birth_date)
    return frozenset(f"n {name} {day.isoformat()}" for name in names for day in born)


def whole_names(surname: str, given_names: str) -> frozenset[str]:
    """Return every spelling of a whole name, its words in order of the alphabet; none where there is no name.

    >>> sorted(whole_names("Đurić", "Ана") & whole_names("ANA", "DJURIC"))
    ['ana duric']
    """
    firsts = spellings(given_names)
    pairs = (f"{last} {first}".split() for last in spellings(surname) for first in firsts)
    return frozenset(" ".join(sorted(words)) for words in pairs if words)


def plain_date(text: str) -> date | None:
    """Return the date that a text means in any century, None if it means none or leaves the century open."""
    found = _days(text)
    return next(iter(found)) if len(found) == 1 else None


def _days(text: str) -> frozenset[date]:
    days = (dates.understand(text, today=end, future=False) for end in _CENTURY_ENDS)
    return frozenset(day for day in days if day is not None)


def _number_keys(personal_number: str) -> frozenset[str]:
    number = "".join(c for c in personal_number.upper() if c.isalnum())
    plain = len(number) >= _SHORTEST_NUMBER and len(set(number)) > 1
    return frozenset({f"p {number}"}) if plain else frozenset()
