"""Codes are found in pictures, PDFs and what people type; whatever else a file holds gets a plain error."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
import zxingcpp
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from kbdesk.devices import codes
from kbdesk.domain.codes import CODES, Code, CodesError
from tests.icao.seal import sealed

SEAL = sealed.seal()
MODULE = 6
"""Pixels at 300 dots an inch: what the papers use."""


def symbol(data: bytes = SEAL, form: str = "QRCode", *, module: int = MODULE) -> Image.Image:
    level = {"ec_level": "Q"} if form == "QRCode" else {}
    shape = zxingcpp.create_barcode(data, getattr(zxingcpp.BarcodeFormat, form), **level)
    image = shape.to_image(scale=module, add_quiet_zones=True)
    height, width = image.shape
    return Image.frombytes("L", (width, height), memoryview(image).tobytes())


def page(*symbols: Image.Image, size: tuple[int, int] = (1240, 874)) -> Image.Image:
    """Return an A6 page at 300 dots an inch, its codes side by side."""
    sheet = Image.new("L", size, 255)
    for place, one in enumerate(symbols):
        sheet.paste(one, (60 + 620 * place, 120))
    return sheet


def saved(picture: Image.Image, form: str = "PNG", **options: object) -> bytes:
    file = BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


def seen(data: bytes) -> list[bytes]:
    return [code.data for code in codes.read(data)]


def code_of(data: bytes) -> str:
    with pytest.raises(CodesError) as told:
        codes.read(data)
    return told.value.code


GREY = page(symbol())
SEE_THROUGH = Image.new("RGBA", GREY.size, (0, 0, 0, 0))
SEE_THROUGH.putalpha(ImageChops.invert(GREY))
SEEN_THROUGH = page(symbol()).convert("P")
SEEN_THROUGH.info["transparency"] = 255
SIXTEEN = Image.frombytes("I;16", GREY.size, b"".join(bytes((shade, shade)) for shade in GREY.tobytes()))


@pytest.mark.parametrize(
    "file",
    [
        saved(GREY),
        saved(GREY.convert("1")),
        saved(GREY.convert("P")),
        saved(GREY.convert("LA")),
        saved(SIXTEEN),
        saved(SEE_THROUGH),
        saved(SEEN_THROUGH, transparency=255),
        saved(ImageChops.invert(GREY)),
        saved(GREY, "JPEG"),
        saved(GREY.convert("CMYK"), "JPEG"),
        saved(GREY.convert("RGB"), "PDF", resolution=300),
    ],
    ids=["grey", "black", "palette", "alpha", "16 bits", "clear", "a clear colour", "inverted", "jpeg", "cmyk", "pdf"],
)
def test_a_seal_is_read_from_every_kind_of_picture_as_its_very_bytes(file: bytes) -> None:
    assert seen(file) == [SEAL]


@pytest.mark.parametrize("form", ["QRCode", "DataMatrix", "Aztec"])
@pytest.mark.parametrize("turn", [0, 5, 33, 90, 180])
def test_a_seal_is_read_in_every_symbology_however_it_lies(form: str, turn: int) -> None:
    picture = page(symbol(form=form)).rotate(turn, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    assert seen(saved(picture)) == [SEAL]


def stamped(ink: float) -> Image.Image:
    """Return a page with a stamp of rings on its seal."""
    rings = Image.new("L", GREY.size, 255)
    draw = ImageDraw.Draw(rings)
    for radius in range(20, 180, 14):
        draw.ellipse((246 - radius, 306 - radius, 246 + radius, 306 + radius), outline=round(255 * (1 - ink)), width=7)
    return ImageChops.multiply(GREY, rings)


def test_a_seal_is_read_under_the_ink_of_a_stamp() -> None:
    picture = stamped(0.7)
    assert not zxingcpp.read_barcodes(picture), "it can be read at first sight: the test shows nothing"
    assert seen(saved(picture)) == [SEAL]
    assert seen(saved(picture.filter(ImageFilter.GaussianBlur(1)))) == [SEAL]


@pytest.mark.parametrize("module", [2, 16])
def test_a_seal_is_read_from_a_coarse_scan_and_from_a_close_photograph(module: int) -> None:
    picture = symbol(module=module)
    assert seen(saved(picture.filter(ImageFilter.GaussianBlur(module / 4)))) == [SEAL]


def test_every_code_is_told_once_with_its_page_and_place() -> None:
    first, second = page(symbol(), symbol(b"EJ20047118", "DataMatrix")), page(symbol())
    file = saved(first.convert("RGB"), "PDF", save_all=True, append_images=[second.convert("RGB")], resolution=300)
    found = codes.read(file)
    places = {code.data: code.place for code in found}
    assert [code.page for code in found] == [1, 1]
    left, right = places[SEAL], places[b"EJ20047118"]
    assert left is not None
    assert right is not None
    assert 0 < left.left < left.right < right.left < right.right < 1
    assert 0 < left.top < left.bottom < 1


def test_a_label_hides_no_seal_that_is_harder_to_read() -> None:
    picture = stamped(0.7)
    picture.paste(symbol(b"EJ20047118", "DataMatrix"), (800, 120))
    assert sorted(seen(saved(picture))) == sorted([SEAL, b"EJ20047118"])


def test_a_page_without_codes_has_none() -> None:
    assert codes.read(saved(page())) == ()
    assert codes.read(saved(page().convert("RGB"), "PDF", resolution=300)) == ()


@pytest.mark.parametrize(
    "text",
    [
        SEAL.hex().encode(),
        b"0x" + SEAL.hex(" ").upper().encode() + b"\r\n",
        SEAL.hex(":", 16).encode(),
        ", ".join(f"0x{byte:02X}" for byte in SEAL).encode(),
        ("\ufeff" + SEAL.hex()).encode(),
        (SEAL.hex() + "\r\n").encode("utf-16"),
        "\n".join(SEAL.hex()[at : at + 64] for at in range(0, 2 * len(SEAL), 64)).encode(),
        SEAL,
    ],
    ids=["bare", "spaced", "colons", "a program's", "with a mark", "16 bits wide", "lines", "raw"],
)
def test_a_seal_may_be_given_in_hexadecimal_digits_or_raw(text: bytes) -> None:
    assert codes.read(text) == (Code(data=SEAL),)


def test_a_raw_seal_with_a_broken_beginning_is_still_handed_to_the_judge() -> None:
    assert seen(b"\xdd" + SEAL[1:]) == [b"\xdd" + SEAL[1:]]


def bomb(width: int, height: int) -> bytes:
    """Return the beginning of a PNG that says it is huge."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = b"IDAT" + zlib.compress(bytes(1000))
    chunks = (struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in (body, data))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


MOVING = saved(page(), "PNG", save_all=True, append_images=[page(symbol())])
PAGES = [Image.new("RGB", (9, 9))] * codes.MOST_PAGES


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (b"", "codes.empty"),
        (bytes(codes.LARGEST + 1), "codes.large"),
        (saved(GREY)[:900], "codes.picture-damaged"),
        (saved(GREY, "JPEG")[:900], "codes.picture-damaged"),
        (b"\x89PNG\r\n\x1a\nno picture", "codes.picture-damaged"),
        (MOVING, "codes.picture-damaged"),
        (bomb(60_000, 60_000), "codes.picture-large"),
        (bomb(40_000, 1), "codes.picture-large"),
        (b"%PDF-1.7\nno document", "codes.pdf-damaged"),
        (saved(GREY.convert("RGB"), "PDF")[:900], "codes.pdf-damaged"),
        (saved(PAGES[0], "PDF", save_all=True, append_images=PAGES), "codes.pdf-pages"),
        (saved(GREY, "GIF"), "codes.unknown"),
        (saved(GREY, "TIFF"), "codes.unknown"),
        (saved(GREY, "BMP"), "codes.unknown"),
        (b"A letter about a seal.", "codes.unknown"),
        (b"0xABC", "codes.unknown"),
        (b"0x", "codes.unknown"),
        (bytes(70_000), "codes.unknown"),
        (b"00" * 70_000, "codes.unknown"),
        (b"00 " * 400_000, "codes.unknown"),
    ],
)
def test_what_cannot_be_looked_through_is_refused_with_its_reason(file: bytes, code: str) -> None:
    assert code_of(file) == code
    assert code in CODES


def test_a_document_of_as_many_pages_as_may_be_is_looked_through() -> None:
    assert codes.read(saved(PAGES[0], "PDF", save_all=True, append_images=PAGES[1:])) == ()


def test_a_thread_of_a_picture_takes_no_more_memory_than_a_square_one() -> None:
    for size in ((29_999, 17), (8_000, 8_000)):
        turned = codes._turned(Image.new("L", size, 255), 45)
        assert turned.width * turned.height < codes.MOST_PIXELS * 1.01
    assert codes._turned(Image.new("L", (300, 200), 255), 45).width > 350, "what is small keeps its pixels"


SMALL = symbol(module=2)
FILES = [saved(SMALL), saved(SMALL, "JPEG"), saved(SMALL.convert("RGB"), "PDF"), SEAL.hex().encode(), SEAL]


@st.composite
def damaged(draw: Callable[..., object]) -> bytes:
    """A file with some bytes changed, left out, put in or cut off, mostly near its beginning."""
    data = bytearray(draw(st.sampled_from(FILES)))
    for _ in range(draw(st.integers(0, 5))):
        at = int(len(data) * draw(st.floats(0, 0.99)) ** 3)
        match draw(st.sampled_from(("change", "drop", "put", "cut"))):
            case "change":
                data[at : at + 1] = draw(st.binary(min_size=1, max_size=1))
            case "drop":
                del data[at : at + 4]
            case "put":
                data[at:at] = draw(st.binary(max_size=8))
            case "cut":
                del data[at + 1 :]
    return bytes(data)


@pytest.mark.hypothesis
@given(st.one_of(st.binary(max_size=300), damaged()))
@example(b"\xff\xd8\xff")
@example(b"\n")
def test_any_bytes_give_codes_or_a_plain_error(data: bytes) -> None:
    try:
        found = codes.read(data)
    except CodesError as error:
        assert error.code in CODES
    else:
        assert all(code.data for code in found)


def test_a_camera_sees_the_codes_before_it_and_nothing_where_there_is_none() -> None:
    sheet = page(symbol(), symbol(b"J20047118", "DataMatrix"))
    grey = sheet.rotate(8, expand=True, fillcolor=255)
    found = codes.in_view(grey.width, grey.height, grey.tobytes())
    assert {code.data for code in found} == {SEAL, b"J20047118"}
    assert codes.in_view(64, 48, bytes(64 * 48)) == ()
