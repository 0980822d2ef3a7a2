import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.numbers import make
from kbdesk.domain.plate_areas import KOSOVO_CITY_REGIONS, SERBIAN_AREAS, SPELLINGS, SWISS_CANTONS
from kbdesk.domain.plates import Doubt, Plate, understand
from kbdesk.domain.vocabulary import PlateClass
from tests.thorough import thorough

REFERENCE = Path(__file__).parents[2] / "resources" / "reference" / "plate_codes.csv"


@pytest.mark.parametrize(
    "text",
    ["KM123AB", "km 123-ab", "КМ 123 АБ", "км123аб", "KM-123-AB", " KM 123 AB ", "KM·123·AB", "K.M. 123 A.B.",
     "SRB KM 123-AB", "km\u00a0123\u2013ab"],
)  # fmt: skip
def test_a_mitrovica_plate_is_one_plate_however_it_is_typed(text: str) -> None:
    assert understand(text) == Plate(
        as_typed=text,
        canonical="KM123AB",
        spelled="KM 123-AB",
        plate_class=PlateClass.SRB_KOSOVO_CITY,
        region="02",
    )


@pytest.mark.parametrize(
    "text", ["ĐA 123-AB", "đa123ab", "ЂА 123 АБ", "DA 123-AB", "DJA 123-AB", "DJ 123-AB", "ÐA 123-AB"]
)
def test_a_djakovica_plate_is_found_on_any_keyboard(text: str) -> None:
    plate = understand(text)
    assert (plate.canonical, plate.spelled, plate.region) == ("ĐA123AB", "ĐA 123-AB", "07")
    assert plate.plate_class is PlateClass.SRB_KOSOVO_CITY
    assert plate.doubts == ()


@pytest.mark.parametrize(("code", "region"), KOSOVO_CITY_REGIONS.items())
def test_each_kosovo_city_leads_to_its_region(code: str, region: str) -> None:
    assert understand(f"{code} 1234-AB").region == region
    assert understand(f"{code} 123-456").region == region


def test_the_codes_are_those_of_the_reference_data() -> None:
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        rows = {
            SPELLINGS.get(row["serbian_code"], row["serbian_code"]): row["rks_region"] for row in csv.DictReader(file)
        }
    assert rows == dict(KOSOVO_CITY_REGIONS)
    assert set(KOSOVO_CITY_REGIONS) | SWISS_CANTONS <= SERBIAN_AREAS


@pytest.mark.parametrize(
    ("text", "canonical", "spelled", "plate_class", "region"),
    [
        ("BG 1234-XA", "BG1234XA", "BG 1234-XA", "srb", ""),
        ("NI 123-TX", "NI123TX", "NI 123-TX", "srb", ""),
        ("šA 123-ab", "ŠA123AB", "ŠA 123-AB", "srb", ""),
        ("sa 123 ab", "SA123AB", "SA 123-AB", "srb", ""),
        ("BG 123-456", "BG123456", "BG 123-456", "srb", ""),
        ("BG 12345", "BG12345", "BG 123-45", "srb", ""),
        ("BG 12-34", "BG1234", "BG 12-34", "srb", ""),
        ("BG 123", "BG123", "BG 123", "srb", ""),
        ("01-234-AB", "01234AB", "01-234-AB", "rks", "01"),
        ("RKS 07 234 ab", "07234AB", "07-234-AB", "rks", "07"),
        ("123-KS-456", "123KS456", "123-KS-456", "ks", ""),
        ("123 ks 456", "123KS456", "123-KS-456", "ks", ""),
        ("12 CD 345", "12CD345", "12CD345", "diplomatic", ""),
        ("40-A-123", "40A123", "40A123", "diplomatic", ""),
        ("KFOR 1234", "KFOR1234", "KFOR1234", "mission", ""),
        ("EU 12 LEX", "EU12LEX", "EU12LEX", "mission", ""),
        ("FSK 12", "FSK12", "FSK12", "military", ""),
        ("П 123-456", "P123456", "P123456", "police", ""),
        ("RPE 123", "RPE123", "RPE123", "srb-temporary", ""),
        ("LB AB 1234", "LBAB1234", "LB AB 1234", "foreign", ""),
        ("töl-ba 218", "TÖLBA218", "TÖL-BA 218", "foreign", ""),
        ("W 1234 A", "W1234A", "W 1234 A", "foreign", ""),
    ],
)
def test_plates_are_told_apart(text: str, canonical: str, spelled: str, plate_class: str, region: str) -> None:
    plate = understand(text)
    assert (plate.canonical, plate.spelled, plate.plate_class, plate.region) == (
        canonical,
        spelled,
        plate_class,
        region,
    )
    assert plate.doubts == ()


def test_a_desks_own_provisional_plate_is_known() -> None:
    plate = understand("J2 004711 8")
    assert (plate.plate_class, plate.spelled) == (PlateClass.RKS_PROVISIONAL, "J2 004711 8")
    assert understand("J2 004711 9").plate_class is not PlateClass.RKS_PROVISIONAL
    assert understand(make("C", "Z", 0)).plate_class is PlateClass.RKS_PROVISIONAL


@pytest.mark.parametrize(
    ("text", "plate_class", "doubts"),
    [
        ("BG 1234-XY", "srb", [Doubt.LETTERS_NOT_ISSUED]),
        ("BG 123-ČA", "srb", [Doubt.LETTERS_NOT_ISSUED]),
        ("01-234-RS", "rks", [Doubt.LETTERS_NOT_ISSUED]),
        ("01-100-AB", "rks", [Doubt.NUMBER_NOT_ISSUED]),
        ("01-001-ZZ", "rks", [Doubt.LETTERS_NOT_ISSUED, Doubt.NUMBER_NOT_ISSUED]),
        ("GL 12345", "srb-kosovo-city", [Doubt.MAYBE_FOREIGN]),
        ("ZG 1234-AB", "foreign", [Doubt.AREA_UNKNOWN]),
        ("AA 123 BB", "foreign", [Doubt.AREA_UNKNOWN]),
        ("ZH 123456", "foreign", [Doubt.AREA_UNKNOWN]),
        ("КМ 123-AB", "srb-kosovo-city", [Doubt.MIXED_SCRIPTS]),
        ("BG-MARKO", "other", [Doubt.UNKNOWN]),
        ("BG AB-12", "other", [Doubt.UNKNOWN]),
        ("BG ABC-12", "other", [Doubt.UNKNOWN]),
        ("KM 12Z-AB", "other", [Doubt.UNKNOWN]),
        ("KM 123-A", "other", [Doubt.UNKNOWN]),
        ("B 1234", "other", [Doubt.UNKNOWN]),
        ("12345", "other", [Doubt.UNKNOWN]),
        ("PROBA", "other", [Doubt.UNKNOWN]),
        ("ABCDEF123456", "other", [Doubt.UNKNOWN]),
        ("?!", "other", []),
    ],
)
def test_what_is_odd_is_said(text: str, plate_class: str, doubts: list[str]) -> None:
    plate = understand(text)
    assert (plate.plate_class, list(plate.doubts)) == (plate_class, doubts)


@pytest.mark.parametrize("text", ["", "  ", "-", "\n"])
def test_nothing_typed_is_no_plate(text: str) -> None:
    plate = understand(text)
    assert (plate.canonical, plate.spelled, plate.plate_class, plate.doubts) == ("", "", PlateClass.OTHER, ())


def test_a_trailers_plate_has_its_area_code_last() -> None:
    on_trailer, on_car = understand("AA 123 KM", trailer=True), understand("AA 123 KM")
    assert (on_trailer.plate_class, on_trailer.spelled, on_trailer.region) == ("srb-kosovo-city", "AA-123 KM", "02")
    assert on_car.plate_class is PlateClass.FOREIGN
    assert understand("AA 123 XX", trailer=True).plate_class is PlateClass.FOREIGN
    assert understand("KM 123-AB", trailer=True) == understand("KM 123-AB")


def test_ten_thousand_characters_are_cut_short() -> None:
    plate = understand("A1" * 5_000)
    assert len(plate.canonical) <= 32
    assert plate.plate_class is PlateClass.OTHER


@thorough
@given(st.text(max_size=60), st.booleans())
def test_any_text_is_answered_and_its_canonical_form_is_stable(text: str, trailer: bool) -> None:
    plate = understand(text, trailer=trailer)
    again = understand(plate.canonical, trailer=trailer)
    assert plate.as_typed == text
    assert again.canonical == plate.canonical
    assert again.plate_class is plate.plate_class


@thorough
@given(
    st.sampled_from(sorted(SERBIAN_AREAS)),
    st.integers(100, 9999),
    st.text(alphabet="ABCDEFGHIJKLMNOPRSTUVZX", min_size=2, max_size=2),
    st.sampled_from(["{} {}-{}", "{}{}{}", "{}-{}-{}", "{} {} {}"]),
)
def test_every_serbian_plate_is_serbian(area: str, number: int, letters: str, how: str) -> None:
    plate = understand(how.format(area, number, letters).lower())
    assert plate.canonical == f"{area}{number}{letters}"
    assert plate.plate_class in (PlateClass.SRB, PlateClass.SRB_KOSOVO_CITY)
    assert plate.region == KOSOVO_CITY_REGIONS.get(area, "")
    assert plate.doubts == ()
