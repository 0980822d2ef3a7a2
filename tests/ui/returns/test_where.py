"""The shelf as it is drawn: what is a place on it, which rows are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.ui.returns.where import place_of, shelf_of

SLOTS = st.builds(lambda row, n: f"{row} {n}", st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), st.integers(1, 40))


@pytest.mark.parametrize(("slot", "place"), [("B 7", (1, 6)), ("b7", (1, 6)), ("C-12", (2, 11)), ("A 1", (0, 0))])
def test_a_letter_and_a_number_are_a_place(slot: str, place: tuple[int, int]) -> None:
    assert place_of(slot) == place


@pytest.mark.parametrize("slot", ["", "B", "7", "safe", "B 0", "B 1000", "BB 7"])
def test_anything_else_is_no_place(slot: str) -> None:
    assert place_of(slot) is None
    assert shelf_of(["A 1"], slot) is None


@given(st.lists(SLOTS, max_size=60), SLOTS)
def test_the_lit_slot_is_always_on_the_shelf_that_is_drawn(slots: list[str], lit: str) -> None:
    shelf, place = shelf_of(slots, lit), place_of(lit)
    assert shelf is not None and place is not None
    assert place[0] in shelf.rows
    assert place[1] < shelf.columns
    assert len(shelf.rows) <= 6
    assert list(shelf.rows) == sorted(set(shelf.rows))
