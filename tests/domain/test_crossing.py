"""Which order of the crossing counts at an instant."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.crossing import OPEN, CrossingStatus, next_change, standing
from kbdesk.domain.vocabulary import CrossingState, Direction
from tests.thorough import thorough

NOON = datetime(2022, 8, 10, 12, tzinfo=UTC)


def hours(count: float) -> datetime:
    return NOON + timedelta(hours=count)


def order(state: CrossingState, begins: float, ends: float | None = None) -> CrossingStatus:
    return CrossingStatus(state=state, from_at=hours(begins), until=None if ends is None else hours(ends))


orders = st.lists(
    st.builds(
        lambda state, begins, lasts: order(state, begins, None if lasts is None else begins + lasts),
        st.sampled_from(CrossingState),
        st.integers(-50, 50),
        st.one_of(st.none(), st.integers(1, 30)),
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("state", "closed"),
    [
        (CrossingState.OPEN, set()),
        (CrossingState.ENTRY_CLOSED, {Direction.ENTRY}),
        (CrossingState.EXIT_CLOSED, {Direction.EXIT}),
        (CrossingState.CLOSED, {Direction.ENTRY, Direction.EXIT}),
    ],
)
def test_each_state_closes_its_directions(state: CrossingState, closed: set[Direction]) -> None:
    assert {way for way in Direction if CrossingStatus(state=state).closes(way)} == closed


def test_a_crossing_of_which_nothing_was_ordered_is_open() -> None:
    assert standing((), NOON) is OPEN


def test_an_order_counts_from_its_first_instant_up_to_its_last_excluded() -> None:
    closing = (order(CrossingState.CLOSED, 0, 2),)
    states = [standing(closing, at).state for at in (hours(-0.01), hours(0), hours(1.99), hours(2))]
    assert states == [CrossingState.OPEN, CrossingState.CLOSED, CrossingState.CLOSED, CrossingState.OPEN]


def test_when_an_order_ends_the_one_before_it_counts_again() -> None:
    both = (order(CrossingState.CLOSED, 1, 2), order(CrossingState.ENTRY_CLOSED, 0))
    assert [standing(both, hours(h)).state for h in (0.5, 1.5, 2.5)] == [
        CrossingState.ENTRY_CLOSED,
        CrossingState.CLOSED,
        CrossingState.ENTRY_CLOSED,
    ]


@thorough
@given(orders, st.integers(-60, 60))
def test_the_newest_order_that_speaks_of_an_instant_counts(found: list[CrossingStatus], at: int) -> None:
    counts = standing(found, hours(at))
    speaking = [one for one in found if one.holds(hours(at))]
    assert counts is (speaking[0] if speaking else OPEN)


@thorough
@given(orders, st.integers(-60, 60))
def test_nothing_else_counts_before_the_next_change_and_something_else_at_it(
    found: list[CrossingStatus], at: int
) -> None:
    now, change = standing(found, hours(at)), next_change(found, hours(at))
    last = change or hours(200)
    for step in range(1, 80):
        between = hours(at) + (last - hours(at)) * step / 80
        assert standing(found, between) == now
    assert change is None or standing(found, change) != now
