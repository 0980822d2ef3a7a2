"""What a desk lacks for the papers of a card: blanks in the drawer, numbers in the series, days of its signer."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from kbdesk.domain.facts import Facts
from kbdesk.domain.outcome import Examination
from kbdesk.domain.passage import CardDecision, PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import Action, PaperKind, Series
from kbdesk.rulebook.examine import examine
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.shelf import Shelf
from tests.rulebook.trial import PERMIT, article, at, book

ON_BLANK = PERMIT + 'then.sheet = "blank"'
PROVISIONAL = """
then.measure = "provisional"
then.validity = { days = 60 }
then.disposition = "held"
then.papers = ["registration-certificate", "plate-front", "envelope-label"]
"""
LACKS = {"blanks-missing", "series-ending", "series-ended", "signer-ending"}
Lacks = list[tuple[str, str, str, Mapping[str, str]]]


def lacks(seen: Examination) -> Lacks:
    """Return code, severity, field and values of what the desk lacks, card by card."""
    return [(f.code, str(f.severity), f.field, f.values) for f in seen.findings() if f.code in LACKS]


@pytest.fixture
def supplied(law: Law) -> Callable[..., Lacks]:
    """Return what a desk lacks for some cards, by a book of one article a subject."""

    def call(
        *people: TravelerDraft,
        vehicle: VehicleDraft | None = None,
        then: str = PERMIT,
        blanks: Mapping[PaperKind, int] | None = None,
        ending: Mapping[Series, int] | None = None,
        seals_until: date | None = None,
        done: tuple[str, ...] = (),
    ) -> Lacks:
        text = book(article("1", then), article("2", PROVISIONAL, "vehicle"))
        trial = Law(Shelf.read({"a.toml": text}, law.reference), law.reference)
        draft = PassageDraft(id="0" * 16, travelers=people, vehicle=vehicle, done=done)
        facts = Facts(blanks=blanks or {}, series_ending=ending or {}, seals_until=seals_until)
        return lacks(examine(draft, facts, trial, at=at("2022-08-10T08:00"), crossing="jarinje"))

    return call


def test_a_paper_on_a_blank_stops_where_the_drawer_has_none(
    supplied: Callable[..., Lacks], person: Callable[..., TravelerDraft]
) -> None:
    missing = [("blanks-missing", "stop", "traveler[1]", {"kind": "permit"})]
    assert supplied(person(), then=ON_BLANK) == missing
    assert supplied(person(), then=ON_BLANK, blanks={PaperKind.PLATE_FRONT: 1}) == missing
    assert supplied(person(), then=ON_BLANK, blanks={PaperKind.PERMIT: 1}) == []
    assert supplied(person(), then=PERMIT) == []


def test_the_last_blank_goes_to_the_first_card_that_needs_one(
    supplied: Callable[..., Lacks], person: Callable[..., TravelerDraft]
) -> None:
    first, second = person(), person(document_number="112345678")
    found = supplied(first, second, then=ON_BLANK, blanks={PaperKind.PERMIT: 1})
    assert [field for _, _, field, _ in found] == ["traveler[2]"]
    assert supplied(first, second, then=ON_BLANK, blanks={PaperKind.PERMIT: 2}) == []


@pytest.mark.parametrize("action", [Action.REFUSE, Action.REFER])
def test_a_card_that_is_not_issued_takes_no_blank(
    supplied: Callable[..., Lacks], person: Callable[..., TravelerDraft], action: Action
) -> None:
    turned = person(decision=CardDecision(action=action, reason="other"))
    other = person(document_number="112345678")
    assert supplied(turned, other, then=ON_BLANK, blanks={PaperKind.PERMIT: 1}) == []
    assert len(supplied(person(), other, then=ON_BLANK, blanks={PaperKind.PERMIT: 1})) == 1


def test_a_card_that_is_done_asks_for_no_blank_again(
    supplied: Callable[..., Lacks], person: Callable[..., TravelerDraft]
) -> None:
    assert supplied(person(), then=ON_BLANK, done=("traveler[1]",)) == []
    assert len(supplied(person(), then=ON_BLANK, done=("vehicle",))) == 1


@pytest.mark.parametrize(
    ("left", "code", "severity", "more"),
    [
        (0, "series-ended", "stop", {}),
        (1, "series-ending", "warn", {"most": "100"}),
        (100, "series-ending", "warn", {"most": "100"}),
        (101, "series-ending", "note", {"most": "1000"}),
        (1000, "series-ending", "note", {"most": "1000"}),
    ],
)
def test_a_series_near_its_end_is_told_in_steps(
    supplied: Callable[..., Lacks],
    person: Callable[..., TravelerDraft],
    left: int,
    code: str,
    severity: str,
    more: Mapping[str, str],
) -> None:
    found = supplied(person(), ending={Series.PERMIT: left})
    assert found == [(code, severity, "traveler[1]", {"series": "permit", **more})]
    assert supplied(person()) == supplied(person(), ending={Series.FINE: left}) == []


def test_what_is_held_takes_an_envelope_number_too(
    supplied: Callable[..., Lacks], person: Callable[..., TravelerDraft], car: Callable[..., VehicleDraft]
) -> None:
    for series in (Series.ENVELOPE, Series.REGISTRATION):
        assert supplied(vehicle=car(), ending={series: 0}) == [
            ("series-ended", "stop", "vehicle", {"series": str(series)})
        ]
        assert supplied(person(), ending={series: 0}) == []


def test_a_card_without_a_measure_takes_no_number(
    supplied: Callable[..., Lacks], person: Callable[..., TravelerDraft]
) -> None:
    ended = dict.fromkeys(Series, 0)
    assert supplied(person(), then='then.measure = "none"', ending=ended) == []
    assert len(supplied(person(), ending=ended)) == 1


@pytest.mark.parametrize(("registrations", "envelopes"), [(500, 40), (40, 500)])
def test_of_two_series_near_their_end_on_one_card_the_nearer_is_told(
    supplied: Callable[..., Lacks], car: Callable[..., VehicleDraft], registrations: int, envelopes: int
) -> None:
    ending = {Series.REGISTRATION: registrations, Series.ENVELOPE: envelopes}
    nearer = str(min(ending, key=lambda one: ending[one]))
    found = supplied(vehicle=car(), ending=ending)
    assert [(code, severity, values["series"]) for code, severity, _, values in found] == [
        ("series-ending", "warn", nearer)
    ]
    (far,) = supplied(vehicle=car(), ending={Series.REGISTRATION: 500})
    assert far[1] == "note"


@pytest.mark.parametrize(
    ("until", "told"),
    [
        (date(2022, 8, 9), False),
        (date(2022, 8, 10), True),
        (date(2022, 10, 9), True),
        (date(2022, 10, 10), False),
        (None, False),
    ],
)
def test_a_signer_is_told_of_from_sixty_days_before_its_last_and_nobody_is_held(
    supplied: Callable[..., Lacks], person: Callable[..., TravelerDraft], until: date | None, told: bool
) -> None:
    wanted = [("signer-ending", "note", "traveler[1]", {"date": str(until)})] if told else []
    assert supplied(person(), seals_until=until) == wanted
    assert supplied(person(), then='then.measure = "none"', seals_until=until) == []
