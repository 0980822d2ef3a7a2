"""Breaking an issue on blanks on purpose, in its own process: ``python -m tests.store.breaking_stock FOLDER ...``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kbdesk.domain.vocabulary import BlankState, PaperKind, Series
from kbdesk.store.act import StoreAct
from kbdesk.store.store import Store
from tests.store import killing
from tests.store.killing import Acknowledge
from tests.store.samples import AT, OFFICER, create, reopen, surrender

PERMIT = PaperKind.PERMIT
BOX = 12
PASSAGES = 2


def fill(store: Store) -> None:
    """Take a box in and put all of it but one sheet into the drawer."""
    with store.act(at=AT, officer=OFFICER) as act:
        act.append("stock.received", {"kind": PERMIT, "first": "A01", "last": f"A{BOX}", "source": "note"})
        move(act, "A01", f"A{BOX - 1}", BlankState.IN_DRAWER)


def move(act: StoreAct, first: str, last: str, to: BlankState) -> None:
    """Bring blanks into a state by hand."""
    act.append("blank.moved", {"kind": PERMIT, "first": first, "last": last, "to": to, "reason": "so"})


def issue_on(act: StoreAct, passage: int, *, blank: str) -> str:
    """Do what the desk does for one permit that goes on a blank; return the paper's hash."""
    number, sha256 = act.number(Series.PERMIT), f"{passage:064x}"
    digest = act.append("surrender.recorded", surrender(number, "", f"{passage:016x}", f"{passage:09d}"))
    paper = {"kind": "permit", "number": number, "sha256": sha256, "entry": digest, "card": "traveler[1]"}
    act.append("papers.sealed", {"passage": f"{passage:016x}", "papers": [{**paper, "blank": blank}]})
    return number


def printed(act: StoreAct, number: str, passage: int) -> None:
    """Enter that the printer took it."""
    act.append("paper.printed", {"kind": "permit", "number": number, "copy": 0, "sha256": f"{passage:064x}"})


def kills(folder: Path, points: int, sabotage: str) -> dict[str, object]:
    """Kill a desk that issues on blanks, prints and confirms, at points spread over all it does."""
    with create(folder / "base") as store:
        fill(store)

    def work(desk: Path, acknowledge: Acknowledge) -> None:
        with reopen(desk) as store:
            for passage in range(1, PASSAGES + 1):
                _pass(store, passage, sabotage, partial(acknowledge, passage))

    return killing.kills(folder, points, work, lambda desk, told: _judged(desk, {*map(int, told)}))


def _pass(store: Store, passage: int, sabotage: str, acknowledge: Callable[[], object]) -> None:
    if sabotage == "said-too-early":
        acknowledge()
    if sabotage == "two-transactions":
        with store.act(at=AT, officer=OFFICER) as act:
            (blank,) = act.stock.next_blanks(PERMIT, 1)
            move(act, blank, blank, BlankState.RESERVED)
            move(act, blank, blank, BlankState.IN_DRAWER)
        with store.act(at=AT, officer=OFFICER) as act:
            move(act, blank, blank, BlankState.RESERVED)
        return
    with store.act(at=AT, officer=OFFICER) as act:
        (blank,) = act.stock.next_blanks(PERMIT, 1)
        number = issue_on(act, passage, blank=blank)
    if sabotage != "said-too-early":
        acknowledge()
    with store.act(at=AT, officer=OFFICER) as act:
        printed(act, number, passage)
    with store.act(at=AT, officer=OFFICER) as act:
        act.append("print.confirmed", {"kind": "permit", "first": blank, "last": blank, "spoiled": []})


def _judged(folder: Path, acknowledged: set[int]) -> list[str]:
    """Return what is wrong with a desk after a kill; then let it issue until the drawer is empty."""
    wrong = []
    with reopen(folder) as store:
        wrong += [] if store.check().whole else ["chain broken"]
        wrong += ["registers differ"] if store.rebuild_compare() else []
        wrong += ["a number without its entry"] if store.unexplained_numbers() else []
        there = {n for n in range(1, PASSAGES + 1) if store.recorded(f"{n:016x}")}
        line = store.stock.line(PERMIT)
        taken = sum(line.counts.get(state, 0) for state in (BlankState.RESERVED, BlankState.PRINTED))
        handed = line.counts.get(BlankState.HANDED_OVER, 0)
        wrong += [] if line.adds_up and line.received == BOX else ["the states do not add up"]
        wrong += ["a blank without its paper"] if taken + handed != len(there) else []
        wrong += ["acknowledged and lost"] if not acknowledged <= there else []
        wrong += _used_twice(store)
    return wrong


def _used_twice(store: Store) -> list[str]:
    """Issue on every blank that is left, and tell whether any sheet came twice."""
    seen: list[str] = [row.blank for n in range(1, PASSAGES + 1) for row in store.papers(f"{n:016x}")]
    for passage in range(100, 100 + BOX):
        with store.act(at=AT, officer=OFFICER) as act:
            for blank in act.stock.next_blanks(PERMIT, 1):
                issue_on(act, passage, blank=blank)
                seen.append(blank)
    return ["a blank used twice"] if len(seen) != len({*seen}) else []


if __name__ == "__main__":
    sys.stdout.write(json.dumps(kills(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])))
