"""Where each field of a machine readable zone stands, format by format, as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Place:
    """A run of characters in a zone: line, first and last position, all counted from 1 as the standard counts."""

    line: int
    start: int
    end: int

    def __contains__(self, other: Place) -> bool:
        return self.line == other.line and self.start <= other.start and other.end <= self.end

    def of(self, lines: Sequence[str]) -> str:
        """Return what stands there."""
        return lines[self.line - 1][self.start - 1 : self.end]


@dataclass(frozen=True, slots=True)
class Check:
    """A check digit: the places it is made of, in order, and the place where it stands."""

    over: tuple[Place, ...]
    digit: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One format of zone.

    `has_long_numbers` tells whether a document number of more than nine characters goes on in `optional_1`.
    """

    name: str
    lines: int
    width: int
    fields: Mapping[str, Place]
    checks: Mapping[str, Check]
    is_visa: bool = False
    has_long_numbers: bool = False

    @property
    def size(self) -> int:
        """Characters in the whole zone."""
        return self.lines * self.width

    def takes(self, first_letter: str) -> bool:
        """Tell whether a zone of this size with this first letter is of this format."""
        return self.lines == 3 or self.is_visa == (first_letter == "V")

    @property
    def length(self) -> int:
        """Characters of the zone written as one text, lines parted by line feeds."""
        return self.size + self.lines - 1

    def span(self, place: Place) -> slice:
        """Return the part that a place is of the zone written as one text, lines parted by line feeds."""
        begin = (place.line - 1) * (self.width + 1) + place.start - 1
        return slice(begin, begin + place.end - place.start + 1)

    def name_at(self, offset: int) -> str:
        """Return the field that holds a character of the zone written as one text, or the check whose digit it is."""
        places = [*self.fields.items(), *((name, check.digit) for name, check in self.checks.items())]
        spans = ((name, self.span(place)) for name, place in places)
        return next(name for name, span in spans if span.start <= offset < span.stop)

    def watching(self, field: str) -> str:
        """Return the check made of a field, rather its own than the composite one; empty where none is."""
        place = self.fields[field]
        return next((name for name, check in self.checks.items() if any(place in over for over in check.over)), "")


def _visa(name: str, *, width: int) -> Layout:
    """Return the format of a visa: as a passport's, but without check digits after its optional data."""
    return Layout(
        name=name,
        lines=2,
        width=width,
        is_visa=True,
        fields={
            "document_code": Place(1, 1, 2),
            "issuing_state": Place(1, 3, 5),
            "names": Place(1, 6, width),
            "document_number": Place(2, 1, 9),
            "nationality": Place(2, 11, 13),
            "birth_date": Place(2, 14, 19),
            "sex": Place(2, 21, 21),
            "expiry_date": Place(2, 22, 27),
            "optional_1": Place(2, 29, width),
        },
        checks={
            "document_number": Check((Place(2, 1, 9),), Place(2, 10, 10)),
            "birth_date": Check((Place(2, 14, 19),), Place(2, 20, 20)),
            "expiry_date": Check((Place(2, 22, 27),), Place(2, 28, 28)),
        },
    )


TD1: Final = Layout(
    name="TD1",
    lines=3,
    width=30,
    has_long_numbers=True,
    fields={
        "document_code": Place(1, 1, 2),
        "issuing_state": Place(1, 3, 5),
        "document_number": Place(1, 6, 14),
        "optional_1": Place(1, 16, 30),
        "birth_date": Place(2, 1, 6),
        "sex": Place(2, 8, 8),
        "expiry_date": Place(2, 9, 14),
        "nationality": Place(2, 16, 18),
        "optional_2": Place(2, 19, 29),
        "names": Place(3, 1, 30),
    },
    checks={
        "document_number": Check((Place(1, 6, 14),), Place(1, 15, 15)),
        "birth_date": Check((Place(2, 1, 6),), Place(2, 7, 7)),
        "expiry_date": Check((Place(2, 9, 14),), Place(2, 15, 15)),
        "composite": Check((Place(1, 6, 30), Place(2, 1, 7), Place(2, 9, 15), Place(2, 19, 29)), Place(2, 30, 30)),
    },
)
"""Cards (Doc 9303-5 section 4.2)."""

TD2: Final = Layout(
    name="TD2",
    lines=2,
    width=36,
    has_long_numbers=True,
    fields={
        "document_code": Place(1, 1, 2),
        "issuing_state": Place(1, 3, 5),
        "names": Place(1, 6, 36),
        "document_number": Place(2, 1, 9),
        "nationality": Place(2, 11, 13),
        "birth_date": Place(2, 14, 19),
        "sex": Place(2, 21, 21),
        "expiry_date": Place(2, 22, 27),
        "optional_1": Place(2, 29, 35),
    },
    checks={
        "document_number": Check((Place(2, 1, 9),), Place(2, 10, 10)),
        "birth_date": Check((Place(2, 14, 19),), Place(2, 20, 20)),
        "expiry_date": Check((Place(2, 22, 27),), Place(2, 28, 28)),
        "composite": Check((Place(2, 1, 10), Place(2, 14, 20), Place(2, 22, 35)), Place(2, 36, 36)),
    },
)
"""Larger cards and single sheets (Doc 9303-6 section 4.2); the desk writes its permits so."""

TD3: Final = Layout(
    name="TD3",
    lines=2,
    width=44,
    fields={
        "document_code": Place(1, 1, 2),
        "issuing_state": Place(1, 3, 5),
        "names": Place(1, 6, 44),
        "document_number": Place(2, 1, 9),
        "nationality": Place(2, 11, 13),
        "birth_date": Place(2, 14, 19),
        "sex": Place(2, 21, 21),
        "expiry_date": Place(2, 22, 27),
        "optional_1": Place(2, 29, 42),
    },
    checks={
        "document_number": Check((Place(2, 1, 9),), Place(2, 10, 10)),
        "birth_date": Check((Place(2, 14, 19),), Place(2, 20, 20)),
        "expiry_date": Check((Place(2, 22, 27),), Place(2, 28, 28)),
        "optional": Check((Place(2, 29, 42),), Place(2, 43, 43)),
        "composite": Check((Place(2, 1, 10), Place(2, 14, 20), Place(2, 22, 43)), Place(2, 44, 44)),
    },
)
"""Passports (Doc 9303-4 section 4.2)."""

MRVA: Final = _visa("MRVA", width=44)
"""Visas of the large size (Doc 9303-7 section 4.2)."""

MRVB: Final = _visa("MRVB", width=36)
"""Visas of the small size (Doc 9303-7 section 5.2)."""

READ: Final = (TD1, TD2, TD3, MRVA, MRVB)
"""The formats that are read: by the number and length of the lines, two of a size by the first letter."""
