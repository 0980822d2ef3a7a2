"""Retention: the terms that two officers set, what is due under them, pruned by two; and what a dispute keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kbdesk.desk.backup import BackupDesk, Made
from kbdesk.desk.honest_time import require_honest
from kbdesk.desk.ports import Clock
from kbdesk.desk.retention_errors import RetentionError
from kbdesk.desk.retention_ports import Copies, PaperFolder, Retained, RetentionStore
from kbdesk.domain.backup import Copy, Occasion
from kbdesk.domain.officers import RECOVERY, Role, may_second
from kbdesk.domain.retention import (
    LONGEST,
    Category,
    DueCase,
    Hold,
    Open,
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

        Every step is whole by itself, and after a kill the next call goes on. Copies that are older than the shortest
        term are due too: `renew_backups` removes them. Raises `RetentionError`, where nothing is due and nothing was
        left by a call before too.
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
            self._enter("retention.papers-removed", names)
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
                if first and not self.outdated():
                    raise RetentionError("retention.nothing-due")
                return Pruned(cases=0, entries=0, drafts=0, more=False)
            cases = sum(bool(case.numbers) for case in due)
            told = {"terms": {str(category): days for category, days in terms.days.items()}, "second": second}
            act.append("retention.pruned", {**told, "cases": cases, "drafts": drafts, "entries": entries})
        return Pruned(cases=cases, entries=len(entries), drafts=drafts, more=more)

    def renew_backups(self, *, second: str) -> Renewed:
        """Make a backup of what stays, then remove the desk's copies that are older than the shortest term.

        Raises `RetentionError` and the store's faults.
        """
        gone = self.outdated()
        made = self._backups.make(self._backups.folder, occasion=Occasion.PRUNED)
        return Renewed(made=made, removed=self.remove(gone, second=second))

    def outdated(self) -> tuple[Copy, ...]:
        """Return the copies that still hold what must be gone: those older than the shortest term that was set."""
        terms = self._store.retention.terms()
        if terms is None:
            return ()
        late = self._clock.now() - timedelta(days=terms.shortest)
        return tuple(copy for copy in self._copies.rows() if copy.at < late)

    def remove(self, copies: Sequence[Copy], *, second: str) -> tuple[str, ...]:
        """Remove copies of the records, enter which went, and return their names. It takes two."""
        self._require_two(second)
        names: list[str] = []
        try:
            for copy in copies:
                self._copies.remove(copy)
                names.append(copy.name)
        finally:
            self._enter("retention.copies-removed", names, second=second)
        return tuple(names)

    def _enter(self, kind: str, files: list[str], **signed: str) -> None:
        """Enter which files went, where any did."""
        if files:
            with self._store.act(at=self._clock.now(), officer=self._officer) as act:
                act.append(kind, {"files": files, **signed})

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
