"""Breaking the desk's books on purpose, in a process of its own: ``python -m tests.store.breaking_books FOLDER``."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, cast

from kbdesk.app import carried
from kbdesk.app.printing_desk import make_press
from kbdesk.store.act import StoreAct
from kbdesk.store.store import Store
from tests.desk.duty import entries
from tests.store import killing
from tests.store.books_day import SECOND, Day, Issued, Rooms, prepared
from tests.store.killing import Acknowledge
from tests.store.samples import OFFICER, create, reopen

Line = tuple[str, str]
"""An entry of the ledger: its kind, and its body its digests and seals blotted out, for those are salted."""

FOLLOWED_BY: Final = MappingProxyType(
    {
        "emergency-form.printed": ("papers.sealed", "a form without its seal"),
        "permit.corrected": ("surrender.recorded", "a permit superseded by none"),
        "custody.counted": ("custody.moved", "a count without what it moved"),
        "custody.transferred": ("papers.sealed", "envelopes sent without their manifest"),
        "claim.recorded": ("papers.sealed", "a claim without its slip"),
        "fee.paid": ("fee-receipt.recorded", "a fee paid without its receipt"),
        "fee.waived": ("fee-receipt.recorded", "a fee waived without its receipt"),
        "fee-receipt.recorded": ("papers.sealed", "a receipt without its paper"),
        "shift.closed": ("papers.sealed", "a shift closed without its report"),
    }
)
"""What stands beside an entry of a kind in the same act, and what it would be without."""
BY_TWO: Final = ("custody.destroyed", "shift.closed", "retention.terms-set", "retention.pruned")


class CarelessAct:
    """An act that commits every entry by itself."""

    def __init__(self, store: Store, at: datetime, officer: str) -> None:
        self._begin, self._open = partial(store.act, at=at, officer=officer), ExitStack()
        self._act: StoreAct = self._open.enter_context(self._begin())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._act, name)

    def append(self, kind: str, body: Mapping[str, object]) -> str:
        digest = self._act.append(kind, body)
        self.end()
        self._act = self._open.enter_context(self._begin())
        return digest

    def end(self) -> None:
        self._open.close()


class CarelessStore:
    """A store to which an act is so many entries."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def act(self, *, at: datetime, officer: str) -> Iterator[CarelessAct]:
        act = CarelessAct(self._store, at, officer)
        yield act
        act.end()


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """A desk's books: worked, killed at work, and judged by the ledger of a day on which nobody was killed."""

    rooms: Rooms
    issued: Issued

    def work(self, folder: Path, acknowledge: Acknowledge, sabotage: str) -> None:
        with reopen(folder) as store:
            used = cast("Store", CarelessStore(store)) if sabotage == "two-transactions" else store
            for name, act in self._acts(used):
                if sabotage == "said-too-early":
                    acknowledge(name)
                act()
                acknowledge(name)

    def untouched(self, folder: Path) -> list[tuple[str, list[Line]]]:
        """Work the day undisturbed; return the ledger before it under no name, and then after each act."""
        with reopen(folder) as store:
            ledgers = [("", self._ledger(store))]
            for name, act in self._acts(store):
                act()
                ledgers.append((name, self._ledger(store)))
            assert _half(ledgers[-1][1]) == []
        return ledgers

    def judged(self, ledgers: Sequence[tuple[str, list[Line]]], folder: Path, told: Sequence[str]) -> list[str]:
        """Return what is wrong with a desk after a kill; then let it work the rest of the day."""
        with reopen(folder) as store:
            wrong = [] if store.check().whole else ["chain broken"]
            wrong += ["registers differ"] if store.rebuild_compare() else []
            wrong += ["a number without its entry"] if store.unexplained_numbers() else []
            there = self._ledger(store)
            wrong += _half(there)
            place = next((place for place, (_, ledger) in enumerate(ledgers) if ledger == there), None)
            if place is None:
                return [*wrong, "half an act"]
            done = {name for name, _ in ledgers[: place + 1]}
            wrong += [] if done >= {*told} else ["acknowledged and lost"]
            holder = SECOND if "handed-over" in done else OFFICER
            wrong += [] if [row.officer for row in store.drafts()] == [holder] else ["drafts of another"]
            for name, act in self._acts(store):
                if name not in done:
                    act()
            wrong += [] if self._ledger(store) == ledgers[-1][1] else ["cannot go on"]
            wrong += ["registers differ later"] if store.rebuild_compare() else []
        return wrong

    def _acts(self, store: Store) -> Sequence[tuple[str, Any]]:
        return tuple(Day(rooms=self.rooms.over(store), issued=self.issued, law=self.rooms.law).acts.items())

    def _ledger(self, store: Store) -> list[Line]:
        blotted = re.compile(r"\b[0-9a-f]{64,}\b")
        found = entries(self.rooms.over(store))
        return [(kind, blotted.sub("#", json.dumps(body, sort_keys=True))) for kind, body in found]


def _half(ledger: Sequence[Line]) -> list[str]:
    """Return what an act left undone."""
    wrong = []
    for place, (kind, body) in enumerate(ledger):
        after, without = FOLLOWED_BY.get(kind, ("", ""))
        wrong += [without] if after and after not in [kind for kind, _ in ledger[place + 1 : place + 2]] else []
        wrong += [f"{kind} by one"] if kind in BY_TWO and json.loads(body)["second"] != SECOND else []
    return wrong


def kills(folder: Path, points: Mapping[str, int]) -> dict[str, object]:
    """Kill a desk that works its books, at points spread over all its commits, and judge each time what it left.

    `points` are as many for each sabotage; returns what was found under each.
    """
    rooms = Rooms(press=make_press(), law=carried.law("seeds"), tray=folder / "tray")
    rooms.tray.mkdir()
    with create(folder / "base") as store:
        issued = prepared(rooms.over(store))
    books = Books(rooms=rooms, issued=issued)
    judged = partial(books.judged, books.untouched(killing.copied(folder / "base", folder / "untouched")))
    return {
        sabotage: killing.kills(folder, most, partial(books.work, sabotage=sabotage), judged, where=killing.committing)
        for sabotage, most in points.items()
    }


if __name__ == "__main__":
    asked = dict(word.split("=") for word in sys.argv[2:])
    found = kills(Path(sys.argv[1]), {sabotage: int(points) for sabotage, points in asked.items()})
    sys.stdout.write(json.dumps(found))
