from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.icao.mrz import MrzError, read, write_td2
from kbdesk.icao.transliteration import mrz_name
from kbdesk.icao.zone_names import name_field
from tests.icao import zones
from tests.icao.zones import TODAY
from tests.thorough import thorough

PERMIT: dict[str, Any] = {
    "document_code": "IX",
    "issuing_state": "RKS",
    "surname": "Ђорђевић",
    "given_names": "Јелена",
    "document_number": "J20047118",
    "nationality": "SRB",
    "birth_date": "1990-01-31",
    "sex": "F",
    "expiry_date": date(2022, 11, 1),
}
components = st.lists(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=14), min_size=1, max_size=9)


def _independently(text: str) -> dict[str, str]:
    """Read a zone of two lines of 36 by position alone and insist on its check digits (Doc 9303-6 section 4.2)."""
    first, second = text.split("\n")
    assert re.fullmatch("[0-9A-Z<]{36}", first)
    assert re.fullmatch("[0-9A-Z<]{36}", second)
    assert second[9] == zones.digit(second[0:9])
    assert second[19] == zones.digit(second[13:19])
    assert second[27] == zones.digit(second[21:27])
    assert second[35] == zones.digit(second[0:10] + second[13:20] + second[21:35])
    return {
        "code": first[0:2], "state": first[2:5], "names": first[5:], "number": second[0:9], "nation": second[10:13],
        "birth": second[13:19], "sex": second[20], "expiry": second[21:27], "optional": second[28:35],
    }  # fmt: skip


def test_a_permit_carries_what_it_was_given() -> None:
    assert _independently(write_td2(**PERMIT)) == {
        "code": "IX", "state": "RKS", "names": "DORDEVIC<<JELENA<<<<<<<<<<<<<<<", "number": "J20047118",
        "nation": "SRB", "birth": "900131", "sex": "F", "expiry": "221101", "optional": "<<<<<<<",
    }  # fmt: skip


def test_the_standards_specimen_is_written_as_printed() -> None:
    written = write_td2(
        document_code="I",
        issuing_state="UTO",
        surname="Eriksson",
        given_names="Anna Maria",
        document_number="D23145890",
        nationality="UTO",
        birth_date="1974-08-12",
        sex="F",
        expiry_date=date(2012, 4, 15),
    )
    assert written == zones.ICAO_TD2


def test_an_unknown_birth_date_and_sex_become_fillers() -> None:
    zone = _independently(write_td2(**{**PERMIT, "birth_date": "", "sex": "X", "optional": "A1"}))
    assert (zone["birth"], zone["sex"], zone["optional"]) == ("<<<<<<", "<", "A1<<<<<")


@pytest.mark.parametrize(
    ("field", "content", "named"),
    [
        ("document_number", "J200471181", "document_number"),
        ("document_code", "i9", "document_code"),
        ("nationality", "Srbija", "nationality"),
        ("birth_date", "31.01.1990", "birth_date"),
        ("optional", "ABCDEFGH", "optional_1"),
        ("issuing_state", "R-S", "issuing_state"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_name(field: str, content: str, named: str) -> None:
    with pytest.raises(MrzError, match=named) as refused:
        write_td2(**{**PERMIT, field: content})
    assert refused.value.values["field"] == named
    assert content not in str(refused.value)


@thorough
@given(components, st.lists(st.text(alphabet="ABCDEFGH", min_size=1, max_size=14), max_size=9))
def test_any_names_fit_and_a_truncated_field_ends_in_a_letter(surnames: list[str], given_names: list[str]) -> None:
    text = write_td2(**{**PERMIT, "surname": " ".join(surnames), "given_names": " ".join(given_names)})
    field = _independently(text)["names"]
    whole = "<".join(surnames) + ("<<" + "<".join(given_names) if given_names else "")
    if len(whole) <= 31:
        assert field == whole.ljust(31, "<")
        return
    assert field[-1] != "<"
    assert "<<<" not in field
    primary, _, secondary = field.partition("<<")
    assert primary[0] == surnames[0][0]
    assert bool(secondary) == bool(given_names)
    if given_names:
        assert secondary[0] == given_names[0][0]


@thorough
@given(components, components, st.dates(date(1930, 1, 1), TODAY), st.dates(TODAY, date(2042, 12, 31)))
def test_what_is_written_reads_back(surnames: list[str], given_names: list[str], birth: date, expiry: date) -> None:
    text = write_td2(
        **{
            **PERMIT,
            "surname": " ".join(surnames),
            "given_names": " ".join(given_names),
            "birth_date": birth.isoformat(),
            "expiry_date": expiry,
        }
    )
    zone = read(text, today=TODAY)
    assert zone.valid
    assert (zone.birth_date, zone.expiry_date) == (birth.isoformat(), expiry.isoformat())
    assert zone.document_number == "J20047118"


@pytest.mark.parametrize(
    ("surname", "given_names", "field"),
    [
        ("VAN DER MUELLEN", "MARTIN", "VAN<DER<MUELLEN<<MARTIN<<<<<<<<"),
        ("AL-BASRI", "HUDA MUHAMMAD JAWAD", "AL<BASRI<<HUDA<MUHAMMAD<JAWAD<<"),
        ("PAPANDROPOULOUS", "JONATHOON ALEC", "PAPANDROPOULOUS<<JONATHOON<ALEC"),
        ("ARKFREITH", "", "ARKFREITH<<<<<<<<<<<<<<<<<<<<<<"),
        ("", "ARKFREITH", "ARKFREITH<<<<<<<<<<<<<<<<<<<<<<"),
        ("", "", "<" * 31),
    ],
)
def test_names_that_fit_are_written_whole(surname: str, given_names: str, field: str) -> None:
    assert _independently(write_td2(**{**PERMIT, "surname": surname, "given_names": given_names}))["names"] == field


@pytest.mark.parametrize(
    ("surname", "given_names", "width", "field"),
    [
        ("ABCDEFGHIJ", "", 6, "ABCDEF"),
        ("ABCDE<FGH", "", 6, "ABCD<F"),
        ("A<B<C<D", "", 4, "A<BC"),
        ("ABCDEFGH", "XYZ", 8, "ABCDE<<X"),
        ("ABCD<FGH", "XYZ", 8, "ABC<F<<X"),
        ("AB", "CD<EF", 7, "AB<<C<E"),
        ("AB", "C<DEF", 6, "A<<C<D"),
        ("A", "BC<D<E", 6, "A<<B<D"),
        ("A<B<C<D", "E<F", 6, "A<B<<E"),
    ],
)
def test_truncation_keeps_a_letter_of_each_and_ends_in_one(
    surname: str, given_names: str, width: int, field: str
) -> None:
    assert name_field(surname, given_names, width) == field


@pytest.mark.parametrize(
    ("surname", "given_names", "width", "field"),
    [
        ("NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG KRASUANG", 31, "NILAVADHANANANDA<<CHAYAPA<DEJ<K"),
        ("NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG KRASUANG", 30, "NILAVADHANANANDA<<CHAYAPA<DE<K"),
        ("NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG KRASUANG", 39, "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K"),
        ("BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL", "DINGO POTOROO", 31, "BENNELONG<WOOLOOMOOLOO<W<W<<D<P"),
        ("PAPANDROPOULOUS", "JONATHOON ALEC", 31, "PAPANDROPOULOUS<<JONATHOON<ALEC"),
        ("VILARCHAO FERNANDEZ", "JOSE RAMON", 31, "VILARCHAO<FERNANDEZ<<JOSE<RAMON"),
        ("SATRIYA SUDARPA", "", 31, "SATRIYA<SUDARPA<<<<<<<<<<<<<<<<"),
    ],
)
def test_the_standards_examples_are_written_as_it_writes_them(
    surname: str, given_names: str, width: int, field: str
) -> None:
    assert name_field(mrz_name(surname), mrz_name(given_names), width) == field


@pytest.mark.parametrize(
    "field",
    [
        "NILAVADHANANANDA<<CHAYAPA<DEJ<K",
        "NILAVADHANANANDA<<ARN<PET<CHARO",
        "BENNELONG<WOOLOOMOOLOO<W<W<<D<P",
        "BENNELONG<WOOLOOM<WAR<WARN<<D<P",
        "BENNEL<WOOLO<WARRA<WARNA<<DIN<P",
        "PAPANDROPOULOUS<<JONATHOON<ALEC",
    ],
)
def test_every_way_in_which_the_standard_truncates_is_read_as_perhaps_truncated(field: str) -> None:
    whole = zones.ICAO_TD2.split("\n")
    zone = read(f"I<UTO{field}\n{whole[1]}", today=TODAY)
    assert zone.names_possibly_truncated
    assert zone.surname == field.partition("<<")[0].replace("<", " ")


@thorough
@given(components, components, st.integers(30, 39))
def test_a_truncated_field_is_full_and_leaves_no_component_out_while_initials_fit(
    surnames: list[str], given_names: list[str], width: int
) -> None:
    field = name_field("<".join(surnames), "<".join(given_names), width)
    assert len(field) == width
    if field[-1] == "<":
        return
    primary, secondary = (part.split("<") for part in field.split("<<"))
    if 2 * (len(surnames) + len(given_names)) <= width:
        assert len(primary) == len(surnames)
        assert len(secondary) == len(given_names)
        assert all(w.startswith(s) for s, w in zip(primary + secondary, surnames + given_names, strict=True))
