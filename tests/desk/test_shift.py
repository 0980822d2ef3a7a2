"""A shift is opened on a count, handed over, and closed on a count with a report that the ledger holds."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from kbdesk.desk.shift_errors import ShiftError, ShiftMissingError
from kbdesk.desk.shift_figures import ShiftEntry, figures
from kbdesk.domain.shift import Counted, ShiftCount
from kbdesk.domain.vocabulary import Direction, PaperKind

from .conftest import Rooms
from .duty import REAL, count, entries, issue, passage_desk, shift_desk, whole
from .ruling import Officers


def closed(rooms: Rooms) -> None:
    shift_desk(rooms).close(count(rooms))


def refused(code: str, act: object, *args: object, **values: object) -> ShiftError:
    assert callable(act)
    with pytest.raises(ShiftError) as caught:
        act(*args, **values)
    assert caught.value.code == code
    return caught.value


def test_a_shift_closes_with_a_report_of_everything_that_was_done(rooms: Rooms) -> None:
    issue(rooms, rooms.sample("01"))
    issue(rooms, rooms.sample("06"))
    desk = shift_desk(rooms)
    desk.incident("a quarrel in lane 2")
    desk.waiting(Direction.ENTRY, 15, 20)
    desk.waiting(Direction.ENTRY, 40, 60)
    done = desk.close(count(rooms))
    report, figures = done.report, done.report.figures
    assert figures.counts["permit"] == 3 and figures.counts["printed"] >= 3
    assert figures.passages == 2 and figures.cards["permit"] == 3
    assert figures.custody.taken == report.expected.custody > 1
    assert [noted.text for noted in figures.incidents] == ["a quarrel in lane 2"]
    assert [(w.direction, w.least, w.most) for w in figures.waiting] == [(Direction.ENTRY, 15, 60)]
    assert figures.hours == {9: sum(figures.hours.values())}
    assert (report.differences, report.unsigned, report.unprinted) == ((), (), 0)
    assert desk.current() is None and whole(rooms)


def test_the_report_attests_the_entry_that_closed_the_shift(rooms: Rooms) -> None:
    desk = shift_desk(rooms)
    done = desk.close(count(rooms))
    kinds = [kind for kind, _ in entries(rooms)]
    assert kinds[-2:] == ["shift.closed", "papers.sealed"]
    assert done.report.last_entry == len(kinds) - 1
    assert rooms.store.check(attested=done.report.head).whole
    assert not rooms.store.check(attested="0" * 63 + "1").whole


def test_the_report_is_drawn_again_byte_for_byte_and_printed_as_it_was_sealed(rooms: Rooms) -> None:
    desk = shift_desk(rooms)
    done = desk.close(count(rooms))
    assert [(row.kind, row.sha256) for row in rooms.desk.unprinted()] == [(PaperKind.SHIFT_REPORT, done.paper.sha256)]
    assert desk.paper(done.report.shift.id) == done.paper
    assert rooms.desk.redraw(rooms.desk.unprinted()[0]).pdf == done.paper.pdf
    assert desk.deliver(done) == ()
    assert rooms.desk.unprinted() == ()
    assert desk.report(done.report.shift.id) == done.report == desk.report()


def test_a_report_of_an_open_shift_tells_what_was_done_so_far_and_is_not_drawn(rooms: Rooms) -> None:
    desk = shift_desk(rooms)
    before = desk.report()
    issue(rooms, rooms.sample("01"))
    so_far = desk.report()
    assert (before.closed_at, so_far.closed_at, so_far.counted) == (None, None, None)
    assert (before.figures.counts.get("permit", 0), so_far.figures.counts["permit"]) == (0, 3)
    refused("shift.not-closed", desk.paper, so_far.shift.id)
    refused("shift.unknown", desk.report, "J20000099")


def test_what_cannot_be_drawn_closes_nothing(rooms: Rooms) -> None:
    desk, before = shift_desk(rooms), rooms.store.check()
    rooms.press.breaks_after = 0
    with pytest.raises(Exception, match="the press broke"):
        desk.close(count(rooms))
    assert rooms.store.check() == before and desk.current() is not None
    rooms.press.breaks_after = None
    assert desk.close(count(rooms)).report.shift.closed_at is not None


@pytest.mark.parametrize(
    ("changed", "of"),
    [
        ({"cash": Decimal("1.00")}, Counted.CASH),
        ({"custody": 7}, Counted.CUSTODY),
        ({"stock": {"permit": 3}}, Counted.STOCK),
    ],
)
def test_a_difference_closes_only_with_a_supervisors_reason(
    rooms: Rooms, changed: dict[str, object], of: Counted
) -> None:
    issue(rooms, rooms.sample("01"))
    desk, wrong, before = shift_desk(rooms), count(rooms, **changed), rooms.store.check()
    refused("shift.reason-missing", desk.close, wrong, second="supervisor")
    refused("shift.second-missing", desk.close, wrong, reason="recounted twice")
    refused("shift.second-missing", desk.close, wrong, reason="recounted twice", second="officer")
    refused("shift.supervisor-missing", desk.close, wrong, reason="recounted twice", second="officer2")
    assert rooms.store.check() == before
    done = desk.close(wrong, reason="recounted twice", second="supervisor")
    assert [one.of for one in done.report.differences] == [of]
    assert (done.report.reason, done.report.second) == ("recounted twice", "supervisor")
    assert whole(rooms)


def test_control_a_count_that_agrees_closes_with_nobodys_reason(rooms: Rooms) -> None:
    done = shift_desk(rooms).close(count(rooms))
    assert (done.report.reason, done.report.second) == ("", "")


def test_a_shift_is_closed_once_and_opened_once(rooms: Rooms) -> None:
    desk, there = shift_desk(rooms), count(rooms)
    refused("shift.open-already", desk.open, Decimal("0.00"), custody_counted=0)
    desk.close(there)
    with pytest.raises(ShiftMissingError):
        desk.close(there)
    assert desk.open(Decimal("0.00"), custody_counted=0).officer == "officer"


@pytest.mark.parametrize(
    "count",
    [
        ShiftCount(cash=Decimal("-0.01"), custody=0),
        ShiftCount(cash=Decimal("0.001"), custody=0),
        ShiftCount(cash=Decimal("1.00"), custody=-1),
        ShiftCount(cash=Decimal("1.00"), custody=0, handed_in=Decimal("1.01")),
        ShiftCount(cash=Decimal("1.00"), custody=0, stock={"permit": -1}),
        ShiftCount(cash=Decimal("1.00"), custody=0, stock={"biscuits": 1}),
    ],
)
def test_a_count_that_nobody_can_have_counted_is_refused(rooms: Rooms, count: ShiftCount) -> None:
    refused("shift.count-bad", shift_desk(rooms).close, count, reason="r", second="supervisor")


def test_the_next_shift_begins_with_what_the_last_one_left_or_says_why_not(rooms: Rooms) -> None:
    desk = shift_desk(rooms)
    there = count(rooms, cash=Decimal("20.00"), handed_in=Decimal("15.00"))
    desk.close(there, reason="given change", second="supervisor")
    assert desk.expected().cash == Decimal("5.00")
    told = refused("shift.explanation-missing", desk.open, Decimal("4.00"), custody_counted=1)
    assert told.values == {"what": "cash -1.00, custody +1"}
    opened = desk.open(Decimal("4.00"), custody_counted=0, explanation="a euro for the phone")
    assert (opened.float_amount, opened.explanation) == (Decimal("4.00"), "a euro for the phone")
    assert desk.expected().cash == Decimal("4.00")


def test_handing_over_gives_the_drafts_and_the_shift_to_the_next_officer(rooms: Rooms) -> None:
    rooms.desk.save(rooms.sample("01"))
    desk = shift_desk(rooms)
    refused("shift.officer-unknown", desk.hand_over, "nobody", counted=count(rooms))
    refused("shift.second-missing", desk.hand_over, "", counted=count(rooms))
    refused("shift.same-officer", desk.hand_over, "officer", counted=count(rooms))
    assert [row.officer for row in rooms.store.drafts()] == ["officer"]
    shift = desk.hand_over("officer2", counted=count(rooms))
    assert (shift.officer, shift.opened_by, shift.closed_at) == ("officer2", "officer", None)
    assert [row.officer for row in rooms.store.drafts()] == ["officer2"]
    assert whole(rooms)


def test_a_difference_is_handed_over_only_with_a_supervisors_reason(rooms: Rooms) -> None:
    desk, wrong = shift_desk(rooms), count(rooms, custody=3)
    rooms.desk.save(rooms.sample("01"))
    refused("shift.reason-missing", desk.hand_over, "officer2", counted=wrong)
    refused("shift.supervisor-missing", desk.hand_over, "officer2", counted=wrong, reason="looked everywhere")
    assert [row.officer for row in rooms.store.drafts()] == ["officer"]
    assert desk.hand_over("supervisor", counted=wrong, reason="looked everywhere").officer == "supervisor"


def test_a_suspension_that_nobody_signed_keeps_the_shift_open_until_it_is_explained(rooms: Rooms) -> None:
    desk, rules = shift_desk(rooms), Officers(rooms).supervisor
    suspension = rules.suspend("documents-2022", order_reference="12/2022")
    assert refused("shift.reason-missing", desk.close, count(rooms)).values == {"what": "12/2022"}
    rules.sign_suspension(suspension.id, second="officer")
    assert desk.close(count(rooms)).report.unsigned == ()


def test_a_shift_left_open_overnight_is_told_and_stops_nothing(rooms: Rooms) -> None:
    desk = shift_desk(rooms)
    assert not desk.is_overnight()
    rooms.clock.at += timedelta(days=1)
    assert desk.is_overnight()
    issue(rooms, rooms.sample("01"))
    assert desk.close(count(rooms)).report.overnight


def test_a_clock_that_stepped_back_stops_a_real_desk_until_two_officers_attest_it(rooms: Rooms) -> None:
    desk, passage = shift_desk(rooms, post=REAL), passage_desk(rooms, post=REAL)
    rooms.clock.at += timedelta(hours=2)
    desk.incident("before the step")
    rooms.clock.at -= timedelta(hours=1)
    draft = rooms.sample("01")
    seen, before = passage.examine(draft, passage.facts(draft)), rooms.store.check()
    refused("shift.clock-back", passage.issue, draft, seen)
    refused("shift.clock-back", desk.close, count(rooms))
    assert rooms.store.check() == before
    refused("shift.second-missing", desk.attest_clock, reason="the battery", second="")
    refused("shift.supervisor-missing", desk.attest_clock, reason="the battery", second="officer2")
    desk.attest_clock(reason="the battery", second="supervisor")
    assert passage.issue(draft, seen).cards
    refused("shift.clock-right", desk.attest_clock, reason="the battery", second="supervisor")


def test_waits_are_those_of_the_open_shift_in_their_order(rooms: Rooms) -> None:
    desk = shift_desk(rooms)
    desk.waiting(Direction.ENTRY, 10, 25)
    desk.waiting(Direction.EXIT, 0, 5)
    assert [(wait.direction, wait.least, wait.most) for _, wait in desk.waits()] == [
        (Direction.ENTRY, 10, 25),
        (Direction.EXIT, 0, 5),
    ]
    desk.close(count(rooms))
    assert desk.waits() == ()


def test_a_clock_that_stepped_back_while_no_shift_was_open_is_attested_too(rooms: Rooms) -> None:
    desk = shift_desk(rooms, post=REAL)
    desk.close(count(rooms))
    assert desk.clock_behind() is None
    closed = rooms.clock.at
    rooms.clock.at -= timedelta(hours=1)
    assert desk.clock_behind() == closed
    refused("shift.clock-back", desk.open, count(rooms).cash, custody_counted=0)
    desk.attest_clock(reason="the battery", second="supervisor")
    assert desk.clock_behind() is None
    desk.open(count(rooms).cash, custody_counted=0)


def test_control_a_drills_clock_is_set_at_will_and_the_report_tells(rooms: Rooms) -> None:
    desk = shift_desk(rooms)
    rooms.clock.at -= timedelta(days=3)
    issue(rooms, rooms.sample("01"))
    assert desk.close(count(rooms)).report.clock_back


def test_without_a_shift_every_card_is_held_and_nothing_is_issued(rooms: Rooms) -> None:
    draft = rooms.sample("01")
    seen = rooms.look(draft)
    assert rooms.desk.readiness(draft, seen).ready
    closed(rooms)
    held = rooms.look(draft)
    assert rooms.desk.readiness(draft, held).open == tuple((path, "shift-missing") for path, _ in draft.cards())
    before = rooms.store.check()
    for one in (seen, held):
        with pytest.raises(ShiftMissingError):
            rooms.desk.issue(draft, one)
    assert rooms.store.check() == before
    shift_desk(rooms).open(Decimal("0.00"), custody_counted=0)
    issue(rooms, draft)


def test_entries_of_a_script_at_a_real_desk_say_so(rooms: Rooms) -> None:
    passage = passage_desk(rooms, post=REAL, by="script")
    for name in ("01", "06"):
        draft = rooms.sample(name)
        assert passage.issue(draft, passage.examine(draft, passage.facts(draft))).cards
    said = {kind: body.get("by") for kind, body in entries(rooms)}
    assert (said["surrender.recorded"], said["passage.counted"]) == ("script", "script")


@pytest.mark.parametrize("text", ["", "   ", "x" * 201, "a\u0007b"])
def test_an_incident_is_one_line(rooms: Rooms, text: str) -> None:
    refused("shift.text-missing", shift_desk(rooms).incident, text)


@pytest.mark.parametrize(("least", "most"), [(-1, 5), (6, 5), (0, 1441)])
def test_waiting_times_are_minutes_the_shorter_first(rooms: Rooms, least: int, most: int) -> None:
    refused("shift.waiting-bad", shift_desk(rooms).waiting, Direction.EXIT, least, most)


@pytest.mark.parametrize("text", ["漢字", "W" * 200, "Ш" * 200, "a" * 200])
def test_whatever_was_written_the_shift_closes_and_its_report_is_drawn(rooms: Rooms, text: str) -> None:
    desk = shift_desk(rooms)
    desk.incident(text)
    assert desk.close(count(rooms, custody=9), reason=text, second="supervisor").paper.pdf.startswith(b"%PDF")


def test_a_corrected_permit_is_counted_once_and_its_correction_too() -> None:
    at = datetime.fromisoformat("2022-08-10T08:00:00+02:00")

    def entry(seq: int, kind: str, **body: object) -> ShiftEntry:
        return ShiftEntry(seq=seq, at=at, officer="officer", kind=kind, body={"passage": "1", **body})

    given = entry(1, "surrender.recorded", measure="permit")
    again = (entry(2, "permit.corrected"), entry(3, "surrender.recorded", measure="permit", supersedes="J2000001L"))
    assert figures((given,)).counts == {"permit": 1}
    corrected = figures((given, *again))
    assert corrected.counts == {"permit": 1, "correction": 1}
    assert corrected.cards == {"permit": 1}
    second = entry(4, "surrender.recorded", measure="permit")
    assert figures((given, second)).counts == {"permit": 2}
