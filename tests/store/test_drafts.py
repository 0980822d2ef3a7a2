"""Drafts: what stands in the fields comes back as it stood."""

from dataclasses import fields, replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kbdesk.domain.passage import (
    CardDecision,
    Document,
    Override,
    PassageDraft,
    TravelerDraft,
    VehicleDraft,
    text_fields,
)
from kbdesk.domain.vocabulary import Direction
from kbdesk.store import drafts
from kbdesk.store.engine import connect_unkeyed
from kbdesk.store.migrations import migrate
from kbdesk.store.store import Store
from tests.store.samples import AT, OFFICER, SURNAME, draft

TEXT = st.text(st.characters(), max_size=12)  # half surrogate pairs too: a broken keyboard driver types them


def cards(kind: type[TravelerDraft] | type[VehicleDraft]) -> st.SearchStrategy[object]:
    extra = {
        "reasons": st.dictionaries(TEXT, TEXT, max_size=2),
        "overrides": st.lists(st.builds(Override, finding=TEXT, field=TEXT, reason=TEXT), max_size=2).map(tuple),
        "decision": st.builds(CardDecision, action=TEXT, reason=TEXT, article=TEXT),
    }
    if kind is TravelerDraft:
        documents = st.builds(Document, **{f.name: TEXT for f in fields(Document)})
        extra["documents"] = st.lists(documents, max_size=2).map(tuple)
    return st.builds(kind, **dict.fromkeys(text_fields(kind), TEXT), **extra)


DRAFTS = st.builds(
    PassageDraft,
    id=st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
    direction=st.sampled_from(Direction),
    travelers=st.lists(cards(TravelerDraft), max_size=2).map(tuple),
    vehicle=st.none() | cards(VehicleDraft),
    trailer=st.none() | cards(VehicleDraft),
    done=st.lists(st.just("traveler[1]"), max_size=1).map(tuple),
)


@given(DRAFTS)
def test_any_draft_comes_back_as_it_was(some: PassageDraft) -> None:
    db = connect_unkeyed(":memory:")
    migrate(db)
    drafts.save(db, some, officer=OFFICER, at=AT, parked=False)
    assert drafts.load(db, some.id) == some
    assert drafts.rows(db)[0].cards == len(some.cards())
    db.close()


def test_a_draft_is_replaced_by_its_next_state(desk: Store) -> None:
    desk.save_draft(draft(), officer=OFFICER, at=AT)
    amended = draft().amend("traveler[1]", surname="Hoxha")
    desk.save_draft(amended, officer=OFFICER, at=AT + timedelta(seconds=1), parked=True)
    assert desk.load_draft(draft().id) == amended
    assert [(row.title, row.parked) for row in desk.drafts()] == [("Hoxha", True)]


def test_drafts_are_listed_newest_first_by_instant_and_not_by_text(desk: Store) -> None:
    early = AT.astimezone(tz=None)
    for number, at in ((1, AT), (2, early + timedelta(minutes=1)), (3, AT - timedelta(minutes=1))):
        desk.save_draft(draft(number), officer=OFFICER, at=at)
    assert [int(row.id, 16) for row in desk.drafts()] == [2, 1, 3]


def test_the_title_is_the_first_name_or_plate_there_is(desk: Store) -> None:
    vehicle = VehicleDraft(plate="KM 123-AB")
    for number, some in enumerate(
        (
            draft(),
            replace(draft(), travelers=(TravelerDraft(), TravelerDraft(surname="Krasniqi")), vehicle=vehicle),
            replace(draft(), travelers=(TravelerDraft(),), vehicle=vehicle),
            PassageDraft(id=""),
        )
    ):
        desk.save_draft(replace(some, id=f"{number}"), officer=OFFICER, at=AT)
    assert {row.id: row.title for row in desk.drafts()} == {
        "0": SURNAME, "1": "Krasniqi", "2": "KM 123-AB", "3": ""
    }  # fmt: skip


def test_a_dropped_draft_is_gone_and_dropping_it_again_does_nothing(desk: Store) -> None:
    desk.save_draft(draft(), officer=OFFICER, at=AT)
    assert desk.load_draft(draft().id) is not None
    for _ in range(2):
        desk.drop_draft(draft().id)
        assert desk.load_draft(draft().id) is None
    assert desk.drafts() == []


def test_a_draft_of_an_older_program_loads(desk: Store) -> None:
    desk.save_draft(draft(), officer=OFFICER, at=AT)
    with desk._connection.reads() as db:
        older = '{"id": "a", "travelers": [{"surname": "Gashi", "shoe_size": "44"}], "weather": "rain"}'
        db.execute("UPDATE drafts SET draft = ?", (older,))
    assert desk.load_draft(draft().id) == PassageDraft(id="a", travelers=(TravelerDraft(surname="Gashi"),))
