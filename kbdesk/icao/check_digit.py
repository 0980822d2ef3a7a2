"""The check digit of machine readable zones (Doc 9303-3 section 4.9)."""

from __future__ import annotations

from operator import mul
from typing import Final

_SYMBOLS: Final = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"
_VALUES: Final = bytes.maketrans(_SYMBOLS, bytes([*range(36), 0]))
_WEIGHTS: Final = (7, 3, 1) * 30


def check_digit(field: str) -> str:
    """Return the check digit of a field of at most 90 characters 0-9, A-Z and ``<``.

    Weights 7, 3, 1 repeating; digits count as themselves, A to Z as 10 to 35, ``<`` as 0; modulus 10.

    >>> check_digit("520727")
    '3'
    """
    return str(sum(map(mul, field.encode("ascii").translate(_VALUES), _WEIGHTS)) % 10)
