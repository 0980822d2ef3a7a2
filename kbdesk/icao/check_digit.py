"""The check digit of machine readable zones (Doc 9303-3 section 4.9), and what it cannot see.

A check digit is a remainder by ten under the weights 7, 3, 1, 7, 3, 1 ... No weight shares a factor with ten, and any
two of them differ by 2, 4 or 6. So it stays as it was, and the misreading unseen, exactly where

- one character is read for another of its row in `ALIKE`: their values differ by ten, twenty or thirty, or not at all
  (1 and L, 6 and G, the filler and K);
- two characters next to each other or two places apart are exchanged that are of one row in `EXCHANGED`: their values
  leave the same remainder by five (1 and 6, 2 and 7, 0 and 5);
- any two characters three, six, nine ... places apart are exchanged, for they have the same weight;
- several errors make up for each other, one time in ten.

Day and month that change places go unseen in nine of the 66 pairs: `DAY_FOR_MONTH`. The composite check digit uses the
same weights in the same order, so it sees none of these within a field either. And in no format does any check digit
cover the names, the sex, the nationality, the issuing state or the document code, nor the optional data of a visa: what
stands there has to be compared with the face of the document.
"""

from __future__ import annotations

from operator import mul
from typing import Final

WEIGHTS: Final = (7, 3, 1)

SYMBOLS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"
"""What a zone is written in; a symbol's place is its value, but the filler's is 0."""

ALIKE: Final = ("0AKU<", "1BLV", "2CMW", "3DNX", "4EOY", "5FPZ", "6GQ", "7HR", "8IS", "9JT")
"""Symbols of which one may be read for another without any check digit noticing, row by row."""

EXCHANGED: Final = tuple(ALIKE[n] + ALIKE[n + 5] for n in range(5))
"""Symbols of which two may trade places, next to each other or two apart, without any check digit noticing."""

DAY_FOR_MONTH: Final = ((1, 6), (2, 7), (3, 8), (3, 10), (4, 9), (4, 11), (5, 12), (8, 10), (9, 11))
"""Numbers of which the one may be the day and the other the month, or the other way round, unseen."""

_REMAINDERS: Final = bytes.maketrans(SYMBOLS.encode(), bytes([*(value % 10 for value in range(36)), 0]))
_WEIGHTS: Final = WEIGHTS * 30


def check_digit(field: str) -> str:
    """Return the check digit of a field of at most 90 characters 0-9, A-Z and ``<``.

    Weights 7, 3, 1 repeating; digits count as themselves, A to Z as 10 to 35, ``<`` as 0; modulus 10.

    >>> check_digit("520727")
    '3'
    """
    return str(sum(map(mul, residues(field), _WEIGHTS)) % 10)


def residues(field: str) -> bytes:
    """Return the value of each character, less whole tens."""
    return field.encode("ascii").translate(_REMAINDERS)
