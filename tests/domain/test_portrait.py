"""A portrait's shape, its size as its bytes say it, and the words for a picture that gives none."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.portrait import ACROSS, CODES, DOWN, Crop, PortraitError, is_small, size, whole

WORDS = tomllib.loads((Path(__file__).parents[2] / "resources" / "messages" / "portrait.toml").read_text("utf-8"))
SIDES = st.integers(20, 5000)


def jpeg(across: int, down: int, *, frame: int = 0xC0) -> bytes:
    """Return the head of a JPEG: a segment that says nothing, then its frame."""
    said = b"\xff\xe0\x00\x05abc"
    return b"\xff\xd8" + said + bytes((0xFF, frame, 0, 17, 8)) + down.to_bytes(2, "big") + across.to_bytes(2, "big")


def test_every_refusal_has_words_in_every_language_that_say_the_same() -> None:
    assert {name.removeprefix("fault.") for name in WORDS if name.startswith("fault.portrait.")} == CODES
    for code in CODES:
        words = WORDS[f"fault.{code}"]
        values = {name: f"<{name}>" for name in re.findall(r"\{(\w+)\}", words["en"])}
        assert str(PortraitError(code, **values)) == words["en"].format(**values)


@pytest.mark.parametrize("frame", [0xC0, 0xC1, 0xC2])
def test_a_jpeg_says_its_size(frame: int) -> None:
    assert size(jpeg(413, 531, frame=frame)) == (413, 531)
    assert not is_small(jpeg(413, 531))
    assert is_small(jpeg(412, 531)) and is_small(jpeg(413, 530))


@given(st.binary(max_size=40))
def test_what_is_no_jpeg_has_no_size(data: bytes) -> None:
    for rubbish in (data, b"\xff\xd8" + data, jpeg(413, 531)[:-1]):
        assert all(0 <= side < 1 << 16 for side in size(rubbish))
    assert size(b"GIF89a") == (0, 0) and is_small(b"")


@given(SIDES, SIDES, st.integers(0, 3))
def test_the_middle_of_any_picture_has_the_shape_of_a_portrait(width: int, height: int, turns: int) -> None:
    left, top, right, bottom = whole(width, height, turns=turns).pixels(width, height)
    assert 0 <= left < right <= width and 0 <= top < bottom <= height
    assert abs((right - left) * DOWN - (bottom - top) * ACROSS) <= DOWN
    assert right - left >= width - 1 or bottom - top >= height - 1


@given(st.floats(-0.5, 1), st.floats(-0.5, 1), st.floats(0.01, 1.5), SIDES, SIDES)
def test_what_is_cut_lies_in_the_picture_or_is_refused(
    left: float, top: float, high: float, width: int, height: int
) -> None:
    try:
        x, y, right, bottom = Crop(left=left, top=top, high=high).pixels(width, height)
    except PortraitError as error:
        assert error.code == "portrait.outside"
    else:
        assert 0 <= x < right <= width and 0 <= y < bottom <= height


def test_a_crop_beside_the_picture_is_refused_and_one_at_its_edge_is_not() -> None:
    assert Crop(left=0.3, top=0, high=1).pixels(1000, 900)[2] == 1000
    with pytest.raises(PortraitError):
        Crop(left=0.31, top=0, high=1).pixels(1000, 900)
