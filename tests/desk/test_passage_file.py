"""A passage written down in TOML."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.desk.passage_file import NESTED, PassageFileError, read
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft, text_fields
from tests.thorough import parser

SAMPLES = Path(__file__).parents[2] / "resources" / "samples" / "passages"
ZONE = """[[traveler]]
mrz = ["IDSRB00812345631403978910018<<", "7803141M2805140SRB<<<<<<<<<<<1", "STOJILJKOVIC<<MILAN<<<<<<<<<<<"]
"""


class Noon:
    def now(self) -> datetime:
        return datetime(2022, 8, 10, 12, tzinfo=ZoneInfo("Europe/Belgrade"))


def passage(text: str) -> PassageDraft:
    return read(text, draft_id="0" * 16, clock=Noon())


def test_a_zone_fills_the_card() -> None:
    card = passage(ZONE).travelers[0]
    assert (card.surname, card.given_names) == ("STOJILJKOVIC", "MILAN")
    assert (card.birth_date, card.sex, card.personal_number) == ("1978-03-14", "M", "1403978910018")
    assert (card.document_type, card.document_number) == ("identity-card", "008123456")


def test_a_field_typed_beside_a_zone_stands_as_typed() -> None:
    card = passage(ZONE + 'surname = "СТОЈИЉКОВИЋ"\nbirth_date = 1978-03-15').travelers[0]
    assert card.surname == "СТОЈИЉКОВИЋ"
    assert card.birth_date == "1978-03-15"
    assert card.given_names == "MILAN"


def test_nested_tables_join_by_an_underscore() -> None:
    card = passage('[vehicle]\nplate = "KM 123-AB"\nholder = { surname = "A", given_names = "B" }').vehicle
    assert card is not None
    assert (card.holder_surname, card.holder_given_names) == ("A", "B")


@pytest.mark.parametrize(("table", "shape"), [("[[traveler]]", TravelerDraft), ("[vehicle]", VehicleDraft)])
def test_every_text_field_of_a_card_can_be_written_down(table: str, shape: type) -> None:
    for name in text_fields(shape):
        if name in ("mrz", "language"):
            continue
        head, _, tail = name.partition("_")
        nested = f'{head} = {{ {tail} = "x" }}' if head in NESTED else f'{name} = "x"'
        draft = passage(f"{table}\n{nested}")
        card = draft.travelers[0] if draft.travelers else draft.vehicle
        assert getattr(card, name) == "x"


def test_the_passage_decision_goes_to_every_card_without_one_of_its_own() -> None:
    text = """
[[traveler]]
surname = "A"
[[traveler]]
surname = "B"
decision = { action = "refuse", reason = "declined-to-surrender" }
[decision]
action = "refer"
reason = "other"
"""
    assert [t.decision.action for t in passage(text).travelers] == ["refer", "refuse"]


def test_reasons_are_known_by_either_spelling() -> None:
    card = passage('[[traveler]]\nreasons = { name_possibly_truncated = "seen" }').travelers[0]
    assert card.reasons == {"name-possibly-truncated": "seen"}


def test_the_first_of_several_documents_is_the_one_surrendered() -> None:
    card = passage(
        '[[traveler]]\ndocuments = [{ type = "passport", number = "1" }, { type = "identity-card", number = "2" }]'
    ).travelers[0]
    assert (card.document_type, card.document_number) == ("passport", "1")
    assert [d.number for d in card.documents] == ["2"]


def test_an_override_goes_to_the_card_it_names() -> None:
    text = '[vehicle]\nplate = "KM 1"\n[[decision.override]]\nfinding = "f"\nfield = "vehicle.plate"\nreason = "r"'
    vehicle = passage(text).vehicle
    assert vehicle is not None
    assert [(o.finding, o.field, o.reason) for o in vehicle.overrides] == [("f", "vehicle.plate", "r")]


@given(st.text(max_size=400))
def test_no_text_raises_anything_but_its_own_error(text: str) -> None:
    try:
        passage(text)
    except PassageFileError:
        return


_scalars = st.one_of(st.text(max_size=8), st.integers(-5, 10**6), st.booleans(), st.dates())


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{k}" = {_toml(v)}' for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(v) for v in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + "".join(c if c.isalnum() and c.isascii() else f"\\U{ord(c):08x}" for c in value) + '"'
    return str(value)


_KEYS = """direction traveler vehicle trailer decision mrz surname document documents reasons override finding field
action plate holder type number exempt ground measure"""
_keys = st.sampled_from(_KEYS.split())
_values = st.recursive(
    _scalars.filter(lambda v: not isinstance(v, str) or "\ud800" not in v),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_keys, inner, max_size=4)),
    max_leaves=12,
)


@given(st.dictionaries(_keys, _values, max_size=4))
@parser
def test_no_shape_raises_anything_but_its_own_error(shape: dict[str, object]) -> None:
    text = "\n".join(f"{key} = {_toml(value)}" for key, value in shape.items())
    tomllib.loads(text)
    try:
        passage(text)
    except PassageFileError:
        return


def test_every_sample_is_a_passage() -> None:
    files = sorted(SAMPLES.glob("*.toml"))
    assert len(files) >= 7
    for file in files:
        assert passage(file.read_text("utf-8")).cards()


def test_a_picture_is_read_by_the_name_the_card_gives_and_only_by_whoever_can_read_it() -> None:
    text = '[[traveler]]\nsurname = "A"\nportrait = "face.jpg"'
    asked: list[str] = []
    draft = read(text, draft_id="0" * 16, clock=Noon(), portrait=lambda file: asked.append(file) or b"a face")
    assert (draft.travelers[0].portrait, asked) == (b"a face", ["face.jpg"])
    assert passage(text).travelers[0].portrait == b""


def test_a_vehicle_names_no_picture() -> None:
    with pytest.raises(PassageFileError, match=r"vehicle\.portrait: is not a key"):
        passage('[vehicle]\nplate = "KM 123-AB"\nportrait = "face.jpg"')
