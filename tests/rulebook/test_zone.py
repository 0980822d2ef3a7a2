"""What a zone that was read gives reason to look at: repairs, visas, digits in names, names cut short."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kbdesk.domain.findings import Finding
from kbdesk.domain.passage import TravelerDraft
from tests.icao import zones
from tests.rulebook.conftest import Examine

Person = Callable[..., TravelerDraft]

JMBG = "1506985785010"


def found(examined: Examine, person: Person, mrz: str, **typed: str) -> dict[str, Finding]:
    """Return the findings about the zone of one person, by code."""
    card = person(**{"mrz": mrz, "personal_number": JMBG, **typed})
    codes = ("mrz", "name-possibly")
    return {f.code: f for f in examined(card).cards[0].findings if f.code.startswith(codes)}


def passport(number: str = "C3X0T47", names: str = "TESTOVIC<<ANA") -> str:
    return zones.td3(
        code="P", state="D", number=number, opt="", birth="850615", sex="F", expiry="290501", nation="D", names=names
    )


@pytest.mark.parametrize(
    ("before", "after", "field", "read", "taken"),
    [
        ("C3X0T47", "C3XOT47", "document_number", "C3XOT47", "C3X0T47"),
        ("850615", "85O6I5", "birth_date", "85O6I5", "850615"),
        ("290501", "Z90S01", "document_expires_on", "Z90S01", "290501"),
        ("TESTOVIC<<", "TEST0VIC<<", "surname", "TEST0VIC<<ANA", "TESTOVIC<<ANA"),
        ("TESTOVIC<<SONJA", "TESTOVIC<<5ONJA", "given_names", "TESTOVIC<<5ONJA", "TESTOVIC<<SONJA"),
    ],
)
def test_a_repair_is_to_be_confirmed_beside_its_field(
    examined: Examine, person: Person, before: str, after: str, field: str, read: str, taken: str
) -> None:
    right = passport(names="TESTOVIC<<SONJA" if "SONJA" in before else "TESTOVIC<<ANA")
    assert "mrz-repaired" not in found(examined, person, right)
    repaired = found(examined, person, right.replace(before, after))["mrz-repaired"]
    assert (repaired.severity, repaired.field) == ("warn", f"traveler[1].{field}")
    assert repaired.values == {"read": read, "taken": taken}


def test_a_repaired_check_digit_shows_with_its_field(examined: Examine, person: Person) -> None:
    number = next(n for n in (f"L4{i:03}X" for i in range(100)) if zones.digit(n) == "0")
    text = passport(number)
    broken = text.replace(f"{number}<<<0", f"{number}<<<O")
    assert broken != text
    repaired = found(examined, person, broken)["mrz-repaired"]
    assert (repaired.field, repaired.values["taken"]) == ("traveler[1].document_number", f"{number}<<<0")


def test_a_repaired_personal_number_is_told_beside_it(examined: Examine, person: Person) -> None:
    text = zones.SERBIAN_CARD.replace("1506985920006", "15O6985920006")
    repaired = found(examined, person, text)["mrz-repaired"]
    assert repaired.field == "traveler[1].personal_number"


@pytest.mark.parametrize(("symbol", "position"), [("8", 1), ("5", 3)])
def test_a_repair_of_what_fills_no_field_is_told_beside_the_zone(
    examined: Examine, person: Person, symbol: str, position: int
) -> None:
    text = zones.td1(
        code="ID", state="UTO", number="D23145890", opt1="XBYS", birth="850615", sex="F", expiry="290501",
        nation="UTO", opt2="", names="TESTOVIC<<ANA",
    )  # fmt: skip
    optional = "XBYS"[:position] + symbol + "XBYS"[position + 1 :]
    repaired = found(examined, person, text.replace("XBYS", optional))["mrz-repaired"]
    assert (repaired.field, repaired.values) == ("traveler[1].mrz", {"read": optional, "taken": "XBYS"})


def test_a_repair_that_is_not_the_only_one_is_not_made_but_told(examined: Examine, person: Person) -> None:
    text = passport("OXX0T47").replace("OXX0T47", "0XX0T47")
    codes = found(examined, person, text)
    assert "mrz-repaired" not in codes
    assert codes["mrz-check-digit"].field == "traveler[1].document_number"
    assert codes["mrz-repair-ambiguous"].severity == "note"


def test_a_digit_in_a_name_that_no_repair_explains_is_told(examined: Examine, person: Person) -> None:
    assert "mrz-digit-in-name" not in found(examined, person, passport())
    told = found(examined, person, passport(names="TEST7VIC<<ANA"))["mrz-digit-in-name"]
    assert (told.severity, told.field) == ("warn", "traveler[1].surname")


def test_a_visa_is_told_and_compared_with_nothing(examined: Examine, person: Person) -> None:
    assert list(found(examined, person, zones.ICAO_MRVA)) == ["mrz-visa"]
    assert found(examined, person, zones.ICAO_MRVB)["mrz-visa"].field == "traveler[1].mrz"


@pytest.mark.parametrize(
    ("surname", "given_names", "same"),
    [
        ("Nilavadhanananda", "Chayapa Dejthamrong Krasuang", True),
        ("Nilavadhanananda", "Chayapa Dejthamrong Krasuang Petch", True),
        ("Nilavadhanananda", "Chayapa Krasuang Dejthamrong", False),
        ("Nilavadhanananda", "Chayapa", False),
    ],
)
def test_a_name_whose_components_were_cut_is_the_whole_one(
    examined: Examine, person: Person, surname: str, given_names: str, same: bool
) -> None:
    text = passport(names="NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K")
    codes = found(examined, person, text, surname=surname, given_names=given_names)
    assert ("mrz-differs" not in {c for c, f in codes.items() if f.field.endswith("given_names")}) == same
