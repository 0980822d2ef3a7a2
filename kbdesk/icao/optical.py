"""A zone out of what an optical reader saw of it: letters that look alike told apart by check digits, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kbdesk.icao import mrz
from kbdesk.icao.errors import MrzError

_ALIKE: Final = tuple(str.maketrans(dict(told)) for told in ({}, {"O": "0"}, {"B": "8"}, {"O": "0", "B": "8"}))
"""What readers cannot tell apart, taken for digits; where a letter must stand, `kbdesk.icao.mrz` puts it back."""


_DIGITS: Final = frozenset("0123456789")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Lines that may be a zone, parted by line feeds; `sure` tells that no letter was nearly another one."""

    zone: str
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Optical:
    """A zone all of whose check digits hold, empty where none was seen; `blurred` tells that one was seen dimly."""

    zone: str = ""
    blurred: bool = False


def seen_zone(seen: Iterable[Seen], *, today: date) -> Optical:
    """Return the first zone whose check digits hold in one way alone; `today` settles the centuries of its dates.

    Names are covered by no check digit: where a letter of a zone was not sure, the zone is not taken.
    """
    blurred = False
    for one in seen:
        readings = list(_readings(one.zone, today))
        fewest = min((reading.changed for reading in readings), default=0)
        whole = {reading.meaning: reading.lines for reading in readings if reading.changed == fewest}
        if len(whole) == 1 and one.sure:
            return Optical(zone=next(iter(whole.values())))
        blurred = blurred or bool(whole)
    return Optical(blurred=blurred)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A way to read what was seen: the lines put right, what they say, and how many letters were changed for it.

    All that look alike taken for digits, or none, is no change: a mixture of both is made up to please the digits.
    """

    lines: str
    meaning: tuple[object, ...]
    changed: int


def _readings(zone: str, today: date) -> Iterator[_Reading]:
    for alike in _ALIKE:
        lines = zone.translate(alike)
        try:
            read = mrz.read(lines, today=today)
        except MrzError:
            continue
        if read.lines != tuple(lines.split("\n")):
            continue
        spelled = read.issuing_state + read.nationality + read.surname + read.given_names
        if read.valid and not read.repair_ambiguous and not read.is_visa and _DIGITS.isdisjoint(spelled):
            right, changed = _put_right(zone, lines, read)
            yield _Reading(lines=right, meaning=tuple(read.fields().values()), changed=changed)


def _put_right(zone: str, lines: str, read: mrz.Mrz) -> tuple[str, int]:
    """Return the lines with what was repaired in them, and how many letters were taken for others than were seen."""
    seen, rows, changed = zone.split("\n"), [[*line] for line in lines.split("\n")], 0
    for repair in read.repairs:
        row, place = repair.line - 1, repair.position - 1
        rows[row][place] = repair.taken
        changed += seen[row][place] != repair.taken
    return "\n".join("".join(row) for row in rows), changed
