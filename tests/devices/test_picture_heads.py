"""PNG and JPEG files of any head: whatever they claim to be, they are opened or refused in one sentence, and soon."""

from __future__ import annotations

import zlib
from struct import pack

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from kbdesk.devices import codes
from kbdesk.devices.portrait import Pictures
from kbdesk.domain.codes import CodesError
from kbdesk.domain.portrait import PortraitError
from tests.thorough import parser

SMALL = st.sampled_from((1, 3, 16))
LARGE = st.sampled_from((0, 1, 17, 30_001, 65_535, 2**31 - 1, 2**32 - 1))
SIDES = st.one_of(*[st.tuples(SMALL, SMALL)] * 4, st.tuples(LARGE, LARGE))
MODES = (
    (1, 0),
    (8, 0),
    (16, 0),
    (8, 2),
    (16, 2),
    (1, 3),
    (2, 3),
    (8, 3),
    (8, 4),
    (16, 4),
    (8, 6),
    (16, 6),
    (3, 2),
    (8, 5),
)
"""Bits of a sample and kind of colour; the last two are none."""
ORIENTATION = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0%c\0\0\0\0\0\0\0"


def chunk(kind: bytes, data: bytes, *, damaged: bool = False) -> bytes:
    return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data) ^ damaged)


@st.composite
def png(draw: st.DrawFn) -> bytes:
    """Return a PNG file whose head may lie, with whatever chunks, whole or not."""
    wide, high = draw(SIDES)
    depth, colour = draw(st.sampled_from(MODES))
    head = pack(
        ">IIBBBBB",
        wide,
        high,
        depth,
        colour,
        draw(st.sampled_from((0,) * 9 + (1,))),
        0,
        draw(st.sampled_from((0, 0, 1, 1, 2))),
    )
    row = 1 + -(-min(wide, 16) * depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}.get(colour, 1) // 8)
    pixels = zlib.compress(bytes(row * min(high, 16)))
    others = [
        chunk(b"PLTE", draw(st.binary(max_size=9))),
        chunk(b"tRNS", draw(st.binary(max_size=7))),
        chunk(b"eXIf", draw(st.just(ORIENTATION[6:] % 6) | st.binary(max_size=20))),
        chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(draw(st.sampled_from((10, 100_000)))))),
        chunk(b"zTXt", b"x\0\0" + draw(st.binary(max_size=12))),
        chunk(b"acTL", pack(">II", draw(st.sampled_from((0, 1, 2, 2**32 - 1))), 0)),
        chunk(b"pHYs", draw(st.binary(max_size=9))),
    ]
    if draw(st.integers(0, 9)) == 0:
        pixels = pixels[: draw(st.integers(0, len(pixels)))]
    before = b"".join(draw(st.lists(st.sampled_from(others), max_size=3)))
    body = chunk(b"IDAT", pixels, damaged=draw(st.integers(0, 9)) == 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + before + body + chunk(b"IEND", b"")


def segment(marker: int, data: bytes, *, said: int | None = None) -> bytes:
    return bytes((0xFF, marker)) + pack(">H", len(data) + 2 if said is None else said) + data


@st.composite
def jpeg(draw: st.DrawFn) -> bytes:
    """Return a JPEG file whose head may lie, with whatever segments, whole or not."""
    wide, high = draw(SIDES)
    count = draw(st.sampled_from((1, 1, 3, 3, 3, 4, 0, 200)))
    parts = b"".join(bytes((i & 255, draw(st.sampled_from((0x11,) * 9 + (0x22, 0, 0xF1))), 0)) for i in range(count))
    frame = pack(">BHHB", draw(st.sampled_from((8,) * 9 + (12,))), high & 0xFFFF, wide & 0xFFFF, count & 255) + parts
    tables = segment(0xDB, bytes((0,)) + bytes(range(1, 65)))
    tables += segment(0xC4, bytes((0x00, 0, 1, *[0] * 14, 0))) + segment(0xC4, bytes((0x10, 0, 1, *[0] * 14, 0)))
    others = [
        segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0"),
        segment(0xE1, ORIENTATION % draw(st.integers(0, 255))),
        segment(0xE1, b"Exif\0\0" + draw(st.binary(max_size=30))),
        segment(0xE2, b"MPF\0" + draw(st.binary(max_size=40))),
        segment(0xEE, b"Adobe\0d\0\0\0\0" + draw(st.binary(max_size=2))),
        segment(0xFE, b"said", said=draw(st.sampled_from((0, 1, 6, 0xFFFF)))),
    ]
    before = b"".join(draw(st.lists(st.sampled_from(others), max_size=3)))
    scan = segment(0xDA, bytes((count & 255,)) + b"".join(bytes((i & 255, 0)) for i in range(count)) + b"\0?\0")
    return (
        b"\xff\xd8"
        + before
        + tables
        + segment(draw(st.sampled_from((0xC0, 0xC0, 0xC0, 0xC2, 0xC9))), frame)
        + scan
        + bytes(40)
    )


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@given(data=st.one_of(png(), jpeg()), cut=st.integers(0, 9))
@parser
def test_any_head_is_opened_or_refused(data: bytes, cut: int) -> None:
    data = data[: len(data) * 3 // 4] if not cut else data
    try:
        shown = Pictures().look(data)
    except PortraitError as error:
        event(error.code)
        assert error.code.startswith("portrait.")
    else:
        event("shown")
        assert len(shown.pixels) == shown.width * shown.height * 3
    try:
        codes.read(data)
    except CodesError as error:
        assert error.code.startswith("codes.")


def test_the_bytes_that_lie_above_are_a_picture_when_they_do_not() -> None:
    head = pack(">IIBBBBB", 3, 3, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(bytes(3 * 10)))
    whole = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"eXIf", ORIENTATION[6:] % 6) + pixels + chunk(b"IEND", b"")
    )
    assert Pictures().look(whole).pixels == bytes(27)
