"""Every condition an article can set, met and just missed, on cards as they are typed."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kbdesk.domain.passage import Document, PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import Direction
from kbdesk.rulebook.cards import traveler_case, vehicle_case
from kbdesk.rulebook.case import Case
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.schema import When
from kbdesk.rulebook.shelf import Shelf
from kbdesk.rulebook.understanding import understand_traveler, understand_vehicle
from tests.rulebook.trial import article, at, book

Person = Callable[..., TravelerDraft]
Car = Callable[..., VehicleDraft]
NOW = at("2022-08-10T08:00")
PASSPORT = Document(type="passport")


def applies(law: Law, condition: str, case: Case) -> bool:
    """Tell whether an article with a condition applies to a case."""
    text = book(article("1", f'when.{condition}\nthen.measure = "none"', str(case.subject)))
    trial = Law(Shelf.read({"a.toml": text}, law.reference), law.reference)
    return trial.at(NOW, crossing="jarinje", direction=Direction.ENTRY).applying(case) is not None


@pytest.mark.parametrize(
    ("condition", "changes", "met"),
    [
        ('issuing_state = ["SRB", "MNE"]', {}, True),
        ('issuing_state = ["SRB", "MNE"]', {"document_issuing_state": " mne "}, True),
        ('issuing_state = ["SRB", "MNE"]', {"document_issuing_state": "RKS"}, False),
        ('issuing_state = ["SRB", "MNE"]', {"document_issuing_state": ""}, False),
        ('issuing_office = ["pu-pristina"]', {"document_issuing_office": "MUP R. Srbije, PU Priština"}, True),
        ('issuing_office = ["pu-pristina"]', {"document_issuing_office": "ПУ Приштина"}, True),
        ('issuing_office = ["pu-pristina"]', {"document_issuing_office": "pu-pristina"}, True),
        ('issuing_office = ["pu-pristina"]', {}, False),
        ('issuing_office = ["pu-pristina"]', {"document_issuing_office": "PU Nowhere"}, False),
        ("displaced_office = true", {"document_issuing_office": "PU Priština"}, True),
        ("displaced_office = true", {}, False),
        ("displaced_office = false", {}, True),
        ("displaced_office = false", {"document_issuing_office": "PU Priština"}, False),
        ("displaced_office = false", {"document_issuing_office": ""}, False),
        ("displaced_office = true", {"document_issuing_office": "PU Nowhere"}, False),
        ('document_type = ["identity-card"]', {}, True),
        ('document_type = ["passport", "other"]', {}, False),
        ('document_type = ["passport", "other"]', {"document_type": "other"}, True),
        ('document_type = ["passport"]', {"document_type": "paper"}, False),
        ('with_document = ["passport", "other"]', {"documents": (Document(type="other"), PASSPORT)}, True),
        ('with_document = ["passport"]', {"documents": (Document(type="other"), Document(type="x"))}, False),
        ('with_document = ["identity-card"]', {}, False),
        ("issued_on = { first = 2019-05-01 }", {}, True),
        ("issued_on = { first = 2019-05-02 }", {}, False),
        ("issued_on = { last = 2019-05-01 }", {"document_issued_on": "1.5.2019."}, True),
        ("issued_on = { last = 2019-04-30 }", {}, False),
        ("issued_on = { first = 2019-04-30, last = 2019-05-02 }", {}, True),
        ("issued_on = { first = 2000-01-01 }", {"document_issued_on": ""}, False),
        ("issued_on = { first = 2000-01-01 }", {"document_issued_on": "soon"}, False),
        ("extended_on = { first = 2022-12-10 }", {"document_extended_on": "2022-12-09"}, False),
        ("extended_on = { last = 2022-08-01 }", {"document_extended_on": "2022-08-01"}, True),
        ("extended_on = { last = 2022-08-01 }", {}, False),
        ("expires_on = { last = 2029-05-01 }", {}, True),
        ("expires_on = { first = 2029-05-02 }", {}, False),
        ("expired = true", {"document_expires_on": "2022-08-09"}, True),
        ("expired = true", {"document_expires_on": "2022-08-10"}, False),
        ("expired = false", {"document_expires_on": "2022-08-10"}, True),
        ("expired = false", {"document_expires_on": ""}, False),
        ("expired = true", {"document_expires_on": ""}, False),
        ("from_age = 16", {"birth_date": "2006-08-10"}, True),
        ("from_age = 16", {"birth_date": "2006-08-11"}, False),
        ("from_age = 16", {"birth_date": ""}, False),
        ("under_age = 16", {"birth_date": "2006-08-11"}, True),
        ("under_age = 16", {"birth_date": "2006-08-10"}, False),
        ("under_age = 16", {"birth_date": ""}, False),
        ("under_age = 16", {"birth_date": "2030-01-01"}, False),
        ('exempt_ground = ["kfor", "un"]', {"exempt_ground": "un"}, True),
        ('exempt_ground = ["kfor", "un"]', {"exempt_ground": "fire"}, False),
        ('exempt_ground = ["kfor", "un"]', {}, False),
        ('residence = ["prizren"]', {"residence": "Призрен"}, True),
        ('residence = ["prizren"]', {"residence": "Leposavić"}, False),
        ('residence = ["prizren"]', {"residence": ""}, False),
        ("resident_north = true", {"residence": "Leposaviq"}, True),
        ("resident_north = true", {"residence": "prizren"}, False),
        ("resident_north = true", {"residence": ""}, False),
        ("resident_north = false", {"residence": ""}, True),
        ("resident_north = false", {"residence": "zvecan"}, False),
    ],
)
def test_a_condition_of_a_traveler(
    law: Law, person: Person, condition: str, changes: dict[str, str], met: bool
) -> None:
    card = person(**changes)
    draft = PassageDraft(id="0" * 16, travelers=(card,))
    case = traveler_case(understand_traveler("traveler[1]", card, NOW.date()), draft, law.reference)
    assert applies(law, condition, case) is met


@pytest.mark.parametrize(
    ("condition", "changes", "met"),
    [
        ('plate_class = ["srb-kosovo-city"]', {}, True),
        ('plate_class = ["srb"]', {}, False),
        ('plate_class = ["srb"]', {"plate": ""}, False),
        ('plate_code = ["KM", "GL"]', {}, True),
        ('plate_code = ["KM", "GL"]', {"plate": "КМ 123-АБ"}, True),
        ('plate_code = ["KM", "GL"]', {"plate": "GL 123-456"}, True),
        ('plate_code = ["KM", "GL"]', {"plate": "BG 123-KM"}, False),
        ('plate_code = ["KM", "GL"]', {"plate": "01-234-KM"}, False),
        ('plate_code = ["ĐA"]', {"plate": "DA 123-AB"}, True),
        ('plate_code = ["PR"]', {"plate": "KFOR 1234"}, False),
        ('plate_code = ["PR"]', {"plate": ""}, False),
        ('category = ["M", "N"]', {}, True),
        ('category = ["O"]', {}, False),
        ('category = ["O"]', {"category": "О2"}, True),
        ('category = ["O"]', {"category": ""}, False),
        ("first_registered = { first = 1999-06-10, last = 2022-04-21 }", {"first_registered": "2022-04-21"}, True),
        ("first_registered = { first = 1999-06-10, last = 2022-04-21 }", {"first_registered": "1999-06-10"}, True),
        ("first_registered = { first = 1999-06-10, last = 2022-04-21 }", {"first_registered": "2022-04-22"}, False),
        ("first_registered = { first = 1999-06-10, last = 2022-04-21 }", {"first_registered": "1999-06-09"}, False),
        ("first_registered = { first = 1999-06-10, last = 2022-04-21 }", {}, False),
        ("registration_extended_on = { last = 2022-08-10 }", {"registration_extended_on": "2022-08-10"}, True),
        ("registration_extended_on = { last = 2022-08-09 }", {"registration_extended_on": "2022-08-10"}, False),
        ("registration_valid_until = { first = 2022-09-01 }", {"registration_valid_until": "2022-09-01"}, True),
        ("registration_valid_until = { first = 2022-09-01 }", {"registration_valid_until": "2022-08-31"}, False),
        ("registration_expired = true", {"registration_valid_until": "2022-08-09"}, True),
        ("registration_expired = true", {"registration_valid_until": "2022-08-10"}, False),
        ("registration_expired = false", {"registration_valid_until": "2022-08-10"}, True),
        ("registration_expired = false", {}, False),
        ("inside_since = { last = 2022-08-05 }", {"inside_since": "2022-08-05"}, True),
        ("inside_since = { last = 2022-08-05 }", {"inside_since": "2022-08-06"}, False),
        ("inside_since = { last = 2022-08-05 }", {}, False),
        ("inside_over_months = 3", {"inside_since": "2022-05-09"}, True),
        ("inside_over_months = 3", {"inside_since": "2022-05-10"}, False),
        ("inside_over_months = 3", {"inside_since": "2021-01-01"}, True),
        ("inside_over_months = 3", {}, False),
        ('exempt_ground = ["ambulance"]', {"exempt_ground": "ambulance"}, True),
        ('residence = ["leposavic"]', {}, True),
        ('residence = ["prizren"]', {}, False),
        ("resident_north = true", {}, True),
        ("resident_north = false", {}, False),
    ],
)
def test_a_condition_of_a_vehicle(
    law: Law, person: Person, car: Car, condition: str, changes: dict[str, str], met: bool
) -> None:
    card = car(**changes)
    draft = PassageDraft(id="0" * 16, travelers=(person(residence="Leposavić"),), vehicle=card)
    case = vehicle_case(understand_vehicle("vehicle", card, NOW.date()), draft, law.reference)
    assert applies(law, condition, case) is met


def test_a_trailers_area_code_stands_last(law: Law, car: Car) -> None:
    card = car(plate="AB-123 KM", category="")
    case = vehicle_case(understand_vehicle("trailer", card, NOW.date()), PassageDraft(id="0" * 16), law.reference)
    assert applies(law, 'plate_code = ["KM"]', case)
    assert applies(law, 'category = ["O"]', case)
    assert not applies(law, 'residence = ["leposavic"]', case)


def test_a_card_without_expiry_has_not_expired(law: Law, person: Person, zone: Callable[..., str]) -> None:
    card = person(document_expires_on="", mrz=zone(expires="<<<<<<"))
    u = understand_traveler("traveler[1]", card, NOW.date())
    assert u.zone
    assert u.zone.no_expiry
    case = traveler_case(u, PassageDraft(id="0" * 16, travelers=(card,)), law.reference)
    assert applies(law, "expired = false", case)
    assert not applies(law, "expired = true", case)
    assert not applies(law, "expires_on = { first = 2000-01-01 }", case)


def test_the_first_travelers_residence_counts_for_everybody(law: Law, person: Person) -> None:
    people = (person(residence="zvecan"), person(residence="prizren"))
    u = understand_traveler("traveler[2]", people[1], NOW.date())
    case = traveler_case(u, PassageDraft(id="0" * 16, travelers=people), law.reference)
    assert applies(law, 'residence = ["zvecan"]', case)


def test_all_conditions_must_hold(law: Law, person: Person) -> None:
    card = person()
    draft = PassageDraft(id="0" * 16, travelers=(card,))
    case = traveler_case(understand_traveler("traveler[1]", card, NOW.date()), draft, law.reference)
    both = 'issuing_state = ["SRB"]\nwhen.from_age = 18'
    assert applies(law, both, case)
    assert not applies(law, both, replace(case, age=17))
    assert not applies(law, both, replace(case, issuing_state="RKS"))


def test_every_condition_is_a_field_of_a_case() -> None:
    wanted = {name for name in When.__struct_fields__ if name not in ("from_age", "under_age")} | {"age"}
    assert wanted == set(Case.__slots__) - {"subject"}
