import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.passage import (
    CardDecision,
    Document,
    Override,
    PassageDraft,
    TravelerDraft,
    VehicleDraft,
    text_fields,
)
from kbdesk.domain.passage_json import card_to_json, from_json, to_json, traveler_from_json, vehicle_from_json
from kbdesk.domain.vocabulary import Direction

ANA = TravelerDraft(surname="Testović", given_names="Ana")
MILAN = TravelerDraft(surname="Пробић", given_names="Милан")
CAR = VehicleDraft(plate="KM 123-AB")
TRAILER = VehicleDraft(plate="AB-123 KM")
EMPTY = PassageDraft(id="0123456789abcdef")
FULL = replace(EMPTY, travelers=(ANA, MILAN), vehicle=CAR, trailer=TRAILER, direction=Direction.EXIT, done=("vehicle",))

texts = st.text(max_size=12)
acts = {
    "reasons": st.dictionaries(texts, texts, max_size=2),
    "overrides": st.lists(st.builds(Override, finding=texts, field=texts, reason=texts), max_size=2).map(tuple),
    "decision": st.builds(CardDecision, action=texts, reason=texts, article=texts),
}
documents = st.lists(st.builds(Document, number=texts, issued_on=texts), max_size=2).map(tuple)
travelers = st.builds(
    TravelerDraft, surname=texts, personal_number=texts, mrz=texts, portrait=st.binary(max_size=9), **acts,
    documents=documents,
)  # fmt: skip
vehicles = st.builds(VehicleDraft, plate=texts, holder_company=texts, slot=texts, **acts)


def test_cards_stand_in_order_people_first() -> None:
    assert FULL.cards() == [("traveler[1]", ANA), ("traveler[2]", MILAN), ("vehicle", CAR), ("trailer", TRAILER)]
    assert EMPTY.cards() == []


def test_a_card_is_found_by_its_path() -> None:
    assert FULL.card("traveler[2]") == MILAN
    assert FULL.card("trailer") == TRAILER
    with pytest.raises(KeyError):
        EMPTY.card("vehicle")


@pytest.mark.parametrize(
    ("path", "name"), [("traveler[1]", "surname"), ("traveler[2]", "surname"), ("vehicle", "vin"), ("trailer", "vin")]
)
def test_amending_a_card_changes_that_card_alone(path: str, name: str) -> None:
    amended = FULL.amend(path, **{name: "changed"})
    assert getattr(amended.card(path), name) == "changed"
    assert [other for other, card in amended.cards() if card != FULL.card(other)] == [path]


def test_a_vehicle_can_be_added_to_a_passage_on_foot() -> None:
    on_foot = replace(EMPTY, travelers=(ANA,))
    assert on_foot.with_card("vehicle", CAR).vehicle == CAR
    assert on_foot.with_card("trailer", TRAILER).trailer == TRAILER


def test_text_fields_are_all_that_is_typed() -> None:
    assert text_fields(TravelerDraft)[:3] == ("mrz", "surname", "given_names")
    assert text_fields(VehicleDraft)[0] == "plate"
    assert not {"reasons", "overrides", "decision", "documents", "portrait"} & {*text_fields(TravelerDraft)}


@given(
    st.lists(travelers, max_size=3).map(tuple), st.none() | vehicles, st.none() | vehicles, st.sampled_from(Direction)
)
def test_a_draft_survives_json(
    people: tuple[TravelerDraft, ...], vehicle: VehicleDraft | None, trailer: VehicleDraft | None, direction: Direction
) -> None:
    draft = replace(EMPTY, travelers=people, vehicle=vehicle, trailer=trailer, direction=direction, done=("trailer",))
    assert from_json(json.loads(json.dumps(to_json(draft)))) == draft


def test_a_card_is_kept_without_its_empty_fields() -> None:
    assert card_to_json(CAR) == {"plate": "KM 123-AB", "decision": {"action": "issue", "reason": "", "article": ""}}


def test_what_another_version_wrote_is_read_as_far_as_it_is_known() -> None:
    assert from_json({"id": "0123456789abcdef", "weather": "rain"}) == EMPTY
    assert traveler_from_json({"surname": "Testović", "given_names": "Ana", "height": "180"}) == ANA
    assert traveler_from_json({"documents": [{"number": "1", "colour": "red"}]}).documents == (Document(number="1"),)
    override = {"finding": "a", "field": "b", "reason": "c", "mood": "d"}
    assert vehicle_from_json({"overrides": [override]}).overrides == (Override(finding="a", field="b", reason="c"),)
    assert vehicle_from_json({"decision": {"action": "refer", "why": "?"}}).decision == CardDecision(action="refer")


def test_a_portrait_shows_in_no_word_about_its_card() -> None:
    assert "portrait" not in repr(replace(ANA, portrait=b"a face")) and "Testović" in repr(ANA)
