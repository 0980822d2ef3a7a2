"""The bytes of a seal against the standard's examples, a second reader, and everything that is no seal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.icao.seal import c40, codec, dates
from kbdesk.icao.seal import header as head
from kbdesk.icao.seal.codec import Feature
from kbdesk.icao.seal.errors import SealFieldError, SealFormatError
from tests.icao.seal import independent, sealed
from tests.thorough import parser

LETTERS = st.text(" 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", max_size=200)


@pytest.mark.parametrize(("text", "data"), [("XK<CD", "eb0466a9"), ("XKCD", "eb11fe45"), ("", ""), ("A", "fe42")])
def test_c40_writes_and_reads_the_standards_examples(text: str, data: str) -> None:
    assert c40.encode(text).hex() == data
    assert c40.decode(bytes.fromhex(data)) == text.replace("<", " ")


@given(LETTERS)
def test_every_c40_text_comes_back_and_a_second_reader_reads_the_same(text: str) -> None:
    assert c40.decode(c40.encode(text)) == text
    assert independent.c40(c40.encode(text)) == text


@given(st.binary(max_size=40))
def test_any_bytes_are_a_c40_text_that_writes_them_again_or_refused(data: bytes) -> None:
    try:
        text = c40.decode(data)
    except SealFormatError:
        return
    assert c40.encode(text) == data


@pytest.mark.parametrize("text", ["a", "Č", "A-B", "A\n"])
def test_c40_refuses_what_it_has_no_code_for(text: str) -> None:
    with pytest.raises(ValueError, match="capitals"):
        c40.encode(text)
    assert c40.encode("A B")


@pytest.mark.parametrize("data", ["00", "0000", "ffff", "fe42eb11", "fe00", "fe3d", "0003", "eb1100"])
def test_c40_refuses_what_means_nothing(data: str) -> None:
    with pytest.raises(SealFormatError):
        c40.decode(bytes.fromhex(data))


@given(st.dates())
def test_every_date_comes_back_and_a_second_reader_reads_the_same(day: date) -> None:
    assert dates.decode(dates.encode(day)) == day
    assert independent.date(dates.encode(day)) == day.isoformat()


def test_a_date_is_the_standards_number_and_no_other_number_is_one() -> None:
    assert dates.encode(date(1957, 3, 25)) == bytes.fromhex("319ef5")
    for digits in (2301957, 13011957, 1010000, 0, 2**24 - 1):
        with pytest.raises(SealFormatError):
            dates.decode(digits.to_bytes(3, "big"))


@given(
    country=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=3),
    reference=st.integers(0, 2**160),
    days=st.tuples(st.dates(), st.dates()),
    features=st.dictionaries(st.integers(0, 254), st.binary(max_size=300), max_size=5),
    signature=st.binary(min_size=1, max_size=96).map(lambda half: half + half),
)
def test_a_seal_comes_back_whole_and_a_second_reader_reads_the_same(
    country: str, reference: int, days: tuple[date, date], features: dict[int, bytes], signature: bytes
) -> None:
    header = replace(
        sealed.PERMIT, issuer=country, reference=f"{reference:X}", document_issued_on=days[0], signed_on=days[1]
    )
    parts = tuple(Feature(tag, value) for tag, value in features.items())
    data = codec.assemble(codec.message(header, parts), signature)
    read, other = codec.read(data), independent.decode(data)
    assert (read.header, read.features, read.signature) == (header, parts, signature)
    assert (other["issuer"], other["signer"], other["reference"]) == (country, "UTDR", header.reference)
    assert (other["issued"], other["signed"], other["type"]) == (days[0].isoformat(), days[1].isoformat(), "5e03")
    assert other["features"] == features
    assert (other["content"], other["r"] + other["s"]) == (read.signed, signature)


def version_3(length: int = 5) -> bytes:
    """Return a seal of version 3: reference of fixed length, lengths of one byte."""
    begin = bytes.fromhex("dc02") + c40.encode("D<<") + c40.encode("DETS0001A")
    signed = begin + dates.encode(sealed.TODAY) * 2 + b"\xfd\x02"
    return signed + bytes((0x04, length)) + b"x" * length + b"\xff\x40" + bytes(range(64))


def test_a_seal_of_version_3_is_read_and_none_is_written() -> None:
    seal = codec.read(version_3(200))
    assert (seal.header.version, seal.header.issuer, seal.header.signer) == (3, "D", "DETS")
    assert seal.header.reference == "1A"
    assert seal.features == (Feature(4, b"x" * 200),)
    with pytest.raises(SealFieldError, match="version"):
        head.encode(seal.header)


def test_a_signer_that_counts_in_tens_is_read_as_it_writes() -> None:
    for signer, digits, length in (("DEZV", "12", 12), ("DETS", "0C", 12)):
        data = (
            bytes.fromhex("dc03") + c40.encode("D<<") + c40.encode(signer + digits) + c40.encode("A" * length)
            + dates.encode(sealed.TODAY) * 2 + b"\x01\xc8\xff\x02ab"
        )  # fmt: skip
        assert codec.read(data).header.reference == "A" * length


@pytest.mark.parametrize("size", range(len(sealed.seal())))
def test_a_seal_cut_anywhere_is_refused(size: int) -> None:
    with pytest.raises(SealFormatError):
        codec.read(sealed.seal()[:size])


@pytest.mark.parametrize(
    "tail",
    ["0280", "028100", "02817f", "02820080", "0284ffffffff", "0285ffffffffff", "02ff", "ff00", "ff0161", "ff024142ff",
     "020141020142ff024142"],
)  # fmt: skip
def test_a_message_zone_that_lies_about_its_lengths_is_refused(tail: str) -> None:
    begin = head.encode(sealed.PERMIT)
    with pytest.raises(SealFormatError):
        codec.read(begin + bytes.fromhex(tail))
    assert codec.read(begin + bytes.fromhex("020141030142ff024142")).signature == b"AB"


@pytest.mark.parametrize(
    ("place", "byte"), [(0, 0xDD), (1, 0x01), (1, 0x04), (2, 0xFF), (16, 0), (16, 0xFF), (10, 0xFF), (13, 0xFF)]
)
def test_a_head_that_is_none_is_refused(place: int, byte: int) -> None:
    data = bytearray(sealed.seal())
    data[place] = byte
    with pytest.raises(SealFormatError):
        codec.read(bytes(data))


def test_a_head_whose_words_are_none_is_refused() -> None:
    rest = dates.encode(sealed.TODAY) * 2 + b"\x5e\x03\xff\x02ab"
    good = bytes.fromhex("dc03") + c40.encode("UTO") + c40.encode("UTDR01") + c40.encode("1") + rest
    assert codec.read(good).header.reference == "1"
    for country, signer, reference in (
        ("1TO", "UTDR01", "1"), ("UTO", "1TDR01", "1"), ("UTO", "UTDR01", "G"), ("UTO", "UTDRZ1", "1"),
        ("UTO", "UTDR02", "1"), ("UTO", "UTDR01", " "), ("   ", "UTDR01", "1"),
    ):  # fmt: skip
        with pytest.raises(SealFormatError):
            codec.read(bytes.fromhex("dc03") + c40.encode(country) + c40.encode(signer) + c40.encode(reference) + rest)


@pytest.mark.parametrize(
    "change",
    [{"issuer": "1"}, {"issuer": "ABCD"}, {"signer": "UT"}, {"reference": "xyz"}, {"reference": "F" * 256},
     {"feature_reference": 0}, {"feature_reference": 255}],
)  # fmt: skip
def test_a_head_that_cannot_be_written_names_its_field(change: dict[str, str | int]) -> None:
    with pytest.raises(SealFieldError, match=next(iter(change))):
        head.encode(replace(sealed.PERMIT, **change))


def test_a_tag_out_of_range_is_not_written_and_too_much_is_not_read() -> None:
    with pytest.raises(SealFieldError):
        codec.message(sealed.PERMIT, (Feature(255, b"a"),))
    with pytest.raises(SealFormatError, match="65536"):
        codec.read(b"\xdc" * 65_537)


@pytest.mark.hypothesis
@given(st.binary(max_size=4096))
@parser
def test_any_bytes_after_a_good_head_are_read_or_refused(data: bytes) -> None:
    for begin in (b"", head.encode(sealed.PERMIT), version_3()[:18]):
        try:
            seal = codec.read(begin + data)
        except SealFormatError:
            continue
        assert seal.signed
        assert begin == b"" or (begin + data).startswith(seal.signed)
