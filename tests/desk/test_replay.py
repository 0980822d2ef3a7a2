"""What recorded decisions would have been under a new book, or without a suspension."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from kbdesk.app import carried
from kbdesk.desk.ports import EntryRow
from kbdesk.desk.replay import Replay, rebuilt
from kbdesk.desk.rule_errors import RulesError
from kbdesk.desk.rules import RulesDesk
from kbdesk.domain.passage import CardDecision, TravelerDraft, VehicleDraft
from kbdesk.domain.passage_json import card_to_json
from kbdesk.domain.vocabulary import Measure
from tests.people import person

from .books import FALLBACK, ONE_MONTH, changed, signed
from .conftest import ZONE, Rooms
from .ruling import Officers

SERBIAN_PLATES = carried.texts("rulebooks", "seeds", suffix=".toml")["4-serbian-plates.toml"]


@pytest.fixture
def desk(rooms: Rooms) -> RulesDesk:
    rooms.clock.at = datetime(2022, 8, 10, 9, tzinfo=ZONE)
    return Officers(rooms).supervisor


def issue(rooms: Rooms, text: str, **decided: Any) -> None:
    draft = rooms.written(text)
    for path, _ in draft.cards() if decided else ():
        draft = draft.amend(path, decision=CardDecision(**decided))
    issued = rooms.desk.issue(draft, rooms.look(draft))
    assert issued.cards, issued.seen.findings()
    assert all(card.decision for card in issued.cards)


def shape(replay: Replay) -> list[tuple[str, str, str, str]]:
    return [(c.kind, c.card, str(c.before.valid_until), str(c.after.valid_until)) for c in replay.changes]


def test_a_shorter_permit_would_have_changed_every_permit_of_thirty_days_and_no_other(
    rooms: Rooms, desk: RulesDesk
) -> None:
    for days in (31, 30, 3, 0):
        rooms.clock.at = datetime(2022, 9, 20, 9, tzinfo=ZONE) - timedelta(days=days)
        issue(rooms, person(days + 1))
    issue(rooms, '[[traveler]]\nsurname = "Gashi"\ndocument = { type = "passport", issuing_state = "RKS" }\n')
    found = desk.replay("2-documents.toml", ONE_MONTH)
    assert shape(found) == [
        ("surrender.recorded", "traveler[1]", "2022-11-21", "2022-09-21"),
        ("surrender.recorded", "traveler[1]", "2022-12-17", "2022-10-17"),
        ("surrender.recorded", "traveler[1]", "2022-12-20", "2022-10-20"),
    ]
    assert (found.decided, found.unclear, found.uncounted, found.complete) == (3, 0, 1, True)
    assert [len(desk.replay("2-documents.toml", ONE_MONTH, days=days).changes) for days in (1, 29, 31)] == [1, 2, 4]


def test_the_book_that_is_in_force_changes_nothing(rooms: Rooms, desk: RulesDesk) -> None:
    issue(rooms, person(1))
    found = desk.replay("2-documents.toml", changed())
    assert (found.changes, found.decided) == ((), 1)


def test_a_book_that_begins_later_is_replayed_as_if_it_had_been_in_force(rooms: Rooms, desk: RulesDesk) -> None:
    issue(rooms, person(1))
    later = changed(
        ("2022-08-01T00:00:00", "2023-01-01T00:00:00"),
        ("unexpired = true", "unexpired = true\neffective_from = 2023-01-01T00:00:00"),
        ("months = 3", "months = 2"),
    )
    assert shape(desk.replay("x.toml", later)) == [("surrender.recorded", "traveler[1]", "2022-11-10", "2022-10-10")]


def test_decisions_are_replayed_under_the_orders_of_their_own_time(rooms: Rooms, desk: RulesDesk) -> None:
    issue(rooms, person(1))
    desk.activate("x.toml", ONE_MONTH, signed(ONE_MONTH), second="officer")
    rooms.clock.at += timedelta(hours=1)
    issue(rooms, person(2))
    assert desk.replay("x.toml", ONE_MONTH).decided == 2
    assert shape(desk.replay("x.toml", ONE_MONTH)) == [
        ("surrender.recorded", "traveler[1]", "2022-11-10", "2022-09-10")
    ]
    assert shape(desk.replay("x.toml", changed())) == [
        ("surrender.recorded", "traveler[1]", "2022-09-10", "2022-11-10")
    ]


def test_lifting_shows_what_was_decided_otherwise_because_of_the_suspension(rooms: Rooms, desk: RulesDesk) -> None:
    desk.activate("fallback.toml", FALLBACK, signed(FALLBACK), second="officer")
    issue(rooms, person(1))
    rooms.clock.at += timedelta(hours=1)
    suspension = desk.suspend("documents-2022", order_reference="Order 7")
    issue(rooms, person(2))
    found = desk.replay_lift(suspension.id)
    assert shape(found) == [("surrender.recorded", "traveler[1]", "2022-09-10", "2022-11-10")]
    assert found.decided == 2
    desk.lift(suspension.id, second="officer", shown=found)
    assert shape(desk.replay("x.toml", changed())) == [], "what was suspended then stays suspended then"


def test_cars_refusals_and_fees_are_compared_too(rooms: Rooms, desk: RulesDesk) -> None:
    car = '[vehicle]\nplate = "BG 123-AA"\ncategory = "M1"\nholder = { company = "Testexport" }\n'
    driver = '[[traveler]]\nsurname = "Gashi"\ndocument = { type = "passport", issuing_state = "RKS" }\n'
    issue(rooms, driver + car, action="refuse", reason="declined-to-surrender")
    dearer = changed(('amount = "5.00"', 'amount = "7.00"'), text=SERBIAN_PLATES)
    found = desk.replay("4.toml", dearer)
    assert [(c.kind, c.card) for c in found.changes] == [("refusal.recorded", "vehicle")]
    (change,) = found.changes
    assert [str(fee.amount) for fee in (*change.before.fees, *change.after.fees)] == ["5.00", "7.00"]
    assert change.before.measure is change.after.measure is Measure.PROVISIONAL
    assert change.before.article == change.after.article
    assert found.decided == 2


def test_parts_of_a_passage_that_were_issued_apart_are_decided_together(rooms: Rooms, desk: RulesDesk) -> None:
    draft = rooms.written(person(1) + person(2))
    waiting = draft.amend("traveler[1]", document_number="")
    issued = rooms.desk.issue(waiting, rooms.look(waiting))
    assert issued.left is not None
    rooms.clock.at += timedelta(hours=1)
    rest = issued.left.amend("traveler[1]", document_number="000000001")
    assert rooms.desk.issue(rest, rooms.look(rest)).left is None
    found = desk.replay("2.toml", ONE_MONTH)
    assert [change.card for change in found.changes] == ["traveler[2]", "traveler[1]"]
    assert found.unclear == 0


def test_a_decision_that_cannot_be_told_from_what_is_recorded_is_left_out_and_counted(
    rooms: Rooms, desk: RulesDesk
) -> None:
    with rooms.store.act(at=rooms.clock.at, officer="officer") as act:
        body = {"passage": "f" * 16, "card": "vehicle", "reason": "other", "article": "", "measure": "replace"}
        act.append("refusal.recorded", {**body, "vehicle": {"plate": "BG 123-AA"}})
    found = desk.replay("2.toml", ONE_MONTH)
    assert (found.decided, found.unclear, found.changes) == (0, 1, ())


def test_a_replay_can_be_stopped_and_tells_how_far_it_is(
    rooms: Rooms, desk: RulesDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 4):
        issue(rooms, person(number))
    monkeypatch.setattr("kbdesk.desk.replay.ROWS", 1)
    told: list[tuple[int, int]] = []
    whole = desk.replay("2.toml", ONE_MONTH, progress=lambda *read: told.append(read))
    assert len(whole.changes) == 3
    assert told == sorted(set(told))
    assert {last for _, last in told} == {rooms.store.last_entry()}
    part = desk.replay("2.toml", ONE_MONTH, stopped=lambda: True)
    assert (part.complete, len(part.changes)) == (False, 1)


def test_a_replay_of_no_book_is_refused(desk: RulesDesk) -> None:
    with pytest.raises(RulesError) as caught:
        desk.replay("x.toml", b"id = 7")
    assert caught.value.faults


def test_a_rule_for_the_other_direction_changes_nothing(rooms: Rooms, desk: RulesDesk) -> None:
    issue(rooms, person(1))
    card = card_to_json(rooms.written(person(2)).travelers[0])
    body = {"passage": "f" * 16, "card": "traveler[1]", "reason": "other", "article": "x:1", "measure": "none"}
    with rooms.store.act(at=rooms.clock.at, officer="officer") as act:
        act.append("referral.recorded", {**body, "direction": "exit", "traveler": card})
    leaving = changed(('directions = ["entry"]', 'directions = ["exit"]'), ("months = 3", "months = 1"))
    found = desk.replay("2.toml", leaving)
    assert [(c.before.measure, c.after.measure) for c in found.changes] == [
        (Measure.PERMIT, Measure.NONE),
        (Measure.NONE, Measure.PERMIT),
    ]


def test_a_replay_says_nobodys_name(rooms: Rooms, desk: RulesDesk) -> None:
    issue(rooms, person(1))
    told = repr(desk.replay("2.toml", ONE_MONTH))
    assert "surrender.recorded" in told
    assert not any(word in told for word in ("Testović", "Ana", "000000001", "1951"))


def test_people_of_whom_nothing_is_recorded_keep_their_place() -> None:
    at = datetime(2022, 8, 10, 9, tzinfo=ZONE)
    rows = [
        EntryRow(seq=7, at=at, kind="swap.recorded", body={"passage": "p", "card": "trailer", "vehicle": {"vin": "1"}}),
        EntryRow(
            seq=8,
            at=at,
            kind="surrender.recorded",
            body={"passage": "p", "card": "traveler[2]", "traveler": {"surname": "A"}, "direction": "exit"},
        ),
    ]
    draft = rebuilt(rows)
    assert draft.travelers == (TravelerDraft(), TravelerDraft(surname="A"))
    assert draft.trailer == VehicleDraft(vin="1")
    assert replace(rows[0]).body["card"] == "trailer"
