"""What is handed back, to whom, on which paper; and that nobody is held for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from kbdesk.app import carried
from kbdesk.desk import swap
from kbdesk.desk.handing import Handing
from kbdesk.desk.ports import Press
from kbdesk.desk.returns import ReturnDesk
from kbdesk.desk.shift_errors import ShiftMissingError
from kbdesk.domain import numbers
from kbdesk.domain.passage import VehicleDraft
from kbdesk.domain.returns import Collector, Returnable, ReturnCode, ReturnError
from kbdesk.domain.vocabulary import CorrectionReason, Disposition, PaperKind, PermitState, Series, Severity, VoidReason
from kbdesk.papers.errors import PaperError
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.shelf import Shelf

from .conftest import Rooms, furnished
from .custody_rooms import PLATE, UNCHECKED, custody_desk, permit, registration, return_desk
from .duty import count, shift_desk, whole
from .papers_desk import Papered, law_with, papered

LATER = timedelta(days=10)
BOTH = (f"plate-front {PLATE}", f"plate-rear {PLATE}")


@pytest.fixture
def desk(rooms: Rooms) -> ReturnDesk:
    return return_desk(rooms)


def codes(desk: ReturnDesk, text: str, kind: Returnable | None = None) -> set[str]:
    return {str(finding.code) for finding in desk.look(text, kind).findings}


def damaged(number: str) -> str:
    """The number with one digit misread."""
    return number[:4] + str((int(number[4]) + 1) % 10) + number[5:]


def test_what_was_taken_comes_back_with_a_receipt_in_one_act(rooms: Rooms, desk: ReturnDesk) -> None:
    made = permit(rooms, slot="A 1")
    rooms.clock.at += LATER
    view = desk.look(made.number)
    assert (view.person.surname, view.stay_days, view.closes) == (made.traveler.surname, 10, True)
    assert view.envelope is not None and (view.envelope.number, view.envelope.slot) == (made.envelope, "A 1")
    done = desk.hand_back(view)
    assert done.closed and done.items == view.contents and done.kept == ()
    assert [printed.kind for printed in done.papers] == [PaperKind.RETURN_RECEIPT]
    after = desk.look(made.number)
    assert after.state is PermitState.RETURNED
    assert after.envelope is not None and after.envelope.state is Disposition.RETURNED and after.envelope.slot == ""
    assert whole(rooms)


@pytest.mark.parametrize(
    "spelled",
    [
        lambda p: p.number.lower(),
        lambda p: numbers.spelled(p.number),
        lambda p: numbers.spelled(p.number).replace("J", "Ј").replace("0", "O"),
        lambda p: p.mrz,
        lambda p: p.mrz.replace("\n", ""),
        lambda p: f"E-{p.envelope}",
        lambda p: p.traveler.document_number,
    ],
    ids=["small", "spaced", "look-alikes", "zone", "zone on one line", "envelope", "document"],
)
def test_any_spelling_of_the_number_opens_its_return(rooms: Rooms, desk: ReturnDesk, spelled: object) -> None:
    made = permit(rooms)
    text = spelled(made)  # type: ignore[operator]  # a function of a permit
    assert desk.look(text).number == made.number


def test_a_plate_opens_the_return_of_its_registration(rooms: Rooms, desk: ReturnDesk) -> None:
    made = registration(rooms)
    for text in (made.plate, made.plate.lower(), PLATE, "бг 123 аб", made.number):
        view = desk.look(text)
        assert (view.kind, view.number) == (Returnable.REGISTRATION, made.number), text
    done = desk.hand_back(desk.look(made.plate))
    assert done.items == BOTH
    assert rooms.store.returns.recorded(Returnable.REGISTRATION, made.number).state is PermitState.RETURNED  # type: ignore[union-attr]  # it was issued


def test_a_damaged_number_is_told_by_its_check_character_and_an_unknown_one_is_not_damaged(
    rooms: Rooms, desk: ReturnDesk
) -> None:
    made = permit(rooms)
    with pytest.raises(ReturnError) as wrong:
        desk.look(damaged(made.number))
    assert wrong.value.code == "return.number-damaged"
    for text in (numbers.make("J", "2", 77), "no such thing", "", "E"):
        with pytest.raises(ReturnError) as unknown:
            desk.look(text)
        assert unknown.value.code == "return.number-unknown"


def test_the_zone_of_another_document_or_a_torn_one_says_so(rooms: Rooms, desk: ReturnDesk) -> None:
    made = permit(rooms)
    torn = made.mrz.replace(made.number, damaged(made.number))
    other = rooms.sample("05").travelers[0].mrz
    for text, code in ((torn, "return.zone-damaged"), (other, "return.zone-not-ours"), ("<<<", "return.zone-damaged")):
        with pytest.raises(ReturnError) as refused:
            desk.look(text)
        assert refused.value.code == code


def test_handing_back_twice_is_refused_with_when_it_was_done(rooms: Rooms, desk: ReturnDesk) -> None:
    made = permit(rooms)
    view = desk.look(made.number)
    desk.hand_back(view)
    with pytest.raises(ReturnError, match=r"handed back on 10\.08\.2022 at 09:00") as refused:
        desk.hand_back(desk.look(made.number))
    assert refused.value.code == "return.returned-already"
    again = desk.hand_back(view)
    assert again.changed and again.view.stopped is not None and again.papers == ()
    assert len(rooms.store.returns.returns(Returnable.PERMIT, made.number)) == 1
    assert whole(rooms)


def test_a_permit_and_a_registration_of_one_number_are_told_apart(rooms: Rooms, desk: ReturnDesk) -> None:
    person, car = permit(rooms), registration(rooms)
    assert person.number == car.number, "each series counts for itself"
    assert ReturnCode.SAME_NUMBER in codes(desk, person.number)
    assert ReturnCode.SAME_NUMBER not in codes(desk, person.mrz)
    assert desk.look(car.number, Returnable.REGISTRATION).kind is Returnable.REGISTRATION
    assert desk.hand_back(desk.look(person.number)).items[0].startswith("identity-card")
    with pytest.raises(ReturnError) as unclear:
        desk.look(car.number)
    assert unclear.value.code == "return.two-of-a-number", "a slip of the hand gives no plates away"
    assert desk.hand_back(desk.look(car.number, Returnable.REGISTRATION)).items == BOTH


def test_an_overstay_is_a_note_and_everything_is_handed_back(rooms: Rooms, desk: ReturnDesk) -> None:
    made = permit(rooms)
    rooms.clock.at += timedelta(days=(made.valid_until - rooms.clock.at.date()).days)
    assert ReturnCode.OVERSTAYED not in codes(desk, made.number), "the last day is a valid one"
    rooms.clock.at += timedelta(days=3)
    view = desk.look(made.number)
    assert (view.state, view.overstay_days) == (PermitState.EXPIRED, 3)
    (found,) = [f for f in view.findings if f.code == ReturnCode.OVERSTAYED]
    assert (found.severity, found.values["days"]) == (Severity.NOTE, "3")
    done = desk.hand_back(view)
    assert done.items and done.fees == (), "the books of the seeds fine nobody for it"


def test_nothing_that_a_return_finds_stops_it_but_that_it_was_done(rooms: Rooms, desk: ReturnDesk) -> None:
    made = permit(rooms)
    custody = custody_desk(rooms)
    rooms.clock.at += timedelta(days=400)
    custody.inventory({"A 6": []}, {made.envelope: "not found"})
    stops = {f.code for f in desk.look(made.number).findings if f.severity is Severity.STOP}
    assert stops == set()


FINED = """
id = "overstay"
shelf = "seeds"
precedence = 90
directions = ["exit"]
title = { sq = "fjalë", sr = "reči", en = "words" }
legal_basis = { sq = "fjalë", sr = "reči", en = "words" }
[appeal]
days = 15
body = { sq = "fjalë", sr = "reči", en = "words" }
text = { sq = "fjalë", sr = "reči", en = "words" }
[[article]]
id = "1"
subject = "vehicle"
text = { sq = "fjalë", sr = "reči", en = "words" }
when.inside_over_months = 3
then.measure = "fined"
then.papers = ["fine-notice"]
then.fee = [{ code = "overstay", amount = "150.00" }]
"""


@pytest.fixture
def fining(tmp_path: Path, press: Press) -> Iterator[tuple[Rooms, Law]]:
    """A desk whose law fines a vehicle that was inside for more than three months."""
    known = carried.law("seeds")
    books = tuple(
        sorted((*Shelf.read({"overstay.toml": FINED}).books, *known.shelf.books), key=lambda b: -b.precedence)
    )
    law = Law(Shelf("seeds", books), carried.reference())
    with furnished(tmp_path, press, law=law) as made:
        yield made, law


@pytest.mark.parametrize(("days", "fine"), [(40, ""), (200, "150.00")])
def test_a_fine_is_imposed_by_an_article_in_force_and_the_plates_come_back_all_the_same(
    fining: tuple[Rooms, Law], days: int, fine: str
) -> None:
    rooms, law = fining
    desk, made = return_desk(rooms, law=law), registration(rooms)
    rooms.clock.at += timedelta(days=days)
    view = desk.look(made.number)
    found = [f for f in view.findings if f.code == ReturnCode.FINED]
    assert [(f.article, f.values["amount"]) for f in found] == ([("overstay:1", fine)] if fine else [])
    done = desk.hand_back(view)
    assert done.items == BOTH
    assert [str(fee.amount) for fee in done.fees] == ([fine] if fine else [])
    assert (PaperKind.FINE_NOTICE in [p.kind for p in done.papers]) is bool(fine)
    assert whole(rooms)


def test_nothing_at_all_or_something_else_is_not_handed_back(rooms: Rooms, desk: ReturnDesk) -> None:
    made = permit(rooms)
    for items, code in (((), "return.nothing-chosen"), (("passport SRB 1",), "return.item-unknown")):
        with pytest.raises(ReturnError) as refused:
            desk.hand_back(desk.look(made.number), Handing(items=items))
        assert refused.value.code == code
    assert desk.look(made.number).state is PermitState.IN_FORCE


def test_the_rest_of_an_envelope_stays_held_and_comes_back_without_closing_twice(
    rooms: Rooms, desk: ReturnDesk
) -> None:
    front, rear = f"plate-front {PLATE}", f"plate-rear {PLATE}"
    made = registration(rooms, slot="A 2")
    first = desk.hand_back(desk.look(made.plate), Handing(items=(rear,)))
    assert (first.items, first.kept, first.closed) == ((rear,), (front,), True)
    view = desk.look(made.plate)
    assert view.contents == (front,) and view.envelope is not None and view.envelope.slot == "A 2"
    assert {str(f.code) for f in view.findings} == {ReturnCode.REST_HELD}
    second = desk.hand_back(view)
    assert (second.items, second.closed) == ((front,), False)
    assert ReturnCode.RETURNED_ALREADY in codes(desk, made.plate)
    assert [row.closed for row in rooms.store.returns.returns(Returnable.REGISTRATION, made.number)] == [True, False]
    assert whole(rooms)


@pytest.mark.parametrize(
    ("path", "category", "plates"),
    [("vehicle", "M1", 2), ("vehicle", "", 2), ("vehicle", "l3e", 1), ("trailer", "", 1), ("vehicle", "О2", 1)],
)
def test_each_plate_that_a_category_carries_lies_in_the_envelope(path: str, category: str, plates: int) -> None:
    held = swap.contents(VehicleDraft(plate=PLATE, category=category), path)
    assert len(held) == plates
    assert held[-1] == f"plate-rear {PLATE}"


def test_another_person_needs_a_name_and_an_authorisation(rooms: Rooms, desk: ReturnDesk) -> None:
    view = desk.look(permit(rooms).number)
    for handing, code in (
        (Handing(collector=Collector.AUTHORISED, authorisation="OPU 1-2022"), "return.collector-missing"),
        (Handing(collector=Collector.AUTHORISED, collector_name="Mira Probić"), "return.authorisation-missing"),
        (Handing(lost_report="x" * 300), "return.text-unusable"),
    ):
        with pytest.raises(ReturnError) as refused:
            desk.hand_back(view, handing)
        assert refused.value.code == code
    whole = Handing(collector=Collector.AUTHORISED, collector_name=" Mira  Probić", authorisation="OPU 1-2022")
    assert desk.hand_back(view, whole).items
    (row,) = [r for r in rooms.store.unprinted() if r.kind is PaperKind.RETURN_RECEIPT]
    assert row.body["collector_name"] == "Mira Probić"


def test_a_lost_permit_is_closed_by_the_reference_of_its_report(rooms: Rooms, desk: ReturnDesk) -> None:
    made = permit(rooms)
    view = desk.look(made.traveler.document_number)
    assert desk.hand_back(view, Handing(lost_report="KP Leposavić 117/22")).closed
    (row,) = [r for r in rooms.store.unprinted() if r.kind is PaperKind.RETURN_RECEIPT]
    assert row.body["report_reference"] == "KP Leposavić 117/22"


@pytest.fixture
def papered_rooms(tmp_path: Path, press: Press) -> Iterator[Papered]:
    """A desk that can void and correct what it issued."""
    with papered(tmp_path, press, law_with()) as made:
        yield made


@pytest.mark.parametrize("report", ["", "KP Leposavić 117/22"], ids=["handed in", "reported lost"])
def test_a_vehicle_leaves_on_its_own_plates_once_the_provisional_ones_are_handed_in_or_their_loss_is_reported(
    rooms: Rooms, desk: ReturnDesk, report: str
) -> None:
    made = registration(rooms)
    done = desk.hand_back(desk.look(made.plate), Handing(lost_report=report))
    assert (done.items, done.closed) == (BOTH, True)
    (row,) = (row for row in rooms.store.unprinted() if row.kind is PaperKind.RETURN_RECEIPT)
    assert (row.body["plate"], row.body["report_reference"]) == (made.plate, report)
    recorded = rooms.store.verify.record(Series.REGISTRATION, made.number)
    assert recorded is not None and (recorded.state, recorded.lost) == (PermitState.RETURNED, bool(report))
    assert whole(rooms)


def test_a_void_permit_needs_a_reason_and_gives_back_what_it_held(papered_rooms: Papered) -> None:
    number, desk = papered_rooms.permit(1), return_desk(papered_rooms)
    papered_rooms.papers.void(number, VoidReason.ISSUED_IN_ERROR)
    view = desk.look(number)
    assert view.state is PermitState.VOID
    with pytest.raises(ReturnError, match="needs a reason"):
        desk.hand_back(view)
    done = desk.hand_back(view, Handing(reasons={str(ReturnCode.VOID): "voided this morning"}))
    assert done.items and not done.closed
    assert desk.look(number).state is PermitState.VOID and desk.look(number).stopped is not None
    assert papered_rooms.sound()


def test_who_brings_a_corrected_paper_is_told_so_and_gets_what_the_new_one_holds(papered_rooms: Papered) -> None:
    number, desk = papered_rooms.permit(1), return_desk(papered_rooms)
    changes = {"birth_date": "1985-06-20"}
    new = papered_rooms.papers.correct(number, changes, CorrectionReason.READ_WRONG).correction.number
    view = desk.look(number)
    assert (view.number, view.person.birth_date) == (new, "1985-06-20")
    (told,) = [f for f in view.findings if f.code == ReturnCode.SUPERSEDED]
    assert (told.severity, dict(told.values)) == (Severity.NOTE, {"old": number, "number": new})
    assert ReturnCode.SUPERSEDED not in codes(desk, new), "control: the new paper is told of nothing"
    done = desk.hand_back(view)
    assert not done.changed, "the old paper in hand is still the one that was looked at"
    assert done.closed and done.items
    assert desk.look(number).stopped is not None and papered_rooms.sound()


def test_what_changed_between_look_and_hand_back_is_shown_and_nothing_is_recorded(
    rooms: Rooms, desk: ReturnDesk
) -> None:
    made = permit(rooms, slot="A 1")
    view = desk.look(made.number)
    custody_desk(rooms).move(made.envelope, "B 9")
    before = rooms.store.check().entries
    done = desk.hand_back(view)
    assert done.changed and done.view.envelope is not None and done.view.envelope.slot == "B 9"
    assert rooms.store.check().entries == before
    assert not desk.hand_back(done.view).changed


def test_a_press_that_breaks_undoes_the_return(rooms: Rooms, desk: ReturnDesk) -> None:
    made = permit(rooms)
    view = desk.look(made.number)
    rooms.press.breaks_after = 0
    before = rooms.store.check().entries
    with pytest.raises(PaperError):
        desk.hand_back(view)
    rooms.press.breaks_after = None
    assert rooms.store.check().entries == before
    done = desk.hand_back(desk.look(made.number))
    assert numbers.serial(done.number) == 1, "the number went back"


def test_without_a_shift_nothing_is_handed_back(rooms: Rooms, desk: ReturnDesk) -> None:
    made = permit(rooms)
    shift_desk(rooms).close(count(rooms))
    with pytest.raises(ShiftMissingError):
        desk.hand_back(desk.look(made.number))
    there = count(rooms)
    shift_desk(rooms).open(Decimal("0.00"), custody_counted=there.custody)
    assert desk.hand_back(desk.look(made.number)).closed


@pytest.mark.parametrize("foreign", [False, True])
def test_every_paper_of_a_return_can_be_drawn_again_byte_for_byte(
    rooms: Rooms, desk: ReturnDesk, foreign: bool
) -> None:
    number = numbers.make("K", "1", 9) if foreign else permit(rooms).number
    done = desk.hand_back(desk.look(number), UNCHECKED)
    rows = {row.sha256: row for row in rooms.store.unprinted()}
    assert {printed.sha256 for printed in done.papers} <= set(rows)
    for printed in done.papers:
        row = rows[printed.sha256]
        again = rooms.desk.redraw(row)
        assert again.sha256 == printed.sha256
    assert desk.deliver(done.papers) == ()
    assert not {printed.sha256 for printed in done.papers} & {row.sha256 for row in rooms.store.unprinted()}
