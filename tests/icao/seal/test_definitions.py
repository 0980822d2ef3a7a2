"""Kinds of seals from their files: what goes in comes back, and every fault of a file is named."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.app import carried
from kbdesk.icao.seal.codec import Feature
from kbdesk.icao.seal.definitions import load
from kbdesk.icao.seal.errors import DefinitionError, SealFieldError, SealFormatError
from tests.icao.seal import independent, sealed

REGISTRATION = {
    "number": "J20047118",
    "vin": "WVWZZZ1JZXW000001",
    "valid_from": date(2022, 8, 10),
    "valid_until": date(2022, 10, 9),
    "old_plate": "БГ 1234-ČĆ",
    "holder_document_number": "012345678",
    "make_model": "Zastava 101",
    "category": "M1",
    "status_index": 4711,
    "plate": "004711 J2",
}


@pytest.mark.parametrize(("kind", "fields"), [("permit", sealed.FIELDS), ("registration", REGISTRATION)])
def test_what_a_seal_is_given_it_says(kind: str, fields: dict[str, object]) -> None:
    definition = carried.definitions()[kind]
    decoded = definition.decode(definition.encode(fields))
    assert decoded.fields == fields
    assert decoded.unknown == ()


def test_a_second_reader_finds_the_permits_features_where_the_standard_puts_them() -> None:
    features = independent.decode(sealed.seal())["features"]
    assert isinstance(features, dict)
    assert independent.c40(features[0x02]).replace(" ", "<") == str(sealed.FIELDS["mrz"]).replace("\n", "")
    assert len(features[0x02]) == 48
    assert independent.c40(features[0x80]) == "012345678"
    assert int.from_bytes(features[0x83], "big") == 4711


def test_every_kind_carried_is_found_by_its_type() -> None:
    definitions = carried.definitions()
    for name in ("permit", "registration", "plate", "paper", "visa", "residence_permit", "supplementary_sheet",
                 "arrival_attestation", "administrative_document", "administrative_document_c8"):  # fmt: skip
        assert definitions[name].id == name
    assert definitions.of(sealed.PERMIT) is definitions["permit"]


def test_an_empty_field_is_left_out_and_a_missing_one_is_named() -> None:
    definition = carried.definitions()["permit"]
    bare = definition.encode({**dict.fromkeys(sealed.FIELDS, ""), "mrz": sealed.FIELDS["mrz"]})
    assert [feature.tag for feature in bare] == [2]
    with pytest.raises(SealFieldError, match="mrz"):
        definition.encode({})
    with pytest.raises(SealFieldError, match="colour"):
        definition.encode({**sealed.FIELDS, "colour": "red"})


@pytest.mark.parametrize(
    "change",
    [{"document_number": "12-3"}, {"document_number": "1" * 90}, {"envelope": "J2"}, {"status_index": 2**32},
     {"status_index": -1}, {"mrz": "ABC"}, {"mrz": "A\nB"}, {"status_index": "x"}],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_named_and_not_shown(change: dict[str, object]) -> None:
    with pytest.raises(SealFieldError, match=next(iter(change))) as raised:
        carried.definitions()["permit"].encode({**sealed.FIELDS, **change})
    assert str(next(iter(change.values()))) not in str(raised.value).split()


@pytest.mark.parametrize(
    ("kind", "tag", "value"),
    [("permit", 0x02, b"\0" * 48), ("permit", 0x02, b"x"), ("registration", 0x03, b"\xff\xff\xff"),
     ("registration", 0x05, b"\xff"), ("administrative_document", 0x01, b"20221301"),
     ("administrative_document", 0x01, b"2022 101"), ("visa", 0x02, b"\x13\x3c" * 22)],
)  # fmt: skip
def test_a_feature_not_written_as_defined_is_refused(kind: str, tag: int, value: bytes) -> None:
    with pytest.raises(SealFormatError):
        carried.definitions()[kind].decode((Feature(tag, value),))


def test_other_kinds_of_values_are_read_and_written() -> None:
    definition = carried.definitions()["administrative_document"]
    fields = {"profile": b"p" * 16, "valid_from": date(2022, 8, 1), "status_address": "a:b", "status_index": 7}
    assert definition.decode(definition.encode(fields)).fields == fields


def test_what_a_file_does_not_know_is_listed_and_what_it_asks_for_is_missed() -> None:
    definition = carried.definitions()["permit"]
    features = (*definition.encode(sealed.FIELDS), Feature(0x99, b"new"))
    assert definition.decode(features).unknown == (0x99,)
    with pytest.raises(SealFormatError, match="02 is missing"):
        definition.decode(features[1:])


@given(st.lists(st.tuples(st.integers(0, 254), st.binary(max_size=60)), max_size=4))
def test_any_features_are_read_or_refused(parts: list[tuple[int, bytes]]) -> None:
    for kind in ("permit", "registration", "visa", "administrative_document"):
        try:
            carried.definitions()[kind].decode(Feature(tag, value) for tag, value in parts)
        except SealFormatError:
            continue


GOOD = b"""id = "one"
source = "x"
feature_reference = 1
type_category = 2
feature = [{ tag = 1, name = "a", coding = "c40" }]
"""


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a": GOOD.replace(b"id =", b"name =")}, "a:"),
        ({"a": b"\xff"}, "a:"),
        ({"a": b"id ="}, "a:"),
        ({"a": GOOD.replace(b"c40", b"c41")}, "c41"),
        ({"a": GOOD.replace(b"tag = 1", b"tag = 255")}, "254"),
        ({"a": GOOD.replace(b'c40"', b'c40", least = 9, most = 8')}, "least"),
        ({"a": GOOD.replace(b"c40", b"mrz")}, "lines"),
        ({"a": GOOD.replace(b"source", b'mrz = ["a"]\nsource')}, "mrz"),
        ({"a": GOOD.replace(b"}]", b'}, { tag = 1, name = "b", coding = "c40" }]')}, "twice"),
        ({"a": GOOD, "b": GOOD.replace(b"one", b"two")}, "b: a defines"),
    ],
)
def test_a_file_that_defines_nothing_is_refused_with_its_name(files: dict[str, bytes], said: str) -> None:
    assert load({"a": GOOD})["one"].source == "x"
    with pytest.raises(DefinitionError) as raised:
        load(files)
    assert any(said in fault for fault in raised.value.faults)


def test_a_date_of_other_than_three_bytes_is_refused_even_where_the_file_allows_it() -> None:
    definition = load({"a": GOOD.replace(b"c40", b"date")})["one"]
    assert definition.decode(definition.encode({"a": sealed.TODAY})).fields == {"a": sealed.TODAY}
    with pytest.raises(SealFormatError, match="three bytes"):
        definition.decode((Feature(1, b"ab"),))
