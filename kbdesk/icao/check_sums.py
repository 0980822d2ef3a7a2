"""All check digits of a zone at once: the zone as one large number, a byte a character, weighed by masks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import itemgetter
from types import MappingProxyType
from typing import Final

from kbdesk.icao.check_digit import WEIGHTS, residues
from kbdesk.icao.layout import Layout

_DIGIT_OF: Final = ("0123456789" * 400).__getitem__
"""The last digit of a sum; fifty characters of value 9 and weight 7 come to 3150."""


class CheckSums:
    """Tells which check digits of one format's zones hold (Doc 9303-3 section 4.9).

    The number holds what they cover twice, once for those of single fields and once for the composite one, so that each
    character has one weight in it. Masks have all bits set where the weight is 7, 3 or 1; times 7, no value from 0 to 9
    outgrows its byte.
    """

    def __init__(self, layout: Layout) -> None:
        spans = {name: [layout.span(place) for place in check.over] for name, check in layout.checks.items()}
        self._covered = slice(min(part[0].start for part in spans.values()), None)
        length = layout.length - self._covered.start
        self._copies = 1 + any(len(part) > 1 for part in spans.values())
        self._length = self._copies * length
        marks = {weight: bytearray(self._length) for weight in WEIGHTS}
        parts = []
        for part in spans.values():
            shift = (length if len(part) > 1 else 0) - self._covered.start
            offsets = [shift + offset for span in part for offset in range(span.start, span.stop)]
            for order, offset in enumerate(offsets):
                marks[WEIGHTS[order % len(WEIGHTS)]][offset] = 0xFF
            parts.append(slice(offsets[0], offsets[-1] + 1))
        self._parts: Callable[[bytes], tuple[bytes, ...]] = itemgetter(*parts)
        self._sevens, self._threes, self._ones = (int.from_bytes(marks[weight], "big") for weight in WEIGHTS)
        places = (layout.span(check.digit).start for check in layout.checks.values())
        self._digits: Callable[[str], tuple[str, ...]] = itemgetter(*places)
        self._spans = {name: (layout.span(check.digit), *spans[name]) for name, check in layout.checks.items()}
        self.all_hold: Mapping[str, bool] = MappingProxyType(dict.fromkeys(layout.checks, True))

    def of(self, zone: str) -> Mapping[str, bool]:
        """Return of every check whether it holds, for a zone written as one text, its lines parted by line feeds."""
        number = int.from_bytes(self._copies * residues(zone[self._covered]), "big")
        weighed = 7 * (number & self._sevens) + 3 * (number & self._threes) + (number & self._ones)
        sums = map(sum, self._parts(weighed.to_bytes(self._length, "big")))
        right, read = tuple(map(_DIGIT_OF, sums)), self._digits(zone)
        if right == read:
            return self.all_hold
        compared = zip(self.all_hold, right, read, strict=True)
        checks = {
            name: digit == taken or (taken == "<" and self._is_empty(name, zone)) for name, digit, taken in compared
        }
        return self.all_hold if all(checks.values()) else MappingProxyType(checks)

    def _is_empty(self, name: str, zone: str) -> bool:
        """Tell whether a check is a filler over fillers: over an empty field one may stand (Doc 9303-4, 4.2.2.2)."""
        return not "".join([zone[span] for span in self._spans[name]]).strip("<")
