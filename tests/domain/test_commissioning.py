"""One scan of a known code tells the scanner's layout and the machine's, whichever they are."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from kbdesk.domain.commissioning import PROBE, ZONE, in_service
from kbdesk.domain.keyboard import US, Keyboard, Level
from kbdesk.domain.typed_scan import TypedScans
from kbdesk.icao.mrz import read
from tests.domain.bursts import KEYBOARDS, blind, keys
from tests.icao.zones import SERBIAN_PASSPORT, TODAY

ALIKE = {"rs-latin": "hr"}
"""Two layouts that type the code alike, and everything that a scanner sends."""
CAN_TYPE_IT = [name for name, board in KEYBOARDS.items() if all(sign in board.places for sign in PROBE)]


def struck(scanner: str, host: str, end: str = "\r") -> list:
    return keys(PROBE + end, scanner=KEYBOARDS[scanner], host=KEYBOARDS[host])


def test_a_scanner_may_be_set_to_any_layout_with_latin_letters() -> None:
    assert {US, "de", "hr", "rs-latin", "rs-latin-qwerty", "al"} <= set(CAN_TYPE_IT)
    assert not [name for name in CAN_TYPE_IT if "cyrillic" in name]


@pytest.mark.parametrize(("scanner", "host"), [*product(CAN_TYPE_IT, KEYBOARDS)])
def test_its_keys_tell_the_scanner_and_the_machine(scanner: str, host: str) -> None:
    told = in_service(struck(scanner, host), KEYBOARDS)
    assert told is not None
    assert told.by_keys
    assert told.wiring.scanner == ALIKE.get(scanner, scanner)
    assert KEYBOARDS[told.wiring.machine].signs.items() >= {
        (KEYBOARDS[scanner].places[sign], KEYBOARDS[host].signs.get(KEYBOARDS[scanner].places[sign]))
        for sign in PROBE
        if KEYBOARDS[scanner].places[sign] in KEYBOARDS[host].signs
    }


@pytest.mark.parametrize("host", KEYBOARDS)
def test_where_only_text_arrives_the_text_tells_both(host: str) -> None:
    told = in_service(blind(struck(US, host)), KEYBOARDS)
    assert told is not None
    assert not told.by_keys
    assert (told.wiring.scanner, told.wiring.machine) == (US, ALIKE.get(host, host))


@pytest.mark.parametrize("scanner", ["us", "de", "hr", "al"])
@pytest.mark.parametrize("host", ["us", "de", "hr", "al", "rs-cyrillic"])
@pytest.mark.parametrize("sees_keys", [True, False])
def test_a_scanner_put_into_service_reads_every_name_right(scanner: str, host: str, sees_keys: bool) -> None:
    zone = SERBIAN_PASSPORT.replace("PETROVIC<<MARKO<<", "YUGOVIC<<ZORAN<<<")
    shown = (lambda taken: taken) if sees_keys else blind
    told = in_service(shown(struck(scanner, host)), KEYBOARDS)
    assert told is not None
    scan = keys(zone, scanner=KEYBOARDS[scanner], host=KEYBOARDS[host])
    reading = TypedScans(KEYBOARDS, told.wiring).read(shown(scan), today=TODAY)
    assert (reading.text, reading.other) == (zone, "")


@pytest.mark.parametrize("scanner", ["us", "de", "hr", "al"])
@pytest.mark.parametrize("host", ["us", "de", "al", "rs-cyrillic"])
@pytest.mark.parametrize("sees_keys", [True, False])
def test_the_zone_of_a_specimen_does_for_a_reader_that_reads_no_codes(scanner: str, host: str, sees_keys: bool) -> None:
    assert read(ZONE, today=TODAY).valid
    zone = SERBIAN_PASSPORT.replace("PETROVIC<<MARKO<<", "YUGOVIC<<ZORAN<<<")
    shown = (lambda taken: taken) if sees_keys else blind
    boards = {"scanner": KEYBOARDS[scanner], "host": KEYBOARDS[host]}
    told = in_service(shown(keys(f"{ZONE}\r", **boards)), KEYBOARDS)
    assert told is not None
    reading = TypedScans(KEYBOARDS, told.wiring).read(shown(keys(zone, **boards)), today=TODAY)
    assert (reading.text, reading.other) == (zone, "")


def test_a_machine_of_a_layout_that_nobody_knows_is_no_hindrance_to_one_that_tells_keys() -> None:
    odd = Keyboard("odd", dict.fromkeys(KEYBOARDS[US].signs, "x"))
    told = in_service(keys(PROBE, host=odd), KEYBOARDS)
    assert told is not None
    assert (told.wiring.scanner, told.wiring.machine) == (US, "")
    assert in_service(blind(keys(PROBE, host=odd)), KEYBOARDS) is None


def test_caps_lock_changes_nothing() -> None:
    swapped = [replace(key, text=key.text.swapcase()) for key in struck(US, "rs-latin")]
    told = in_service(swapped, KEYBOARDS)
    assert told is not None
    assert (told.wiring.scanner, told.wiring.machine) == (US, "hr")


def test_any_other_scan_tells_nothing() -> None:
    assert in_service(keys(SERBIAN_PASSPORT), KEYBOARDS) is None
    assert in_service(keys("A" * len(PROBE)), KEYBOARDS) is None
    assert in_service(blind(keys("A" * len(PROBE))), KEYBOARDS) is None
    assert in_service([], KEYBOARDS) is None
    assert Level.PLAIN is Level(0)
