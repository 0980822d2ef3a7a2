"""What a scanner struck is read as it was meant, through whatever layout the machine has."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.burst import Shape
from kbdesk.domain.keyboard import US, Level
from kbdesk.domain.scan import Source
from kbdesk.domain.typed_scan import UNDONE, Reading, TypedScans, Wiring
from tests.domain.bursts import KEYBOARDS, blind, keys
from tests.icao.generated import made
from tests.icao.zones import ICAO_TD3, KOSOVO_CARD, SERBIAN_CARD, SERBIAN_PASSPORT, TODAY
from tests.thorough import thorough

SCANS = TypedScans(KEYBOARDS)
UNKNOWN = Wiring()
YUGOVIC = SERBIAN_PASSPORT.replace("PETROVIC<<MARKO<<", "YUGOVIC<<ZORAN<<<")


def read(text: str, host: str, *, scanner: str = US, blinded: bool = False, wiring: Wiring = UNKNOWN) -> Reading:
    struck = keys(text, scanner=KEYBOARDS[scanner], host=KEYBOARDS[host])
    return TypedScans(KEYBOARDS, wiring).read(blind(struck) if blinded else struck, today=TODAY)


@pytest.mark.parametrize("host", KEYBOARDS)
def test_a_zone_is_read_by_its_keys_under_every_layout(host: str) -> None:
    for one in made(60, seed=11):
        assert read(one.text, host).text == one.text
        assert read(one.text, host).other == ""


@pytest.mark.parametrize("host", [name for name in KEYBOARDS if name != "al-qwerty"])
def test_a_zone_of_which_only_text_arrived_is_read_or_its_two_readings_are_offered(host: str) -> None:
    for one in made(60, seed=12):
        told = read(one.text, host, blinded=True)
        assert one.text in (told.text, told.other)
        if not set("YZ") & set(one.text):
            assert (told.text, told.other) == (one.text, "")


def test_check_digits_tell_a_y_from_a_z_where_they_see_it_and_the_officer_does_where_they_do_not() -> None:
    seen = ICAO_TD3  # ZE184226B stands in the optional data, which has a digit
    for host in ("rs-latin", "rs-latin-qwerty", "rs-cyrillic", "rs-cyrillic-qwerty", "al", "de", "hr"):
        assert read(seen, host, blinded=True).text == seen
        assert read(seen, host, blinded=True).other == ""
    unseen = read(YUGOVIC, "rs-latin-qwerty", blinded=True)
    assert {unseen.text, unseen.other} == {YUGOVIC, YUGOVIC.replace("YUG", "ZUG").replace("ZORAN", "YORAN")}


def test_a_scanner_put_into_service_is_not_asked_about() -> None:
    wiring = Wiring(scanner=US, machine="rs-latin-qwerty")
    told = read(YUGOVIC, "rs-latin-qwerty", blinded=True, wiring=wiring)
    assert (told.text, told.other) == (YUGOVIC, "")
    told = read(YUGOVIC, "rs-latin", scanner="de", wiring=Wiring(scanner="de", machine="rs-latin"))
    assert (told.text, told.other) == (YUGOVIC, "")


def test_a_scanner_set_to_another_layout_is_known_by_where_it_strikes_the_filler() -> None:
    for scanner in ("de", "hr", "rs-latin", "al"):
        for host in ("us", "de", "rs-latin", "rs-cyrillic"):
            assert read(SERBIAN_CARD, host, scanner=scanner).text == SERBIAN_CARD
    told = read(YUGOVIC, "de", scanner="de")
    assert told.text == YUGOVIC
    assert told.other == YUGOVIC.replace("YUG", "ZUG").replace("ZORAN", "YORAN"), "a qwerty scanner strikes them alike"


def test_a_scanner_that_was_exchanged_for_another_is_read_all_the_same() -> None:
    told = read(ICAO_TD3, "us", scanner="de", wiring=Wiring(scanner=US, machine=US))
    assert told.text == ICAO_TD3
    odd = Wiring(scanner="de", machine=US)
    assert read("12345=67890123456789", "us", wiring=odd).text == "12345=67890123456789", "no sign of the layout found"


def test_that_a_layout_was_undone_is_said_and_only_then() -> None:
    assert read(SERBIAN_CARD, "rs-latin").scan().notes == (UNDONE,)
    assert read(SERBIAN_CARD, "us").scan().notes == ()
    assert read(SERBIAN_CARD, "rs-cyrillic", blinded=True).scan().notes == (UNDONE,)
    assert read(SERBIAN_CARD, "us", blinded=True).scan().notes == ()


def test_a_reading_becomes_a_scan_one_way_or_the_other() -> None:
    reading = Reading(text="one", other="two")
    assert reading.scan().data == "one"
    assert reading.scan(otherwise=True).data == "two"
    assert reading.scan().source is Source.WEDGE


def test_line_ends_become_line_feeds_one_for_several() -> None:
    told = read(KOSOVO_CARD.replace("\n", "\r\n") + "\r\n", "rs-latin")
    assert told.text == KOSOVO_CARD


def test_a_zone_that_was_misread_is_given_as_it_came() -> None:
    wrong = SERBIAN_CARD.replace("1234", "1235", 1)
    assert read(wrong, "rs-latin").text == wrong
    assert read(wrong, "rs-latin", blinded=True).text == wrong


def test_what_is_no_zone_is_read_by_its_keys_and_a_text_in_cyrillic_by_the_layout_that_makes_it() -> None:
    assert read("https://example.rs/a?b=c", "de").text == "https://example.rs/a?b=c"
    assert read("DC03AB12", "rs-cyrillic", blinded=True).text == "DC03AB12"
    assert read("DC03AB12", "de", blinded=True).text == "DC03AB12"


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        (SERBIAN_CARD, Shape.WHOLE),
        (SERBIAN_PASSPORT, Shape.WHOLE),
        (SERBIAN_CARD[:40], Shape.PART),
        ("IDSRB0123456784150698", Shape.PART),
        (SERBIAN_CARD + "<", Shape.ANY),
        ("<" * 200, Shape.ANY),
        ("J20047118", Shape.NUMBER),
        ("C20000010"[:8], Shape.PART),
        ("E-J20047118", Shape.NUMBER),
        ("https://example.rs/", Shape.ANY),
    ],
)
def test_the_shape_of_what_came_so_far(text: str, shape: Shape) -> None:
    assert SCANS.shape(keys(text)) is shape


@thorough
@given(
    st.lists(st.tuples(st.integers(0, 90), st.sampled_from(Level), st.characters()), max_size=100),
    st.sampled_from(["", *KEYBOARDS]),
    st.sampled_from(["", *KEYBOARDS]),
)
def test_whatever_keys_come_they_are_read(struck: list[tuple[int, Level, str]], scanner: str, machine: str) -> None:
    from kbdesk.domain.keystroke import Key, Role

    taken = [Key(at=n, code=code, level=level, text=text) for n, (code, level, text) in enumerate(struck)]
    taken = [one for one in taken if one.role in (Role.SIGN, Role.END)]
    scans = TypedScans(KEYBOARDS, Wiring(scanner=scanner, machine=machine))
    scans.read(taken, today=date(2022, 8, 10))
    scans.shape(taken)
