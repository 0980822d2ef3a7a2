"""What the law asks of a card that the card does not say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from kbdesk.domain.facts import Facts
from kbdesk.domain.outcome import Examination
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.rulebook.checks_unknown import _FIELDS
from kbdesk.rulebook.examine import examine
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.schema import When
from kbdesk.rulebook.shelf import Shelf

from .conftest import EMPTY_LIST

Examine = Callable[..., Examination]
Person = Callable[..., TravelerDraft]
Car = Callable[..., VehicleDraft]
BEFORE = "2022-07-31T12:00+02:00"

BOOK = """
id = "asking"
shelf = "trial"
precedence = 10
directions = ["entry"]
title = { sq = "a", sr = "b", en = "c" }
legal_basis = { sq = "a", sr = "b", en = "c" }
"""
ARTICLE = """
[[article]]
id = "%s"
subject = "%s"
text = { sq = "a", sr = "b", en = "c" }
when = { %s }
then.measure = "%s"
"""


def asked(law: Law, articles: list[tuple[str, str]], draft: PassageDraft) -> set[tuple[str, str]]:
    """Return severity and field of what articles (subject, conditions) ask of a draft and are not told."""
    text = BOOK + "".join(
        ARTICLE % (number, subject, when, "none") for number, (subject, when) in enumerate(articles, 1)
    )
    here = Law(Shelf.read({"asking.toml": text}), law.reference)
    at = datetime.fromisoformat("2022-08-10T08:00+02:00")
    seen = examine(draft, Facts(watchlist=EMPTY_LIST), here, at=at, crossing="jarinje")
    return {(str(f.severity), f.field) for f in seen.findings() if f.code == "condition-unknown"}


@pytest.fixture
def drawn(person: Person, car: Car) -> PassageDraft:
    return PassageDraft(id="0" * 16, travelers=(person(), person(document_number="112345678")), vehicle=car())


@pytest.mark.parametrize(
    ("when", "missing", "found"),
    [
        ('issuing_office = ["pu-pec"]', "document_issuing_office", "warn"),
        ("displaced_office = true", "document_issuing_office", "warn"),
        ("issued_on = { last = 2019-01-01 }", "document_issued_on", "warn"),
        ("extended_on = { first = 2022-12-11 }", "document_extended_on", "note"),
        ("expires_on = { last = 2019-01-01 }", "document_expires_on", "warn"),
        ("expired = true", "document_expires_on", "warn"),
        ("under_age = 16", "birth_date", "warn"),
        ("from_age = 66", "birth_date", "warn"),
        ('issuing_state = ["SRB"], expired = true', "document_expires_on", "warn"),
    ],
)
def test_what_a_traveler_does_not_say_is_asked_for(
    law: Law, drawn: PassageDraft, when: str, missing: str, found: str
) -> None:
    articles = [("traveler", when), ("traveler", "")]
    full = replace(drawn, travelers=tuple(replace(t, document_extended_on="2022-01-01") for t in drawn.travelers))
    assert asked(law, articles, full) == set()
    told = full.amend("traveler[1]", **{missing: ""})
    assert asked(law, articles, told) == {(found, f"traveler[1].{missing}")}


@pytest.mark.parametrize(
    ("when", "missing", "found"),
    [
        ("first_registered = { last = 2022-04-21 }", "first_registered", "warn"),
        ("registration_extended_on = { first = 2022-12-11 }", "registration_extended_on", "note"),
        ("registration_valid_until = { first = 2022-12-11 }", "registration_valid_until", "warn"),
        ("registration_expired = true", "registration_valid_until", "warn"),
        ("inside_since = { last = 2022-12-11 }", "inside_since", "note"),
        ("inside_over_months = 3", "inside_since", "note"),
        ('category = ["O"]', "category", "warn"),
    ],
)
def test_what_a_vehicle_does_not_say_is_asked_for(
    law: Law, drawn: PassageDraft, when: str, missing: str, found: str
) -> None:
    articles = [("vehicle", when), ("vehicle", "")]
    dates = ("first_registered", "registration_extended_on", "registration_valid_until", "inside_since")
    full = drawn.amend("vehicle", **dict.fromkeys(dates, "2023-01-01"))
    assert asked(law, articles, full) == set()
    assert asked(law, articles, full.amend("vehicle", **{missing: ""})) == {(found, f"vehicle.{missing}")}


def test_nothing_is_asked_for_that_could_not_change_the_answer(law: Law, drawn: PassageDraft) -> None:
    told = drawn.amend("traveler[1]", document_issuing_office="")
    office = 'issuing_office = ["pu-pec"]'
    assert asked(law, [("traveler", 'issuing_state = ["SRB"]'), ("traveler", office)], told) == set()
    assert asked(law, [("traveler", f'issuing_state = ["MNE"], {office}')], told) == set()
    assert asked(law, [("vehicle", 'residence = ["pec"]')], drawn) != set()
    assert asked(law, [("traveler", office)], told) != set()


def test_the_drivers_residence_is_asked_for_on_the_drivers_card_alone(law: Law, drawn: PassageDraft) -> None:
    for articles in (
        [("vehicle", "resident_north = true")],
        [("traveler", 'residence = ["leposavic"]')],
        [("vehicle", "resident_north = true"), ("traveler", 'residence = ["leposavic"]')],
    ):
        assert asked(law, articles, drawn) == {("warn", "traveler[1].residence")}
        assert asked(law, articles, drawn.amend("traveler[1]", residence="Leposavić")) == set()
        assert asked(law, articles, replace(drawn, travelers=())) == set()


def test_a_field_beside_one_that_is_mostly_empty_is_a_note_unless_another_rule_needs_it(
    law: Law, drawn: PassageDraft
) -> None:
    both = ("vehicle", "resident_north = true, inside_over_months = 3")
    north = ("vehicle", 'plate_class = ["srb-kosovo-city"], resident_north = true')
    noted = {("note", "traveler[1].residence"), ("note", "vehicle.inside_since")}
    assert asked(law, [both], drawn) == noted
    assert asked(law, [both, north], drawn) == asked(law, [north, both], drawn) == {
        ("warn", "traveler[1].residence"), ("note", "vehicle.inside_since")
    }  # fmt: skip


def test_the_shipped_law_asked_for_residence_until_august(examined: Examine, person: Person, car: Car) -> None:
    def codes(residence: str, at: str) -> set[str]:
        return {str(f.code) for f in examined(person(residence=residence), vehicle=car(), at=at).cards[0].findings}

    assert codes("", BEFORE) == {"condition-unknown"}
    assert codes("Atlantida", BEFORE) == {"condition-unknown", "residence-unknown"}
    assert codes("Leposavić", BEFORE) == set()
    assert codes("", "2022-08-01T00:00+02:00") == set()


def test_every_condition_has_its_field_or_a_check_of_its_own_or_is_in_the_records() -> None:
    own = {"issuing_state", "document_type", "with_document", "plate_class", "plate_code", "exempt_ground"}
    recorded = {"overstay_days"}
    assert set(_FIELDS) | own | recorded == set(When.__struct_fields__)
    assert not set(_FIELDS) & own
