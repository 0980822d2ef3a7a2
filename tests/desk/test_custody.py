"""Where every envelope is and who answers for it, by the real rooms."""

from __future__ import annotations

import hashlib

import pytest

from kbdesk.desk.custody import CustodyDesk
from kbdesk.domain import numbers
from kbdesk.domain.custody import CustodyError, HeldFor, Unlike
from kbdesk.domain.vocabulary import Disposition, PaperKind
from kbdesk.papers.errors import PaperError

from .conftest import Rooms
from .custody_rooms import PLATE, custody_desk, permit, registration

ARTICLE = "documents-2022:1"


@pytest.fixture
def desk(rooms: Rooms) -> CustodyDesk:
    return custody_desk(rooms)


def refused(code: str) -> pytest.RaisesExc[CustodyError]:
    return pytest.RaisesExc(CustodyError, check=lambda error: error.code == code)


def sound(rooms: Rooms) -> bool:
    return rooms.store.check().whole and rooms.store.rebuild_compare() == ()


def test_what_was_taken_lies_in_its_slot_and_its_taker_answers_for_it(rooms: Rooms, desk: CustodyDesk) -> None:
    person, car = permit(rooms, slot="A 1"), registration(rooms, slot="B 2")
    first, second = desk.envelopes()
    assert (first.number, first.slot, first.holder, first.kind) == (person.envelope, "A 1", "officer", HeldFor.PERMIT)
    assert (second.number, second.contents) == (car.envelope, (f"plate-front {PLATE}", f"plate-rear {PLATE}"))
    assert (first.valid_until, second.valid_until) == (person.valid_until, car.valid_until)
    assert second.kind is HeldFor.REGISTRATION and first.held_for == person.number


def test_moved_sealed_and_handed_over_it_tells_who_held_it_when(rooms: Rooms, desk: CustodyDesk) -> None:
    made = permit(rooms, slot="A 1")
    desk.seal(made.envelope, " AB  0012 ", photograph=b"a picture")
    desk.move(f"e-{made.envelope.lower()}", "C 12")
    (row,) = desk.hand_over([made.envelope], "supervisor")
    assert (row.slot, row.holder, row.seal_number) == ("C 12", "supervisor", "AB 0012")
    assert row.photograph == hashlib.sha256(b"a picture").hexdigest()
    assert desk.envelopes(holder="officer") == [] and len(desk.envelopes(holder="supervisor")) == 1
    steps = desk.history(made.envelope)
    kinds = ["custody.held", "custody.sealed", "custody.moved", "custody.handed-over"]
    assert [step.kind for step in steps] == kinds
    assert [step.to for step in steps][-1] == "supervisor" and {step.officer for step in steps} == {"officer"}
    assert sound(rooms)


@pytest.mark.parametrize(
    "text",
    ["J2 000001 L", "E-J2000001L", "ab-77", "a1", "007654321", "007 654 321", "petrović", "ПЕТРОВИЋ", "Ana Petrovic"],
)
def test_an_envelope_is_found_by_whatever_is_known_of_it(rooms: Rooms, desk: CustodyDesk, text: str) -> None:
    made = permit(rooms, slot="A 1")
    registration(rooms, slot="B 2")
    desk.seal(made.envelope, "AB 77")
    found = [row.number for row in desk.find(text)]
    assert made.envelope in found
    assert len(found) == 1 or numbers.check(text), "a number may be a registration's too"
    assert desk.find("nobody of that name") == [] == desk.find("") == desk.find("J2 000009 Z")


def test_a_label_finds_its_envelope_alone_though_a_paper_has_the_same_number(rooms: Rooms, desk: CustodyDesk) -> None:
    made, car = permit(rooms), registration(rooms)
    both = {row.number for row in desk.find(made.envelope)}
    assert both == {made.envelope, car.envelope}, "the registration has the number of the first envelope"
    assert [row.number for row in desk.find(f"E{made.envelope}")] == [made.envelope]


def test_plates_are_found_in_either_script_and_by_their_owner(rooms: Rooms, desk: CustodyDesk) -> None:
    permit(rooms)
    car = registration(rooms)
    for text in (PLATE, PLATE.lower(), "Proba Probić", "Пробић"):
        assert [row.number for row in desk.find(text)] == [car.envelope], text


def test_overdue_begins_the_day_after_the_last_one(rooms: Rooms, desk: CustodyDesk) -> None:
    made = permit(rooms)
    registration(rooms)
    rooms.clock.at = rooms.clock.at.replace(year=2022, month=11, day=10)
    assert made.valid_until == rooms.clock.at.date()
    assert [row.overdue_days for row in desk.overdue()] == [32], "the registration ran out on the ninth of October"
    rooms.clock.at = rooms.clock.at.replace(day=11)
    assert [(row.number == made.envelope, row.overdue_days) for row in desk.overdue()][-1] == (True, 1)


def test_a_transfer_prints_its_manifest_and_leaves_the_shelf(rooms: Rooms, desk: CustodyDesk) -> None:
    person, car = permit(rooms, slot="A 1"), registration(rooms, slot="B 2")
    done = desk.transfer([car.envelope, person.envelope], "merdare")
    assert [row.envelope for row in done.manifest.rows] == [car.envelope, person.envelope]
    assert {row.state for row in done.envelopes} == {Disposition.TRANSFERRED}
    assert desk.envelopes() == [] and {row.crossing for row in desk.envelopes(gone=True)} == {"merdare"}
    (drawn,) = done.papers
    (row,) = [r for r in rooms.store.unprinted() if r.kind is PaperKind.TRANSFER_MANIFEST]
    again = rooms.desk.redraw(row)
    assert again.sha256 == drawn.sha256 == row.sha256
    assert desk.deliver(done.papers) == ()
    with refused("custody.elsewhere"):
        desk.move(car.envelope, "C 1")
    assert sound(rooms)


def test_a_press_that_breaks_leaves_everything_on_the_shelf(rooms: Rooms, desk: CustodyDesk) -> None:
    made = permit(rooms, slot="A 1")
    rooms.press.breaks_after = 0
    with pytest.raises(PaperError):
        desk.transfer([made.envelope], "merdare")
    assert [row.slot for row in desk.envelopes()] == ["A 1"] and sound(rooms)


def test_destroying_takes_an_ended_paper_an_article_an_order_and_two_officers(rooms: Rooms, desk: CustodyDesk) -> None:
    made = permit(rooms, slot="A 1")
    for second, article, order, code in (
        ("", ARTICLE, "12/2022", "custody.second-missing"),
        ("officer", ARTICLE, "12/2022", "custody.second-missing"),
        ("officer2", ARTICLE, "12/2022", "custody.supervisor-missing"),
        ("supervisor", "documents-2022:99", "12/2022", "custody.article-unknown"),
        ("supervisor", "1", "12/2022", "custody.article-unknown"),
        ("supervisor", ARTICLE, "  ", "custody.order-missing"),
        ("supervisor", ARTICLE, "12/2022", "custody.in-force"),
    ):
        with refused(code):
            desk.destroy(made.envelope, article, order, second=second)
    rooms.clock.at = rooms.clock.at.replace(year=2024)
    row = desk.destroy(made.envelope, ARTICLE, "12/2022", second="supervisor")
    assert (row.state, row.slot, row.holder) == (Disposition.DESTROYED, "", "")
    assert desk.history(made.envelope)[-1].second == "supervisor"
    with refused("custody.not-held"):
        desk.destroy(made.envelope, ARTICLE, "12/2022", second="supervisor")
    assert sound(rooms)


def test_a_count_shows_every_difference_and_is_entered_once_each_is_explained(rooms: Rooms, desk: CustodyDesk) -> None:
    plates = {"BG 111-AA": "A 1", "BG 222-AA": "A 2", "BG 333-AA": "A 3"}
    first, second, third = (registration(rooms, plate=plate, slot=slot) for plate, slot in plates.items())
    foreign = numbers.make("M", "1", 5)
    scanned = {"A 1": [], "A 2": [f"E-{second.envelope}", foreign], "A 4": [third.envelope]}
    counted = desk.count(scanned)
    assert [(d.number, d.unlike, d.recorded, d.found) for d in counted.differences] == [
        (third.envelope, Unlike.MISPLACED, "A 3", "A 4"),
        (first.envelope, Unlike.MISSING, "A 1", None),
        (foreign, Unlike.UNKNOWN, None, "A 2"),
    ]
    assert not counted.complete, "A 3 was not scanned"
    before = rooms.store.last_entry()
    with refused("custody.unexplained"):
        desk.inventory(scanned, {third.envelope: "put back wrong", first.envelope: " "})
    assert rooms.store.last_entry() == before
    desk.inventory(scanned, dict.fromkeys((third.envelope, first.envelope, foreign), "seen by both"))
    assert desk.get(third.envelope).slot == "A 4" and desk.get(first.envelope).missing
    assert desk.history(first.envelope)[-1].explanation == "seen by both"
    again = {"A 1": [first.envelope], "A 2": [second.envelope], "A 4": [third.envelope]}
    assert desk.inventory(again, {}).differences == () and desk.inventory(again, {}).complete
    assert not desk.get(first.envelope).missing and sound(rooms)


def test_a_count_of_what_left_custody_or_was_scanned_twice_is_told(rooms: Rooms, desk: CustodyDesk) -> None:
    made = permit(rooms, slot="A 1")
    with refused("custody.scanned-twice"):
        desk.count({"A 1": [made.envelope], "A 2": [made.envelope]})
    with refused("custody.number-damaged"):
        desk.count({"A 1": ["J2000001A"]})
    with refused("custody.nothing-scanned"):
        desk.count({})
    desk.transfer([made.envelope], "brnjak")
    assert [d.unlike for d in desk.count({"A 1": [made.envelope]}).differences] == [Unlike.NOT_HELD]


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda d, e: d.move(e, "A 1"), "custody.same-slot"),
        (lambda d, e: d.move(e, "x" * 25), "custody.slot-unusable"),
        (lambda d, e: d.move(e, "A\u20281"), "custody.same-slot"),
        (lambda d, _: d.move("J2000077A", "A 1"), "custody.number-damaged"),
        (lambda d, _: d.move(numbers.make("J", "2", 77), "A 1"), "custody.unknown"),
        (lambda d, e: d.hand_over([e], "stranger"), "custody.officer-unknown"),
        (lambda d, e: d.hand_over([e], "officer"), "custody.same-officer"),
        (lambda d, _: d.hand_over([], "supervisor"), "custody.none-chosen"),
        (lambda d, e: d.hand_over([e, f"E-{e}"], "supervisor"), "custody.chosen-twice"),
        (lambda d, e: d.transfer([e], "jarinje"), "custody.same-crossing"),
        (lambda d, e: d.transfer([e], "nowhere"), "custody.crossing-unknown"),
        (lambda d, e: d.seal(e, ""), "custody.seal-unusable"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_sentence_and_nothing_is_recorded(
    rooms: Rooms, desk: CustodyDesk, act: object, code: str
) -> None:
    made = permit(rooms, slot="A 1")
    before = rooms.store.last_entry()
    with refused(code):
        act(desk, made.envelope)  # type: ignore[operator]  # an act of the desk
    assert rooms.store.last_entry() == before
