"""Misread characters put right: only where all check digits then hold, and only where there is no other way.

Repaired is what readers confuse: O and 0, I and 1, S and 5, B and 8, Z and 2. A letter in a date or for a check digit,
and a digit in a name or in the code of a state, cannot be right and are always changed; in numbers and optional data a
character is changed only under a check digit that fails. At most two are changed there: what would need more is not
known from one digit. Of the repairs that make every check hold, the one with the fewest changes is made; if two of that
size do, none is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType
from typing import Final

from kbdesk.icao.form import Form, Kind
from kbdesk.icao.personal_numbers import written_in_digits

_MOST: Final = 2

_DIGITS: Final[Mapping[str, str]] = MappingProxyType({"O": "0", "I": "1", "S": "5", "B": "8", "Z": "2"})
_LETTERS: Final[Mapping[str, str]] = MappingProxyType({digit: letter for letter, digit in _DIGITS.items()})
_EITHER: Final[Mapping[str, str]] = MappingProxyType({**_DIGITS, **_LETTERS})
_IMPOSSIBLE: Final[Mapping[Kind, Mapping[str, str]]] = MappingProxyType(
    {Kind.DIGITS: _DIGITS, Kind.LETTER: _LETTERS, Kind.LETTERS: _LETTERS}
)
"""What is taken for a character that its position cannot have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A character taken for another than was read: its line and position, counted from 1.

    `field` is the zone's field that it stands in, for a check digit the name of the check.
    """

    line: int
    position: int
    read: str
    taken: str
    field: str

    def as_json(self) -> dict[str, object]:
        """Return what a script sees."""
        return {"line": self.line, "position": self.position, "read": self.read, "taken": self.taken}


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """A zone after its repair; where nothing is `made`, the zone as read. `ambiguous`: several repairs would do."""

    zone: str
    made: tuple[Repair, ...] = ()
    ambiguous: bool = False


def repaired(form: Form, zone: str, right: Callable[[str], bool]) -> Repaired:
    """Repair a zone in which something cannot be right; `right` tells whether all of a zone holds."""
    start = _without_impossible(form, zone)
    if right(start):
        return Repaired(zone=start, made=_made(form, zone, start))
    places = _doubtful(form, start)
    for size in range(1, _MOST + 1):
        found = [end for changed in combinations(places, size) if right(end := _changed(start, changed))]
        if len(found) == 1:
            return Repaired(zone=found[0], made=_made(form, zone, found[0]))
        if found:
            return Repaired(zone=zone, ambiguous=True)
    return Repaired(zone=zone)


def _without_impossible(form: Form, zone: str) -> str:
    """Return a zone with what its positions cannot have taken for what they can."""
    pairs = zip(zone, form.kinds, strict=True)
    return "".join(_IMPOSSIBLE.get(kind, {}).get(character, character) for character, kind in pairs)


def _doubtful(form: Form, zone: str) -> list[int]:
    """Return where a character may be another, under check digits that fail; nothing if one fails without such a place.

    The composite check fails with every other: it needs no place of its own.
    """
    checks = form.checks(zone, form.long_number(zone))
    failing = {name for name, holds in checks.items() if not holds}
    places = [(offset, watch) for offset, watch in _exchangeable(form, zone) if watch in failing]
    explained = {watch for _, watch in places} | {"composite"}
    return [offset for offset, _ in places] if failing <= explained else []


def _exchangeable(form: Form, zone: str) -> Iterator[tuple[int, str]]:
    """Yield where a character may be misread though its position can have it, and the check that covers it."""
    layout = form.layout
    in_digits = written_in_digits(layout.name, form.fields(zone).issuing_state.rstrip("<"))
    for name, place in layout.fields.items():
        span = layout.span(place)
        for offset in range(span.start, span.stop):
            table = _DIGITS if offset < span.start + in_digits.get(name, 0) else _EITHER
            if form.kinds[offset] is Kind.ANY and zone[offset] in table:
                yield offset, layout.watching(name)


def _changed(zone: str, offsets: tuple[int, ...]) -> str:
    characters = [*zone]
    for offset in offsets:
        characters[offset] = _EITHER[characters[offset]]
    return "".join(characters)


def _made(form: Form, read: str, taken: str) -> tuple[Repair, ...]:
    """Return the differences of two zones."""
    width = form.layout.width + 1
    return tuple(
        Repair(
            line=offset // width + 1,
            position=offset % width + 1,
            read=was,
            taken=now,
            field=form.layout.name_at(offset),
        )
        for offset, (was, now) in enumerate(zip(read, taken, strict=True))
        if was != now
    )
