"""What an optical reader saw is a zone where its check digits hold in one way, and no letter might be another."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.icao.optical import Optical, Seen, seen_zone

TODAY = date(2022, 8, 10)
CARD = "IDSRB00812345631403978910018<<\n7803141M2805140SRB<<<<<<<<<<<1\nSTOJILJKOVIC<<MILAN<<<<<<<<<<<"
PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"


def told(zone: str, *, sure: bool = True) -> Optical:
    return seen_zone([Seen(zone=zone, sure=sure)], today=TODAY)


@pytest.mark.parametrize("zone", [CARD, PASSPORT])
def test_a_zone_that_was_seen_well_is_taken(zone: str) -> None:
    assert told(zone) == Optical(zone=zone)


@pytest.mark.parametrize(
    ("zone", "seen"),
    [
        (CARD, CARD.replace("00812345631403978910018", "OO8123456314O397891OO18").replace("2805140", "28O514O")),
        (CARD, CARD.replace("978910018", "97B91OO1B")),
        (PASSPORT, PASSPORT.replace("L898902", "L8989O2").replace("<<<<<10", "<<<<<1O")),
        (PASSPORT, PASSPORT.replace("UTO7", "UT07")),
    ],
)
def test_letters_that_look_like_digits_are_told_apart_by_check_digits(zone: str, seen: str) -> None:
    assert seen != zone and told(seen) == Optical(zone=zone)


def test_what_no_check_digit_covers_must_have_been_seen_surely() -> None:
    assert told(CARD, sure=False) == Optical(blurred=True)


@pytest.mark.parametrize(
    "seen",
    [
        PASSPORT.replace("7408122", "7408132"),
        PASSPORT.replace("UTO7", "UT67"),
        PASSPORT.replace("ERIKSSON", "ERIK6SON"),
        "V" + PASSPORT[1:],
        PASSPORT[:-1],
        "",
    ],
)
def test_what_does_not_hold_is_not_taken(seen: str) -> None:
    assert told(seen).zone == ""


def test_the_first_that_holds_is_taken() -> None:
    seen = [Seen(zone="5" * 88, sure=True), Seen(zone=CARD, sure=False), Seen(zone=PASSPORT, sure=True)]
    assert seen_zone(seen, today=TODAY) == Optical(zone=PASSPORT)


@given(st.text(alphabet="<0O8BAZ1\n", max_size=120))
def test_no_rubbish_is_a_fault(text: str) -> None:
    assert told(text).zone in ("", text) or len(told(text).zone) == len(text)
