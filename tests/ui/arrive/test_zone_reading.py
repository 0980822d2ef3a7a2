"""What is shown of a zone."""

from datetime import date

from kbdesk.domain.findings import Finding
from kbdesk.domain.vocabulary import Severity
from kbdesk.ui.arrive.numbering import Numbered
from kbdesk.ui.arrive.zone_reading import Doubt, same_zone, zone_reading
from tests.icao.zones import ICAO_MRVA, ICAO_TD2, SERBIAN_PASSPORT
from tests.ui.arrive.people import LJUBICA, MILAN, passengers

TODAY = date(2022, 8, 10)


def finding(name: str, severity: Severity) -> Numbered:
    found = Finding("some-code", severity, f"traveler[1].{name}")
    return Numbered(number=1, finding=found, card="traveler[1]", name=name)


def test_all_check_digits_of_a_good_zone_hold() -> None:
    reading = zone_reading(MILAN, today=TODAY)
    assert reading is not None
    assert (reading.holds, reading.digits) == (4, 4)
    assert reading.doubts(()) == ()


def test_a_wrong_digit_is_counted_and_its_field_boxed() -> None:
    reading = zone_reading(MILAN.replace("780314", "780315"), today=TODAY)
    assert reading is not None
    assert (reading.holds, reading.digits) == (2, 4)
    assert reading.doubts(()) == (Doubt(line=1, start=0, end=6, severity=Severity.WARN),)


def test_a_finding_boxes_its_place_in_its_severity() -> None:
    reading = zone_reading(MILAN, today=TODAY)
    assert reading is not None
    found = [finding("document_expires_on", Severity.STOP), finding("sex", Severity.NOTE)]
    assert reading.doubts(found) == (Doubt(line=1, start=8, end=14, severity=Severity.STOP),)


def test_names_and_sex_never_get_a_tick() -> None:
    reading = zone_reading(MILAN, today=TODAY)
    assert reading is not None
    assert [reading.covers(n) for n in ("surname", "sex", "birth_date", "personal_number")] == [
        False,
        False,
        True,
        True,
    ]


def test_a_value_comes_from_the_zone_only_while_it_is_what_the_zone_says() -> None:
    reading = zone_reading(SERBIAN_PASSPORT, today=TODAY)
    assert reading is not None
    assert reading.gives("document_number", "012345678")
    assert not reading.gives("document_number", "012345679")
    assert not reading.gives("residence", "")


def test_half_a_zone_is_no_zone() -> None:
    assert zone_reading(MILAN[:61], today=TODAY) is None


def test_a_slip_put_right_is_the_same_document() -> None:
    slip = MILAN.replace("008123456", "008123457")
    assert same_zone(slip, MILAN, today=TODAY)
    assert same_zone(MILAN, slip, today=TODAY)
    assert same_zone(MILAN[:80], MILAN, today=TODAY)


def test_twins_with_documents_from_one_drawer_are_two_people() -> None:
    one, other = passengers(2)
    assert not same_zone(one, other, today=TODAY)
    assert not same_zone(MILAN, LJUBICA, today=TODAY)
    assert not same_zone(MILAN, SERBIAN_PASSPORT, today=TODAY)


def test_a_repaired_zone_holds_and_its_right_reading_is_the_same_document() -> None:
    misread = MILAN.replace("008123456", "O08123456")
    reading = zone_reading(misread, today=TODAY)
    assert reading is not None
    assert (reading.holds, reading.digits, reading.is_right) == (4, 4, False)
    assert same_zone(misread, MILAN, today=TODAY)
    assert same_zone(MILAN, misread, today=TODAY)


def test_a_visa_shows_its_three_check_digits_and_gives_way_to_the_document() -> None:
    reading = zone_reading(ICAO_MRVA, today=TODAY)
    assert reading is not None
    assert (reading.holds, reading.digits, reading.covers("personal_number")) == (3, 3, False)
    assert same_zone(ICAO_MRVA, SERBIAN_PASSPORT, today=TODAY)
    assert not same_zone(SERBIAN_PASSPORT, ICAO_MRVA, today=TODAY)


def test_a_large_card_is_read_for_show() -> None:
    reading = zone_reading(ICAO_TD2, today=TODAY)
    assert reading is not None
    assert (reading.layout.name, reading.holds, reading.digits) == ("TD2", 4, 4)
