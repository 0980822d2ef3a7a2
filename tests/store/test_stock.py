"""Blanks through the store: random lives with acts broken off and the desk cut off; the states always add up."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kbdesk.domain.stock import BY_HAND, MOVES, UNCONFIRMED, blank_range
from kbdesk.domain.vocabulary import BlankState
from kbdesk.store.act import StoreAct
from kbdesk.store.errors import StoreBroken
from kbdesk.store.store import Store
from tests.store.breaking_stock import PERMIT, issue_on, move, printed
from tests.store.killing import broken
from tests.store.samples import AT, OFFICER, create, reopen

POINTS = int(os.environ.get("KBDESK_ROUNDS", "16"))
serials = st.integers(1, 30)


class BreakError(Exception):
    """Whatever goes wrong inside an act."""


class Blanks(RuleBasedStateMachine):
    """Acts in any order, some of them broken off just before they are committed, beside a table with a row a sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp()) / "data"
        self.store = create(self.folder)
        self.sheets: dict[str, BlankState] = {}
        self.waiting: dict[str, tuple[str, int]] = {}
        self.passages = 0

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder.parent)

    def act(self, work: Callable[[StoreAct], object], *, breaks: bool) -> bool:
        """Do some work in an act; broken off, nothing of it may remain. Tells whether it was committed."""
        try:
            with self.store.act(at=AT, officer=OFFICER) as act:
                work(act)
                if breaks:
                    raise BreakError
        except (BreakError, StoreBroken):
            return False
        return True

    @rule(first=serials, more=st.integers(0, 5), breaks=st.booleans())
    def received(self, first: int, more: int, breaks: bool) -> None:
        blanks = blank_range(f"A{first:03}", f"A{first + more:03}")
        body = {"kind": PERMIT, "first": blanks.first_number, "last": blanks.last_number, "source": "note"}
        there = any(number in self.sheets for number in blanks.numbers())
        done = self.act(lambda act: act.append("stock.received", body), breaks=breaks)
        assert done is (not there and not breaks)
        if done:
            self.sheets |= dict.fromkeys(blanks.numbers(), BlankState.RECEIVED)

    @rule(first=serials, more=st.integers(0, 5), to=st.sampled_from(sorted(BY_HAND)), breaks=st.booleans())
    def moved(self, first: int, more: int, to: BlankState, breaks: bool) -> None:
        blanks = blank_range(f"A{first:03}", f"A{first + more:03}")
        allowed = all(n in self.sheets and to in MOVES[self.sheets[n]] for n in blanks.numbers())
        done = self.act(lambda act: move(act, blanks.first_number, blanks.last_number, to), breaks=breaks)
        assert done is (allowed and not breaks)
        if done:
            self.sheets |= dict.fromkeys(blanks.numbers(), to)

    @rule(breaks=st.booleans())
    def issued(self, breaks: bool) -> None:
        self.passages += 1
        made: list[tuple[str, str]] = []

        def work(act: StoreAct) -> None:
            for blank in act.stock.next_blanks(PERMIT, 1):
                made.append((blank, issue_on(act, self.passages, blank=blank)))

        done = self.act(work, breaks=breaks)
        in_drawer = sorted(n for n, state in self.sheets.items() if state is BlankState.IN_DRAWER)
        assert [blank for blank, _ in made] == in_drawer[:1]
        if done:
            self.sheets |= {blank: BlankState.RESERVED for blank, _ in made}
            self.waiting |= {blank: (number, self.passages) for blank, number in made}

    @rule(data=st.data(), breaks=st.booleans())
    def came_out(self, data: st.DataObject, breaks: bool) -> None:
        reserved = sorted(n for n, state in self.sheets.items() if state is BlankState.RESERVED)
        if reserved:
            blank = data.draw(st.sampled_from(reserved))
            number, passage = self.waiting[blank]
            if self.act(lambda act: printed(act, number, passage), breaks=breaks):
                self.sheets[blank] = BlankState.PRINTED

    @rule(data=st.data(), spoiled=st.booleans(), breaks=st.booleans())
    def confirmed(self, data: st.DataObject, spoiled: bool, breaks: bool) -> None:
        ready = sorted(n for n, state in self.sheets.items() if state is BlankState.PRINTED)
        if ready:
            blank = data.draw(st.sampled_from(ready))
            body = {"kind": PERMIT, "first": blank, "last": blank, "spoiled": [blank] if spoiled else []}
            if self.act(lambda act: act.append("print.confirmed", body), breaks=breaks):
                self.sheets[blank] = BlankState.SPOILED if spoiled else BlankState.HANDED_OVER

    @rule()
    def opened_again(self) -> None:
        self.store.close()
        self.store = reopen(self.folder)

    @invariant()
    def every_sheet_is_in_exactly_one_state(self) -> None:
        line = self.store.stock.line(PERMIT)
        found = [(number, s.state) for s in line.stretches for number in s.blanks.numbers()]
        assert len(found) == len(dict(found)) == line.received and line.adds_up
        assert dict(found) == self.sheets

    @invariant()
    def what_waits_is_listed_with_its_paper(self) -> None:
        waiting = {n for n, state in self.sheets.items() if state in UNCONFIRMED}
        assert {row.blank: row.number for row in self.store.stock.unconfirmed()} == {
            blank: self.waiting[blank][0] for blank in waiting
        }

    @invariant()
    def the_registers_are_what_the_ledger_adds_up_to(self) -> None:
        assert self.store.check().whole and self.store.rebuild_compare() == ()


TestBlanks = Blanks.TestCase
TestBlanks.settings = settings(
    max_examples=10, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_a_kill_at_any_point_leaves_every_blank_with_its_paper_and_used_once(tmp_path: Path) -> None:
    found = broken("breaking_stock", tmp_path, POINTS, "none")
    assert found["killed"] >= min(POINTS, found["stops"]) - 1
    assert found["faults"] == {}


@pytest.mark.parametrize(
    ("sabotage", "fault"),
    [("two-transactions", "a blank without its paper"), ("said-too-early", "acknowledged and lost")],
)
def test_the_killer_sees_a_desk_that_is_careless_with_blanks(tmp_path: Path, sabotage: str, fault: str) -> None:
    assert broken("breaking_stock", tmp_path, 12, sabotage)["faults"][fault] > 0


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("stock.received", {"kind": PERMIT, "first": "A001", "last": "A009"}),
        ("stock.received", {"kind": PERMIT, "first": "A009", "last": "A001", "source": "x"}),
        ("blank.moved", {"kind": PERMIT, "first": "B001", "last": "B001", "to": "in-drawer"}),
        ("blank.moved", {"kind": PERMIT, "first": "A001", "last": "A001", "to": "nowhere"}),
        ("stock.counted", {"kind": PERMIT, "counted": "9", "expected": 9, "explanation": ""}),
        ("print.confirmed", {"kind": PERMIT, "first": "A001", "last": "A001", "spoiled": []}),
        ("permit.voided", {"passage": "a" * 16, "number": "J20000012", "reason": "x", "article": "x:1"}),
        ("paper.reprinted", {"number": "J20000012", "kind": "permit", "original": "0" * 64, "sha256": "1" * 64}),
    ],
)
def test_a_body_of_the_wrong_shape_or_time_undoes_the_act(desk: Store, kind: str, body: dict[str, object]) -> None:
    with desk.act(at=AT, officer=OFFICER) as act:
        act.append("stock.received", {"kind": PERMIT, "first": "A001", "last": "A009", "source": "note"})
    with pytest.raises(StoreBroken, match=r"nothing was recorded\.$"), desk.act(at=AT, officer=OFFICER) as act:
        act.append(kind, body)
    assert (desk.check().entries, desk.rebuild_compare()) == (1, ())


def test_refilling_brings_back_what_was_taken_out(desk: Store) -> None:
    with desk.act(at=AT, officer=OFFICER) as act:
        act.append("stock.received", {"kind": PERMIT, "first": "A001", "last": "A009", "source": "note"})
    with desk._connection.transaction(lambda _: True) as db:
        db.execute("DELETE FROM blanks")
    assert desk.rebuild_compare() == ("blanks",)
    with desk.act(at=AT, officer=OFFICER) as act:
        assert act.refill_registers() == ("blanks",)
        assert act.refill_registers() == ()
    assert desk.rebuild_compare() == ()
    assert desk.stock.line(PERMIT).adds_up
