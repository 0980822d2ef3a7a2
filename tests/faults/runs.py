"""What desks do while they are recorded: each run begins from a desk of its own and tells what it acknowledges."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Final

from kbdesk.app import carried
from kbdesk.app.session import make_press
from kbdesk.desk.shift import open_shift
from kbdesk.domain.passage import VehicleDraft
from kbdesk.domain.shift import ShiftCount
from kbdesk.store.store import Store
from tests.desk.custody_rooms import return_desk
from tests.faults.held import Opens
from tests.store.books_day import Rooms
from tests.store.samples import AT, OFFICER, create, draft, issue, reopen


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One kind of day: `base` makes the desk in a folder, `work` works on it, `opens` opens it afterwards."""

    base: Callable[[Path, Rooms], object]
    work: Callable[[Path, Rooms], object]
    opens: Opens = reopen


def rooms(tray: Path) -> Rooms:
    """Load press and law; papers go into the folder `tray`."""
    return Rooms(press=make_press(), law=carried.law("seeds"), tray=tray)


def _open_shift(folder: Path, rooms: Rooms) -> None:
    with create(folder) as store:
        _begin(rooms, store)


def _begin(rooms: Rooms, store: Store) -> None:
    at = rooms.over(store).clock.now()
    with store.act(at=at, officer=OFFICER) as act:
        open_shift(act, ShiftCount(cash=Decimal("0.00"), custody=0), at=at)


def _surrender(folder: Path, rooms: Rooms) -> None:
    """Open, keep a draft, issue two permits and print them, hand one back, close."""
    with reopen(folder) as store:
        desk = rooms.over(store)
        for person in (1, 2):
            kept, seen = desk.seen(person)
            desk.desk.save(kept)
            done = desk.desk.issue(kept, seen)
            assert desk.desk.deliver(done) == ()
        (permit,) = [card.permit.number for card in done.cards if card.permit]
        returns = return_desk(desk, law=rooms.law)
        assert returns.hand_back(returns.look(permit)).closed


def _edits(folder: Path, rooms: Rooms) -> None:
    """Keep a draft edit by edit, put another aside, discard it."""
    with reopen(folder) as store:
        desk = rooms.over(store).desk
        kept = replace(desk.begin(), vehicle=VehicleDraft())
        for number in range(6):
            kept = kept.amend("vehicle", plate=f"BG {number}00-AA")
            desk.save(kept)
        store.save_draft(draft(7), officer=OFFICER, at=AT, parked=True)
        store.drop_draft(draft(7).id)


def _tidying(folder: Path, rooms: Rooms) -> None:
    """Record acts and tidy up after every other, so that the log begins anew again and again."""
    with reopen(folder) as store:
        for number in range(10, 18):
            issue(store, number)
            if number % 2:
                store.checkpoint()


RUNS: Final[Mapping[str, Run]] = MappingProxyType(
    {
        "surrender": Run(base=_open_shift, work=_surrender),
        "drafts": Run(base=_open_shift, work=_edits),
        "tidying": Run(base=_open_shift, work=_tidying),
    }
)
