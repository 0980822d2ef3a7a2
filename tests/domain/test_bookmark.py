"""Where an officer left off, as JSON and back: a card that drafts share is told once."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.bookmark import Bookmark
from kbdesk.domain.bookmark_json import bookmark_from_json, bookmark_to_json
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft

TEXT = st.text(max_size=8)
CARDS = st.builds(
    TravelerDraft, surname=TEXT, mrz=TEXT, portrait=st.sampled_from((b"", b"one face", b"another")),
    reasons=st.dictionaries(TEXT, TEXT, max_size=2),
)  # fmt: skip
VEHICLES = st.none() | st.builds(VehicleDraft, plate=TEXT)
DRAFTS = st.builds(
    PassageDraft, id=st.just("a" * 16), travelers=st.lists(CARDS, max_size=3).map(tuple), vehicle=VEHICLES,
    trailer=VEHICLES,
)  # fmt: skip
BOOKMARKS = st.builds(
    Bookmark,
    place=TEXT,
    draft_id=TEXT,
    draft=st.none() | DRAFTS,
    past=st.lists(DRAFTS, max_size=3).map(tuple),
    future=st.lists(DRAFTS, max_size=3).map(tuple),
    card=TEXT,
    field=TEXT,
    anchor=st.integers(0, 99),
    caret=st.integers(0, 99),
    scans=st.integers(0, 9),
    typed=st.dictionaries(TEXT, st.dictionaries(TEXT, TEXT, max_size=2), max_size=2),
)


@given(BOOKMARKS)
def test_a_bookmark_comes_back_as_it_went(bookmark: Bookmark) -> None:
    assert bookmark_from_json(bookmark_to_json(bookmark)) == bookmark


def test_four_hundred_edits_of_a_full_bus_take_little_room() -> None:
    bus = PassageDraft(id="a" * 16, travelers=tuple(TravelerDraft(surname=f"PUTNIK{n}") for n in range(50)))
    bus = replace(bus, vehicle=VehicleDraft(plate="KM 123-AB"))
    past = [bus]
    for n in range(400):
        past.append(past[-1].amend(f"traveler[{n % 50 + 1}]", given_names="A" * (n % 30)))
    told = bookmark_to_json(Bookmark(draft=past[-1], past=tuple(past)))
    assert len(told["cards"]) <= 51 + 400


def test_a_face_is_told_once_however_often_its_card_was_changed() -> None:
    past = [PassageDraft(id="a" * 16, travelers=(TravelerDraft(portrait=bytes(30_000)),))]
    for n in range(100):
        past.append(past[-1].amend("traveler[1]", surname="A" * n))
    past.append(past[-1].amend("traveler[1]", portrait=b"another"))
    bookmark = Bookmark(draft=past[-1], past=tuple(past))
    told = bookmark_to_json(bookmark)
    assert len(told["portraits"]) == 2
    assert len(json.dumps(told)) < 100_000
    assert bookmark_from_json(told) == bookmark


def test_a_bookmark_left_before_there_were_portraits_or_a_count_of_scans_is_read() -> None:
    told = bookmark_to_json(Bookmark(draft=PassageDraft(id="a" * 16, travelers=(TravelerDraft(surname="A"),))))
    del told["portraits"], told["scans"]
    draft = bookmark_from_json(told).draft
    assert draft is not None and draft.travelers[0].surname == "A"
