"""Numbered blanks as a pure state machine: against a plain table of sheets, in any order of steps."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kbdesk.domain.stock import (
    MOST,
    MOVES,
    BlankError,
    BlankRange,
    StockLine,
    Stretch,
    blank_range,
    counts,
    joined,
    moved,
    received,
)
from kbdesk.domain.vocabulary import BlankState, PaperKind
from tests.thorough import thorough

SERIES = ("A", "AB-")
serials = st.integers(0, 40)


@st.composite
def ranges(draw: st.DrawFn) -> BlankRange:
    first, more = draw(serials), draw(st.integers(0, 12))
    return BlankRange(prefix=draw(st.sampled_from(SERIES)), width=3, first=first, last=first + more)


class Sheets(RuleBasedStateMachine):
    """Steps on stretches, and the same steps on a table with a row a sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.stock: tuple[Stretch, ...] = ()
        self.sheets: dict[str, BlankState] = {}

    @rule(blanks=ranges())
    def receive(self, blanks: BlankRange) -> None:
        there = any(number in self.sheets for number in blanks.numbers())
        try:
            self.stock = received(self.stock, blanks)
        except BlankError as error:
            assert there and error.code == "overlap"
        else:
            assert not there
            self.sheets |= dict.fromkeys(blanks.numbers(), BlankState.RECEIVED)

    @rule(blanks=ranges(), to=st.sampled_from(BlankState))
    def move(self, blanks: BlankRange, to: BlankState) -> None:
        known = all(number in self.sheets for number in blanks.numbers())
        allowed = known and all(to in MOVES[self.sheets[number]] for number in blanks.numbers())
        try:
            self.stock = moved(self.stock, blanks, to)
        except BlankError as error:
            assert not allowed and error.code in ("unknown", "state")
        else:
            assert allowed
            self.sheets |= dict.fromkeys(blanks.numbers(), to)

    @invariant()
    def every_sheet_is_in_exactly_one_state(self) -> None:
        found = [(number, s.state) for s in self.stock for number in s.blanks.numbers()]
        assert len(found) == len(dict(found))
        assert dict(found) == self.sheets
        assert sum(counts(self.stock).values()) == len(self.sheets)

    @invariant()
    def there_is_one_form_of_it(self) -> None:
        assert self.stock == joined(self.stock)
        for one, next_one in pairwise(self.stock):
            assert not (next_one.blanks.follows(one.blanks) and next_one.state is one.state)


TestSheets = Sheets.TestCase
TestSheets.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


def test_nothing_follows_what_was_returned_and_every_other_state_can_be_left() -> None:
    assert set(MOVES) == set(BlankState)
    assert [state for state in BlankState if not MOVES[state]] == [BlankState.RETURNED]
    assert all(BlankState.RESERVED not in MOVES[state] for state in BlankState if state is not BlankState.IN_DRAWER)
    assert BlankState.IN_DRAWER not in MOVES[BlankState.PRINTED] | MOVES[BlankState.SPOILED]


@thorough
@given(ranges())
def test_a_range_is_read_back_from_its_own_numbers(blanks: BlankRange) -> None:
    assert blank_range(blanks.first_number, blanks.last_number) == blanks
    assert blank_range(f" {blanks.first_number.lower()} ", blanks.last_number) == blanks
    assert len([*blanks.numbers()]) == blanks.count


@thorough
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_are_a_range_or_refused(first: str, last: str) -> None:
    with contextlib.suppress(BlankError):
        made = blank_range(first, last)
        assert made.count >= 1


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("", "", "number"),
        ("AA", "AA", "number"),
        ("1" * 13, "", "number"),
        ("A1", "B2", "range"),
        ("A2", "A1", "range"),
        ("A01", "A1", "range"),
        ("١", "", "number"),
        ("0", f"{MOST:06}", "range"),
        ("000000", f"{MOST:06}", "too-many"),
    ],
)
def test_what_is_no_range_is_refused(first: str, last: str, code: str) -> None:
    with pytest.raises(BlankError) as refused:
        blank_range(first, last)
    assert refused.value.code == code


def test_the_largest_box_is_read() -> None:
    assert blank_range("000000", f"{MOST - 1:06}").count == MOST


def test_a_line_of_stock_tells_what_can_be_issued_and_whether_it_adds_up() -> None:
    drawer = Stretch(blanks=blank_range("A001", "A010"), state=BlankState.IN_DRAWER)
    spoiled = Stretch(blanks=blank_range("A011"), state=BlankState.SPOILED)
    line = StockLine(kind=PaperKind.PERMIT, received=11, counts=counts((drawer, spoiled)), stretches=(drawer, spoiled))
    assert (line.in_drawer, line.adds_up) == (10, True)
    emptied = replace(line, counts=counts((spoiled,)), stretches=(spoiled,))
    assert (emptied.in_drawer, emptied.adds_up) == (0, False)
