"""A portrait is cut out of any picture a camera or scanner makes; whatever else a file is gets a plain error."""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from kbdesk.devices import portrait as room
from kbdesk.devices.portrait import Pictures
from kbdesk.domain.portrait import CODES, HEIGHT, MOST, WIDTH, Crop, PortraitError, size, whole

PICTURES = Pictures()
RED, GREEN, BLUE, WHITE = (200, 30, 30), (30, 160, 30), (30, 30, 200), (255, 255, 255)


def quarters(width: int = 1400, height: int = 1800) -> Image.Image:
    """Return a picture of four colours: red, green above, blue, white below."""
    picture = Image.new("RGB", (width, height), WHITE)
    draw = ImageDraw.Draw(picture)
    for place, tint in (((0, 0), RED), ((1, 0), GREEN), ((0, 1), BLUE)):
        left, top = place[0] * width // 2, place[1] * height // 2
        draw.rectangle((left, top, left + width // 2 - 1, top + height // 2 - 1), fill=tint)
    return picture


def saved(picture: Image.Image, form: str = "JPEG", **options: object) -> bytes:
    file = BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


def oriented(picture: Image.Image, orientation: int, form: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825)[1] = "N"
    return saved(picture, form, exif=exif)


def cut(data: bytes, crop: Crop | None = None) -> Image.Image:
    seen = PICTURES.look(data)
    return Image.open(BytesIO(PICTURES.portrait(data, crop or whole(seen.full_width, seen.full_height))))


def corners(picture: Image.Image) -> list[tuple[int, ...]]:
    """Return the colours of the four quarters, each named by the nearest of the four."""
    width, height = picture.size
    points = ((x * width // 4, y * height // 4) for y in (1, 3) for x in (1, 3))
    return [min((RED, GREEN, BLUE, WHITE), key=lambda tint: _far(picture.getpixel(at), tint)) for at in points]


def _far(one: object, other: tuple[int, ...]) -> int:
    assert isinstance(one, tuple)
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def code_of(data: bytes) -> str:
    with pytest.raises(PortraitError) as told:
        PICTURES.look(data)
    with pytest.raises(PortraitError) as again:
        PICTURES.portrait(data, Crop(left=0, top=0, high=1))
    assert told.value.code == again.value.code
    return told.value.code


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK", "P", "RGBA", "1"])
def test_any_kind_of_picture_becomes_a_small_jpeg_in_colour(form: str, mode: str) -> None:
    if (form, mode) in {("PNG", "CMYK"), ("JPEG", "P"), ("JPEG", "RGBA")}:
        mode = "L"
    made = PICTURES.portrait(saved(quarters().convert(mode), form), Crop(left=0, top=0, high=1))
    assert len(made) <= MOST and size(made) == (WIDTH, HEIGHT)
    with Image.open(BytesIO(made)) as picture:
        picture.load()
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (WIDTH, HEIGHT))


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_that_says_how_it_was_held_is_put_upright(orientation: int, form: str) -> None:
    upright = quarters(700, 900)
    undone = {2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}.get(orientation)
    held = upright if undone is None else upright.transpose(room._UPRIGHT[undone])
    data = oriented(held, orientation, form)
    seen = PICTURES.look(data)
    assert (seen.full_width, seen.full_height) == (700, 900)
    assert corners(Image.frombytes("RGB", (seen.width, seen.height), seen.pixels)) == [RED, GREEN, BLUE, WHITE]
    assert corners(cut(data)) == [RED, GREEN, BLUE, WHITE]


def test_the_eight_ways_to_hold_a_camera_are_told_apart() -> None:
    seen = {tuple(corners(cut(oriented(quarters(900, 900), way)))) for way in range(1, 9)}
    assert len(seen) == 8


def test_nothing_of_what_a_camera_says_beside_the_picture_is_kept() -> None:
    data = oriented(quarters(), 1)
    assert b"A camera" in data
    made = PICTURES.portrait(data, Crop(left=0, top=0, high=1))
    assert b"A camera" not in made and b"Exif" not in made
    with Image.open(BytesIO(made)) as picture:
        assert not picture.getexif() and not {"icc_profile", "comment", "exif", "xmp"} & {*picture.info}


def test_what_is_chosen_is_what_is_cut_also_after_a_turn() -> None:
    data = saved(quarters(1800, 1800), "PNG")
    blue = Crop(left=0.05, top=0.55, high=0.4)
    assert corners(cut(data, blue)) == [BLUE] * 4
    turned = Crop(left=0.05, top=0.05, high=0.4, turns=1)
    assert corners(cut(data, turned)) == [BLUE] * 4
    assert corners(cut(data, Crop(left=0.05, top=0.05, high=0.4))) == [RED] * 4


def test_a_small_picture_keeps_its_pixels_and_a_tiny_one_is_refused() -> None:
    assert cut(saved(quarters(210, 270))).size == (210, 270)
    assert cut(saved(quarters(140, 180))).size == (140, 180)
    with pytest.raises(PortraitError) as told:
        cut(saved(quarters(140, 178)))
    assert told.value.code == "portrait.small"


def test_even_noise_becomes_small_enough() -> None:
    noise = Image.frombytes("RGB", (WIDTH, HEIGHT), random.Random(1).randbytes(WIDTH * HEIGHT * 3))
    made = PICTURES.portrait(saved(noise, "PNG"), Crop(left=0, top=0, high=1))
    assert len(made) <= MOST


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks)


BOMB = chunk(b"zTXt", b"words\0\0" + zlib.compress(b"A" * (80 << 20)))
WELL = saved(quarters(210, 270))
DOTS = chunk(b"IDAT", zlib.compress(bytes(100)))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "portrait.empty"),
        (WELL + bytes(room.LARGEST), "portrait.large"),
        (b"no picture", "portrait.not-a-picture"),
        (saved(quarters(), "GIF"), "portrait.not-a-picture"),
        (saved(quarters(), "BMP"), "portrait.not-a-picture"),
        (saved(quarters(), "TIFF"), "portrait.not-a-picture"),
        (saved(quarters(), "WEBP"), "portrait.not-a-picture"),
        (b"%PDF-1.7", "portrait.not-a-picture"),
        (WELL[: len(WELL) // 2], "portrait.damaged"),
        (WELL[:40], "portrait.damaged"),
        (saved(quarters(), "PNG")[:600], "portrait.damaged"),
        (png(60_000, 60_000, DOTS), "portrait.many-pixels"),
        (png(20_001, 1, DOTS), "portrait.many-pixels"),
        (png(8_001, 8_000, DOTS), "portrait.many-pixels"),
        (png(0, 0, DOTS), "portrait.damaged"),
        (png(700, 900, BOMB, DOTS), "portrait.damaged"),
        (png(700, 900, DOTS), "portrait.damaged"),
        (saved(quarters(), "PNG", save_all=True, append_images=[quarters()]), "portrait.damaged"),
    ],
    ids=[
        "empty",
        "large",
        "text",
        "gif",
        "bmp",
        "tiff",
        "webp",
        "pdf",
        "half",
        "head",
        "half a png",
        "60,000 wide",
        "a thread",
        "64 megapixels",
        "no size",
        "a bomb of words",
        "too few dots",
        "animated",
    ],
)
def test_what_is_no_honest_picture_is_refused_in_words(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_a_huge_picture_is_refused_before_it_is_opened() -> None:
    import tracemalloc

    bomb = png(30_000, 30_000, chunk(b"IDAT", zlib.compress(bytes(1 << 20))))
    tracemalloc.start()
    assert code_of(bomb) == "portrait.many-pixels"
    assert tracemalloc.get_traced_memory()[1] < 4 << 20
    tracemalloc.stop()


@given(st.integers(0, len(WELL) - 1), st.integers(1, 255), st.booleans())
def test_a_damaged_byte_anywhere_gives_a_picture_or_a_plain_error(place: int, flip: int, cut_there: bool) -> None:
    data = bytearray(WELL)
    data[place] ^= flip
    try:
        made = PICTURES.portrait(bytes(data[:place] if cut_there else data), Crop(left=0, top=0, high=1))
    except PortraitError as error:
        assert error.code in CODES
    else:
        assert 0 < len(made) <= MOST


@given(st.binary(max_size=60))
def test_rubbish_after_a_head_gives_a_plain_error(data: bytes) -> None:
    for head in (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", png(700, 900), WELL[:200]):
        with pytest.raises(PortraitError):
            PICTURES.look(head + data)
