"""Numbered blanks: their ranges, the one state that each is in, and which states may follow which. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from kbdesk.domain.vocabulary import BlankState, PaperKind

ON_BLANKS: Final = frozenset(
    {
        PaperKind.PERMIT,
        PaperKind.REGISTRATION_CERTIFICATE,
        PaperKind.PLATE_FRONT,
        PaperKind.PLATE_REAR,
        PaperKind.WARNING_NOTICE,
        PaperKind.FINE_NOTICE,
    }
)
"""The kinds that go on blanks where a book says so; receipts, labels, slips and refusals are always plain."""
LONGEST: Final = 20
MOST: Final = 100_000
"""How many blanks one act may speak of: a box that is larger was mistyped."""

MOVES: Final[Mapping[BlankState, frozenset[BlankState]]] = MappingProxyType(
    {
        BlankState.RECEIVED: frozenset(
            {BlankState.IN_DRAWER, BlankState.LEASED, BlankState.SPOILED, BlankState.MISSING, BlankState.RETURNED}
        ),
        BlankState.IN_DRAWER: frozenset(
            {
                *(BlankState.RECEIVED, BlankState.LEASED, BlankState.RESERVED),
                *(BlankState.SPOILED, BlankState.MISSING, BlankState.RETURNED),
            }
        ),
        BlankState.LEASED: frozenset(
            {
                *(BlankState.RECEIVED, BlankState.IN_DRAWER, BlankState.HANDED_OVER),
                *(BlankState.SPOILED, BlankState.MISSING, BlankState.RETURNED),
            }
        ),
        BlankState.RESERVED: frozenset(
            {BlankState.PRINTED, BlankState.IN_DRAWER, BlankState.SPOILED, BlankState.MISSING}
        ),
        BlankState.PRINTED: frozenset({BlankState.HANDED_OVER, BlankState.SPOILED, BlankState.MISSING}),
        BlankState.HANDED_OVER: frozenset({BlankState.SPOILED}),
        BlankState.SPOILED: frozenset({BlankState.RETURNED}),
        BlankState.MISSING: frozenset({BlankState.RECEIVED, BlankState.IN_DRAWER, BlankState.SPOILED}),
        BlankState.RETURNED: frozenset(),
    }
)
"""Which states may follow which. A printed sheet never goes back to the drawer, what was returned is gone."""
BY_HAND: Final = frozenset(BlankState) - {BlankState.RESERVED, BlankState.PRINTED, BlankState.HANDED_OVER}
"""The states an officer may move blanks to; the others come of issuing, printing and confirming."""
UNCONFIRMED: Final = (BlankState.RESERVED, BlankState.PRINTED)
"""The states in which an officer must still say what became of a sheet."""

_NUMBER: Final = re.compile(r"(?P<prefix>(?:[A-Z0-9/-]*[A-Z/-])?)(?P<digits>[0-9]{1,12})")


class BlankError(ValueError):
    """A range that cannot be, or a step that a blank cannot take; `code` and `values` fill ``fault.stock.<code>``."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(f"{code}: {values}")
        self.code = code
        self.values: Mapping[str, str] = values


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class BlankRange:
    """Blanks with numbers one after the other: a prefix and `width` digits, from `first` to `last`, both included."""

    prefix: str
    width: int
    first: int
    last: int

    @property
    def count(self) -> int:
        """How many blanks."""
        return self.last - self.first + 1

    @property
    def first_number(self) -> str:
        """The first blank's number as it stands on the sheet."""
        return self._number(self.first)

    @property
    def last_number(self) -> str:
        """The last blank's number as it stands on the sheet."""
        return self._number(self.last)

    def numbers(self) -> Iterator[str]:
        """Yield the number of every blank."""
        return (self._number(serial) for serial in range(self.first, self.last + 1))

    def meets(self, other: BlankRange) -> bool:
        """Tell whether any blank is in both."""
        return self.series == other.series and self.first <= other.last and other.first <= self.last

    def common(self, other: BlankRange) -> BlankRange:
        """Return the blanks that are in both, where they meet."""
        return replace(self, first=max(self.first, other.first), last=min(self.last, other.last))

    def follows(self, other: BlankRange) -> bool:
        """Tell whether this one begins where the other ends."""
        return self.series == other.series and self.first == other.last + 1

    @property
    def series(self) -> tuple[str, int]:
        """What all its numbers have in common."""
        return self.prefix, self.width

    def __str__(self) -> str:
        return self.first_number if self.count == 1 else f"{self.first_number}-{self.last_number}"

    def _number(self, serial: int) -> str:
        return f"{self.prefix}{serial:0{self.width}}"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Stretch:
    """Blanks of a range that are all in one state."""

    blanks: BlankRange
    state: BlankState


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankRow:
    """A blank of which an officer must still say what became of it: `number` is that of the paper it was taken for."""

    kind: PaperKind
    blank: str
    state: BlankState
    number: str
    copy: int
    at: datetime
    officer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StockCount:
    """A count of the drawer: how many blanks of a kind there were, how many there should have been, and why not."""

    kind: PaperKind
    counted: int
    expected: int
    explanation: str
    at: datetime
    officer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLine:
    """The blanks of one kind: how many were ever received, how many are in each state, where they lie."""

    kind: PaperKind
    received: int
    counts: Mapping[BlankState, int]
    stretches: tuple[Stretch, ...]
    last_count: StockCount | None = None

    @property
    def in_drawer(self) -> int:
        """How many can be issued."""
        return self.counts.get(BlankState.IN_DRAWER, 0)

    @property
    def adds_up(self) -> bool:
        """Tell whether every blank received is in exactly one state."""
        return sum(self.counts.values()) == self.received


@dataclass(frozen=True, slots=True, kw_only=True)
class StockReport:
    """All blanks of a desk, kind by kind, and those that nobody has confirmed yet."""

    lines: tuple[StockLine, ...]
    unconfirmed: tuple[BlankRow, ...]


def blank_range(first: str, last: str = "") -> BlankRange:
    """Read the numbers of the first and the last blank, as scanned or typed; one number is a range of one.

    Raises `BlankError`: ``number`` for what is no number, ``range`` for two that do not belong together.

    >>> str(blank_range("aa 000101", "AA000200"))
    'AA000101-AA000200'
    """
    (prefix, start, width), (other, end, other_width) = _read(first), _read(last or first)
    if (prefix, width) != (other, other_width) or end < start:
        raise BlankError("range", first=first, last=last)
    made = BlankRange(prefix=prefix, width=width, first=start, last=end)
    if made.count > MOST:
        raise BlankError("too-many", first=first, last=last, most=str(MOST))
    return made


def received(stretches: Iterable[Stretch], blanks: BlankRange) -> tuple[Stretch, ...]:
    """Add blanks; ``overlap``, naming both ranges, if one of them is there already."""
    standing = tuple(stretches)
    for other in standing:
        if other.blanks.meets(blanks):
            raise BlankError("overlap", range=str(blanks), other=str(other.blanks), state=str(other.state))
    return joined((*standing, Stretch(blanks=blanks, state=BlankState.RECEIVED)))


def moved(stretches: Iterable[Stretch], blanks: BlankRange, to: BlankState) -> tuple[Stretch, ...]:
    """Bring all blanks of a range into a state.

    Raises `BlankError` and moves none: ``unknown`` for one that was never received, ``state`` for one that is in a
    state from which this one does not follow.
    """
    after: list[Stretch] = []
    there = 0
    for stretch in stretches:
        if not stretch.blanks.meets(blanks):
            after.append(stretch)
            continue
        touched = stretch.blanks.common(blanks)
        if to not in MOVES[stretch.state]:
            raise BlankError("state", blank=touched.first_number, state=str(stretch.state), to=str(to))
        there += touched.count
        after.extend(_left_over(stretch, touched))
        after.append(Stretch(blanks=touched, state=to))
    if there != blanks.count:
        raise BlankError("unknown", range=str(blanks))
    return joined(after)


def joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Return stretches in order, neighbours in the same state as one: however it came about, stock has one form."""
    made: list[Stretch] = []
    for stretch in sorted(stretches):
        if made and stretch.blanks.follows(made[-1].blanks) and stretch.state is made[-1].state:
            made[-1] = replace(made[-1], blanks=replace(made[-1].blanks, last=stretch.blanks.last))
        else:
            made.append(stretch)
    return tuple(made)


def counts(stretches: Iterable[Stretch]) -> dict[BlankState, int]:
    """Return how many blanks are in each state, none where there are none."""
    found: Counter[BlankState] = Counter()
    for stretch in stretches:
        found[stretch.state] += stretch.blanks.count
    return dict(found)


def _left_over(stretch: Stretch, taken: BlankRange) -> Iterator[Stretch]:
    whole = stretch.blanks
    if whole.first < taken.first:
        yield replace(stretch, blanks=replace(whole, last=taken.first - 1))
    if taken.last < whole.last:
        yield replace(stretch, blanks=replace(whole, first=taken.last + 1))


def _read(text: str) -> tuple[str, int, int]:
    compact = "".join(text.split()).upper()
    found = _NUMBER.fullmatch(compact)
    if found is None or len(compact) > LONGEST:
        raise BlankError("number", number=text[:LONGEST])
    return found["prefix"], int(found["digits"]), len(found["digits"])
