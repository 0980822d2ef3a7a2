"""Six-digit codes on a supervisor's numbered sheet: by one of them they sign from afar, once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SHEET: Final = 40
"""Codes on a sheet: some weeks of nights."""
DIGITS: Final = 6
SALT_BYTES: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePlace:
    """A code by the number before it, and the number of the sheet that it stands on; `left` counts it and the rest."""

    sheet: int
    place: int
    left: int


def is_code(typed: bytes | bytearray) -> bool:
    """Tell whether what was typed is a code: no password is as short.

    >>> is_code(b"471108"), is_code(b"471 108"), is_code(b"correct horse battery")
    (True, False, False)
    """
    return len(typed) == DIGITS and all(48 <= byte <= 57 for byte in typed)
