"""A format of zone made ready for reading: what may stand where, its fields, and all of its check digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import Final, NamedTuple

from kbdesk.icao.check_digit import check_digit
from kbdesk.icao.check_sums import CheckSums
from kbdesk.icao.layout import READ, Layout


class Kind(StrEnum):
    """What may stand in one position of a zone; the word is the set as a regular expression writes it."""

    LETTER = "[A-Z]"
    LETTERS = "[A-Z<]"
    DIGITS = "[0-9<]"
    ANY = "[0-9A-Z<]"
    LINE_END = "\n"


class Fields(NamedTuple):
    """What the fields of a zone hold, fillers and all; empty where the format has no such field."""

    document_code: str
    issuing_state: str
    names: str
    document_number: str
    nationality: str
    birth_date: str
    sex: str
    expiry_date: str
    optional_1: str
    optional_2: str


class LongNumber(NamedTuple):
    """A document number of more than nine characters, its check digit, and the optional data after it."""

    number: str
    digit: str
    rest: str


_FIELD_KINDS: Final = MappingProxyType(
    {
        "issuing_state": Kind.LETTERS,
        "nationality": Kind.LETTERS,
        "names": Kind.LETTERS,
        "sex": Kind.LETTERS,
        "birth_date": Kind.DIGITS,
        "expiry_date": Kind.DIGITS,
    }
)
"""Doc 9303-4 section 4.2.2 and its like in parts 5 to 7; numbers and optional data take any character."""


class Form:
    """One format: its layout, the kind of each position, its fields and check digits.

    A zone is one text here, its lines parted by line feeds, as `Layout.span` counts.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.kinds = _kinds(layout)
        self.pattern = re.compile("".join(f"{kind}{{{len([*run])}}}" for kind, run in groupby(self.kinds)))
        spans = (layout.span(layout.fields[name]) if name in layout.fields else slice(0) for name in Fields._fields)
        self.split: Callable[[str], tuple[str, ...]] = itemgetter(*spans)
        self._number_digit = layout.span(layout.checks["document_number"].digit).start
        self._number, self._optional = (layout.span(layout.fields[name]) for name in ("document_number", "optional_1"))
        self._sums = CheckSums(layout)
        self.all_hold = self._sums.all_hold

    def fields(self, zone: str) -> Fields:
        """Return what each field holds."""
        return Fields._make(self.split(zone))

    def checks(self, zone: str, long: LongNumber | None) -> Mapping[str, bool]:
        """Return of each check digit whether it holds; `long` is the zone's long number, if it has one."""
        checks = self._sums.of(zone)
        return {**checks, "document_number": check_digit(long.number) == long.digit} if long else checks

    def long_number(self, zone: str) -> LongNumber | None:
        """Return a document number of more than nine characters; None where it is no longer than its field.

        Such a number has a filler for its check digit and goes on in optional data, where its check digit and a filler
        follow (Doc 9303-5 section 4.2.2 note j, Doc 9303-6 likewise).
        """
        if zone[self._number_digit] != "<" or not self.layout.has_long_numbers:
            return None
        number, optional = zone[self._number], zone[self._optional]
        tail, _, rest = optional.partition("<")
        return LongNumber(number + tail[:-1], tail[-1], rest) if "<" not in number and len(tail) > 1 else None


def _kinds(layout: Layout) -> tuple[Kind, ...]:
    kinds = [Kind.ANY] * layout.length
    kinds[layout.width :: layout.width + 1] = [Kind.LINE_END] * (layout.lines - 1)
    kinds[0] = Kind.LETTER
    for name, kind in _FIELD_KINDS.items():
        span = layout.span(layout.fields[name])
        kinds[span] = [kind] * (span.stop - span.start)
    for check in layout.checks.values():
        kinds[layout.span(check.digit).start] = Kind.DIGITS
    return tuple(kinds)


FORMS: Final[Mapping[str, Form]] = MappingProxyType({layout.name: Form(layout) for layout in READ})
"""By the name of the format."""
