"""Where each field of a machine readable zone stands, format by format, as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Place:
    """A run of characters in a zone: line, first and last position, all counted from 1 as the standard counts."""

    line: int
    start: int
    end: int

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

    `not_codes` lists first letters of the document code that belong to another format of the same size, `codes` those
    that alone belong to this one (empty: all others). `overflow` names the optional field that takes the rest of a
    document number of more than nine characters, empty where the format does not allow one.
    """

    name: str
    lines: int
    width: int
    fields: Mapping[str, Place]
    checks: Mapping[str, Check]
    codes: str = ""
    not_codes: str = ""
    overflow: str = field(default="")

    @property
    def size(self) -> int:
        """Characters in the whole zone."""
        return self.lines * self.width

    def takes(self, first_letter: str) -> bool:
        """Tell whether a zone of this size with this first letter is of this format."""
        return first_letter not in self.not_codes and (not self.codes or first_letter in self.codes)


TD1: Final = Layout(
    name="TD1",
    lines=3,
    width=30,
    overflow="optional_1",
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
    not_codes="V",
    overflow="optional_1",
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
    not_codes="V",
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

READ: Final = (TD1, TD3)
"""The formats that are read so far."""
