"""What is found on a vehicle's or trailer's card."""

from collections.abc import Callable
from datetime import date

import pytest

from kbdesk.domain.facts import Facts, InForce
from kbdesk.domain.outcome import CardExamination, Examination
from kbdesk.domain.passage import Document, TravelerDraft, VehicleDraft

Examine = Callable[..., Examination]
Person = Callable[..., TravelerDraft]
Car = Callable[..., VehicleDraft]


def told(card: CardExamination) -> set[tuple[str, str, str]]:
    """Return severity, code and field of what was found."""
    return {(str(f.severity), str(f.code), f.field.rpartition(".")[2]) for f in card.findings}


def test_an_honest_car_has_no_findings(examined: Examine, person: Person, car: Car) -> None:
    assert examined(person(), vehicle=car()).findings() == ()


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"plate": ""}, ("stop", "plate-missing", "plate")),
        ({"plate": "- -"}, ("stop", "plate-missing", "plate")),
        ({"plate": "HELLO"}, ("warn", "plate-unknown", "plate")),
        ({"plate": "K" * 10_000}, ("warn", "plate-unknown", "plate")),
        ({"plate": "KM 123-ČA"}, ("note", "plate-letters-not-issued", "plate")),
        ({"plate": "KM 123-АB"}, ("note", "plate-mixed-scripts", "plate")),
        ({"plate": "GL 12345"}, ("note", "plate-maybe-foreign", "plate")),
        ({"plate": "01-234-XY"}, ("note", "plate-letters-not-issued", "plate")),
        ({"plate": "01-002-AB"}, ("note", "plate-number-not-issued", "plate")),
        ({"plate": "ZG 1234-AB"}, ("note", "plate-area-unknown", "plate")),
        ({"plate": "P 123 456"}, ("note", "plate-not-covered", "plate")),
        ({"vin": ""}, ("note", "vin-missing", "vin")),
        ({"vin": "ZA-1234"}, ("warn", "vin-legacy", "vin")),
        ({"vin": "WVWZZZ1JZXW00000I"}, ("warn", "vin-unusual", "vin")),
        ({"vin": "1M8GDM9A0KP042788"}, ("note", "vin-check-digit", "vin")),
        ({"category": "O2"}, ("warn", "category-trailer", "category")),
        ({"first_registered": "2012-01-01", "plate": "KM 123-456"}, ("warn", "plate-series-older", "plate")),
        (
            {"first_registered": "2019-05-02", "registration_valid_until": "2019-05-01"},
            ("warn", "registration-dates", "first_registered"),
        ),
        ({"category": ""}, ("note", "category-missing", "category")),
        ({"category": "X9"}, ("note", "category-not-understood", "category")),
        ({"holder_surname": ""}, ("note", "holder-missing", "holder_surname")),
        ({"holder_surname": "Druga"}, ("warn", "authorisation-missing", "authorisation_from")),
        ({"holder_given_names": "Mara"}, ("warn", "authorisation-missing", "authorisation_from")),
        ({"holder_company": "Prevoz doo"}, ("warn", "authorisation-missing", "authorisation_from")),
        ({"first_registered": "2022-08-11"}, ("warn", "date-in-future", "first_registered")),
        ({"first_registered": "long ago"}, ("warn", "date-not-understood", "first_registered")),
        (
            {"registration_valid_until": "2022-08-09"},
            ("note", "vehicle-registration-expired", "registration_valid_until"),
        ),
        ({"authorisation_on": "2022-08-11"}, ("warn", "date-in-future", "authorisation_on")),
        ({"make": "A" * 41}, ("stop", "field-too-long", "make")),
        ({"model": "Mod\x00el"}, ("stop", "characters-unprintable", "model")),
        ({"exempt_ground": "vip"}, ("stop", "exempt-ground-not-understood", "exempt_ground")),
    ],
)
def test_each_doubt_is_found_where_it_lies(
    examined: Examine, person: Person, car: Car, changes: dict[str, str], finding: tuple[str, str, str]
) -> None:
    assert finding in told(examined(person(), vehicle=car(**changes)).card("vehicle"))


@pytest.mark.parametrize(
    "changes",
    [
        {"holder_surname": "Тестовић", "holder_given_names": "Ана"},
        {"holder_surname": "Testoviq"},
        {"holder_given_names": ""},
        {"holder_surname": "Druga", "authorisation_from": "Druga"},
        {"holder_company": "Prevoz doo", "authorisation_number": "OV 118/2022"},
        {"vin": "wvwzzz 1jzxw 000001"},
        {"registration_valid_until": "2022-08-10"},
    ],
)
def test_what_is_in_order_is_not_doubted(examined: Examine, person: Person, car: Car, changes: dict[str, str]) -> None:
    assert told(examined(person(), vehicle=car(**changes)).card("vehicle")) == set()


def test_a_holder_who_travels_along_needs_to_authorise_nobody(examined: Examine, person: Person, car: Car) -> None:
    driver = person(surname="Probić", document_number="112345678")
    assert told(examined(driver, person(), vehicle=car()).card("vehicle")) == set()
    assert told(examined(driver, vehicle=car()).card("vehicle")) == {
        ("warn", "authorisation-missing", "authorisation_from")
    }


def test_plates_in_custody_are_told_by_their_envelope(examined: Examine, car: Car) -> None:
    seen = examined(vehicle=car(), facts=Facts(held={"vehicle": "J2004711B"}))
    assert told(seen.card("vehicle")) == {("warn", "plates-held", "plate")}
    assert examined(vehicle=car(), facts=Facts(held={"trailer": "J2004711B"})).findings() == ()


@pytest.mark.parametrize(
    ("plate", "certificate", "found"),
    [
        ("KM 123-AB", {"issuing_state": "SRB", "expires_on": "2023-03-01"}, set()),
        ("KM 123-AB", {"issuing_state": "srb"}, set()),
        ("KM 123-AB", {"issuing_state": "RKS"}, {("warn", "certificate-other-state", "plate")}),
        ("KM 123-AB", {"expires_on": "2023-03-02"}, {("note", "certificate-other-date", "registration_valid_until")}),
        ("KM 123-AB", {}, set()),
        ("01-234-AB", {"issuing_state": "KS"}, set()),
        ("01-234-AB", {"issuing_state": "SRB"}, {("note", "certificate-other-state", "plate")}),
        ("M-AB 1234", {"issuing_state": "D"}, set()),
    ],
)
def test_the_certificate_shown_is_that_of_the_plates(
    examined: Examine,
    person: Person,
    car: Car,
    plate: str,
    certificate: dict[str, str],
    found: set[tuple[str, str, str]],
) -> None:
    shown = Document(type="registration-certificate", **certificate)
    other = Document(type="driving-licence", issuing_state="D", expires_on="2030-01-01")
    driver = person(documents=(other, shown))
    vehicle = car(plate=plate, registration_valid_until="2023-03-01")
    assert told(examined(driver, vehicle=vehicle).card("vehicle")) == found


def test_a_car_and_its_trailer_may_bring_a_certificate_each(examined: Examine, person: Person, car: Car) -> None:
    papers = tuple(Document(type="registration-certificate", expires_on=day) for day in ("2023-03-01", "2023-04-01"))
    seen = examined(
        person(documents=papers),
        vehicle=car(registration_valid_until="2023-03-01"),
        trailer=car(plate="AB 123-KM", category="O2", registration_valid_until="2023-04-01"),
    )
    assert seen.findings() == ()


def test_old_plates_on_an_old_car_are_not_doubted(examined: Examine, car: Car) -> None:
    assert examined(vehicle=car(plate="KM 123-456", first_registered="2009-05-01")).findings() == ()
    assert examined(vehicle=car(plate="KM 123-AB", first_registered="2019-05-01")).findings() == ()


def test_a_trailers_card_takes_a_trailers_category(examined: Examine, car: Car) -> None:
    seen = examined(trailer=car(category="M1"))
    assert told(seen.card("trailer")) == {("warn", "category-not-trailer", "category")}
    assert examined(trailer=car(category="R2")).findings() == ()
    foreign = examined(vehicle=car(plate="M-AB 1234", category="O2")).card("vehicle")
    assert told(foreign) == {("warn", "category-trailer", "category")}, "its plate may be Serbian: area code last"


@pytest.mark.parametrize(("ground", "found"), [("kfor", True), ("diplomatic", True), ("ambulance", False)])
def test_an_exempt_vehicle_has_its_plate_as_reference(examined: Examine, car: Car, ground: str, found: bool) -> None:
    bare = car(plate="", exempt_ground=ground, exempt_reference="")
    code = {("warn", "exempt-reference-missing", "exempt_reference")}
    assert told(examined(vehicle=bare).card("vehicle")) == (code if found else set())
    for named in (car(exempt_ground=ground), car(plate="", exempt_ground=ground, exempt_reference="order 4")):
        assert examined(vehicle=named).findings() == ()


def test_nobody_is_asked_for_authorisation_before_the_driver_has_a_name(
    examined: Examine, person: Person, car: Car
) -> None:
    other = car(holder_surname="Druga")
    assert told(examined(vehicle=other).card("vehicle")) == set()
    assert told(examined(person(surname=""), vehicle=other).card("vehicle")) == set()


def test_an_empty_card_says_only_that(examined: Examine) -> None:
    for path in ("vehicle", "trailer"):
        seen = examined(**{path: VehicleDraft(slot="C 1")})
        assert told(seen.card(path)) == {("stop", "card-empty", "plate")}


def test_a_car_that_the_law_leaves_alone_is_never_held_up(examined: Examine, person: Person, car: Car) -> None:
    seen = examined(person(), vehicle=car(plate="01-234-AB", holder_surname="Druga", first_registered="2030-01-01"))
    assert {severity for severity, _, _ in told(seen.card("vehicle"))} == {"note"}


def test_a_registration_in_force_warns_and_one_overdue_is_noted(examined: Examine, car: Car) -> None:
    for until, finding in (
        (date(2022, 8, 10), ("warn", "registration-in-force", "plate")),
        (date(2022, 8, 9), ("note", "registration-overdue", "plate")),
    ):
        facts = Facts(registrations={"KM123AB": InForce(number="J2004711B", valid_until=until)})
        assert told(examined(vehicle=car(plate="км 123 аб"), facts=facts).card("vehicle")) == {finding}
        assert examined(vehicle=car(plate="KM 124-AB"), facts=facts).findings() == ()


def test_a_trailer_with_the_plate_of_its_car_warns(examined: Examine, car: Car) -> None:
    seen = examined(vehicle=car(), trailer=car(plate="KM123AB", category="O2"))
    assert told(seen.card("vehicle")) == set()
    assert told(seen.card("trailer")) == {("warn", "plate-duplicate", "plate")}
    assert examined(vehicle=car(), trailer=car(plate="KM 124-AB", category="O2")).findings() == ()
    assert examined(trailer=car(category="")).findings() == ()
