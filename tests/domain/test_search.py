"""What a card is found by, and what a typed text may ask for."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.search import (
    LONGEST_TEXT,
    Matched,
    Reading,
    SearchItem,
    SearchKind,
    field_keys,
    item,
    matched,
    readings,
    text_keys,
    understand,
)

TODAY = date(2022, 8, 10)
AT = datetime(2022, 8, 10, 8, tzinfo=timezone(timedelta(hours=2)))
TRAVELER = {
    "surname": "Ђурић", "given_names": "Ана", "birth_date": "1.2.1990", "personal_number": "0102990785018",
    "document_issuing_state": "SRB", "document_number": "012345678", "documents": [{"number": "P1234567"}],
}  # fmt: skip
VEHICLE = {"plate": "km 123-ab", "vin": "WVWZZZ1JZXW000001", "holder_company": "Prevoz Proba d.o.o."}
PERMIT = {"number": "J20047118", "envelope": "J20000017", "passage": "a" * 16, "card": "traveler[1]"}


def found(kind: str, **body: Any) -> SearchItem:
    made = item(kind, body, at=AT, officer="Officer")
    assert made is not None
    return made


def asks(text: str, made: SearchItem) -> bool:
    """Tell whether some reading of a text is met by a card, exactly."""
    asked = understand(text, today=TODAY)
    return any(
        all(of & made.keys for of in reading.keys)
        and all(any(word & other for other in made.words) for word in reading.words)
        for reading in readings(asked, made.keys)
    )


def test_a_permit_is_kept_as_it_is_shown() -> None:
    made = found("surrender.recorded", **PERMIT, traveler=TRAVELER, vehicle_plate="KM 123-AB")
    assert (made.kind, made.number, made.name, made.born) == (SearchKind.PERMIT, "J20047118", "Ђурић Ана", "1990-02-01")
    assert (made.document, made.plate, made.envelope, made.on) == (
        "SRB 012345678", "KM 123-AB", "J20000017", "2022-08-10"
    )  # fmt: skip
    assert (made.officer, made.passage, made.card) == ("Officer", "a" * 16, "traveler[1]")


@pytest.mark.parametrize(
    "text",
    [
        *("J2 004711 8", "j20047118", "Ј2 004711 8", "J2OO47118"),
        *("E-J2 000001 7", "e-j20000017", "Е-Ј2 000001 7", "J2 000001 7"),
        *("012345678", "012 345 678", "O12345678", "P1234567"),
        *("KM 123-AB", "км123аб", "KM123AB"),
        *("10.8.2022", "2022-08-10", "01.02.1990", "010290"),
        *("officer", "OFFICER", "0102990785018"),
        *("Đurić", "Djuric", "ГЈУРИЋ Ana", "ana đurić", "Gjuriq"),
        *("Ana 10.8.2022", "Đurić officer", "officer 10.8.2022", "Ana KM 123-AB", "Đurić, Ana 012345678"),
    ],
)
def test_a_permit_answers_to(text: str) -> None:
    assert asks(text, found("surrender.recorded", **PERMIT, traveler=TRAVELER, vehicle_plate="KM 123-AB"))


@pytest.mark.parametrize(
    "text",
    [
        "J2 004711 9",
        "E-J2 004711 8",
        "012345679",
        "11.8.2022",
        "Ana 11.8.2022",
        "Petar",
        "Ana Petar",
        "officer2",
        "",
        "–",
    ],
)
def test_a_permit_does_not_answer_to(text: str) -> None:
    assert not asks(text, found("surrender.recorded", **PERMIT, traveler=TRAVELER, vehicle_plate="KM 123-AB"))


@pytest.mark.parametrize(
    "text", ["P 004711 J2 8", "KM 123-AB", "WVWZZZ1JZXW000001", "wvw zzz 1jzxw000001", "Prevoz Proba"]
)
def test_a_registration_answers_to(text: str) -> None:
    body = {**PERMIT, "plate": "P 004711 J2 8", "old_plate": "KM 123-AB", "vehicle": VEHICLE}
    assert asks(text, found("swap.recorded", **body))


def test_what_happened_earlier_is_found_on_the_day_it_happened() -> None:
    made = found("surrender.recorded", **PERMIT, traveler=TRAVELER, occurred_at="2022-08-08T22:10:00+02:00")
    assert made.on == "2022-08-08"
    assert asks("8.8.2022", made)
    assert not asks("10.8.2022", made)


def test_two_officers_are_no_way_to_read_a_text_but_one_and_a_name_are() -> None:
    known = {"ojelena", "odragan", "t2022-08-10"}
    both = readings(understand("jelena dragan", today=TODAY), known)
    assert [len(reading.words) for reading in both] == [2]
    twice = readings(understand("jelena jelena 10.8.2022", today=TODAY), known)
    assert [(len(reading.words), len(reading.keys)) for reading in twice] == [(2, 1), (0, 3)]


PERSON = {"surname": "Đurić", "given_names": "Ana", "birth_date": "1990-02-01"}


def test_a_claim_is_found_by_its_number_that_of_the_paper_and_the_name() -> None:
    made = found("claim.recorded", number="J20000017", claimed="B10000018", envelope=None, person=PERSON)
    assert (made.kind, made.name, made.document) == (SearchKind.CLAIM, "Đurić Ana", "")
    assert asks("B1 000001 8", made)
    assert asks("J2 000001 7", made)
    assert asks("Ђурић", made)


def test_a_return_is_found_by_its_number_and_day_and_its_person_by_the_permit_alone() -> None:
    made = found("return.recorded", number="J20000017", returned="J20047118", envelope="J20000025", person=PERSON)
    assert (made.kind, made.name, made.words) == (SearchKind.RETURN, "Đurić Ana", ())
    assert asks("J2 000001 7", made)
    assert asks("10.8.2022", made)
    assert not asks("Đurić", made)
    assert not asks("J2 004711 8", made)


def test_entries_of_no_card_are_not_found() -> None:
    assert item("shift.opened", {"officer": "x"}, at=AT, officer="x") is None
    assert item("refusal.recorded", {"number": "J20000017"}, at=AT, officer="x") is None
    assert item("refusal.recorded", {"number": "J20000017", "vehicle": VEHICLE}, at=AT, officer="") is not None


def test_a_date_that_is_none_is_shown_as_typed_and_found_by_nothing() -> None:
    made = found("surrender.recorded", **PERMIT, traveler={**TRAVELER, "birth_date": "soon"})
    assert made.born == "soon"
    assert not [key for key in made.keys if key.startswith("b")]


def test_a_word_may_be_a_name_or_an_officer_and_both_are_read() -> None:
    asked = understand("Marko", today=TODAY)
    assert readings(asked, {"omarko"}) == (
        Reading(keys=(), words=(frozenset({"marko"}),)),
        Reading(keys=(frozenset({"omarko"}),), words=()),
    )
    assert len(readings(asked, set())) == 1


@given(st.text(max_size=3 * LONGEST_TEXT))
def test_any_text_can_be_understood(text: str) -> None:
    asked = understand(text, today=TODAY)
    known = {key for span in asked.spans for key in span.keys}
    assert len(asked.pieces) <= 8
    assert all(reading.keys or reading.words for reading in readings(asked, known))
    assert text_keys(text, today=TODAY) >= frozenset()


def test_what_was_matched_is_the_field_that_has_the_key() -> None:
    fields = field_keys(
        number="J20047118", envelope="J20000017", document="SRB 012345678", plate="KM 123-AB", born="1990-02-01",
        on="2022-08-10", officer="officer",
    )  # fmt: skip
    wanted = {
        "J2 004711 8": Matched.NUMBER, "E-J2 000001 7": Matched.ENVELOPE, "012 345 678": Matched.DOCUMENT,
        "KM123AB": Matched.PLATE, "1.2.1990": Matched.BORN, "10.8.2022": Matched.ON, "officer": Matched.OFFICER,
        "WVWZZZ1JZXW000001": Matched.OTHER,
    }  # fmt: skip
    assert {text: matched(fields, text_keys(text, today=TODAY)) for text in wanted} == wanted


def test_a_text_as_a_whole_has_keys_only_where_all_its_pieces_are_one_thing() -> None:
    assert understand("E-J2 004711 8", today=TODAY).whole == {"eJ20047118"}
    several = understand("one two three four five", today=TODAY)
    assert several.spans and several.whole == frozenset()


def test_what_came_with_a_manifest_is_found_by_each_thing_in_it_and_by_nobodys_name() -> None:
    row = {"envelope": "J20000017", "held_for": "J20047118", "contents": ["identity-card SRB 012345678"]}
    made = found("custody.received", manifest="M10000095", rows=[row, "damaged"])
    assert (made.kind, made.number, made.envelope, made.name) == (SearchKind.ARRIVAL, "M10000095", "J20000017", "")
    for text in ("M1 000009 5", "E-J2 000001 7", "J2 004711 8", "012345678", "10.8.2022", "officer"):
        assert asks(text, made), text
    assert not asks("J2 000002 5", made)
    assert found("custody.received", manifest="M10000095", rows=[row, row]).envelope == ""
