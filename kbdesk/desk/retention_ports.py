"""What retention asks of the store and of the folders that copies and papers lie in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Any, Protocol

from kbdesk.desk.ports import Body, ShiftReader
from kbdesk.domain.backup import Copy
from kbdesk.domain.officers import KnownOfficer
from kbdesk.domain.retention import Category, DueCase, Hold, PastTerm, Pruning, Terms
from kbdesk.domain.vocabulary import Series


class Retained(Protocol):
    """What is asked of the registers of retention."""

    def terms(self) -> Terms | None:
        """Return the terms that were set last."""

    def holds(self) -> tuple[Hold, ...]:
        """Return the cases that a dispute keeps."""

    def prunings(self, most: int) -> tuple[Pruning, ...]:
        """Return what was pruned, the newest first."""

    def due(self, terms: Mapping[Category, int], *, on: date, most: int) -> tuple[DueCase, ...]:
        """Return the closed cases whose term has passed, oldest first."""

    def past_term(self, terms: Mapping[Category, int], *, on: date, most: int) -> PastTerm:
        """Return those, and how many cases of their age something keeps open."""

    def covering(self, cases: Sequence[DueCase]) -> Mapping[str, Mapping[str, Any]]:
        """Return what stays of every entry of some cases, by its number."""

    def old_drafts(self, before: date) -> int:
        """Return how many drafts nobody saved since a day."""

    def pruned_papers(self, papers: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        """Return those of some papers, by number and kind, of which every one was pruned."""

    def recorded(self, kind: Series, number: str) -> bool:
        """Tell whether this desk recorded a number of a series and its case still stands whole."""


class RetentionAct(Protocol):
    """What the procedure needs of an act."""

    @property
    def retention(self) -> Retained:
        """The registers, inside the transaction."""

    @property
    def shifts(self) -> ShiftReader:
        """The register of shifts, inside the transaction."""

    def append(self, kind: str, body: Body) -> str:
        """Add an entry."""

    def forget_drafts(self, before: date) -> int:
        """Forget the drafts that nobody saved since a day; return how many there were."""


class Index(Protocol):
    """The search index, which must have looked at everything before anything is pruned."""

    def catch_up(self, limit: int) -> int:
        """Look at the next entries; return how many are left."""


class Officers(Protocol):
    """The register of officers."""

    def rows(self) -> tuple[KnownOfficer, ...]:
        """Return every officer that the desk ever had."""


class RetentionStore(Protocol):
    """What the procedure asks of the store."""

    @property
    def retention(self) -> Retained:
        """The registers."""

    @property
    def search(self) -> Index:
        """The search index."""

    @property
    def officers(self) -> Officers:
        """The register of officers."""

    def act(self, *, at: Any, officer: str) -> AbstractContextManager[RetentionAct]:
        """Begin a transaction."""

    def empty_log(self) -> bool:
        """Bring the file up to its log and empty that; False where a reader keeps it for now."""


class Copies(Protocol):
    """The copies of the records that lie in the desk's own folders. Raises faults of the store."""

    def rows(self) -> tuple[Copy, ...]:
        """Return them, the oldest first."""

    def remove(self, copy: Copy) -> None:
        """Remove one."""


class PaperFolder(Protocol):
    """The folder that is or was this desk's printer; others may use it too. May raise `OSError`."""

    def kept(self) -> tuple[tuple[str, str], ...]:
        """Return the papers in it by number and kind."""

    def forget(self, papers: Collection[tuple[str, str]]) -> Iterator[str]:
        """Remove papers by number and kind, and yield the name of each file as it is gone."""
