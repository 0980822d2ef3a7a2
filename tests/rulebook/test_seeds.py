"""The shelf `seeds` against its table in the design, with the hours on both sides of each change."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal

import pytest

from kbdesk.domain.outcome import Examination
from kbdesk.domain.passage import Override, TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import Direction, Disposition, ExemptGround, Measure, PaperKind
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.shelf import Shelf

Examine = Callable[..., Examination]

SUMMER, WINTER = "+02:00", "+01:00"
LONG_AGO = f"2015-03-01T12:00{WINTER}"
BEFORE_PROVISIONAL = f"2021-09-19T23:59:59{SUMMER}"
PROVISIONAL_FROM = f"2021-09-20T00:00:00{SUMMER}"
BEFORE_PERMITS = f"2022-07-31T23:59:59{SUMMER}"
PERMITS_FROM = f"2022-08-01T00:00:00{SUMMER}"
BEFORE_REFUSAL = f"2022-09-30T23:59:59{SUMMER}"
REFUSAL_FROM = f"2022-10-01T00:00:00{SUMMER}"
MUCH_LATER = f"2024-02-29T12:00{WINTER}"

DOCUMENTS = [
    # instant, type, issuing state, born, measure
    (LONG_AGO, "identity-card", "SRB", "1985-06-15", "none"),
    (BEFORE_PERMITS, "identity-card", "SRB", "1985-06-15", "none"),
    (BEFORE_PERMITS, "passport", "SRB", "1985-06-15", "none"),
    (BEFORE_PERMITS, "birth-extract", "SRB", "2010-06-15", "none"),
    (PERMITS_FROM, "identity-card", "SRB", "1985-06-15", "permit"),
    (PERMITS_FROM, "passport", "SRB", "1985-06-15", "permit"),
    (PERMITS_FROM, "identity-card", "SRB", "2008-06-15", "permit"),
    (BEFORE_REFUSAL, "identity-card", "SRB", "1985-06-15", "permit"),
    (REFUSAL_FROM, "identity-card", "SRB", "1985-06-15", "permit"),
    (MUCH_LATER, "identity-card", "SRB", "1985-06-15", "permit"),
    (PERMITS_FROM, "birth-extract", "SRB", "2006-08-02", "permit"),
    (PERMITS_FROM, "birth-extract", "SRB", "2006-08-01", "none"),
    (PERMITS_FROM, "driving-licence", "SRB", "1985-06-15", "none"),
    (PERMITS_FROM, "identity-card", "RKS", "1985-06-15", "none"),
    (PERMITS_FROM, "passport", "RKS", "1985-06-15", "none"),
    (PERMITS_FROM, "passport", "KS", "1985-06-15", "none"),
    (PERMITS_FROM, "travel-document", "UNK", "1985-06-15", "none"),
    (PERMITS_FROM, "passport", "D", "1985-06-15", "none"),
    (PERMITS_FROM, "identity-card", "MNE", "1985-06-15", "none"),
    (PERMITS_FROM, "birth-extract", "MNE", "2010-06-15", "none"),
]


@pytest.mark.parametrize(("at", "kind", "state", "born", "measure"), DOCUMENTS)
def test_what_becomes_of_a_document(
    examined: Examine, person: Callable[..., TravelerDraft], at: str, kind: str, state: str, born: str, measure: str
) -> None:
    card = person(document_type=kind, document_issuing_state=state, birth_date=born)
    assert examined(card, at=at).cards[0].outcome.measure == measure


PLATES = [
    # instant, plate, residence of the driver, measure
    (LONG_AGO, "BG 1234-XY", "", "none"),
    (BEFORE_PROVISIONAL, "BG 1234-XY", "", "none"),
    (PROVISIONAL_FROM, "BG 1234-XY", "", "provisional"),
    (PROVISIONAL_FROM, "BG 1234-XY", "leposavic", "provisional"),
    (PERMITS_FROM, "БГ 1234-АБ", "", "provisional"),
    (MUCH_LATER, "NI 123-AB", "", "provisional"),
    (LONG_AGO, "KM 123-AB", "leposavic", "tolerated"),
    (LONG_AGO, "KM 123-AB", "prizren", "refused"),
    (BEFORE_PERMITS, "KM 123-AB", "leposavic", "tolerated"),
    (BEFORE_PERMITS, "KM 123-AB", "zvecan", "tolerated"),
    (BEFORE_PERMITS, "KM 123-AB", "zubin-potok", "tolerated"),
    (BEFORE_PERMITS, "KM 123-AB", "severna-mitrovica", "tolerated"),
    (BEFORE_PERMITS, "KM 123-AB", "Leposavić", "tolerated"),
    (BEFORE_PERMITS, "KM 123-AB", "juzna-mitrovica", "refused"),
    (BEFORE_PERMITS, "KM 123-AB", "gracanica", "refused"),
    (BEFORE_PERMITS, "KM 123-AB", "", "refused"),
    (BEFORE_PERMITS, "KM 123-AB", "nowhere", "refused"),
    (PERMITS_FROM, "KM 123-AB", "leposavic", "replace"),
    (PERMITS_FROM, "km 123-ab", "prizren", "replace"),
    (PERMITS_FROM, "КМ 123 АБ", "", "replace"),
    (PERMITS_FROM, "ĐA 123-AB", "", "replace"),
    (PERMITS_FROM, "DA 123-AB", "", "replace"),
    (PERMITS_FROM, "PR 1234-AB", "", "replace"),
    (BEFORE_REFUSAL, "KM123AB", "leposavic", "replace"),
    (REFUSAL_FROM, "KM 123-AB", "leposavic", "refused"),
    (REFUSAL_FROM, "KM 123-AB", "", "refused"),
    (MUCH_LATER, "GL 123-AB", "", "refused"),
    (REFUSAL_FROM, "KG 123-AB", "", "provisional"),
    (PERMITS_FROM, "01-234-AB", "", "none"),
    (PERMITS_FROM, "123-KS-456", "", "none"),
    (PERMITS_FROM, "M-AB 1234", "", "none"),
    (PERMITS_FROM, "10 CD 123", "", "exempt"),
    (LONG_AGO, "KFOR 1234", "", "exempt"),
    (MUCH_LATER, "EU 123 LEX", "", "exempt"),
]


@pytest.mark.parametrize(("at", "plate", "residence", "measure"), PLATES)
def test_what_becomes_of_plates(
    examined: Examine,
    person: Callable[..., TravelerDraft],
    car: Callable[..., VehicleDraft],
    at: str,
    plate: str,
    residence: str,
    measure: str,
) -> None:
    seen = examined(person(residence=residence), vehicle=car(plate=plate), at=at)
    assert seen.card("vehicle").outcome.measure == measure


def test_only_the_drivers_residence_counts(
    examined: Examine, person: Callable[..., TravelerDraft], car: Callable[..., VehicleDraft]
) -> None:
    driver, passenger = person(), person(document_number="112345678", residence="leposavic")
    assert examined(driver, passenger, vehicle=car(), at=BEFORE_PERMITS).card("vehicle").outcome.measure == "refused"
    assert examined(passenger, driver, vehicle=car(), at=BEFORE_PERMITS).card("vehicle").outcome.measure == "tolerated"
    assert examined(vehicle=car(), at=BEFORE_PERMITS).card("vehicle").outcome.measure == "refused"


@pytest.mark.parametrize("ground", ExemptGround)
@pytest.mark.parametrize("at", [LONG_AGO, PERMITS_FROM, MUCH_LATER])
@pytest.mark.parametrize("direction", Direction)
def test_the_exempt_are_not_examined(
    examined: Examine,
    person: Callable[..., TravelerDraft],
    car: Callable[..., VehicleDraft],
    ground: ExemptGround,
    at: str,
    direction: Direction,
) -> None:
    seen = examined(
        person(exempt_ground=ground, exempt_reference="12/22", birth_date="nonsense"),
        vehicle=car(exempt_ground=ground, exempt_reference="12/22", first_registered="2999-01-01"),
        at=at,
        direction=direction,
    )
    assert [card.outcome.measure for card in seen.cards] == [Measure.EXEMPT] * 2
    assert seen.findings() == ()


def test_a_permit_is_free_valid_three_months_and_the_document_is_held(
    examined: Examine, person: Callable[..., TravelerDraft]
) -> None:
    outcome = examined(person(), at=PERMITS_FROM).cards[0].outcome
    assert (str(outcome.valid_from), str(outcome.valid_until)) == ("2022-08-01", "2022-11-01")
    assert outcome.disposition is Disposition.HELD
    assert outcome.papers == (PaperKind.PERMIT, PaperKind.SURRENDER_RECEIPT, PaperKind.ENVELOPE_LABEL)
    assert outcome.fees == ()
    assert outcome.deadline is None
    assert outcome.document_code == "PU"


@pytest.mark.parametrize(
    ("at", "until"),
    [
        (f"2022-11-30T12:00{WINTER}", "2023-02-28"),
        (f"2023-11-30T12:00{WINTER}", "2024-02-29"),
        ("2022-07-31T22:00:00+00:00", "2022-11-01"),
        ("2022-08-01T23:30:00+02:00", "2022-11-01"),
        ("2022-08-02T00:30:00+03:00", "2022-11-01"),
    ],
)
def test_a_permit_counts_from_the_civil_day_at_the_crossing(
    examined: Examine, person: Callable[..., TravelerDraft], at: str, until: str
) -> None:
    assert str(examined(person(), at=at).cards[0].outcome.valid_until) == until


def test_a_permit_outlives_the_document(examined: Examine, person: Callable[..., TravelerDraft]) -> None:
    seen = examined(person(document_expires_on="2022-08-10")).cards[0]
    assert str(seen.outcome.valid_until) == "2022-11-10"
    assert seen.findings == ()


def test_an_expired_document_stops_and_nobody_may_lift_it(
    examined: Examine, person: Callable[..., TravelerDraft]
) -> None:
    (found,) = examined(person(document_expires_on="2022-08-09")).findings()
    assert (found.code, found.severity, found.field) == (
        "document-expired", "stop", "traveler[1].document_expires_on",
    )  # fmt: skip
    assert found.article == "documents-2022:1"
    assert not found.overridable
    assert found.values == {"days": "1", "date": "2022-08-09"}


@pytest.mark.parametrize(
    "changes", [{"document_issuing_state": "RKS"}, {"document_type": "birth-extract", "birth_date": "2010-01-01"}]
)
def test_an_expired_document_that_the_law_does_not_ask_about_stops_nobody(
    examined: Examine, person: Callable[..., TravelerDraft], changes: dict[str, str]
) -> None:
    card = person(document_expires_on="2022-08-09", **changes)
    assert not {"document-expired"} & {f.code for f in examined(card).findings()}


def test_a_birth_extract_is_only_shown(examined: Examine, person: Callable[..., TravelerDraft]) -> None:
    card = person(document_type="birth-extract", birth_date="2012-03-04", document_expires_on="", personal_number="")
    outcome = examined(card, at=PERMITS_FROM).cards[0].outcome
    assert outcome.disposition is Disposition.SHOWN
    assert outcome.papers == (PaperKind.PERMIT,)
    assert str(outcome.valid_until) == "2022-11-01"


PLATE_PAPERS = (
    PaperKind.REGISTRATION_CERTIFICATE,
    PaperKind.PLATE_FRONT,
    PaperKind.PLATE_REAR,
    PaperKind.PLATE_RECEIPT,
    PaperKind.ENVELOPE_LABEL,
)


def test_provisional_plates_cost_five_euro_and_last_sixty_days(
    examined: Examine, car: Callable[..., VehicleDraft]
) -> None:
    outcome = examined(vehicle=car(plate="BG 1234-XY"), at=PROVISIONAL_FROM).cards[0].outcome
    assert (str(outcome.valid_from), str(outcome.valid_until)) == ("2021-09-20", "2021-11-19")
    assert [(fee.amount, fee.currency) for fee in outcome.fees] == [(Decimal("5.00"), "EUR")]
    assert outcome.papers == PLATE_PAPERS
    assert outcome.disposition is Disposition.HELD
    assert outcome.deadline is None


def test_replaced_plates_are_free_and_last_until_the_deadline(
    examined: Examine, car: Callable[..., VehicleDraft]
) -> None:
    for at in (PERMITS_FROM, BEFORE_REFUSAL):
        outcome = examined(vehicle=car(), at=at).cards[0].outcome
        assert (str(outcome.valid_until), str(outcome.deadline)) == ("2022-09-30", "2022-09-30")
        assert set(outcome.papers) == {*PLATE_PAPERS, PaperKind.APPOINTMENT_SLIP}
        assert outcome.fees == ()
        assert outcome.disposition is Disposition.HELD


@pytest.mark.parametrize(
    ("category", "front"),
    [("M1", True), ("N3", True), ("", True), ("L3e", False), ("l1", False), ("O2", False), ("Л3", False)],
)
def test_the_category_decides_which_plates(
    examined: Examine, car: Callable[..., VehicleDraft], category: str, front: bool
) -> None:
    for plate in ("BG 1234-XY", "KM 123-AB"):
        papers = examined(vehicle=car(plate=plate, category=category)).cards[0].outcome.papers
        assert (PaperKind.PLATE_FRONT in papers) is front
        assert PaperKind.PLATE_REAR in papers


def test_a_trailer_bears_one_plate_and_has_a_measure_of_its_own(
    examined: Examine, car: Callable[..., VehicleDraft]
) -> None:
    seen = examined(vehicle=car(), trailer=car(plate="AB-123 BG", category=""))
    assert seen.card("vehicle").outcome.measure == "replace"
    trailer = seen.card("trailer").outcome
    assert trailer.measure == "provisional"
    assert PaperKind.PLATE_FRONT not in trailer.papers
    assert PaperKind.PLATE_REAR in trailer.papers


def test_refused_plates_cite_their_article_and_issue_nothing(
    examined: Examine, car: Callable[..., VehicleDraft]
) -> None:
    for at, article, overridable in (
        (BEFORE_PERMITS, "kosovo-city-plates:2", False),
        (REFUSAL_FROM, "kosovo-city-plates:4", True),
    ):
        seen = examined(vehicle=car(), at=at).cards[0]
        (found,) = seen.findings
        assert (found.code, found.severity, found.field) == ("plate-not-accepted", "stop", "vehicle.plate")
        assert (found.article, found.overridable) == (article, overridable)
        assert seen.outcome.papers == ()


OVERRIDE = Override(finding="plate-not-accepted", field="vehicle.plate", reason="family emergency")


def test_two_officers_may_override_to_provisional_from_october(
    examined: Examine, car: Callable[..., VehicleDraft]
) -> None:
    seen = examined(vehicle=car(overrides=(OVERRIDE,)), at=REFUSAL_FROM).cards[0]
    assert seen.outcome.measure is Measure.PROVISIONAL
    assert str(seen.outcome.valid_until) == "2022-11-30"
    assert [str(fee.amount) for fee in seen.outcome.fees] == ["5.00"]
    assert seen.outcome.papers == PLATE_PAPERS
    assert [f.code for f in seen.findings] == ["plate-not-accepted"]
    assert seen.open_findings({}, frozenset({("plate-not-accepted", "plate")})) == ()
    assert seen.open_findings({}, frozenset()) == seen.findings


@pytest.mark.parametrize(
    ("at", "override"),
    [
        (BEFORE_PERMITS, OVERRIDE),
        (REFUSAL_FROM, Override(finding="plate-not-accepted", field="vehicle.plate", reason="")),
        (REFUSAL_FROM, Override(finding="plate-not-accepted", field="vehicle.vin", reason="family emergency")),
        (REFUSAL_FROM, Override(finding="document-expired", field="vehicle.plate", reason="family emergency")),
    ],
)
def test_no_other_override_changes_a_refusal(
    examined: Examine, car: Callable[..., VehicleDraft], at: str, override: Override
) -> None:
    assert examined(vehicle=car(overrides=(override,)), at=at).cards[0].outcome.measure is Measure.REFUSED


@pytest.mark.parametrize("at", [LONG_AGO, PERMITS_FROM, REFUSAL_FROM])
def test_nothing_is_issued_on_the_way_out(
    examined: Examine, person: Callable[..., TravelerDraft], car: Callable[..., VehicleDraft], at: str
) -> None:
    seen = examined(person(), vehicle=car(), trailer=car(plate="BG 1234-XY"), at=at, direction=Direction.EXIT)
    assert [(c.outcome.measure, c.outcome.papers) for c in seen.cards] == [(Measure.NONE, ())] * 3
    assert not [f for f in seen.findings() if f.severity != "note"]


def test_every_acting_outcome_has_a_basis_in_three_languages_with_its_appeal(
    examined: Examine, person: Callable[..., TravelerDraft], car: Callable[..., VehicleDraft]
) -> None:
    for at in (BEFORE_PERMITS, PERMITS_FROM, REFUSAL_FROM):
        for card in examined(person(), vehicle=car(), trailer=car(plate="BG 1234-XY"), at=at).cards:
            basis = card.outcome.basis
            if card.outcome.measure is Measure.NONE:
                continue
            assert basis
            assert set(basis.title) == set(basis.text) == set(basis.appeal) == {"sq", "sr", "en"}
            assert all(str(basis.appeal_days) in text for text in basis.appeal.values())


def test_the_shelf_changes_at_the_instants_of_the_table(law: Law) -> None:
    found, at = [], datetime.fromisoformat(LONG_AGO)
    while (change := law.next_change(at)) is not None:
        found.append(change.isoformat())
        at = change
    assert found == ["2021-09-20T00:00:00+02:00", "2022-08-01T00:00:00+02:00", "2022-10-01T00:00:00+02:00"]
    assert law.last_change(datetime.fromisoformat(LONG_AGO)) is None
    for instant in map(datetime.fromisoformat, found):
        assert law.last_change(instant) == instant


def test_the_books_in_force_are_named(law: Law, examined: Examine, person: Callable[..., TravelerDraft]) -> None:
    before, after = examined(person(), at=BEFORE_PERMITS), examined(person(), at=PERMITS_FROM)
    assert set(after.books) - set(before.books) == {"documents-2022"}
    assert after.books[0] == "exempt"
    assert law.shelf.name == "seeds"


def test_the_shelf_is_read_the_same_from_files_in_any_order(books: Mapping[str, str], law: Law) -> None:
    assert Shelf.read(dict(reversed(list(books.items())))) == law.shelf
