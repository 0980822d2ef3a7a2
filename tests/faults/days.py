"""Days at the desk that are recorded: travelers, drafts, the log tidied up, and everything over the books."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from kbdesk.desk.shift import open_shift
from kbdesk.domain.numbers import make
from kbdesk.domain.passage import VehicleDraft
from kbdesk.domain.retention import Category
from kbdesk.domain.shift import ShiftCount
from tests.desk.custody_rooms import return_desk
from tests.faults.run import Tell
from tests.store.books_day import PEOPLE, Day, Issued, Rooms, prepared
from tests.store.retained import TERMS, VALID, Desk
from tests.store.samples import AT, OFFICER, create, draft, issue, reopen


def on_duty(folder: Path, rooms: Rooms) -> None:
    """Make a desk with an open shift."""
    with create(folder) as store:
        at = rooms.over(store).clock.now()
        with store.act(at=at, officer=OFFICER) as act:
            open_shift(act, ShiftCount(cash=Decimal("0.00"), custody=0), at=at)


def surrender(folder: Path, rooms: Rooms, _: Tell) -> None:
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


def edits(folder: Path, rooms: Rooms, _: Tell) -> None:
    """Keep a draft edit by edit as it grows, put another aside, discard it."""
    with reopen(folder) as store:
        desk = rooms.over(store).desk
        kept = replace(desk.begin(), vehicle=VehicleDraft())
        for number in range(6):
            kept = kept.amend("vehicle", plate=f"BG {number}00-AA", make="PROBA " * (number * 400))
            desk.save(kept)
        store.save_draft(draft(7), officer=OFFICER, at=AT, parked=True)
        store.drop_draft(draft(7).id)


def tidying(folder: Path, _rooms: Rooms, _: Tell) -> None:
    """Record acts, put them into the search index, tidy up after every other: the log begins anew again and again."""
    with reopen(folder) as store:
        for number in range(10, 18):
            issue(store, number)
            if number % 2:
                store.checkpoint()
            store.search.catch_up(100)


def growing(folder: Path, _rooms: Rooms, _: Tell) -> None:
    """Keep drafts so long that the file grows each time, which changes its first page; tidy up after each."""
    with reopen(folder) as store:
        for number in range(8):
            grown = replace(draft(number), vehicle=VehicleDraft(make="PROBA " * 2000))
            store.save_draft(grown, officer=OFFICER, at=AT)
            store.checkpoint()


def closed_cases(folder: Path, _rooms: Rooms) -> None:
    """Make a desk with cases of which some are over."""
    with create(folder) as store:
        desk = Desk(store)
        people = [desk.arrive() for _ in range(4)]
        desk.hand_back(*people[:2])
        for person in people[2:]:
            desk.hand_back(person)


def pruning(folder: Path, _rooms: Rooms, _: Tell) -> None:
    """Prune what is over once its term has passed, some of it at a time, and empty the log of it."""
    with reopen(folder) as store:
        desk = Desk(store)
        desk.arrive()
        desk.days_on(TERMS[Category.ISSUED] + VALID)
        while store.search.catch_up(100):
            pass
        assert desk.prune() > 4
        store.empty_log()


def filled(folder: Path, rooms: Rooms) -> None:
    """Make a desk that has issued what a day over the books needs."""
    with create(folder) as store:
        prepared(rooms.over(store))


def books(folder: Path, rooms: Rooms, _: Tell) -> None:
    """Work a day of two-and-twenty acts over the books, from emergency forms to the next shift."""
    with reopen(folder) as store:
        desk = rooms.over(store)
        permits, on = tuple(make("J", "2", serial) for serial in range(1, PEOPLE + 1)), desk.clock.now().date()
        issued = Issued(
            permits=permits,
            envelopes=tuple(store.custody.holding(number, on=on)[0].number for number in permits),
            charged=tuple(due.number for due in store.fees.due()),
        )
        for act in Day(rooms=desk, issued=issued, law=rooms.law).acts.values():
            act()
