"""The people an officer meets, each story worked by script through every floor, with what would have been otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.people import PERSON

from .conftest import SAMPLES, Program, Write

MOTHER = """
[[traveler]]
surname = "Petrović"
given_names = "Ana"
birth_date = 1983-06-02
sex = "F"
nationality = "SRB"
[traveler.document]
type = "identity-card"
issuing_state = "SRB"
number = "007654321"
issuing_office = "pu-nis"
expires_on = 2025-10-15
"""
CHILD = """
[[traveler]]
surname = "Petrović"
given_names = "%s"
birth_date = %s
sex = "M"
nationality = "SRB"
%s
guardian = { traveler = 1, relation = "mother" }
"""
EXTRACT = 'document = { type = "birth-extract", issuing_state = "SRB", number = "%s", issued_on = 2022-05-03 }'
CAR = """
[vehicle]
plate = "%s"
vin = "WVWZZZ1JZXW000001"
make = "Zastava"
category = "M1"
%s
"""
OWN = 'holder = { surname = "Testović", given_names = "Ana" }'


def driver(*, residence: str = "", more: str = "", expires: str = "2029-05-01") -> str:
    card = f'issuing_office = "pu-kraljevo", issued_on = 2019-05-01, expires_on = {expires}'
    return PERSON.replace("expires_on = 2029-05-01", card) + f'residence = "{residence}"\n{more}\n'


def another(number: int) -> str:
    """Another driver, born on another day, with a document of their own."""
    return driver().replace("012345678", f"01234560{number}").replace("1985-06-15", f"1985-06-1{number}")


def codes(card: dict[str, Any], severity: str | None = None) -> set[str]:
    return {f["code"] for f in card["findings"] if severity in (None, f["severity"])}


def kinds(said: dict[str, Any]) -> list[str]:
    return [paper["kind"] for paper in said["papers"]]


def test_a_mother_and_her_two_children_go_on_with_three_permits_and_one_document_held(
    program: Program, written: Write
) -> None:
    children = (
        CHILD % ("Luka", "2014-04-19", EXTRACT % "204-17/2022"),
        CHILD % ("Vuk", "2017-01-08", EXTRACT % "9/2022"),
    )
    told = program.passage(written(MOTHER + "".join(children)))
    assert told.code == 0, told.out
    said = told.json
    assert [t["measure"] for t in said["travelers"]] == ["permit"] * 3
    assert [bool(t["permit"]["envelope"]) for t in said["travelers"]] == [True, False, False]
    assert {t["permit"]["valid_until"] for t in said["travelers"]} == {"2022-11-10"}
    assert kinds(said).count("permit") == 3
    assert kinds(said).count("envelope-label") == 1


def test_a_child_without_an_extract_waits_while_the_mother_goes_on(program: Program, written: Write) -> None:
    child = CHILD % ("Luka", "2014-04-19", 'document = { type = "other", issuing_state = "SRB", number = "204" }')
    told = program.passage(written(MOTHER + child))
    assert told.code == 1
    mother, waiting = told.json["travelers"]
    assert mother["decision"] == "granted"
    assert waiting["decision"] is None
    assert codes(waiting, "stop") == {"minor-without-extract"}


def test_a_company_car_needs_an_authorisation_or_a_reason_and_never_turns_back_for_it(
    program: Program, written: Write
) -> None:
    company = 'holder = { company = "Primer transport d.o.o.", registration_number = "00000000" }'
    without = program.passage(written(driver() + CAR % ("BG 123-AB", company)))
    assert without.code == 1
    assert without.json["vehicle"]["decision"] is None
    assert "authorisation-missing" in codes(without.json["vehicle"], "warn")
    shown = 'authorisation = { from = "Primer transport d.o.o.", on = 2022-07-29, number = "17/22" }'
    with_one = program.passage(written(another(1) + CAR % ("BG 124-AB", f"{company}\n{shown}")))
    assert with_one.code == 0, with_one.out
    assert with_one.json["vehicle"]["registration"]["valid_until"] == "2022-10-09"
    reason = '[vehicle.reasons]\nauthorisation_missing = "holder-consents"'
    said = program.passage(written(another(2) + CAR % ("BG 125-AB", f"{company}\n{reason}")))
    assert said.code == 0, said.out


def test_a_truck_gets_two_plates_and_its_trailer_one(program: Program) -> None:
    told = program.passage(SAMPLES / "03-truck-with-trailer.toml")
    assert told.code == 0, told.out
    said = told.json
    truck, trailer = said["vehicle"]["registration"]["number"], said["trailer"]["registration"]["number"]
    assert truck != trailer
    plates = {
        (p["kind"], p["number"])
        for p in said["papers"]
        if p["kind"].startswith("plate-") and "receipt" not in p["kind"]
    }
    assert plates == {("plate-front", truck), ("plate-rear", truck), ("plate-rear", trailer)}


@pytest.mark.parametrize(
    ("at", "residence", "measure"),
    [
        ("2022-07-31T23:59:59+02:00", "leposavic", "tolerated"),
        ("2022-07-31T23:59:59+02:00", "Leposaviq", "tolerated"),
        ("2022-07-31T23:59:59+02:00", "pristina", "refused"),
        ("2022-08-01T00:00:00+02:00", "leposavic", "replace"),
    ],
)
def test_who_lives_in_leposavic_is_tolerated_until_the_last_second_of_july(
    program: Program, written: Write, at: str, residence: str, measure: str
) -> None:
    said = program.passage(written(driver(residence=residence) + CAR % ("KM 123-AB", OWN)), "--at", at).json
    assert said["vehicle"]["measure"] == measure
    assert bool(said["vehicle"]["registration"]) == (measure == "replace")


def test_a_diplomat_leaves_only_a_count_where_another_traveler_leaves_a_card(program: Program, written: Write) -> None:
    ground = 'exempt = { ground = "diplomatic", reference = "NV 17/22" }'
    told = program.passage(written(driver(more=ground)))
    assert told.code == 0, told.out
    assert told.json["travelers"][0]["measure"] == "exempt"
    assert told.json["papers"] == []
    another = program.passage(written(driver()))
    assert another.json["travelers"][0]["measure"] == "permit"
    assert "permit" in kinds(another.json)


def test_an_ambulance_on_duty_passes_with_its_crew_at_once(program: Program) -> None:
    told = program.passage(SAMPLES / "06-ambulance-on-duty.toml")
    assert told.code == 0
    said = told.json
    assert {t["measure"] for t in said["travelers"]} | {said["vehicle"]["measure"]} == {"exempt"}
    assert (said["papers"], said["fees"]) == ([], [])


def test_an_expired_card_stops_and_the_referral_names_its_article_and_the_way_to_appeal(
    program: Program, written: Write, tmp_path: Path
) -> None:
    expired = driver(expires="2022-07-29")
    stopped = program.passage(written(expired))
    assert stopped.code == 1
    assert codes(stopped.json["travelers"][0], "stop") == {"document-expired"}
    referred = expired + '[traveler.decision]\naction = "refer"\nreason = "document-expired"\n'
    told = program.passage(written(referred), "--out", tmp_path / "papers")
    assert told.code == 0, told.out
    assert told.json["travelers"][0]["decision"] == "referred"
    assert kinds(told.json) == ["referral-slip"]


def test_who_declines_to_surrender_is_refused_on_paper_with_an_article(program: Program, written: Write) -> None:
    told = program.passage(
        written(driver() + '[traveler.decision]\naction = "refuse"\nreason = "declined-to-surrender"\n')
    )
    assert told.code == 0, told.out
    said = told.json
    assert said["decision"] == "refused"
    assert said["travelers"][0]["permit"] is None
    assert kinds(said) == ["refusal-notice"]
    nothing_said = program.passage(written(driver() + '[traveler.decision]\naction = "refuse"\n'))
    assert nothing_said.code == 1
    assert nothing_said.json["travelers"][0]["decision"] is None
