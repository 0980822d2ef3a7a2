"""A sheet of numbered codes as it is printed: eight lines of five."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_ABREAST: Final = 5


def sheet_lines(codes: Sequence[str]) -> list[str]:
    """Return the lines of a sheet, each code behind its number.

    >>> sheet_lines(["471108", "000815"])
    ['   1 471108    2 000815']
    """
    told = [f"{place:>4} {code}" for place, code in enumerate(codes, 1)]
    return [" ".join(told[first : first + _ABREAST]) for first in range(0, len(told), _ABREAST)]
