"""What a scan is, and what it looks like where it is nothing the desk works with."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain import numbers
from kbdesk.domain.scan import Recognised, Scan, ScanKind, Source, what_is
from kbdesk.domain.scan_looks import Looks
from kbdesk.icao import mrz

TODAY = date(2022, 8, 10)
OURS = numbers.make("J", "2", 4711)
PASSPORT = "P<SRBJOVANOVIC<<MILICA<<<<<<<<<<<<<<<<<<<<<<\n0098765431SRB8506154F3001011<<<<<<<<<<<<<<04"
CARD = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
PERMIT = mrz.write_td2(
    document_code="AC",
    issuing_state="RKS",
    surname="JOVANOVIC",
    given_names="MILICA",
    document_number=OURS,
    nationality="SRB",
    birth_date="1985-06-15",
    sex="F",
    expiry_date=date(2022, 11, 10),
)
SEAL = b"\xdc\x03" + bytes(range(120))


def seen(data: str | bytes, source: Source = Source.SERIAL) -> Recognised:
    return what_is(Scan(data=data, source=source), today=TODAY)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PASSPORT, ScanKind.ZONE),
        (PASSPORT.replace("\n", "\r") + "\r", ScanKind.ZONE),
        (f"\x02{PASSPORT}\x03", ScanKind.ZONE),
        (PASSPORT.replace("\n", "").lower(), ScanKind.ZONE),
        (CARD, ScanKind.ZONE),
        (CARD.encode(), ScanKind.ZONE),
        (PERMIT, ScanKind.PERMIT_ZONE),
        (SEAL, ScanKind.SEAL),
        (SEAL.hex(), ScanKind.SEAL),
        (SEAL.hex(" ").upper(), ScanKind.SEAL),
        (f"0x{SEAL.hex()}", ScanKind.SEAL),
        (SEAL.decode("latin-1"), ScanKind.SEAL),
        (f"E{OURS}", ScanKind.ENVELOPE),
        (numbers.spelled_envelope(OURS), ScanKind.ENVELOPE),
        (f"]C1E{OURS}", ScanKind.ENVELOPE),
        (OURS, ScanKind.NUMBER),
        (f"P {OURS[2:8]} {OURS[:2]} {OURS[8:]}", ScanKind.NUMBER),
        ("KM 123-AB", ScanKind.PLATE),
        ("01-123-AB", ScanKind.PLATE),
        ("009876543", ScanKind.DOCUMENT_NUMBER),
        ("P01234567", ScanKind.DOCUMENT_NUMBER),
    ],
)
def test_every_kind_of_scan_is_known(data: str | bytes, kind: ScanKind) -> None:
    assert seen(data).kind is kind


@pytest.mark.parametrize(
    ("data", "looks"),
    [
        ("", Looks.EMPTY),
        ("\r\n", Looks.EMPTY),
        ("3017620422003", Looks.PRODUCT),
        ("036000291452", Looks.PRODUCT),
        ("https://example.org/menu?table=4", Looks.ADDRESS),
        ("WIFI:S:guest;T:WPA;P:secret;;", Looks.ADDRESS),
        ("@\n\x1e\rANSI 636026080102DL00410288ZA03290015DLDAQD12345678\nDCSSAMPLE", Looks.DRIVING_LICENCE),
        (PASSPORT[:50], Looks.HALF_ZONE),
        (PASSPORT.partition("\n")[0], Looks.HALF_ZONE),
        (PASSPORT.partition("\n")[2], Looks.HALF_ZONE),
        (f"{PASSPORT}\n{CARD}", Looks.TWO_ZONES),
        (PASSPORT.replace("\n", "") * 2, Looks.TWO_ZONES),
        (f"{PASSPORT}\n{CARD[:40]}", Looks.TWO_ZONES),
        (f"{PASSPORT}\nXX<", Looks.DAMAGED_ZONE),
        ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<", Looks.VISA),
        (SEAL.hex()[:20], Looks.HALF_SEAL),
        (f"{OURS[:8]}{'A' if OURS[8] != 'A' else 'B'}", Looks.DAMAGED_NUMBER),
        ("471108", Looks.SECOND_CODE),
        (b"\xff\xfe\x80\x81garbage", Looks.BINARY),
        ("\x01\x05\x07\x1b[2J\x7f", Looks.BINARY),
        ("the quick brown fox", Looks.TEXT),
    ],
)
def test_what_is_nothing_of_the_desk_is_said_to_look_like_something(data: str | bytes, looks: Looks) -> None:
    found = seen(data)
    assert (found.kind, found.looks) == (ScanKind.UNKNOWN, looks)


def test_a_seal_keeps_its_bytes_by_every_road() -> None:
    roads = (SEAL, SEAL.hex(), SEAL.hex(":"), SEAL.decode("latin-1"))
    assert [seen(road).seal for road in roads] == [SEAL] * 4


def test_a_zone_keeps_its_lines() -> None:
    assert mrz.read(seen(f"\x02{PASSPORT}\x03\r").text, today=TODAY).document_number == "009876543"


def test_a_damaged_number_is_neither_ours_nor_a_document() -> None:
    damaged = [f"{OURS[:8]}{c}" for c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" if c != OURS[8]]
    assert {seen(number).looks for number in damaged} == {Looks.DAMAGED_NUMBER}
    assert seen(OURS).looks is None


@given(st.one_of(st.binary(max_size=3000), st.text(max_size=600), st.text("P<SRBI0123456789 \r\n", max_size=220)))
def test_whatever_is_scanned_has_a_kind(data: str | bytes) -> None:
    found = seen(data)
    assert (found.kind is ScanKind.UNKNOWN) == (found.looks is not None)
    assert bool(found.seal) == (found.kind is ScanKind.SEAL)


@pytest.mark.parametrize(
    "data",
    [
        *(b"\x00" * 1_000_000, b"<" * 1_000_000, "DC03" * 250_000, "A" * 1_000_000, " " * 1_000_000),
        *("\x1e" * 1_000_000, "@" + " " * 1_000_000, "E-J2" * 250_000, ("P<SRB" + "<" * 39 + "\n") * 22_000),
    ],
)
def test_a_megabyte_is_known_for_what_it_is_in_a_moment(data: str | bytes) -> None:
    began = time.process_time()
    assert seen(data).kind is ScanKind.UNKNOWN
    assert time.process_time() - began < 0.25
