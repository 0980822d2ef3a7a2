"""Hits on the list, and what answers them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kbdesk.desk.readiness import held_by
from kbdesk.domain.facts import Facts, Hit, HitOn, WatchlistAnswer
from kbdesk.domain.outcome import CardExamination, Examination
from kbdesk.domain.passage import CardDecision, TravelerDraft
from kbdesk.domain.vocabulary import Action, Direction
from kbdesk.rulebook.reasons import Adjudication, answered, suggested_action

Examine = Callable[..., Examination]
Person = Callable[..., TravelerDraft]

BY_DOCUMENT = Hit(reference="7/1", on=HitOn.DOCUMENT_NUMBER)
BY_NAME = Hit(reference="7/2", on=HitOn.NAME_AND_BIRTH_DATE)


def listed(*hits: Hit, path: str = "traveler[1]") -> Facts:
    """Return the facts of a list that has these hits on one card."""
    at = datetime(2022, 8, 10, 6, tzinfo=UTC)
    return Facts(watchlist=WatchlistAnswer(imported_at=at, lines=9, hits={path: hits} if hits else {}))


def hit(card: CardExamination) -> list[tuple[str, str, str]]:
    """Return severity, field and references of the hits."""
    found = [f for f in card.findings if f.code == "watchlist-hit"]
    return [(str(f.severity), f.field, f.values["references"]) for f in found]


def test_no_list_is_told_on_every_traveler_and_never_held_against_one(examined: Examine, person: Person) -> None:
    seen = examined(person(), person(document_issuing_state="RKS", document_number="012345679"), unlisted=True)
    for card in seen.cards:
        assert [(str(f.severity), str(f.code)) for f in card.findings] == [("note", "watchlist-not-checked")]
        assert held_by(person(), card) == ""
    assert examined(person()).findings() == ()


def test_a_hit_names_field_and_reference_and_nothing_of_the_list(examined: Examine, person: Person) -> None:
    seen = examined(person(), facts=listed(BY_DOCUMENT, BY_NAME, replace(BY_DOCUMENT, reference="7/3"))).cards[0]
    assert hit(seen) == [
        ("warn", "traveler[1].document_number", "7/1, 7/3"),
        ("warn", "traveler[1].surname", "7/2"),
    ]
    assert hit(examined(person(), facts=listed()).cards[0]) == []
    assert hit(examined(person(), facts=listed(BY_NAME, path="traveler[2]")).cards[0]) == []


@pytest.mark.parametrize(
    ("changes", "direction"),
    [
        ({"document_issuing_state": "RKS"}, Direction.ENTRY),
        ({}, Direction.EXIT),
        ({"document_expires_on": "2020-01-01"}, Direction.ENTRY),
    ],
)
def test_a_hit_is_a_hit_whatever_the_law_makes_of_the_card(
    examined: Examine, person: Person, changes: dict[str, str], direction: Direction
) -> None:
    seen = examined(person(**changes), direction=direction, facts=listed(BY_NAME)).cards[0]
    assert [severity for severity, _, _ in hit(seen)] == ["warn"]


def test_the_exempt_are_not_looked_up(examined: Examine, person: Person) -> None:
    card = person(exempt_ground="diplomatic", exempt_reference="12/22")
    assert examined(card, facts=listed(BY_NAME)).findings() == ()


@pytest.mark.parametrize(
    ("reason", "held"),
    [
        ("", "watchlist-hit"),
        ("other", "watchlist-hit"),
        ("compared-with-document", "watchlist-hit"),
        ("I know him", "watchlist-hit"),
        ("not-the-same-person", ""),
        ("matter-settled", ""),
    ],
)
def test_only_an_adjudication_answers_a_hit(examined: Examine, person: Person, reason: str, held: str) -> None:
    card = person(reasons={"watchlist-hit": reason} if reason else {})
    seen = examined(card, facts=listed(BY_NAME)).cards[0]
    assert held_by(card, seen) == held
    refused = replace(card, decision=CardDecision(action="refuse", reason="other"))
    assert held_by(refused, seen) == held
    referred = replace(card, decision=CardDecision(action="refer", reason="other"))
    assert held_by(referred, seen) == ""


def test_any_words_answer_another_warn(examined: Examine, person: Person) -> None:
    seen = examined(person(nationality="")).cards[0]
    for reason, held in (("", "nationality-missing"), ("  ", "nationality-missing"), ("as she said", "")):
        assert held_by(person(reasons={"nationality-missing": reason}), seen) == held
    assert answered({"nationality-missing": "x", "watchlist-hit": "x"}) == {"nationality-missing": "x"}
    assert all(answered({"watchlist-hit": word}) for word in Adjudication)


@pytest.mark.parametrize(
    ("changes", "facts", "action"),
    [
        ({}, listed(), Action.ISSUE),
        ({"nationality": ""}, listed(), Action.ISSUE),
        ({"document_expires_on": "2022-08-09"}, listed(), Action.REFER),
        ({"surname": ""}, listed(), Action.REFER),
        ({}, listed(BY_NAME), Action.REFER),
    ],
)
def test_what_is_suggested_is_to_refer_not_to_refuse(
    examined: Examine, person: Person, changes: dict[str, str], facts: Facts, action: Action
) -> None:
    assert suggested_action(examined(person(**changes), facts=facts).cards[0]) is action


def test_refused_is_suggested_only_where_the_law_refuses(examined: Examine, car: Callable[..., object]) -> None:
    late = examined(vehicle=car(), at="2022-10-01T00:00+02:00").card("vehicle")
    assert suggested_action(late) is Action.REFUSE
    assert suggested_action(examined(vehicle=car()).card("vehicle")) is Action.ISSUE
