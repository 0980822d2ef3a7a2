"""All check digits of a zone at once: the zone as one large number, a byte a character, weighed by masks."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kbdesk.icao.check_digit import WEIGHTS, residues
from kbdesk.icao.layout import Layout

_DIGITS: Final = "0123456789"


class CheckSums:
    """Tells which check digits of one format's zones hold (Doc 9303-3 section 4.9).

    The number holds the zone twice, once for the checks of single fields and once for the composite one, so that each
    character has one weight in it. Masks have all bits set where the weight is 7, 3 or 1; times 7, no value from 0 to 9
    outgrows its byte.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._length = 2 * layout.length
        marks = {weight: bytearray(self._length) for weight in WEIGHTS}
        self._checks = tuple(_weighed(layout, name, marks) for name in layout.checks)
        self._masks = [int.from_bytes(marks[weight], "big") for weight in WEIGHTS]
        self.all_hold: Mapping[str, bool] = MappingProxyType(dict.fromkeys(layout.checks, True))

    def of(self, zone: str) -> Mapping[str, bool]:
        """Return of every check whether it holds, for a zone written as one text, its lines parted by line feeds."""
        sevens, threes, ones = self._masks
        number = int.from_bytes(2 * residues(zone), "big")
        weighed = 7 * (number & sevens) + 3 * (number & threes) + (number & ones)
        values = weighed.to_bytes(self._length, "big")
        wrong = [name for name, span, digit in self._checks if zone[digit] != _DIGITS[sum(values[span]) % 10]]
        failing = [name for name in wrong if not self._is_empty(name, zone)]
        return self.all_hold if not failing else MappingProxyType({name: name not in failing for name in self.all_hold})

    def _is_empty(self, name: str, zone: str) -> bool:
        """Tell whether a check is a filler over fillers: over an empty field one may stand (Doc 9303-4, 4.2.2.2)."""
        check = self._layout.checks[name]
        return not "".join(zone[self._layout.span(place)] for place in (check.digit, *check.over)).strip("<")


def _weighed(layout: Layout, name: str, marks: Mapping[int, bytearray]) -> tuple[str, slice, int]:
    """Mark the weight of each character of a check; return its name, where to add up, and where its digit stands."""
    check = layout.checks[name]
    copy = layout.length if len(check.over) > 1 else 0
    spans = [layout.span(place) for place in check.over]
    offsets = [copy + offset for span in spans for offset in range(span.start, span.stop)]
    for order, offset in enumerate(offsets):
        marks[WEIGHTS[order % len(WEIGHTS)]][offset] = 0xFF
    return name, slice(offsets[0], offsets[-1] + 1), layout.span(check.digit).start
