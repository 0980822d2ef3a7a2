"""What the shift procedure asks of the store."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from kbdesk.desk.numbers import SkippingAct
from kbdesk.desk.ports import Body
from kbdesk.desk.recorded import IssuedBook
from kbdesk.desk.shift_figures import ShiftEntry
from kbdesk.domain.honest_time import Sighting
from kbdesk.domain.orders import Orders
from kbdesk.domain.shift import Shift, ShiftCount
from kbdesk.domain.vocabulary import Series


class Shifts(Protocol):
    """The register of shifts, and what the ledger holds of one."""

    def current(self) -> Shift | None:
        """Return the shift that is open."""

    def get(self, shift: str) -> Shift | None:
        """Return a shift by id."""

    def last(self) -> Shift | None:
        """Return the shift opened last."""

    def left(self) -> ShiftCount | None:
        """Return what the shift closed last left for the next one, None where none was closed yet."""

    def held(self) -> ShiftCount:
        """Return the envelopes held and the blanks in hand, without a drawer."""

    def expected(self, shift: Shift) -> ShiftCount:
        """Return what should be there now."""

    def entries(self, first: int) -> Sequence[ShiftEntry]:
        """Return every entry from one on, in order."""

    def gone_back(self, before: int | None = None) -> Sequence[ShiftEntry]:
        """Return the entries on signing in to what had gone back, since a shift was closed last (`before` an entry)."""

    def head(self) -> tuple[int, str]:
        """Return number and digest (64 hex digits) of the last entry."""

    def latest(self, after: int) -> datetime | None:
        """Return the latest instant of the entries after one, or after the clock was last attested."""

    def gap_since(self) -> datetime | None:
        """Return since when a gap of numbers is due that waits for an attested clock."""

    def sighted(self) -> Sighting | None:
        """Return the last look at the machine's clock that is entered."""

    def closing(self, shift: str) -> tuple[ShiftEntry, str] | None:
        """Return the entry that closed a shift and its digest, None while it is open."""

    def unprinted(self) -> int:
        """Return how many papers were recorded and not printed."""


class OpeningAct(Protocol):
    """What opening a shift needs of an act."""

    def number(self, series: Series) -> str:
        """Take the next number of a series."""

    def append(self, kind: str, body: Body) -> str:
        """Add an entry and return its digest, 64 hex digits."""


class ShiftAct(OpeningAct, SkippingAct, Protocol):
    """What the procedure needs of an act."""

    @property
    def shifts(self) -> Shifts:
        """The register, inside the transaction."""

    def orders(self) -> Orders:
        """Read what was ordered of the law and not lifted."""

    def number(self, series: Series) -> str:
        """Take the next number of a series."""

    def append(self, kind: str, body: Body) -> str:
        """Add an entry and return its digest, 64 hex digits."""

    def hand_over_drafts(self, officer: str, to: str) -> int:
        """Make an officer's drafts another's; return how many there were."""


class ShiftStore(Protocol):
    """What the procedure needs of the store."""

    @property
    def issued(self) -> IssuedBook:
        """The registers of papers."""

    @property
    def shifts(self) -> Shifts:
        """The register."""

    def orders(self) -> Orders:
        """Return what was ordered of the law and not lifted."""

    def act(self, *, at: datetime, officer: str) -> AbstractContextManager[ShiftAct]:
        """Begin a transaction."""
