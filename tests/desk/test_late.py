"""Emergency forms take their numbers beforehand; what is entered from them says when, from which form, and by whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kbdesk.desk.shift_errors import LateError
from kbdesk.domain.late import PATTERN, LateEntry
from kbdesk.domain.passage import CardDecision, PassageDraft
from kbdesk.domain.vocabulary import Decision, Series
from kbdesk.store import numbers as series_numbers

from .conftest import Rooms
from .duty import entries, issue, late_desk, shift_desk, whole


def alone(rooms: Rooms) -> PassageDraft:
    """One traveler who surrenders a card."""
    draft = rooms.sample("04")
    return replace(draft, id="e" * 16, travelers=draft.travelers[:1])


@pytest.fixture
def form(rooms: Rooms) -> str:
    """A form printed before the power went; two hours have passed."""
    desk = late_desk(rooms)
    drawn = desk.draw_forms(1)
    assert desk.deliver(drawn) == ()
    rooms.clock.at += timedelta(hours=2)
    return drawn[0].form.number


def late(rooms: Rooms, number: str, **values: object) -> LateEntry:
    told = {"form": number, "occurred_at": rooms.clock.at - timedelta(hours=1), "reason": "power cut"}
    return LateEntry(**{**told, "lines": {"traveler[1]": 1}, **values})  # type: ignore[arg-type]  # as given


def enter(rooms: Rooms, draft: PassageDraft, entry: LateEntry, second: str = "supervisor") -> list[Decision | None]:
    desk = late_desk(rooms)
    issued = desk.enter(draft, desk.examine(draft, entry), entry, second=second)
    assert issued.papers == ()
    return [card.decision for card in issued.cards]


def refused(code: str, rooms: Rooms, entry: LateEntry, second: str = "supervisor") -> None:
    before = rooms.store.check()
    with pytest.raises(LateError) as caught:
        enter(rooms, alone(rooms), entry, second)
    assert caught.value.code == code and rooms.store.check() == before


def test_a_form_reserves_a_number_a_line_that_nothing_else_ever_gets(rooms: Rooms, form: str) -> None:
    (found,) = late_desk(rooms).forms()
    assert (found.number, found.left) == (form, len(PATTERN))
    taken = {(line.series, line.number) for line in found.lines} | {
        (Series.ENVELOPE, line.envelope) for line in found.lines if line.envelope
    }
    assert len(taken) == len(PATTERN) + sum(enveloped for _, enveloped in PATTERN)
    issue(rooms, alone(rooms))
    given = next(body for kind, body in entries(rooms) if kind == "surrender.recorded")
    assert {(Series.PERMIT, given["number"]), (Series.ENVELOPE, given["envelope"])} & taken == set()
    body = next(body for kind, body in entries(rooms) if kind == "emergency-form.printed")
    assert {"series": "permit", "first": found.lines[0].number, "last": found.lines[7].number} in body["reserved"]


def test_a_late_entry_bears_the_forms_numbers_and_says_when_why_and_by_whom(rooms: Rooms, form: str) -> None:
    entry = late(rooms, form)
    assert enter(rooms, alone(rooms), entry) == [Decision.GRANTED]
    line = late_desk(rooms).form(form).lines[0]
    recorded = next(body for kind, body in entries(rooms) if kind == "surrender.recorded")
    assert (recorded["number"], recorded["envelope"]) == (line.number, line.envelope) and line.used
    assert recorded["occurred_at"] == entry.occurred_at.isoformat()
    assert (recorded["late_reason"], recorded["form_number"], recorded["second"]) == ("power cut", form, "supervisor")
    assert rooms.desk.unprinted() == () and shift_desk(rooms).report().figures.late == 1
    assert whole(rooms)
    with rooms.store._connection.reads() as db:
        assert series_numbers.unexplained(db) == ()


def test_the_law_of_the_instant_it_happened_at_applies(rooms: Rooms, form: str) -> None:
    entry = late(rooms, form)
    rooms.clock.at += timedelta(days=3)
    enter(rooms, alone(rooms), entry)
    recorded = next(body for kind, body in entries(rooms) if kind == "surrender.recorded")
    assert recorded["valid_from"] == entry.occurred_at.date().isoformat()


def test_a_line_is_entered_once(rooms: Rooms, form: str) -> None:
    entry = late(rooms, form)
    enter(rooms, alone(rooms), entry)
    other = replace(rooms.sample("02"), id="d" * 16, vehicle=None)
    before = rooms.store.check()
    with pytest.raises(LateError, match="entered already"):
        enter(rooms, other, entry)
    assert rooms.store.check() == before
    assert enter(rooms, other, replace(entry, lines={"traveler[1]": 2})) == [Decision.GRANTED]


def test_a_late_entry_takes_two_officers(rooms: Rooms, form: str) -> None:
    refused("late.second-missing", rooms, late(rooms, form), second="")
    refused("late.second-missing", rooms, late(rooms, form), second="officer")


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("late.reason-missing", {"reason": " "}),
        ("late.form-unknown", {"form": "J20000099"}),
        ("late.lines-missing", {"lines": {}}),
        ("late.lines-missing", {"lines": {"traveler[9]": 1}}),
        ("late.line-unknown", {"lines": {"traveler[1]": 99}}),
        ("late.line-unknown", {"lines": {"traveler[1]": 9}}),
    ],
)
def test_what_the_form_does_not_hold_is_refused(rooms: Rooms, form: str, code: str, values: dict[str, object]) -> None:
    refused(code, rooms, late(rooms, form, **values))


def test_it_happened_after_the_form_was_printed_and_before_now(rooms: Rooms, form: str) -> None:
    for hours in (-3, 1):
        refused("late.at-bad", rooms, late(rooms, form, occurred_at=rooms.clock.at + timedelta(hours=hours)))
    assert enter(rooms, alone(rooms), late(rooms, form, occurred_at=rooms.clock.at)) == [Decision.GRANTED]


def test_a_refusal_is_entered_from_a_line_of_its_own_series(rooms: Rooms, form: str) -> None:
    decision = CardDecision(action="refuse", reason="declined-to-surrender", article="documents-2022:1")
    draft = alone(rooms).amend("traveler[1]", decision=decision)
    assert enter(rooms, draft, late(rooms, form, lines={"traveler[1]": 13})) == [Decision.REFUSED]
    (recorded,) = (body for kind, body in entries(rooms) if kind == "refusal.recorded")
    assert recorded["number"] == late_desk(rooms).form(form).lines[12].number and whole(rooms)


def test_forms_that_cannot_be_drawn_take_no_number(rooms: Rooms) -> None:
    desk, before = late_desk(rooms), rooms.store.check()
    rooms.press.breaks_after = 1
    with pytest.raises(Exception, match="the press broke"):
        desk.draw_forms(2)
    assert rooms.store.check() == before and desk.forms() == ()
    rooms.press.breaks_after = None
    assert desk.draw_forms(1)[0].form.lines[0].number == "J2000001" + desk.forms()[0].lines[0].number[-1]


@pytest.mark.parametrize("count", [0, -1, 51])
def test_so_many_forms_are_not_printed_at_once(rooms: Rooms, count: int) -> None:
    with pytest.raises(LateError):
        late_desk(rooms).draw_forms(count)
