"""The outcome alone, as replays ask for it, is that of the whole examination; a book frozen at an instant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.desk.passage_file import read
from kbdesk.domain.facts import Facts
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import Direction, DocumentType
from kbdesk.rulebook.examine import examine
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.outcomes import understand_cases
from kbdesk.rulebook.reading import read_book
from kbdesk.rulebook.timeless import timeless
from kbdesk.rulebook.zone import ZONE

SAMPLES = sorted((Path(__file__).parents[2] / "resources" / "samples" / "passages").glob("*.toml"))
INSTANTS = st.integers(0, 500 * 24 * 60).map(
    lambda minutes: datetime(2021, 9, 1, tzinfo=ZONE) + timedelta(minutes=minutes)
)
TRAVELERS = st.builds(
    TravelerDraft,
    surname=st.just("Testović"),
    document_issuing_state=st.sampled_from(["SRB", "RKS", "", "srb"]),
    document_type=st.sampled_from([*map(str, DocumentType), ""]),
    birth_date=st.sampled_from(["1985-06-15", "2010-06-15", "x"]),
    residence=st.sampled_from(["leposavic", "pristina", ""]),
    exempt_ground=st.sampled_from(["", "diplomatic"]),
)
VEHICLES = st.builds(
    VehicleDraft,
    plate=st.sampled_from(["KM 123-AB", "BG 123-AA", "01-123-AA", ""]),
    category=st.sampled_from(["M1", "L3", "O2", ""]),
    first_registered=st.sampled_from(["2005-01-01", ""]),
)
DRAFTS = st.builds(
    PassageDraft,
    id=st.just("a" * 16),
    direction=st.sampled_from([*Direction]),
    travelers=st.lists(TRAVELERS, max_size=2).map(tuple),
    vehicle=st.none() | VEHICLES,
    trailer=st.none() | VEHICLES,
)


class _Clock:
    def now(self) -> datetime:
        return datetime(2022, 8, 10, 9, tzinfo=ZONE)


def agree(law: Law, draft: PassageDraft, at: datetime) -> None:
    whole = examine(draft, Facts(), law, at=at, crossing="jarinje")
    alone = understand_cases(draft, law.reference, at=at, crossing="jarinje").outcomes(law)
    assert alone == {card.path: card.outcome for card in whole.cards}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_outcome_alone_is_that_of_the_examination(law: Law, sample: Path) -> None:
    agree(law, read(sample.read_text("utf-8"), draft_id="a" * 16, clock=_Clock()), _Clock().now())


@given(draft=DRAFTS, at=INSTANTS)
def test_the_outcome_alone_is_that_of_the_examination_of_any_draft(law: Law, draft: PassageDraft, at: datetime) -> None:
    agree(law, draft, at)


@pytest.mark.parametrize("days", [-1, 0, 30, 61, 400])
def test_a_book_frozen_at_an_instant_says_at_any_time_what_it_says_then(
    books: Mapping[str, str], law: Law, days: int
) -> None:
    at = datetime(2022, 8, 1, tzinfo=ZONE) + timedelta(days=days)
    book = read_book("3.toml", books["3-kosovo-city-plates.toml"])
    frozen = timeless(book, at)
    live = {rule.article.id: rule.then for rule in law.rules if rule.book.id == book.id and rule.in_force(at)}
    assert {article.id for article in frozen.articles} == set(live)
    for article in frozen.articles:
        spans = [article, *article.phases]
        assert all(part.effective_from is None and part.effective_until is None for part in spans)
        assert article.then in (live[article.id], None)
