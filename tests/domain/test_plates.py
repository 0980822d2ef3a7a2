import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kbdesk.desk.swap import provisional_plate
from kbdesk.domain.lookalikes import capitals, letters_and_digits
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


@pytest.mark.parametrize(
    ("text", "canonical", "doubts"),
    [
        ("DA 123-AB", "ĐA123AB", [Doubt.MAYBE_FOREIGN]),
        ("ĐA 123-AB", "ĐA123AB", []),
        ("DJA 123-AB", "ĐA123AB", []),
        ("DA 1234-AB", "ĐA1234AB", []),
        ("DA 123-ŽB", "ĐA123ŽB", [Doubt.LETTERS_NOT_ISSUED]),
        ("GL 123-AB", "GL123AB", [Doubt.MAYBE_FOREIGN]),
        ("GL 123-AI", "GL123AI", []),
        ("GL 1234-AB", "GL1234AB", []),
        ("CA 1234-BT", "ČA1234BT", [Doubt.MAYBE_FOREIGN]),
        ("CA 1234-BG", "ČA1234BG", []),
        ("CA 123-BT", "ČA123BT", []),
        ("ČA 1234-BT", "ČA1234BT", []),
        ("KM 123-AB", "KM123AB", []),
    ],
)
def test_a_plate_that_france_italy_or_bulgaria_issue_too_is_looked_at(
    text: str, canonical: str, doubts: list[str]
) -> None:
    plate = understand(text)
    assert (plate.canonical, list(plate.doubts)) == (canonical, doubts)


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
        ("ca 123 ab", "ČA123AB", "ČA 123-AB", "srb", ""),
        ("KS 123-AB", "KŠ123AB", "KŠ 123-AB", "srb", ""),
        ("12 CD 345", "12CD345", "12 CD 345", "diplomatic", ""),
        ("12-CD-345 22", "12CD345", "12 CD 345", "diplomatic", ""),
        ("40-A-123", "40A123", "40-A-123", "diplomatic", ""),
        ("140 А 123", "140A123", "140-A-123", "diplomatic", ""),
        ("KFOR 1234", "KFOR1234", "KFOR 1234", "mission", ""),
        ("UN 12", "UN12", "UN 12", "mission", ""),
        ("unmik 0123", "UNMIK0123", "UNMIK 0123", "mission", ""),
        ("OSCE 7", "OSCE7", "OSCE 7", "mission", ""),
        ("EULEX 7", "EULEX7", "EULEX 7", "mission", ""),
        ("EU 12 LEX", "EU12LEX", "EU 12 LEX", "mission", ""),
        ("EU-34-PV", "EU34PV", "EU 34 PV", "mission", ""),
        ("FSK 12", "FSK12", "FSK 12", "military", ""),
        ("CUSTOMS 12", "CUSTOMS12", "CUSTOMS 12", "rks", ""),
        ("П 123-456", "P123456", "P 123-456", "police", ""),
        ("P 123 456", "P123456", "P 123-456", "police", ""),
        ("RPE 123", "RPE123", "RPE 123", "srb-temporary", ""),
        ("РПЕ 123", "RPE123", "RPE 123", "srb-temporary", ""),
        ("KM 123-RP", "KM123RP", "KM 123-RP", "srb-temporary", ""),
        ("BG 1234 RPE", "BG1234RPE", "BG 1234-RPE", "srb-temporary", ""),
        ("ПРОБА 123", "PROBA123", "PROBA 123", "srb-temporary", ""),
        ("SRB BG-MARKO", "BGMARKO", "BG MARKO", "srb", ""),
        ("SRB KM AB-12", "KMAB12", "KM AB12", "srb-kosovo-city", "02"),
        ("SRB BG ABC-12", "BGABC12", "BG ABC-12", "srb", ""),
        ("СРБ В-1234", "V1234", "V-1234", "military", ""),
        ("CH GL 12345", "CHGL12345", "CH GL 12345", "foreign", ""),
        ("F DA-123-AB", "FDA123AB", "F DA-123-AB", "foreign", ""),
        ("D PE AB 12", "DPEAB12", "D PE AB 12", "foreign", ""),
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


@thorough
@given(st.sampled_from("JBMTKC"), st.sampled_from("123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"), st.integers(0, 999_999))
def test_the_text_on_a_desks_plate_is_known_and_a_wrong_digit_is_not(letter: str, desk: str, serial: int) -> None:
    text = provisional_plate(make(letter, desk, serial))
    plate = understand(text.lower())
    assert (plate.plate_class, plate.spelled, plate.doubts) == (PlateClass.RKS_PROVISIONAL, text, ())
    assert plate.canonical == text.replace(" ", "")
    for wrong in (
        f"{text[:2]}{(serial + 1) % 1_000_000:06}{text[8:]}",
        text.replace("P ", "P O", 1).replace("0", "", 1),
    ):
        misread = understand(wrong)
        assert (misread.plate_class, misread.doubts) != (PlateClass.RKS_PROVISIONAL, ())


@pytest.mark.parametrize(
    ("text", "plate_class", "doubts"),
    [
        ("BG 1234-XY", "srb", [Doubt.LETTERS_NOT_ISSUED]),
        ("BG 123-QA", "srb", [Doubt.LETTERS_NOT_ISSUED]),
        ("07-234-AR", "rks", [Doubt.LETTERS_NOT_ISSUED]),
        ("12-B-345", "diplomatic", [Doubt.MAYBE_FOREIGN]),
        ("08-234-AB", "other", [Doubt.UNKNOWN]),
        ("O1-234-AB", "other", [Doubt.UNKNOWN]),
        ("01-2З4-AB", "other", [Doubt.UNKNOWN, Doubt.MIXED_SCRIPTS]),
        ("I23-KS-456", "other", [Doubt.UNKNOWN]),
        ("KM I23-AB", "other", [Doubt.UNKNOWN]),
        ("XX I23-AB", "foreign", []),
        ("J2 004711 9", "other", [Doubt.UNKNOWN]),
        ("P 004711 J2 9", "other", [Doubt.UNKNOWN]),
        ("PROVA 123", "other", [Doubt.UNKNOWN]),
        ("V 1234", "other", [Doubt.UNKNOWN]),
        ("SRB XX 123-AB", "other", [Doubt.UNKNOWN]),
        ("SRB BG-TOOLONG", "other", [Doubt.UNKNOWN]),
        ("SRB XX-MARKO", "other", [Doubt.UNKNOWN]),
        ("RKS 123", "other", [Doubt.UNKNOWN]),
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


@pytest.mark.parametrize(
    ("text", "spelled", "plate_class", "region"),
    [
        ("AA 123 KM", "AA-123 KM", "srb-kosovo-city", "02"),
        ("AA 1234 BG", "AA-1234 BG", "srb", ""),
        ("123-456 KM", "123-456 KM", "srb-kosovo-city", "02"),
        ("12 34 NI", "12-34 NI", "srb", ""),
        ("KM 123-BG", "KM-123 BG", "srb", ""),
        ("KM 123-AB", "KM 123-AB", "srb-kosovo-city", "02"),
        ("KM 123-456", "KM 123-456", "srb-kosovo-city", "02"),
        ("01-234-AB", "01-234-AB", "rks", "01"),
        ("123456 XX", "123456 XX", "foreign", ""),
        ("AA 123 XX", "AA 123 XX", "foreign", ""),
    ],
)
def test_a_trailers_plate_has_its_area_code_last(text: str, spelled: str, plate_class: str, region: str) -> None:
    plate = understand(text, trailer=True)
    assert (plate.spelled, plate.plate_class, plate.region) == (spelled, plate_class, region)


def test_a_trailers_layout_on_a_car_is_another_countrys() -> None:
    assert understand("AA 123 KM").plate_class is PlateClass.FOREIGN
    assert understand("123-456 KM").plate_class is PlateClass.FOREIGN
    assert understand("KM 123-BG").plate_class is PlateClass.SRB_KOSOVO_CITY


@pytest.mark.parametrize(
    ("text", "first_registered", "doubtful"),
    [
        ("BG 123-ČA", None, True),
        ("BG 123-ČA", date(2016, 12, 31), False),
        ("BG 123-ČA", date(2017, 1, 1), True),
        ("BG 123-YW", date(2012, 5, 4), False),
        ("BG 123-YW", date(2021, 5, 4), True),
        ("BG 123-QA", date(2012, 5, 4), True),
        ("BG 123-XA", date(2021, 5, 4), False),
        ("01-234-RS", date(2012, 5, 4), True),
    ],
)
def test_letters_no_longer_issued_are_a_doubt_unless_the_vehicle_is_old_enough(
    text: str, first_registered: date | None, doubtful: bool
) -> None:
    assert understand(text, first_registered=first_registered).doubts == (
        (Doubt.LETTERS_NOT_ISSUED,) if doubtful else ()
    )


@pytest.mark.parametrize(
    ("text", "spelled", "doubts"),
    [
        ("КМ 123-АВ", "KM 123-AV", []),
        ("ВР 123-АА", "VR 123-AA", []),
        ("ВВ 123-АА", "BB 123-AA", []),
        ("РЕ 123-АА", "PE 123-AA", []),
        ("ПЕ 123-АА", "PE 123-AA", []),
        ("01-234-АВ", "01-234-AB", []),
        ("BG 123-АВ", "BG 123-AV", [Doubt.MIXED_SCRIPTS]),
        ("ВG 123-AA", "BG 123-AA", [Doubt.MIXED_SCRIPTS]),
        ("ХХ 123-АА", "HH 123-AA", [Doubt.AREA_UNKNOWN]),
    ],
)
def test_cyrillic_is_read_as_serbian_or_as_it_looks_where_that_alone_makes_sense(
    text: str, spelled: str, doubts: list[str]
) -> None:
    plate = understand(text)
    assert (plate.spelled, list(plate.doubts)) == (spelled, doubts)


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
    said_whose = letters_and_digits(capitals(text))[:3] in ("SRB", "RKS")
    assert said_whose or again.plate_class is plate.plate_class


@thorough
@given(
    st.sampled_from(sorted(SERBIAN_AREAS)),
    st.integers(100, 9999),
    st.text(alphabet="ABCDEFGHIJKLMNOPRSTUVZX", min_size=2, max_size=2),
    st.sampled_from(["{} {}-{}", "{}{}{}", "{}-{}-{}", "{} {} {}"]),
)
def test_every_serbian_plate_is_serbian(area: str, number: int, letters: str, how: str) -> None:
    assume(letters != "RP" and not (area == "GL" and number < 1000))
    plate = understand(how.format(area, number, letters).lower())
    assert plate.canonical == f"{area}{number}{letters}"
    assert plate.plate_class in (PlateClass.SRB, PlateClass.SRB_KOSOVO_CITY)
    assert plate.region == KOSOVO_CITY_REGIONS.get(area, "")
    assert plate.doubts == ()
