"""Retention: the terms that two officers set, what is due under them, pruned by two; and what a dispute keeps."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Protocol

from kbdesk.desk.backup import BackupDesk, Made
from kbdesk.desk.honest_time import require_honest
from kbdesk.desk.ports import Body, Clock, ShiftReader
from kbdesk.desk.retention_errors import RetentionError
from kbdesk.domain.backup import Copy, Occasion
from kbdesk.domain.officers import RECOVERY, KnownOfficer, Role, may_second
from kbdesk.domain.retention import (
    LONGEST,
    Category,
    DueCase,
    Hold,
    Open,
    PastTerm,
    Pruning,
    TermError,
    Terms,
    read_terms,
)
from kbdesk.domain.vocabulary import Series

MOST_AT_ONCE: Final = 1_000
"""Cases in one transaction where nobody waits for the store: some four seconds."""
MOST_BESIDE_WORK: Final = 20
"""Cases in one transaction while the window works on: a tenth of a second of the store's thread."""
MOST_SHOWN: Final = 200
MOST_PRUNINGS: Final = 50
LONGEST_TEXT: Final = 200
_KEEPERS: Final = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is kept how long, what is due, and what was done about it.

    `due` holds `MOST_SHOWN` cases at most; `kept` counts those of their age that something keeps open, as far as was
    looked; `drafts` counts the old ones; `copies` are the records' copies, those that
    are older than the shortest term counted in `outdated`. `mine` tells whether who is signed in may act on it.
    """

    terms: Terms
    due: tuple[DueCase, ...]
    kept: Mapping[Open, int]
    drafts: int
    holds: tuple[Hold, ...]
    prunings: tuple[Pruning, ...]
    copies: tuple[Copy, ...]
    outdated: int
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """What went, and whether more is due; `papers` are the files that went from the printer's folder."""

    cases: int
    entries: int
    drafts: int
    more: bool
    papers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """The backup made after a pruning, and the older ones that went."""

    made: Made
    removed: tuple[str, ...]


def unwatched(_done: int) -> None:
    """Let a pruning run to its end."""


class RetentionDesk:
    """The procedure of retention (store thread). A `second` officer's password has been tried by the caller.

    `proposed` are the terms that the program carries: shown until two officers have set their own, never pruned by.
    """

    def __init__(
        self,
        *,
        store: RetentionStore,
        clock: Clock,
        officer: str,
        proposed: Mapping[Category, int],
        backups: BackupDesk,
        copies: Copies,
        folder: PaperFolder,
    ) -> None:
        self._store, self._clock, self._officer = store, clock, officer
        self._proposed, self._backups, self._copies, self._folder = proposed, backups, copies, folder

    def may_keep(self) -> bool:
        """Tell whether who is signed in may set terms and prune; records that know nobody take anybody's word."""
        known = self._store.officers.rows()
        keepers = {one.name for one in known if one.active and one.role in _KEEPERS} | {RECOVERY}
        return not known or self._officer in keepers

    def terms(self) -> Terms:
        """Return the terms that two officers set, else those that are proposed."""
        return self._store.retention.terms() or Terms(days=self._proposed)

    def standing(self) -> Standing:
        """Return what is due today and all that belongs to it; nothing is changed."""
        self._catch_up()
        terms, on, book = self.terms(), self._clock.now().date(), self._store.retention
        found = book.past_term(terms.days, on=on, most=MOST_SHOWN)
        return Standing(
            terms=terms,
            due=found.due,
            kept={why: count for why, count in found.kept.items() if count},
            drafts=book.old_drafts(_before(terms, on)),
            holds=book.holds(),
            prunings=book.prunings(MOST_PRUNINGS),
            copies=self._copies.rows(),
            outdated=len(self.outdated()),
            mine=self.may_keep(),
        )

    def set_terms(self, days: Mapping[str, int], basis: str, *, second: str) -> Terms:
        """Set how long things are kept, and what that rests on. It takes two."""
        self._require_two(second)
        try:
            read = read_terms(days)
        except TermError:
            raise RetentionError("retention.days-unusable", most=str(LONGEST)) from None
        said = _line(basis, "retention.basis-missing")
        with self._store.act(at=self._clock.now(), officer=self._officer) as act:
            before = act.retention.terms()
            if before is not None and before.days == read and before.basis == said:
                raise RetentionError("retention.same-terms")
            terms = {str(category): term for category, term in read.items()}
            act.append("retention.terms-set", {"terms": terms, "basis": said, "second": second})
            return act.retention.terms() or Terms(days=read)

    def hold(self, kind: Series, number: str, reason: str) -> Hold:
        """Keep a case whatever its term: a dispute is open about it. Anybody who decides may."""
        said = _line(reason, "retention.reason-missing")
        self._catch_up()
        with self._store.act(at=self._clock.now(), officer=self._officer) as act:
            if not act.retention.recorded(kind, number):
                raise RetentionError("retention.number-unknown", kind=str(kind), number=number)
            if _hold(act.retention, kind, number) is not None:
                raise RetentionError("retention.held-already")
            act.append("retention.held", {"kind": str(kind), "number": number, "reason": said})
            return act.retention.holds()[-1]

    def release(self, kind: Series, number: str, reason: str) -> None:
        """End what keeps a case; its term begins on this day."""
        self._require_keeper()
        said = _line(reason, "retention.reason-missing")
        with self._store.act(at=self._clock.now(), officer=self._officer) as act:
            if _hold(act.retention, kind, number) is None:
                raise RetentionError("retention.not-held")
            act.append("retention.released", {"kind": str(kind), "number": number, "reason": said})

    def prune(self, *, second: str, progress: Callable[[int], None] = unwatched) -> Pruned:
        """Prune all that is due, and empty the log of it; `progress` is told how many cases went so far.

        Every step is whole by itself, and after a kill the next call goes on. Raises `RetentionError`, where nothing is
        due and nothing was left by a call before too.
        """
        cases = entries = drafts = 0
        more = True
        while more:
            try:
                step = self.prune_next(second=second, first=not cases and not drafts)
            except RetentionError as refused:
                if refused.code != "retention.nothing-due" or not (left := self.finish()):
                    raise
                return Pruned(cases=0, entries=0, drafts=0, more=False, papers=len(left))
            cases, entries, drafts = cases + step.cases, entries + step.entries, drafts + step.drafts
            more = step.more
            progress(cases)
        return Pruned(cases=cases, entries=entries, drafts=drafts, more=False, papers=len(self.finish()))

    def finish(self) -> tuple[str, ...]:
        """Empty the log of what was pruned, and take its papers out of the printer's folder; return their names.

        Raises `RetentionError` where they cannot be removed; the next pruning goes on there.
        """
        self._store.empty_log()
        names: list[str] = []
        try:
            gone = self._store.retention.pruned_papers(self._folder.kept())
            names.extend(self._folder.forget(gone))
        except OSError as error:
            raise RetentionError("retention.papers-left", why=error.strerror or type(error).__name__) from error
        finally:
            if names:
                with self._store.act(at=self._clock.now(), officer=self._officer) as act:
                    act.append("retention.papers-removed", {"files": names})
        return tuple(names)

    def prune_next(self, *, second: str, first: bool = True, most: int = MOST_AT_ONCE) -> Pruned:
        """Prune the oldest cases that are due in one transaction: all that goes, what covers it, what stays.

        Raises `RetentionError`, on the `first` call where nothing is due too, and `ShiftError` for a doubtful clock.
        """
        self._require_two(second)
        self._catch_up()
        now = self._clock.now()
        with self._store.act(at=now, officer=self._officer) as act:
            shift = act.shifts.current()
            require_honest(act.shifts, self._clock, now, after=0 if shift is None else shift.entry)
            terms = act.retention.terms()
            if terms is None:
                raise RetentionError("retention.terms-missing")
            found = act.retention.due(terms.days, on=now.date(), most=most + 1)
            due, more = found[:most], len(found) > most
            entries, drafts = act.retention.covering(due), act.forget_drafts(_before(terms, now.date()))
            if not entries and not drafts:
                if first:
                    raise RetentionError("retention.nothing-due")
                return Pruned(cases=0, entries=0, drafts=0, more=False)
            cases = sum(bool(case.numbers) for case in due)
            told = {"terms": {str(category): days for category, days in terms.days.items()}, "second": second}
            act.append("retention.pruned", {**told, "cases": cases, "drafts": drafts, "entries": entries})
        return Pruned(cases=cases, entries=len(entries), drafts=drafts, more=more)

    def renew_backups(self) -> Renewed:
        """Make a backup of what stays, then remove the desk's copies that are older than the shortest term.

        Raises `RetentionError` and the store's faults.
        """
        gone = self.outdated()
        made = self._backups.make(self._backups.folder, occasion=Occasion.PRUNED)
        return Renewed(made=made, removed=self.remove(gone))

    def outdated(self) -> tuple[Copy, ...]:
        """Return the copies that still hold what must be gone: those older than the shortest term that was set."""
        terms = self._store.retention.terms()
        if terms is None:
            return ()
        late = self._clock.now() - timedelta(days=terms.shortest)
        return tuple(copy for copy in self._copies.rows() if copy.at < late)

    def remove(self, copies: Sequence[Copy]) -> tuple[str, ...]:
        """Remove copies of the records, enter which, and return their names."""
        self._require_keeper()
        names = tuple(copy.name for copy in copies)
        for copy in copies:
            self._copies.remove(copy)
        if names:
            with self._store.act(at=self._clock.now(), officer=self._officer) as act:
                act.append("retention.copies-removed", {"files": list(names)})
        return names

    def _catch_up(self) -> None:
        """Let the index look at all there is; an onlooker's stays behind where it is."""
        left = -1
        while (now := self._store.search.catch_up(500)) not in (0, left):
            left = now

    def _require_keeper(self) -> None:
        if not self.may_keep():
            raise RetentionError("retention.not-yours")

    def _require_two(self, second: str) -> None:
        self._require_keeper()
        if second in ("", self._officer):
            raise RetentionError("retention.second-missing")
        role = next((one.role for one in self._store.officers.rows() if one.name == second), None)
        if role is not None and not may_second(role, "retention.pruned"):
            raise RetentionError("retention.second-unfit", second=second)


def _before(terms: Terms, on: date) -> date:
    return on - timedelta(days=terms.days[Category.DRAFT])


def _hold(book: Retained, kind: Series, number: str) -> Hold | None:
    return next((hold for hold in book.holds() if (hold.kind, hold.number) == (str(kind), number)), None)


def _line(text: str, code: str) -> str:
    said = " ".join(text.split())
    if not said or len(said) > LONGEST_TEXT or not said.isprintable():
        raise RetentionError(code, most=str(LONGEST_TEXT))
    return said
