"""An article can ask how long somebody stayed on, at exit alone, and is told like every other condition."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kbdesk.domain.facts import Facts, InForce
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import Direction, Language, Measure
from kbdesk.rulebook.examine import examine
from kbdesk.rulebook.explanation import explain
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.reading import read_book
from kbdesk.rulebook.shelf import Shelf
from kbdesk.rulebook.soundness import book_faults
from kbdesk.rulebook.telling import tell

from .trial import article, at, book

FINED = """
when.overstay_days = DAYS
then.measure = "fined"
then.papers = ["fine-notice"]
then.fee = [{ code = "fine", amount = "50.00" }]
"""
EXIT = 'directions = ["exit"]'
TODAY = "2022-11-12T08:00+01:00"
PLATE = "KM123AB"


def fining(law: Law, days: int = 2) -> Law:
    """A law that fines whoever and whatever stayed on for some days."""
    body = FINED.replace("DAYS", str(days))
    text = book(article("1", body), article("2", body, "vehicle"), head=EXIT)
    return Law(Shelf.read({"a.toml": text}, law.reference), law.reference)


def knowing(last: str, *, by_name: bool = False) -> Facts:
    """What a desk knows of a permit (of the document, or of the person by name) and of a registration."""
    paper = InForce(number="J20047118", valid_until=date.fromisoformat(last))
    by_document = {("SRB", "012345678"): paper}
    return Facts(
        permits={} if by_name else by_document,
        people={"traveler[1]": paper} if by_name else {},
        registrations={PLATE: paper},
    )


def measures(draft: PassageDraft, facts: Facts, law: Law) -> list[Measure]:
    """What the law makes of each card."""
    return [card.outcome.measure for card in examine(draft, facts, law, at=at(TODAY), crossing="jarinje").cards]


@pytest.fixture
def leaving(person: Callable[..., TravelerDraft], car: Callable[..., VehicleDraft]) -> PassageDraft:
    """A person and a car on their way out."""
    return PassageDraft(id="0" * 16, direction=Direction.EXIT, travelers=(person(),), vehicle=car())


@pytest.mark.parametrize("by_name", [False, True], ids=["by document", "by name"])
@pytest.mark.parametrize(
    ("last", "measure"),
    [("2022-11-12", Measure.NONE), ("2022-11-11", Measure.NONE), ("2022-11-10", Measure.FINED)],
)
def test_days_are_counted_after_the_last_valid_day(
    law: Law, leaving: PassageDraft, last: str, measure: Measure, by_name: bool
) -> None:
    assert measures(leaving, knowing(last, by_name=by_name), fining(law)) == [measure, measure]


def test_whom_this_desk_gave_nothing_has_not_overstayed(law: Law, leaving: PassageDraft) -> None:
    seen = examine(leaving, Facts(), fining(law), at=at(TODAY), crossing="jarinje")
    assert [card.outcome.measure for card in seen.cards] == [Measure.NONE, Measure.NONE]
    assert not any(finding.code == "condition-unknown" for card in seen.cards for finding in card.findings)


def test_the_books_that_are_carried_ask_nobody_how_long_they_stayed_on(law: Law) -> None:
    assert not any(rule.article.when.overstay_days for rule in law.rules)


@pytest.mark.parametrize("head", ["", 'directions = ["entry"]', 'directions = ["entry", "exit"]'])
def test_it_is_asked_at_exit_alone(head: str) -> None:
    asked = article("1", "when.overstay_days = 1\n" + 'then.measure = "none"')
    told = list(book_faults(read_book("a.toml", book(asked, head=head))))
    assert told == [("article[1].when.overstay_days", 'is asked at exit alone: give directions = ["exit"]')]


def test_control_an_article_of_the_exit_may_ask_it_in_a_book_of_both_directions() -> None:
    asked = article("1", f"{EXIT}\nwhen.overstay_days = 1\n" + 'then.measure = "none"')
    assert list(book_faults(read_book("a.toml", book(asked)))) == []


def test_an_article_of_more_days_behind_one_of_fewer_is_never_reached_and_before_it_is() -> None:
    few, many = (f'when.overstay_days = {days}\nthen.measure = "none"' for days in (1, 30))
    behind = list(book_faults(read_book("a.toml", book(article("1", few), article("2", many), head=EXIT))))
    assert behind == [("article[2].when", "never applies: article 1 before it always does")]
    assert list(book_faults(read_book("a.toml", book(article("1", many), article("2", few), head=EXIT)))) == []


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (Language.EN, "stay after the permit’s last day, in days: 2 or more; here: 12"),
        (Language.SQ, "qëndrim pas ditës së fundit të lejes, në ditë: 2 ose më shumë; këtu: 12"),
        (Language.SR_LATN, "boravak posle poslednjeg dana dozvole, u danima: 2 ili više; ovde: 12"),
    ],
)
def test_it_is_told_with_the_days_that_were_counted(
    law: Law, leaving: PassageDraft, catalogs: Catalogs, language: Language, line: str
) -> None:
    explained = explain(leaving, knowing("2022-10-31"), fining(law), at=at(TODAY), crossing="jarinje")
    for card in explained:
        assert f"    {line}" in tell(card, catalogs[language], law.reference).splitlines()
