"""What the desk already knows that bears on a draft, read from the store in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from kbdesk.domain.crossing import CrossingStatus
from kbdesk.domain.orders import Orders
from kbdesk.domain.vocabulary import PaperKind, Series


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """A permit or registration that has not been returned or voided."""

    number: str
    valid_until: date


class HitOn(StrEnum):
    """What a watchlist's line and a card have in common, exactly."""

    DOCUMENT_NUMBER = "document-number"
    NAME_AND_BIRTH_DATE = "name-and-birth-date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A line of the watchlist that a card matches; `reference` is the line's own number on the list."""

    reference: str
    on: HitOn


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchlistAnswer:
    """What the imported list says of a draft's travelers: hits by card path, from a list of some lines and age."""

    imported_at: datetime
    lines: int
    hits: Mapping[str, tuple[Hit, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What bears on a draft; only what the draft asks for.

    `crossing` is what was ordered of the crossing, newest first; `shift_open` whether anybody answers for the desk.
    `permits` by (issuing state, document number), `registrations` by canonical plate, `people` the permit in force of
    the same person on another document by card path; `held` the envelope (nine characters) in which a card's document
    or plate lies already, by card path; `watchlist` is None while no list is imported: not checked. `blanks` counts
    what lies in the drawer by kind of paper, `series_ending` names the series that have few numbers left; until
    `seals_until`, that day included, the desk's signer seals, None where that is not known.
    """

    permits: Mapping[tuple[str, str], InForce] = field(default_factory=dict)
    registrations: Mapping[str, InForce] = field(default_factory=dict)
    people: Mapping[str, InForce] = field(default_factory=dict)
    held: Mapping[str, str] = field(default_factory=dict)
    watchlist: WatchlistAnswer | None = None
    orders: Orders = field(default_factory=Orders)
    crossing: tuple[CrossingStatus, ...] = ()
    shift_open: bool = True
    blanks: Mapping[PaperKind, int] = field(default_factory=dict)
    series_ending: Mapping[Series, int] = field(default_factory=dict)
    seals_until: date | None = None

    def of_nobody(self) -> Facts:
        """Return them without what the desk has issued or holds, or whom a list names: a role that decides no case."""
        return replace(self, permits={}, registrations={}, people={}, held={}, watchlist=None)
