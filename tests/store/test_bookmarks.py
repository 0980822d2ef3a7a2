"""Where an officer left off is kept for them, whole, and given back once."""

from kbdesk.domain.bookmark import Bookmark
from kbdesk.store.store import Store
from tests.store.samples import AT, OFFICER, draft


def test_an_officer_gets_their_own_bookmark_and_its_draft_once(desk: Store) -> None:
    left = Bookmark(place="arrive", draft_id=draft(1).id, draft=draft(1), past=(draft(2),), field="surname", caret=3)
    desk.keep_bookmark(left, officer=OFFICER, at=AT)
    assert desk.take_bookmark(officer="other") is None
    assert desk.take_bookmark(officer=OFFICER) == left
    assert desk.take_bookmark(officer=OFFICER) is None
    assert desk.load_draft(draft(1).id) == draft(1)
    assert [(row.officer, row.parked) for row in desk.drafts()] == [(OFFICER, False)]


def test_a_draft_that_was_on_its_way_to_become_a_record_is_not_kept_again(desk: Store) -> None:
    desk.keep_bookmark(Bookmark(place="arrive", draft_id=draft(1).id), officer=OFFICER, at=AT)
    assert not desk.drafts()


def test_of_a_draft_given_away_nothing_stays_where_its_officer_left_off(desk: Store) -> None:
    for number in (1, 2):
        desk.keep_bookmark(Bookmark(draft_id=draft(number).id, draft=draft(number)), officer=OFFICER, at=AT)
    with desk.act(at=AT, officer="supervisor") as act:
        assert act.give_draft(draft(1).id, OFFICER, "other")
        assert not act.give_draft(draft(1).id, OFFICER, "other")
        act.append("draft.given", {"draft": draft(1).id})
    assert [(row.id, row.officer) for row in desk.drafts() if row.officer == "other"] == [(draft(1).id, "other")]
    with desk.act(at=AT, officer="supervisor") as act:
        assert act.give_draft(draft(2).id, OFFICER, "other")
        act.append("draft.given", {"draft": draft(2).id})
    assert desk.take_bookmark(officer=OFFICER) is None


def test_control_where_another_draft_is_given_away_the_officer_finds_their_place(desk: Store) -> None:
    desk.save_draft(draft(1), officer=OFFICER, at=AT)
    left = Bookmark(draft_id=draft(2).id, draft=draft(2))
    desk.keep_bookmark(left, officer=OFFICER, at=AT)
    with desk.act(at=AT, officer="supervisor") as act:
        assert act.give_draft(draft(1).id, OFFICER, "other")
        act.append("draft.given", {"draft": draft(1).id})
    assert desk.take_bookmark(officer=OFFICER) == left


def test_drafts_handed_over_leave_no_place_behind(desk: Store) -> None:
    desk.keep_bookmark(Bookmark(draft_id=draft(1).id, draft=draft(1)), officer=OFFICER, at=AT)
    with desk.act(at=AT, officer=OFFICER) as act:
        assert act.hand_over_drafts(OFFICER, "other") == 1
        act.append("noted", {})
    assert desk.take_bookmark(officer=OFFICER) is None
