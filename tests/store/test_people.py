"""What the registers know of a person or a plate on another passage."""

from datetime import date
from typing import Any

import pytest

from kbdesk.domain.facts import InForce
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import Series
from kbdesk.store.store import Store
from tests.store.samples import AT, OFFICER, surrender

PERSON = {"surname": "Đurić", "given_names": "Ана", "birth_date": "1990-02-01", "personal_number": "0102990785018"}


def permit(store: Store, *, passage: str = "a" * 16, document: str = "012345678", **person: str) -> tuple[str, str]:
    """Record a permit whose document is held; return its number and the envelope's."""
    with store.act(at=AT, officer=OFFICER) as act:
        number, envelope = act.number(Series.PERMIT), act.number(Series.ENVELOPE)
        body = surrender(number, envelope, passage, document)
        act.append("surrender.recorded", {**body, "traveler": {**PERSON, **person}})
        held = {"passage": passage, "card": "traveler[1]", "envelope": envelope, "slot": "", "number": number}
        act.append("custody.held", {**held, "contents": []})
    return number, envelope


def swap(store: Store, *, plate: str, passage: str) -> str:
    """Record a registration whose old plates are held; return the envelope."""
    with store.act(at=AT, officer=OFFICER) as act:
        number, envelope = act.number(Series.REGISTRATION), act.number(Series.ENVELOPE)
        common = {"passage": passage, "card": "vehicle", "number": number, "envelope": envelope}
        body = {
            **common, "plate": f"P {number}", "valid_from": "2022-08-10", "valid_until": "2022-10-09",
            "measure": "provisional", "disposition": "held", "old_plate_canonical": plate,
        }  # fmt: skip
        act.append("swap.recorded", body)
        act.append("custody.held", {**common, "slot": "", "contents": []})
    return envelope


def known(store: Store, passage: str = "b" * 16, **card: Any) -> dict[str, InForce]:
    draft = PassageDraft(id=passage, travelers=(TravelerDraft(document_issuing_state="SRB", **card),))
    return dict(store.facts(draft).people)


@pytest.mark.parametrize(
    "card",
    [
        {"surname": "ЂУРИЋ", "given_names": "ANA", "birth_date": "1.2.1990"},
        {"surname": "DJURIC", "given_names": "ANA", "birth_date": "010290"},
        {"surname": "Ana", "given_names": "Gjuriq", "birth_date": "1990-02-01"},
        {"surname": "Anders", "given_names": "Anna", "personal_number": "0102990 785018"},
    ],
)
def test_a_person_is_found_on_another_document(desk: Store, card: dict[str, str]) -> None:
    number, _ = permit(desk)
    found = InForce(number=number, valid_until=date(2022, 11, 10))
    assert known(desk, document_number="112345678", **card) == {"traveler[1]": found}


@pytest.mark.parametrize(
    "card",
    [
        {"surname": "Đurić", "given_names": "Ana", "birth_date": "1990-02-02"},
        {"surname": "Đurić", "given_names": "Anka", "birth_date": "1990-02-01"},
        {"surname": "Đurić", "given_names": "Ana"},
        {"personal_number": "0102990785019"},
        {},
    ],
)
def test_another_person_is_not(desk: Store, card: dict[str, str]) -> None:
    permit(desk)
    permit(desk, passage="c" * 16, document="2", surname="", given_names="", birth_date="", personal_number="0" * 13)
    assert known(desk, document_number="112345678", **card) == {}
    assert known(desk, document_number="112345678", personal_number="0" * 13) == {}


def test_a_permit_on_the_same_document_is_no_other_permit(desk: Store) -> None:
    permit(desk)
    assert known(desk, document_number="012 345 678", **PERSON) == {}
    assert desk.rebuild_compare() == ()


def test_a_document_and_plates_held_since_another_passage_are_known_by_their_envelope(desk: Store) -> None:
    _, envelope = permit(desk)
    plates = swap(desk, plate="KM123AB", passage="d" * 16)
    cards: dict[str, Any] = {
        "travelers": (TravelerDraft(document_issuing_state="SRB", document_number="012-345-678"), TravelerDraft()),
        "vehicle": VehicleDraft(plate="км 123 аб"),
        "trailer": VehicleDraft(plate="BG 123-AB"),
    }
    assert desk.facts(PassageDraft(id="b" * 16, **cards)).held == {"traveler[1]": envelope, "vehicle": plates}
    assert desk.facts(PassageDraft(id="a" * 16, **cards)).held == {"vehicle": plates}
    assert desk.facts(PassageDraft(id="d" * 16, **cards)).held == {"traveler[1]": envelope}
