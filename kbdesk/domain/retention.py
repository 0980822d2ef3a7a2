"""Retention: how long what was recorded is kept once its case has closed, and what keeps a case open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

LONGEST: Final = 36_525
"""Days of the longest term: a hundred years."""


class Category(StrEnum):
    """What is kept for a term of its own."""

    ISSUED = "issued"
    TURNED_AWAY = "turned-away"
    DRAFT = "draft"


class Open(StrEnum):
    """Why a case is not closed, however old it is."""

    IN_FORCE = "in-force"
    IN_CUSTODY = "in-custody"
    UNPAID = "unpaid"
    CLAIMED = "claimed"
    DISPUTED = "disputed"
    DRAFTED = "drafted"
    IN_SHIFT = "in-shift"


class TermError(ValueError):
    """A term is none; the message says which and why, as a word of `fault`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Days by category. `set_on` is the day two officers set them on and `basis` what they rest on.

    While nobody has, they are proposals: `set_on` is None, and nothing may be pruned.
    """

    days: Mapping[Category, int]
    basis: str = ""
    set_on: date | None = None
    officer: str = ""
    second: str = ""

    @property
    def chosen(self) -> bool:
        """Tell whether the desk's own officers set them."""
        return self.set_on is not None

    @property
    def shortest(self) -> int:
        """Return the shortest term of what is in the ledger, in days: no backup is kept longer."""
        return min(days for category, days in self.days.items() if category is not Category.DRAFT)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCase:
    """A closed case whose term has passed: its entries by number, and since when it is due."""

    category: Category
    entries: tuple[int, ...]
    numbers: tuple[tuple[str, str], ...]
    closed_on: date
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PastTerm:
    """What is older than its term: the cases that are due, and how many more something keeps open, by what it is."""

    due: tuple[DueCase, ...]
    kept: Mapping[Open, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A case that a dispute keeps: a number and the series it is of, who holds it, since when and why."""

    kind: str
    number: str
    officer: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruning:
    """What was pruned at one go: by whom, how many cases, entries and drafts."""

    entry: int
    at: datetime
    officer: str
    second: str
    cases: int
    entries: int
    drafts: int


def last_day(closed_on: date, days: int) -> date:
    """Return the last day on which something is kept.

    >>> last_day(date(2022, 11, 10), 365)
    datetime.date(2023, 11, 10)
    """
    return closed_on + timedelta(days=days)


def read_terms(data: Mapping[str, Any]) -> Mapping[Category, int]:
    """Return terms from data such as a file's; each category once, in whole days. Raises `TermError`."""
    known = {str(category) for category in Category}
    unknown = next((key for key in data if key not in known), None)
    if unknown is not None:
        raise TermError(f"{unknown[:40]}: unknown")
    terms = {category: data.get(category) for category in Category}
    for category, days in terms.items():
        if isinstance(days, bool) or not isinstance(days, int) or not 0 < days <= LONGEST:
            raise TermError(f"{category}: days")
    return {category: int(str(days)) for category, days in terms.items()}


def oldest_first(cases: Sequence[DueCase]) -> tuple[DueCase, ...]:
    """Return cases by the day they are due since, then by their first entry."""
    return tuple(sorted(cases, key=lambda case: (case.due_on, case.entries)))
