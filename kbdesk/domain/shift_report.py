"""What a shift report says: every figure of a duty period, and what was counted at its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from kbdesk.domain.shift import Difference, Shift, ShiftCount
from kbdesk.domain.vocabulary import CrossingState, Direction

NO_MONEY = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Something that happened and is told in words: an incident, a void, an explanation; `of` says of what."""

    at: datetime
    officer: str
    text: str
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideLine:
    """How often a stop was lifted for a reason; `seconds` are the second officers, each once, in order of names."""

    finding: str
    reason: str
    count: int
    seconds: tuple[str, ...]


class Older(StrEnum):
    """What turned out on signing in to be older than it was, or other than the records say."""

    RECORDS = "records"
    UNKNOWN = "unknown"
    ATTEMPTS = "attempts"
    SHELF = "shelf"
    SETTINGS = "settings"
    SLOTS = "slots"


@dataclass(frozen=True, slots=True, kw_only=True)
class WentBack:
    """Records that end at entry `entries` though `seen` had been seen, or another of the things that went back.

    Of what is `unknown` nothing was noted beside the records, or nothing that is believed. `names` are the settings of
    which the file said something else than the records, or the officers of whom the key file held another slot.
    """

    at: datetime
    of: Older
    entries: int = 0
    seen: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How long people waited one way, in minutes, from the shortest told in the shift to the longest."""

    direction: Direction
    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """What was ordered of the crossing during the shift."""

    at: datetime
    state: CrossingState
    reason: str
    order_reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Takings:
    """Fees of the shift, all in EUR: charged, paid into the drawer, paid by slip, waived after they were charged."""

    charged: Decimal = NO_MONEY
    cash: Decimal = NO_MONEY
    slip: Decimal = NO_MONEY
    waived: Decimal = NO_MONEY


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyFlow:
    """Envelopes: taken in, received from other crossings, and those that left again."""

    taken: int = 0
    received: int = 0
    handed_back: int = 0
    transferred: int = 0
    destroyed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftFigures:
    """What the entries of a shift add up to.

    `counts` by kind of act (``permit``, ``registration``, ``refusal``, ``return``, ``copy`` ...), `cards` by measure,
    `refusals` by ground (a listed reason, or ``other``), `hours` papers by hour of the day. `late` are entries made
    afterwards from emergency forms. `passages` are those of which anything was recorded or counted. `went_back` is told
    from the close of the shift before on.
    """

    passages: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    cards: Mapping[str, int] = field(default_factory=dict)
    refusals: Mapping[str, int] = field(default_factory=dict)
    hours: Mapping[int, int] = field(default_factory=dict)
    voids: tuple[Noted, ...] = ()
    overrides: tuple[OverrideLine, ...] = ()
    late: int = 0
    reconciliations: tuple[Noted, ...] = ()
    incidents: tuple[Noted, ...] = ()
    went_back: tuple[WentBack, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    closures: tuple[Closure, ...] = ()
    takings: Takings = Takings()
    custody: CustodyFlow = CustodyFlow()
    officers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftReport:
    """The report of a shift, so far where `closed_at` is None; then `counted` is None and nothing differs.

    `first_entry` to `last_entry` are the ledger's entries it speaks of, `head` the digest of the last of them, 64 hex
    digits. `reason` is the supervisor's for `differences` and `unsigned` suspensions (order references), given before
    `second`. `unprinted` papers were recorded and not printed. `overnight` tells that the shift stood open past the
    civil day it began on, `clock_back` that the desk's clock stood before its beginning at its end.
    """

    shift: Shift
    closed_at: datetime | None
    officer: str
    figures: ShiftFigures
    expected: ShiftCount
    counted: ShiftCount | None
    differences: tuple[Difference, ...]
    unsigned: tuple[str, ...]
    unprinted: int
    first_entry: int
    last_entry: int
    head: str
    reason: str = ""
    second: str = ""
    overnight: bool = False
    clock_back: bool = False
