"""A rule or a book suspended, signed and lifted, and what passages meet meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from kbdesk.desk.book_lines import BookState
from kbdesk.domain.orders import Orders
from kbdesk.domain.vocabulary import Direction, Measure
from tests.people import PERSON

from .books import FALLBACK, signed
from .conftest import ZONE, Rooms
from .ruling import Officers, permit, refused, state


@pytest.fixture
def officers(rooms: Rooms) -> Officers:
    rooms.clock.at = datetime(2022, 8, 10, 13, 58, tzinfo=ZONE)
    return Officers(rooms)


def test_a_rule_suspended_between_look_and_issue_records_nothing_and_the_next_rule_is_shown(officers: Officers) -> None:
    rooms = officers.rooms
    officers.supervisor.activate("fallback.toml", FALLBACK, signed(FALLBACK), second="supervisor2")
    draft = rooms.written(PERSON)
    seen = rooms.look(draft)
    assert permit(seen) == (Measure.PERMIT, "2022-11-10")
    rooms.clock.at += timedelta(minutes=2)
    officers.supervisor.suspend("documents-2022", "1", order_reference="Order 7/2022")
    before = rooms.store.check()
    rooms.clock.at += timedelta(minutes=1)
    issued = rooms.desk.issue(draft, seen)
    assert issued.changed
    assert rooms.store.check() == before
    assert permit(issued.seen) == permit(rooms.look(draft)) == (Measure.PERMIT, "2022-09-10")
    again = rooms.desk.issue(draft, issued.seen)
    assert not again.changed
    assert again.cards[0].permit is not None
    assert again.cards[0].permit.valid_until.isoformat() == "2022-09-10"


def test_without_the_suspension_the_same_draft_is_issued_as_it_was_seen(officers: Officers) -> None:
    rooms = officers.rooms
    officers.supervisor.activate("fallback.toml", FALLBACK, signed(FALLBACK), second="supervisor2")
    draft = rooms.written(PERSON)
    seen = rooms.look(draft)
    rooms.clock.at += timedelta(minutes=3)
    issued = rooms.desk.issue(draft, seen)
    assert not issued.changed
    assert issued.cards[0].permit is not None
    assert issued.cards[0].permit.valid_until.isoformat() == "2022-11-10"


def test_a_suspension_reaches_only_where_and_until_when_it_says(officers: Officers) -> None:
    rooms, desk = officers.rooms, officers.supervisor
    draft = rooms.written(PERSON)
    desk.suspend("documents-2022", "1", order_reference="Order 7", crossings=("brnjak",))
    desk.suspend("documents-2022", "1", order_reference="Order 8", directions=(Direction.EXIT,))
    assert permit(rooms.look(draft))[0] is Measure.PERMIT
    ends = rooms.clock.at + timedelta(hours=1)
    desk.suspend("documents-2022", "1", order_reference="Order 9", crossings=("jarinje",), until=ends)
    assert permit(rooms.look(draft))[0] is Measure.NONE
    rooms.clock.at = ends - timedelta(seconds=1)
    assert permit(rooms.look(draft))[0] is Measure.NONE
    rooms.clock.at = ends
    assert permit(rooms.look(draft))[0] is Measure.PERMIT


def test_a_permit_issued_before_a_suspension_stays_in_force(officers: Officers) -> None:
    rooms = officers.rooms
    draft = rooms.written(PERSON)
    issued = rooms.desk.issue(draft, rooms.look(draft))
    assert issued.cards[0].permit is not None
    officers.supervisor.suspend("documents-2022", order_reference="Order 7")
    known = rooms.desk.facts(replace(draft, id="f" * 16)).permits
    assert [p.number for p in known.values()] == [issued.cards[0].permit.number]


def test_one_supervisor_suspends_at_once_and_a_second_officer_signs_later(officers: Officers) -> None:
    desk, at = officers.supervisor, officers.rooms.clock.at
    suspension = desk.suspend("documents-2022", order_reference="  Order  7/2022 ")
    assert (suspension.second, suspension.order_reference) == ("", "Order 7/2022")
    assert desk.orders().suspensions == (suspension,)
    assert state(desk, "documents-2022", at) is BookState.SUSPENDED
    refused(desk, "rules.second-missing", lambda: desk.sign_suspension(suspension.id))
    refused(desk, "rules.second-missing", lambda: desk.sign_suspension(suspension.id, second="supervisor"))
    signed_now = officers.desk("officer").sign_suspension(suspension.id)
    assert signed_now.second == "officer"
    assert desk.orders().suspensions == (signed_now,)
    refused(desk, "rules.signed-already", lambda: desk.sign_suspension(suspension.id, second="supervisor2"))


def test_the_second_signature_may_be_given_beside_the_first(officers: Officers) -> None:
    suspension = officers.supervisor.suspend("documents-2022", order_reference="Order 7", second="officer")
    assert suspension.second == "officer"
    assert officers.supervisor.orders().suspensions == (suspension,)


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("rules.second-missing", {"second": "supervisor"}),
        ("rules.order-missing", {"order_reference": " "}),
        ("rules.order-missing", {"order_reference": "x" * 201}),
        ("rules.order-missing", {"order_reference": "Order\x007"}),
        ("rules.book-unknown", {"book": "documents-2023"}),
        ("rules.article-unknown", {"article": "99"}),
        ("rules.crossing-unknown", {"crossings": ("jarinje", "atlantis")}),
        ("rules.until-passed", {"until": datetime(2022, 8, 10, 13, 58, tzinfo=ZONE)}),
    ],
)
def test_a_suspension_that_makes_no_sense_is_refused(officers: Officers, code: str, given: dict[str, Any]) -> None:
    desk, sound = officers.supervisor, {"book": "documents-2022", "order_reference": "Order 7"}
    refused(desk, code, lambda: desk.suspend(**(sound | given)))
    assert desk.suspend(**sound), "the control: without the mistake"


def test_an_officer_who_is_no_supervisor_suspends_nothing(officers: Officers) -> None:
    desk = officers.desk("officer")
    refused(desk, "rules.supervisor-only", lambda: desk.suspend("documents-2022", order_reference="Order 7"))
    assert desk.orders() == Orders()


def test_lifting_takes_two_officers_and_brings_the_rule_back(officers: Officers) -> None:
    rooms, desk = officers.rooms, officers.supervisor
    draft = rooms.written(PERSON)
    suspension = desk.suspend("documents-2022", order_reference="Order 7")
    refused(desk, "rules.second-missing", lambda: desk.lift(suspension.id, second=""))
    refused(desk, "rules.second-missing", lambda: desk.lift(suspension.id, second="supervisor"))
    plain = officers.desk("officer")
    refused(plain, "rules.supervisor-missing", lambda: plain.lift(suspension.id, second="officer2"))
    assert permit(rooms.look(draft))[0] is Measure.NONE
    plain.lift(suspension.id, second="supervisor2")
    assert permit(rooms.look(draft))[0] is Measure.PERMIT
    refused(desk, "rules.suspension-unknown", lambda: desk.lift(suspension.id, second="supervisor2"))
    refused(desk, "rules.suspension-unknown", lambda: desk.sign_suspension(suspension.id, second="officer"))
    refused(desk, "rules.suspension-unknown", lambda: desk.replay_lift(suspension.id))
