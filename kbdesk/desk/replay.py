"""What the recorded decisions of the last days would have been under other rules."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from kbdesk.desk.ports import EntryRow, Store
from kbdesk.domain.orders import Orders
from kbdesk.domain.outcome import Fee, Outcome
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.passage_json import traveler_from_json, vehicle_from_json
from kbdesk.domain.vocabulary import Direction, Measure, PaperKind
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.outcomes import understand_cases

COUNTED = "passage.counted"
STRETCH = 5000
"""Entries looked through in one step at most."""
ROWS = 60
"""Entries worked out in one step at most: some 30 ms, so that a step never holds the store thread for long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the law says of a card; `article` is ``book-id:article``, empty where the law says nothing."""

    measure: Measure
    article: str
    valid_until: date | None
    deadline: date | None
    papers: tuple[PaperKind, ...]
    fees: tuple[Fee, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayChange:
    """A recorded decision that would have been another: its entry's number and kind, its card's path, no name."""

    number: int
    kind: str
    at: datetime
    card: str
    before: Said
    after: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What a replay found.

    `decided` cards were looked at; `unclear` more were left out, because what is recorded is not enough to decide
    them again as they were decided; `uncounted` cards of these days left only a count and cannot be replayed.
    `complete` is false where the replay was stopped before its end.
    """

    days: int
    since: datetime
    changes: tuple[ReplayChange, ...]
    decided: int
    unclear: int
    uncounted: int
    complete: bool


class Replaying:
    """A replay done in steps, each of some 30 ms, on the store thread.

    `before` and `after` give the two laws to compare under the orders of an instant.
    """

    def __init__(
        self,
        store: Store,
        *,
        crossing: str,
        at: datetime,
        days: int,
        before: Callable[[Orders], Law],
        after: Callable[[Orders], Law],
    ) -> None:
        self._store, self._crossing, self._before, self._after = store, crossing, before, after
        self._days, self._since = days, at - timedelta(days=days)
        self._read, self._last = 0, store.last_entry()
        self._ordered = store.orders_changed()
        self._laws: dict[int, tuple[Law, Law]] = {}
        self._changes: list[ReplayChange] = []
        self._decided = self._unclear = self._uncounted = 0
        self._passage = ""

    @property
    def progress(self) -> tuple[int, int]:
        """How many entries have been read, and of how many."""
        return self._read, self._last

    def step(self) -> bool:
        """Work on; returns whether there is more to do."""
        until = min(self._read + STRETCH, self._last)
        rows = self._store.stretch(self._read, until=until, since=self._since, most=ROWS)
        for row in rows:
            if row.kind == COUNTED:
                self._uncounted += sum(row.body["measures"].values()) if row.at >= self._since else 0
            elif row.body.get("passage", self._passage) != self._passage:
                self._passage = row.body["passage"]
                self._replay(row.seq, self._store.passage_entries(self._passage))
        self._read = rows[-1].seq if len(rows) == ROWS else until
        return self._read < self._last

    def result(self) -> Replay:
        """Return what has been found so far."""
        return Replay(
            days=self._days,
            since=self._since,
            changes=tuple(self._changes),
            decided=self._decided,
            unclear=self._unclear,
            uncounted=self._uncounted,
            complete=self._read >= self._last,
        )

    def _replay(self, seq: int, entries: Sequence[EntryRow]) -> None:
        """Decide a passage again, when the first entry of it that counts is met; its parts may lie hours apart."""
        cards = [entry for entry in entries if _card(entry) is not None]
        recent = [entry for entry in cards if entry.at >= self._since]
        if not recent or recent[0].seq != seq:
            return
        draft = rebuilt(cards)
        for at, together in groupby(recent, key=lambda entry: entry.at):
            group = list(together)
            laws = self._laws_before(group[0].seq)
            cases = understand_cases(draft, laws[0].reference, at=at, crossing=self._crossing)
            before, after = (cases.outcomes(law) for law in laws)
            for entry in group:
                path = entry.body["card"]
                self._compare(entry, said(before[path]), said(after[path]))

    def _compare(self, entry: EntryRow, before: Said, after: Said) -> None:
        if str(before.measure) != entry.body.get("measure"):
            self._unclear += 1
            return
        self._decided += 1
        if replace(before, article="") != replace(after, article=""):
            self._changes.append(
                ReplayChange(
                    number=entry.seq,
                    kind=entry.kind,
                    at=entry.at,
                    card=entry.body["card"],
                    before=before,
                    after=after,
                )
            )

    def _laws_before(self, seq: int) -> tuple[Law, Law]:
        """Return the two laws under the orders that stood when an entry was made."""
        orders = bisect_left(self._ordered, seq)
        if orders not in self._laws:
            stood = self._store.orders(before=seq)
            self._laws[orders] = (self._before(stood), self._after(stood))
        return self._laws[orders]


def said(outcome: Outcome) -> Said:
    """Return what a person is told of an outcome."""
    basis = outcome.basis
    return Said(
        measure=outcome.measure,
        article=f"{basis.book}:{basis.article}" if basis else "",
        valid_until=outcome.valid_until,
        deadline=outcome.deadline,
        papers=outcome.papers,
        fees=outcome.fees,
    )


def rebuilt(entries: Sequence[EntryRow]) -> PassageDraft:
    """Return the passage whose cards some entries recorded; people of whom nothing is recorded are empty cards."""
    first = entries[0].body
    draft = PassageDraft(id=first["passage"], direction=Direction(first.get("direction", Direction.ENTRY)))
    for entry in entries:
        path, card = entry.body["card"], _card(entry)
        if card is None:
            continue
        if isinstance(card, TravelerDraft):
            place = int(path.removeprefix("traveler[").removesuffix("]"))
            empty = (TravelerDraft(),) * (place - len(draft.travelers))
            draft = replace(draft, travelers=(*draft.travelers, *empty))
        draft = draft.with_card(path, card)
    return draft


def _card(entry: EntryRow) -> TravelerDraft | VehicleDraft | None:
    """Return the card that an entry recorded, None if it recorded something else."""
    body = entry.body
    if isinstance(body.get("card"), str) and isinstance(body.get("traveler"), dict):
        return traveler_from_json(body["traveler"])
    if isinstance(body.get("card"), str) and isinstance(body.get("vehicle"), dict):
        return vehicle_from_json(body["vehicle"])
    return None
