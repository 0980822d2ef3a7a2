"""What holds a card, and on which article it is turned away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kbdesk.app import carried
from kbdesk.desk.readiness import DECISION_ARTICLE_MISSING, cited_article, held_by
from kbdesk.domain.facts import Facts
from kbdesk.domain.findings import Finding
from kbdesk.domain.outcome import CardExamination, Outcome
from kbdesk.domain.passage import CardDecision, PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import Direction, Measure, Severity, ShelfName
from kbdesk.rulebook.examine import examine

from .conftest import Rooms, SetClock

NOWHERE = CardExamination(path="traveler[1]", findings=(), outcome=Outcome(measure=Measure.NONE))


def turned(action: str = "refuse", reason: str = "other", article: str = "") -> TravelerDraft:
    return TravelerDraft(surname="Test", decision=CardDecision(action=action, reason=reason, article=article))


def test_a_refusal_names_the_officers_article_else_the_strictest_findings_else_the_one_applied(rooms: Rooms) -> None:
    draft = rooms.sample("05")
    seen = rooms.look(draft).cards[0]
    card = draft.travelers[0]
    assert cited_article(card, seen) == "documents-2022:1"
    note = Finding("a", Severity.NOTE, "traveler[1].surname", article="others:1")
    stop = Finding("b", Severity.STOP, "traveler[1].surname", article="others:2")
    assert cited_article(card, replace(seen, findings=(stop, note))) == "others:2"
    assert cited_article(card, replace(seen, findings=(note,))) == "others:1"
    assert cited_article(turned(article=" others:4 "), replace(seen, findings=(stop,))) == "others:4"
    assert cited_article(card, NOWHERE) == ""


def test_a_refusal_without_reason_or_article_stays_open() -> None:
    assert held_by(turned(reason=" "), NOWHERE) == "refusal-reason-missing"
    assert held_by(turned(), NOWHERE) == DECISION_ARTICLE_MISSING
    assert held_by(turned("refer"), NOWHERE) == DECISION_ARTICLE_MISSING
    assert held_by(turned(article="others:4"), NOWHERE) == ""


def test_a_refusal_by_an_article_that_is_not_in_force_stays_open(rooms: Rooms) -> None:
    for article, held in (("documents-2022:1", ""), ("others:4", ""), ("documents-2022:9", "decision-article-unknown")):
        decision = CardDecision(action="refuse", reason="document-expired", article=article)
        draft = rooms.sample("05").amend("traveler[1]", decision=decision)
        assert held_by(draft.travelers[0], rooms.look(draft).cards[0]) == held


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("shelf", ShelfName)
@pytest.mark.parametrize("year", [2008, 2013, 2022, 2025])
def test_whoever_is_turned_away_is_turned_away_by_an_article(shelf: str, direction: Direction, year: int) -> None:
    """Whatever was brought, either way and in any year: every shelf has an article to rest on."""
    at = SetClock().at.replace(year=year)
    law = carried.law(shelf)
    plates = ("KM 123-AB", "BG 123-AB", "01-234-AB", "123-KS-456", "M-AB 1234", "P 123 456", "HELLO", "", "10 CD 123")
    states = ("SRB", "RKS", "KS", "UNK", "MNE", "D", "", "Srbija")
    people = tuple(TravelerDraft(surname="Test", document_issuing_state=state) for state in states)
    people = tuple(replace(p, decision=CardDecision(action="refer", reason="other")) for p in people)
    for plate in plates:
        vehicle = VehicleDraft(plate=plate, colour="red", decision=CardDecision(action="refuse", reason="other"))
        draft = PassageDraft(id="0" * 16, direction=direction, travelers=people, vehicle=vehicle, trailer=vehicle)
        seen = examine(draft, Facts(), law, at=at, crossing="jarinje")
        assert {held_by(draft.card(c.path), c) for c in seen.cards} == {""}


def test_a_warn_without_a_reason_holds_and_any_reason_lets_it_go(rooms: Rooms) -> None:
    draft = rooms.sample("04").amend("traveler[1]", nationality="")
    seen = rooms.look(draft)
    assert rooms.desk.readiness(draft, seen).open == (("traveler[1]", "nationality-missing"),)
    for reason, ready in (("", False), ("  ", False), ("shown-second-document", True), ("in my own words", True)):
        told = draft.amend("traveler[1]", reasons={"nationality-missing": reason})
        assert ("traveler[1]" in rooms.desk.readiness(told, seen).ready) is ready
