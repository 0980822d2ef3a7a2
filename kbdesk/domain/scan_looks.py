"""What a scan looks like that is nothing the desk works with, so that an officer knows what to do instead."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import accumulate, product
from typing import Final

from kbdesk.domain import numbers, second_codes

_LOOKED_AT: Final = 8192
_ADDRESS: Final = re.compile(r"(?:[a-z][a-z0-9+.-]{1,15}://|www\.|mailto:|geo:|tel:|wifi:|begin:vcard)", re.IGNORECASE)
_LICENCE: Final = re.compile(r"@?\s*(?:\x1e\s*)?(?:ANSI |AAMVA)[0-9]{2,6}")
_ZONE_RUN: Final = re.compile(r"[0-9A-Z<]+")
_SIZES: Final = (72, 88, 90)
_SHORTEST_LINE: Final = 30
_LARGEST: Final = 90
_RUNS: Final = frozenset(one + other for one, other in product(_SIZES, _SIZES))
_PRODUCT: Final = re.compile(r"[0-9]{12,14}")
_BINARY_SHARE: Final = 0.02


class Looks(StrEnum):
    """What an unknown scan looks like."""

    EMPTY = "empty"
    PRODUCT = "product"
    ADDRESS = "address"
    DRIVING_LICENCE = "driving-licence"
    HALF_ZONE = "half-zone"
    DAMAGED_ZONE = "damaged-zone"
    TWO_ZONES = "two-zones"
    VISA = "visa"
    HALF_SEAL = "half-seal"
    DAMAGED_NUMBER = "damaged-number"
    SECOND_CODE = "second-code"
    BINARY = "binary"
    TEXT = "text"


def looks_like(text: str) -> Looks:
    """Tell what a text looks like of which nothing better is known; `Looks.TEXT` for any that says nothing.

    >>> looks_like("3017620422003"), looks_like("https://example.org/menu")
    (<Looks.PRODUCT: 'product'>, <Looks.ADDRESS: 'address'>)
    """
    begin = text[:_LOOKED_AT].strip()
    if not begin:
        return Looks.EMPTY
    if _LICENCE.match(begin):
        return Looks.DRIVING_LICENCE
    if _ADDRESS.match(begin):
        return Looks.ADDRESS
    if _is_binary(begin):
        return Looks.BINARY
    return _zone_like(begin) or _seal_like(begin) or _digits_like(begin) or Looks.TEXT


def _is_binary(text: str) -> bool:
    strange = sum(not (c.isprintable() or c.isspace()) for c in text)
    return strange > _BINARY_SHARE * len(text)


def _zone_like(text: str) -> Looks | None:
    """Tell half a zone, one that is damaged, and two that ran together; None for what has no fillers to speak of."""
    lines = [line for line in text.upper().split() if line]
    run = "".join(lines)
    if run.count("<") < 2 or not _ZONE_RUN.fullmatch(run):
        return None
    if len(run) > _LARGEST:
        return Looks.TWO_ZONES if len(run) in _RUNS or _doubled(lines) else Looks.DAMAGED_ZONE
    return Looks.DAMAGED_ZONE if len(run) in _SIZES else Looks.HALF_ZONE


def _doubled(lines: list[str]) -> bool:
    """Tell whether lines go on, by a line at least, where a whole zone has ended."""
    ends = list(accumulate(map(len, lines)))
    return any(end in _SIZES and ends[-1] - end >= _SHORTEST_LINE for end in ends)


def _seal_like(text: str) -> Looks | None:
    bare = "".join(text.split()).upper()
    is_hex = re.fullmatch(r"DC0[23][0-9A-F]{8,}", bare) is not None
    return Looks.HALF_SEAL if is_hex else None


def _digits_like(text: str) -> Looks | None:
    bare = "".join(text.split())
    if second_codes.is_code(bare.encode(errors="replace")):
        return Looks.SECOND_CODE
    if _PRODUCT.fullmatch(bare) and _product_digit(bare[:-1]) == int(bare[-1]):
        return Looks.PRODUCT
    if len(bare) <= 12 and numbers.looks_ours(numbers.understand(bare)) and not numbers.check(numbers.understand(bare)):
        return Looks.DAMAGED_NUMBER
    return None


def _product_digit(digits: str) -> int:
    """Return the check digit of a product's number (GS1 General Specifications 7.9: weights 3 and 1 from the right)."""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return -total % 10
