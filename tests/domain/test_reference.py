from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.names import to_cyrillic, to_latin
from kbdesk.domain.numbers import CROSSING_LETTERS
from kbdesk.domain.plates import understand
from kbdesk.domain.reference import Reference, ReferenceError
from kbdesk.domain.vocabulary import Language
from tests.thorough import thorough

FOLDER = Path(__file__).parents[2] / "resources" / "reference"
TEXTS = {
    name: (FOLDER / f"{name}.csv").read_text("utf-8")
    for name in ("municipalities", "issuing_offices", "crossings", "plate_codes", "contacts")
}
REFERENCE = Reference.read(**TEXTS)


def test_all_of_the_reference_data_is_read() -> None:
    assert len(REFERENCE.municipalities) == 38
    assert len(REFERENCE.issuing_offices) > 30
    assert len(REFERENCE.plate_codes) == 8
    assert {c.key: c.letter for c in REFERENCE.crossings.values()} == dict(CROSSING_LETTERS)


def test_every_crossing_has_a_police_station_and_a_neighbour_to_call() -> None:
    for key in CROSSING_LETTERS:
        assert {c.kind for c in REFERENCE.contacts.values() if c.crossing == key} == {"police", "crossing"}


def test_every_number_that_is_carried_is_marked_to_be_replaced() -> None:
    assert all(contact.is_placeholder for contact in REFERENCE.contacts.values())


def test_names_stand_in_each_language() -> None:
    assert REFERENCE.municipalities["zvecan"].names == {"sq": "Zveçan", "sr": "Zvečan", "sr_cyrl": "Звечан"}
    office = REFERENCE.issuing_offices["pu-kosovska-mitrovica"]
    assert (office.names["sr"], office.names["sr_cyrl"]) == ("PU Kosovska Mitrovica", "ПУ Косовска Митровица")
    assert (office.displaced, office.seat) == (True, "Kraljevo")
    assert REFERENCE.crossings["jarinje"].names == {
        "sq": "Jarinjë", "sr": "Jarinje", "sr_cyrl": "Јариње", "en": "Jarinje"
    }  # fmt: skip
    assert REFERENCE.crossings["jarinje"].serbian_side == "Rudnica"


@pytest.mark.parametrize("town", REFERENCE.municipalities)
def test_the_two_scripts_of_a_municipality_agree(town: str) -> None:
    names = REFERENCE.municipalities[town].names
    assert to_latin(names["sr_cyrl"]) == names["sr"]
    assert to_cyrillic(names["sr"]) == names["sr_cyrl"]


def test_the_four_northern_municipalities_are_known() -> None:
    north = {key for key in REFERENCE.municipalities if REFERENCE.is_north(key)}
    assert north == {"leposavic", "zubin-potok", "zvecan", "severna-mitrovica"}
    assert not REFERENCE.is_north("")
    assert not REFERENCE.is_north("beograd")


@pytest.mark.parametrize(
    "text",
    ["PU Kosovska Mitrovica", "pu kosovska mitrovica", "ПУ Косовска Митровица", "MUP R. Srbije PU Kosovska Mitrovica",
     "МУП РС ПУ КОСОВСКА МИТРОВИЦА", "Kosovska Mitrovica", "MUP REPUBLIKE SRBIJE, PU KOSOVSKA MITROVICA",
     "Policijska uprava Kosovska Mitrovica", "PU Kos. Mitrovica", "PU K. Mitrovica", "pu-kosovska-mitrovica"],
)  # fmt: skip
def test_an_office_is_found_however_it_is_written(text: str) -> None:
    assert REFERENCE.office_key(text) == "pu-kosovska-mitrovica"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("PU Djakovica", "pu-djakovica"),
        ("ПУ ЂАКОВИЦА", "pu-djakovica"),
        ("PU Gjakovica", "pu-djakovica"),
        ("PU NIS", "pu-nis"),
        ("Čačak", "pu-cacak"),
        ("KU", "koordinaciona-uprava"),
        ("Координациона управа", "koordinaciona-uprava"),
        ("S. Mitrovica", "pu-sremska-mitrovica"),
        ("N. Sad", "pu-novi-sad"),
        ("", None),
        ("PU", None),
        ("MUP Srbije", None),
        ("...", None),
        ("PU.", None),
        ("Mitrovica", None),
        ("P.", None),
        ("X. Mitrovica", None),
        ("Tirana", None),
    ],
)
def test_offices_are_told_apart(text: str, key: str | None) -> None:
    assert REFERENCE.office_key(text) == key


@pytest.mark.parametrize(
    ("language", "town", "office"),
    [
        (Language.SQ, "Zveçan", "PU Niš"),
        (Language.SR_LATN, "Zvečan", "PU Niš"),
        (Language.SR_CYRL, "Звечан", "ПУ Ниш"),
        (Language.EN, "Zvečan", "PU Niš"),
    ],
)
def test_places_are_named_in_the_papers_language(language: Language, town: str, office: str) -> None:
    assert REFERENCE.municipality_name("zvecan", language) == town
    assert REFERENCE.office_name("pu-nis", language) == office
    assert REFERENCE.office_name("MUP Srbije, PU NIS", language) == office


def test_a_place_that_is_not_known_stays_as_typed() -> None:
    assert REFERENCE.municipality_name("Tirana", Language.SQ) == "Tirana"
    assert REFERENCE.office_name("Policija Tirana", Language.SR_CYRL) == "Policija Tirana"


@pytest.mark.parametrize("office", REFERENCE.issuing_offices)
def test_every_office_is_found_by_each_of_its_names(office: str) -> None:
    row = REFERENCE.issuing_offices[office]
    for text in (*row.names.values(), *row.aliases):
        assert REFERENCE.office_key(text) == office
        assert REFERENCE.office_key(text.upper()) == office


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Leposaviq", "leposavic"),
        ("Лепосавић", "leposavic"),
        ("leposavic", "leposavic"),
        ("Zubin-Potok", "zubin-potok"),
        ("severna mitrovica", "severna-mitrovica"),
        ("Mitrovica e Veriut", "severna-mitrovica"),
        ("Peja", "pec"),
        ("Prishtina", "pristina"),
        ("Gjilani", "gnjilane"),
        ("Drenas", "glogovac"),
        ("Gllogoc", "glogovac"),
        ("Djakovica", "djakovica"),
        ("Mitrovica", None),
        ("Beograd", None),
        ("", None),
    ],
)
def test_a_municipality_is_found_in_any_language(text: str, key: str | None) -> None:
    assert REFERENCE.municipality_key(text) == key


@pytest.mark.parametrize("town", REFERENCE.municipalities)
def test_every_municipality_is_found_by_each_of_its_names_and_its_key(town: str) -> None:
    for text in (*REFERENCE.municipalities[town].names.values(), town):
        assert REFERENCE.municipality_key(text) == town


def test_plate_codes_lead_to_the_same_region_as_the_plate() -> None:
    for code, row in REFERENCE.plate_codes.items():
        assert understand(f"{code} 123-AB").region == row.region


@thorough
@given(st.text(max_size=60))
def test_any_text_is_looked_up(text: str) -> None:
    assert REFERENCE.office_key(text) in (None, *REFERENCE.issuing_offices)
    assert REFERENCE.municipality_key(text) in (None, *REFERENCE.municipalities)


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        ("municipalities", "zvecan,02", "zvecan,09", r"municipalities\.csv, line 14: .*plate_region.*'09'"),
        ("municipalities", "Zveçan,Zvečan", ",Zvečan", r"municipalities\.csv, line 14: .*name_sq is empty"),
        ("municipalities", "Звечан,1,1", "Звечан,1,yes", r"municipalities\.csv, line 14: .*north has 'yes'"),
        ("municipalities", "Звечан,1,1", "Звечан,1", r"municipalities\.csv, line 14: there are 7 cells"),
        ("municipalities", "zvecan,02", "leposavic,02", r"municipalities\.csv, line 14: .*'leposavic' has stood"),
        ("municipalities", "name_sq", "name", r"municipalities\.csv, line 2: .*name_sq is missing"),
        ("municipalities", "Звечан,1,1", '"Звечан,1,1', r"municipalities\.csv, line \d+: unexpected end"),
        ("issuing_offices", "aliases", "also", r"issuing_offices\.csv, line 2: .*aliases is missing"),
        ("crossings", "brnjak,", "vermice,", r"crossings\.csv, line 3: .*'vermice'"),
        ("contacts", "jarinje,police", "vermice,police", r"contacts\.csv, line 2: .*'vermice'"),
        ("contacts", "jarinje,police", "jarinje,pub", r"contacts\.csv, line 2: .*'pub'"),
        ("plate_codes", "Mitrovicë,02", "Mitrovicë,2", r"plate_codes\.csv, line 3: .*rks_region"),
    ],
)
def test_a_fault_in_the_files_is_named_with_its_place(name: str, before: str, after: str, said: str) -> None:
    faulty = TEXTS[name].replace(before, after, 1)
    assert faulty != TEXTS[name]
    with pytest.raises(ReferenceError, match=said):
        Reference.read(**{**TEXTS, name: faulty})


@pytest.mark.parametrize("text", ["", "key,region\n", "\n\n"])
def test_an_empty_file_is_a_fault(text: str) -> None:
    with pytest.raises(ReferenceError, match=r"crossings\.csv, line 1"):
        Reference.read(**{**TEXTS, "crossings": text})


def test_line_ends_blank_lines_and_a_byte_order_mark_do_no_harm() -> None:
    texts = {name: "\ufeff" + text.replace("\n", "\r\n") + "\r\n" for name, text in TEXTS.items()}
    assert Reference.read(**texts) == REFERENCE
