"""The frame of a portrait never leaves its picture and never loses its shape, whatever the hand does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.portrait import ACROSS, DOWN
from kbdesk.ui.portrait.framing import Frame, Framing, first_frame

SIZES = st.tuples(st.integers(141, 6000), st.integers(181, 6000))
STEPS = st.lists(
    st.tuples(st.just("move"), st.floats(-9000, 9000), st.floats(-9000, 9000))
    | st.tuples(st.just("zoom"), st.floats(-90, 90))
    | st.tuples(st.just("turn")),
    max_size=12,
)


def after(frame: Frame, step: tuple[str, ...] | tuple[str, float] | tuple[str, float, float]) -> Frame:
    match step:
        case ("move", float(right), float(down)):
            return frame.moved(right, down)
        case ("zoom", float(steps)):
            return frame.zoomed(steps)
    return frame.turned()


@given(SIZES, STEPS)
def test_the_frame_stays_in_its_picture_and_in_its_shape(size: tuple[int, int], steps: list[tuple[str]]) -> None:
    frame = first_frame(size)
    for step in steps:
        frame = after(frame, step)
        assert frame.wide * DOWN == pytest.approx(frame.high * ACROSS)
        assert frame.least - 1e-6 <= frame.high <= frame.most + 1e-6
        assert frame.left >= -1e-6 and frame.left + frame.wide <= frame.size[0] + 1e-6
        assert frame.top >= -1e-6 and frame.top + frame.high <= frame.size[1] + 1e-6
        left, top, right, bottom = frame.crop.pixels(*frame.size)
        assert 0 <= left < right <= frame.size[0] and 0 <= top < bottom <= frame.size[1]


@given(SIZES, STEPS)
def test_every_step_can_be_taken_back(size: tuple[int, int], steps: list[tuple[str]]) -> None:
    framing = Framing(size)
    first = framing.frame
    for step in steps:
        framing.put(after(framing.frame, step))
    while framing.undo():
        pass
    assert framing.frame == first


def test_a_drag_is_one_step_and_the_next_drag_another() -> None:
    framing = Framing((2000, 1000))
    first = framing.frame
    for _ in range(5):
        framing.put(framing.frame.moved(10, 0), run="drag")
    framing.settle()
    once = framing.frame
    framing.put(framing.frame.moved(10, 0), run="drag")
    assert framing.undo() and framing.frame == once
    assert framing.undo() and framing.frame == first
    assert not framing.undo()


def test_four_turns_bring_the_picture_back() -> None:
    frame = first_frame((2000, 1000))
    sizes = [frame.size]
    for _ in range(4):
        frame = frame.turned()
        sizes.append(frame.size)
    assert sizes == [(2000, 1000), (1000, 2000), (2000, 1000), (1000, 2000), (2000, 1000)]
    assert frame == first_frame((2000, 1000))


def test_a_frame_of_too_few_pixels_is_known() -> None:
    assert first_frame((413, 531)).is_small is False
    assert first_frame((412, 531)).is_small and first_frame((1400, 1800)).zoomed(40).is_small
