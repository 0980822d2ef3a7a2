"""What is ordered of the crossing: set, shown, ended; and what passes a crossing that is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kbdesk.desk.issue import SecondOfficerMissingError
from kbdesk.desk.shift_errors import CrossingError
from kbdesk.domain.passage import Override, PassageDraft
from kbdesk.domain.vocabulary import CrossingState, Decision, Direction, ExemptGround, Severity
from kbdesk.rulebook.reasons import ClosedReason

from .conftest import Rooms
from .duty import crossing_desk, entries, shift_desk, whole
from .ruling import Officers

ORDER = {"reason": "barricade", "order_reference": "7/2022", "ordered_by": "the regional commander"}


def close(rooms: Rooms, state: CrossingState = CrossingState.CLOSED, **values: object) -> None:
    crossing_desk(rooms).set(state, **{**ORDER, **values})  # type: ignore[arg-type]  # words of an order


def stops(rooms: Rooms, draft: PassageDraft) -> set[str]:
    return {
        f.field for f in rooms.look(draft).findings() if f.code == "crossing-closed" and f.severity is Severity.STOP
    }


def lifted(draft: PassageDraft, reason: str) -> PassageDraft:
    for path, _ in draft.cards():
        field = "document_type" if path.startswith("traveler") else "plate"
        override = Override(finding="crossing-closed", field=f"{path}.{field}", reason=reason)
        draft = draft.amend(path, overrides=(override,))
    return draft


def test_a_passage_in_a_closed_direction_meets_a_stop_on_every_card(rooms: Rooms) -> None:
    draft = rooms.sample("01")
    assert stops(rooms, draft) == set()
    close(rooms, CrossingState.EXIT_CLOSED)
    assert stops(rooms, draft) == set()
    assert len(stops(rooms, replace(draft, direction=Direction.EXIT))) == len(draft.cards())
    close(rooms, CrossingState.ENTRY_CLOSED)
    assert len(stops(rooms, draft)) == len(draft.cards())
    held = rooms.desk.readiness(draft, rooms.look(draft))
    assert held.ready == () and {code for _, code in held.open} == {"crossing-closed"}
    crossing_desk(rooms).set(CrossingState.OPEN)
    assert stops(rooms, draft) == set() and rooms.desk.readiness(draft, rooms.look(draft)).ready


@pytest.mark.parametrize("reason", list(ClosedReason))
def test_two_officers_let_through_for_a_listed_reason(rooms: Rooms, reason: ClosedReason) -> None:
    close(rooms)
    draft = lifted(rooms.sample("01"), reason)
    seen = rooms.look(draft)
    before = rooms.store.check()
    with pytest.raises(SecondOfficerMissingError):
        rooms.desk.issue(draft, seen)
    assert rooms.store.check() == before
    issued = rooms.desk.issue(draft, seen, second="supervisor")
    assert {card.decision for card in issued.cards} == {Decision.GRANTED}
    overridden = [body for kind, body in entries(rooms) if kind == "finding.overridden"]
    assert {(body["finding"], body["reason"], body["second"]) for body in overridden} == {
        ("crossing-closed", str(reason), "supervisor")
    }
    (line,) = shift_desk(rooms).report().figures.overrides
    assert (line.finding, line.reason, line.count) == ("crossing-closed", str(reason), len(draft.cards()))


@pytest.mark.parametrize("reason", ["", "other", "a friend of mine", "Medical"])
def test_no_other_reason_opens_a_closed_crossing(rooms: Rooms, reason: str) -> None:
    close(rooms)
    draft = lifted(rooms.sample("01"), reason)
    assert rooms.desk.issue(draft, rooms.look(draft), second="supervisor").cards == ()


AMBULANCE = """
direction = "DIRECTION"
[[traveler]]
exempt = { ground = "GROUND", reference = "call 14/2022" }
[vehicle]
plate = "KM 123-AB"
exempt = { ground = "GROUND", reference = "call 14/2022" }
"""


@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("ground", list(ExemptGround))
def test_whom_the_law_exempts_is_told_that_it_is_closed_and_not_held_up(
    rooms: Rooms, ground: ExemptGround, direction: Direction
) -> None:
    close(rooms)
    draft = rooms.written(AMBULANCE.replace("GROUND", ground).replace("DIRECTION", direction))
    seen = rooms.look(draft)
    assert {(f.code, f.severity) for f in seen.findings()} == {("crossing-closed", Severity.NOTE)}
    issued = rooms.desk.issue(draft, seen)
    assert [card.decision for card in issued.cards] == [Decision.GRANTED] * len(draft.cards())


@pytest.mark.parametrize("ground", ["", "taxi"])
def test_control_whoever_is_not_exempt_meets_the_stop(rooms: Rooms, ground: str) -> None:
    close(rooms)
    draft = rooms.written(AMBULANCE.replace("GROUND", ground).replace("DIRECTION", "entry"))
    assert stops(rooms, draft) == {"traveler[1].document_type", "vehicle.plate"}
    assert rooms.desk.issue(draft, rooms.look(draft)).cards == ()


def test_a_closure_holds_for_the_exempt_too_once_their_article_is_suspended(rooms: Rooms) -> None:
    close(rooms)
    draft = rooms.written(AMBULANCE.replace("GROUND", "ambulance").replace("DIRECTION", "entry"))
    assert stops(rooms, draft) == set()
    Officers(rooms).supervisor.suspend("exempt", order_reference="7/2022")
    assert stops(rooms, draft) == {"traveler[1].document_type", "vehicle.plate"}


def test_a_crossing_closed_while_the_officer_looked_is_shown_before_anything_is_recorded(rooms: Rooms) -> None:
    draft = rooms.sample("01")
    seen = rooms.look(draft)
    close(rooms)
    before = rooms.store.check()
    issued = rooms.desk.issue(draft, seen)
    assert issued.changed and stops(rooms, draft) and rooms.store.check() == before


def test_an_order_begins_and_ends_by_itself(rooms: Rooms) -> None:
    now, desk = rooms.clock.at, crossing_desk(rooms)
    close(rooms, from_at=now + timedelta(hours=1), until=now + timedelta(hours=3))
    assert (desk.status().state, desk.next_change()) == (CrossingState.OPEN, now + timedelta(hours=1))
    rooms.clock.at = now + timedelta(hours=1)
    assert (desk.status().state, desk.next_change()) == (CrossingState.CLOSED, now + timedelta(hours=3))
    assert desk.status().ordered_by == ORDER["ordered_by"]
    rooms.clock.at = now + timedelta(hours=3)
    assert (desk.status().state, desk.next_change()) == (CrossingState.OPEN, None)
    assert whole(rooms)


@pytest.mark.parametrize("missing", list(ORDER))
def test_a_closing_says_why_by_which_order_and_whose(rooms: Rooms, missing: str) -> None:
    before = rooms.store.check()
    with pytest.raises(CrossingError) as caught:
        close(rooms, **{missing: "  "})
    assert caught.value.code == "crossing.reason-missing" and rooms.store.check() == before


def test_an_order_is_never_for_what_has_passed_nor_over_before_it_begins(rooms: Rooms) -> None:
    now = rooms.clock.at
    for values, code in (
        ({"from_at": now - timedelta(seconds=1)}, "crossing.from-passed"),
        ({"until": now}, "crossing.until-passed"),
        ({"from_at": now + timedelta(hours=2), "until": now + timedelta(hours=1)}, "crossing.until-passed"),
    ):
        with pytest.raises(CrossingError) as caught:
            close(rooms, **values)
        assert caught.value.code == code


def test_a_crossing_is_not_put_twice_into_one_state(rooms: Rooms) -> None:
    with pytest.raises(CrossingError):
        crossing_desk(rooms).set(CrossingState.OPEN)
    close(rooms)
    with pytest.raises(CrossingError):
        close(rooms)


def test_who_may_be_called_stands_in_the_order_of_this_crossing_first(rooms: Rooms) -> None:
    found = crossing_desk(rooms).contacts()
    assert [contact.crossing for contact in found[:2]] == ["jarinje", "jarinje"]
    assert {contact.crossing for contact in found} == {"jarinje", ""}


def test_the_report_tells_what_was_ordered(rooms: Rooms) -> None:
    close(rooms)
    (closure,) = shift_desk(rooms).report().figures.closures
    assert (closure.state, closure.reason, closure.order_reference) == (CrossingState.CLOSED, "barricade", "7/2022")
