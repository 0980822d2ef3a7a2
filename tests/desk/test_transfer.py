"""Envelopes sent to another crossing are entered there as they arrive, and come back from there to whom they belong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.desk.custody import CustodyDesk
from kbdesk.desk.handing import Handing
from kbdesk.desk.manifest_file import ManifestFileError, read, written
from kbdesk.desk.ports import Press
from kbdesk.desk.returns import ReturnDesk
from kbdesk.domain import numbers
from kbdesk.domain.custody import CustodyError, HeldFor, Manifest, ManifestRow
from kbdesk.domain.paper import Permit, Registration
from kbdesk.domain.post import Post
from kbdesk.domain.returns import Returnable, ReturnCode, ReturnError
from kbdesk.domain.transfer import ArrivedRow, Discrepancy
from kbdesk.domain.vocabulary import Disposition, PaperKind, PermitState, Severity

from .conftest import Rooms, furnished
from .custody_rooms import PLATE, custody_desk, permit, registration, return_desk
from .duty import entries, shift_desk, whole

NAMES = {"sq": "Merdarë", "sr": "Merdare", "en": "Merdare"}
MERDARE = Post(crossing="merdare", letter="M", desk="1", names=NAMES, drill=True)
UNCHECKED = Handing(reasons={ReturnCode.NOT_CHECKED: "the code is torn"})
BOTH = (f"plate-front {PLATE}", f"plate-rear {PLATE}")


@pytest.fixture
def desk(rooms: Rooms) -> CustodyDesk:
    return custody_desk(rooms)


@pytest.fixture
def returns(rooms: Rooms) -> ReturnDesk:
    return return_desk(rooms)


@pytest.fixture
def merdare(tmp_path: Path, press: Press) -> Iterator[Rooms]:
    """A real desk at Merdare."""
    folder = tmp_path / "merdare"
    folder.mkdir()
    with furnished(folder, press, post=MERDARE) as made:
        yield made


@pytest.fixture
def sent(merdare: Rooms) -> tuple[Permit, Registration, Manifest]:
    """A permit and a registration of Merdare, and the manifest of their envelopes on the way to Jarinje."""
    person, car = permit(merdare, slot="A 1"), registration(merdare, slot="B 2")
    there = custody_desk(merdare, post=MERDARE)
    there.seal(person.envelope, "AB 77")
    return person, car, there.transfer([person.envelope, car.envelope], "jarinje").manifest


def arrived(row: ManifestRow, **changes: object) -> ArrivedRow:
    """A row of a manifest that arrived as it is listed, but for some changes."""
    kind = HeldFor.REGISTRATION if row.contents[0].startswith("plate-") else HeldFor.PERMIT
    whole = ArrivedRow(listed=row, found=row, kind=kind, slot="C 3")
    return replace(whole, **changes)  # type: ignore[arg-type]  # of any field


def refused(code: str) -> pytest.RaisesExc[CustodyError]:
    return pytest.RaisesExc(CustodyError, check=lambda error: error.code == code)


def test_what_arrives_is_held_here_in_its_slot_and_tells_where_it_came_from(
    rooms: Rooms, desk: CustodyDesk, sent: tuple[Permit, Registration, Manifest]
) -> None:
    person, car, manifest = sent
    done = desk.receive(numbers.spelled(manifest.number), [arrived(row) for row in manifest.rows])
    assert (done.arrival.crossing, done.arrival.desk) == ("merdare", "1")
    assert [row.number for row in done.envelopes] == [person.envelope, car.envelope]
    first, second = done.envelopes
    assert (first.state, first.slot, first.holder, first.seal_number) == (Disposition.HELD, "C 3", "officer", "AB 77")
    assert (first.kind, first.held_for, first.received_from) == (HeldFor.PERMIT, person.number, "merdare")
    assert (second.kind, second.held_for, second.contents) == (HeldFor.REGISTRATION, car.number, BOTH)
    (step,) = desk.history(first.number)
    assert (step.kind, step.slot, step.items) == ("custody.received", "C 3", first.contents)
    assert shift_desk(rooms).report().figures.custody.received == 2
    assert shift_desk(rooms).expected().custody == 2
    assert whole(rooms)


@pytest.mark.parametrize(
    ("changes", "differs"),
    [
        ({"found": None}, Discrepancy.NOT_ARRIVED),
        ({"listed": None}, Discrepancy.NOT_LISTED),
        ({"found": "other seal"}, Discrepancy.OTHER_SEAL),
        ({"found": "other contents"}, Discrepancy.OTHER_CONTENTS),
    ],
    ids=str,
)
def test_whatever_is_not_as_the_manifest_says_is_explained_or_nothing_is_entered(
    rooms: Rooms,
    desk: CustodyDesk,
    sent: tuple[Permit, Registration, Manifest],
    changes: dict[str, object],
    differs: Discrepancy,
) -> None:
    _, _, manifest = sent
    first, second = manifest.rows
    if changes.get("found") == "other seal":
        changes = {"found": replace(second, seal_number="ZZ 1")}
    elif changes.get("found") == "other contents":
        changes = {"found": replace(second, contents=BOTH[:1])}
    before = rooms.store.check()
    with refused("custody.unlike-manifest"):
        desk.receive(manifest.number, [arrived(first), arrived(second, **changes)])
    assert rooms.store.check() == before
    explained = arrived(second, **changes, explanation="the bag was torn")
    done = desk.receive(manifest.number, [arrived(first), explained])
    assert done.arrival.rows[1].discrepancies == (differs,)
    (body,) = [body for kind, body in entries(rooms) if kind == "custody.received"]
    assert (body["rows"][1]["differs"], body["rows"][1]["explanation"]) == ([str(differs)], "the bag was torn")
    assert len(desk.envelopes()) == 2 - (differs is Discrepancy.NOT_ARRIVED)
    assert whole(rooms)


def test_control_what_is_as_the_manifest_says_needs_no_word(
    desk: CustodyDesk, sent: tuple[Permit, Registration, Manifest]
) -> None:
    _, _, manifest = sent
    done = desk.receive(manifest.number, [arrived(row) for row in manifest.rows])
    assert [row.discrepancies for row in done.arrival.rows] == [(), ()]


@pytest.mark.parametrize("named", ["number", "envelope", "document", "zone"])
def test_another_desks_permit_comes_back_here_by_whatever_names_it(
    rooms: Rooms, desk: CustodyDesk, returns: ReturnDesk, sent: tuple[Permit, Registration, Manifest], named: str
) -> None:
    person, _, manifest = sent
    desk.receive(manifest.number, [arrived(row) for row in manifest.rows])
    text = {
        "number": numbers.spelled(person.number),
        "envelope": f"E-{person.envelope}",
        "document": person.traveler.document_number,
        "zone": person.mrz,
    }[named]
    view = returns.look(text)
    assert (view.kind, view.number, view.own, view.crossing) == (Returnable.PERMIT, person.number, False, "merdare")
    assert view.envelope is not None and view.envelope.slot == "C 3"
    done = returns.hand_back(view)
    assert (done.items, done.closed, done.claim) == (view.contents, True, None)
    assert [printed.kind for printed in done.papers] == [PaperKind.RETURN_RECEIPT]
    after = returns.look(person.number)
    assert after.state is PermitState.RETURNED and after.stopped is not None
    with pytest.raises(ReturnError) as twice:
        returns.hand_back(after)
    assert twice.value.code == "return.returned-already"
    assert whole(rooms)


def test_control_before_it_arrives_it_is_claimed_and_nothing_is_handed_back(
    rooms: Rooms, returns: ReturnDesk, sent: tuple[Permit, Registration, Manifest]
) -> None:
    person, _, _ = sent
    done = returns.hand_back(returns.look(person.number), UNCHECKED)
    assert done.items == () and done.claim is not None and done.claim.crossing == "merdare"
    assert whole(rooms)


def test_what_was_claimed_and_then_arrives_is_handed_back_all_the_same(
    rooms: Rooms, desk: CustodyDesk, returns: ReturnDesk, sent: tuple[Permit, Registration, Manifest]
) -> None:
    person, _, manifest = sent
    returns.hand_back(returns.look(person.number), UNCHECKED)
    desk.receive(manifest.number, [arrived(row) for row in manifest.rows])
    view = returns.look(person.number)
    assert view.stopped is None and not view.closes
    assert returns.hand_back(view).items == view.contents
    assert whole(rooms)


def test_one_plate_of_another_desks_car_may_come_back_first(
    rooms: Rooms, desk: CustodyDesk, returns: ReturnDesk, sent: tuple[Permit, Registration, Manifest]
) -> None:
    _, car, manifest = sent
    desk.receive(manifest.number, [arrived(row) for row in manifest.rows])
    first = returns.hand_back(returns.look(PLATE), Handing(items=BOTH[:1]))
    assert (first.items, first.kept, first.closed) == (BOTH[:1], BOTH[1:], True)
    rest = returns.look(car.number, Returnable.REGISTRATION)
    assert {finding.code for finding in rest.findings} >= {ReturnCode.REST_HELD, ReturnCode.OTHER_DESK}
    second = returns.hand_back(rest)
    assert (second.items, second.closed) == (BOTH[1:], False)
    assert whole(rooms)


def test_its_last_valid_day_counts_here_too_and_stops_nothing(
    rooms: Rooms, desk: CustodyDesk, returns: ReturnDesk, sent: tuple[Permit, Registration, Manifest]
) -> None:
    person, _, manifest = sent
    rows = [arrived(row, valid_until=person.valid_until) for row in manifest.rows]
    desk.receive(manifest.number, rows)
    rooms.clock.at += timedelta(days=(person.valid_until - rooms.clock.at.date()).days + 3)
    assert [row.overdue_days for row in desk.overdue()] == [3, 3]
    view = returns.look(person.number)
    assert (view.state, view.overstay_days) == (PermitState.EXPIRED, 3)
    assert {finding.severity for finding in view.findings} == {Severity.NOTE}
    assert returns.hand_back(view).items == view.contents


def test_what_came_back_unsent_lies_on_the_shelf_again_with_what_is_left_in_it(rooms: Rooms, desk: CustodyDesk) -> None:
    made = registration(rooms, slot="A 1")
    return_desk(rooms).hand_back(return_desk(rooms).look(made.plate), Handing(items=BOTH[:1]))
    manifest = desk.transfer([made.envelope], "merdare").manifest
    (row,) = desk.receive(manifest.number, [arrived(row) for row in manifest.rows]).envelopes
    assert (row.state, row.slot, row.contents, row.given_back) == (Disposition.HELD, "C 3", BOTH[1:], BOTH[:1])
    assert (row.kind, row.crossing, row.received_from) == (HeldFor.REGISTRATION, "", "jarinje")
    assert return_desk(rooms).hand_back(return_desk(rooms).look(made.plate)).items == BOTH[1:]
    assert whole(rooms)


def test_what_never_left_or_came_already_cannot_arrive(
    rooms: Rooms, desk: CustodyDesk, sent: tuple[Permit, Registration, Manifest]
) -> None:
    _, _, manifest = sent
    here = permit(rooms)
    mine = ManifestRow(envelope=here.envelope, seal_number="", contents=("passport SRB 1",), held_for=here.number)
    before = rooms.store.check()
    for rows, code in (
        ([arrived(mine)], "custody.not-away"),
        ([arrived(manifest.rows[0]), arrived(manifest.rows[0])], "custody.chosen-twice"),
        ([], "custody.none-chosen"),
        ([arrived(replace(mine, envelope=numbers.make("J", "2", 77)))], "custody.unknown"),
        ([arrived(replace(manifest.rows[0], envelope="M1000001X"))], "custody.number-damaged"),
        ([arrived(replace(manifest.rows[0], contents=("a\x07",)))], "custody.contents-unusable"),
    ):
        with refused(code):
            desk.receive(manifest.number, rows)
    with refused("custody.manifest-damaged"):
        desk.receive("M1000001X", [arrived(manifest.rows[0])])
    assert rooms.store.check() == before
    desk.receive(manifest.number, [arrived(row) for row in manifest.rows])
    with refused("custody.not-away"):
        desk.receive(manifest.number, [arrived(row) for row in manifest.rows])


def test_the_sending_desk_writes_the_file_that_the_receiving_one_enters(
    desk: CustodyDesk, merdare: Rooms, sent: tuple[Permit, Registration, Manifest]
) -> None:
    person, car, manifest = sent
    there = custody_desk(merdare, post=MERDARE)
    text = written(there.manifest(numbers.spelled(manifest.number)))
    done = desk.receive(manifest.number, [replace(row, slot="C 3") for row in read(text)])
    assert [row.discrepancies for row in done.arrival.rows] == [(), ()]
    held = {row.number: (row.kind, row.contents, row.valid_until, row.seal_number) for row in done.envelopes}
    assert held == {
        person.envelope: (HeldFor.PERMIT, manifest.rows[0].contents, person.valid_until, "AB 77"),
        car.envelope: (HeldFor.REGISTRATION, BOTH, car.valid_until, ""),
    }
    before = merdare.store.check().entries
    for unknown in (numbers.make("M", "1", 77), "nothing"):
        with refused("custody.manifest-unknown"):
            there.manifest(unknown)
    there.manifest(manifest.number)
    assert merdare.store.check().entries == before, "it was entered once that it was looked at"
    custody_desk(merdare, post=MERDARE).manifest(manifest.number)
    assert merdare.store.check().entries == before + 1, "and is once more for whoever signs in after"


@given(st.lists(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40), min_size=1))
def test_any_contents_are_written_and_read_again(contents: list[str]) -> None:
    number = numbers.make("M", "1", 1)
    listed = ManifestRow(envelope=number, seal_number='"\\', contents=tuple(contents), held_for=number)
    row = ArrivedRow(listed=listed, found=listed, kind=HeldFor.NOTICE)
    (again,) = read(written([row]))
    assert again.listed is not None and again.listed.contents == listed.contents
    assert (again.listed.seal_number, again.kind) == (listed.seal_number, HeldFor.NOTICE)


WRITTEN = """
[[envelope]]
number = "E-M1 000001 1"
held_for = "M1 000001 1"
contents = ["identity-card SRB 007654321"]
seal_number = "AB 77"
valid_until = 2022-11-10
slot = "C 3"
[[envelope]]
number = "E-M1 000002 0"
held_for = "M1 000001 1"
contents = ["plate-front BG 123-AB", "plate-rear BG 123-AB"]
found = { contents = ["plate-rear BG 123-AB"] }
explanation = "one plate is missing"
[[envelope]]
number = "E-M1 000003 9"
held_for = "M1 000002 0"
contents = ["passport SRB 1"]
arrived = false
explanation = "not in the bag"
[[envelope]]
number = "E-M1 000004 8"
held_for = "M1 000003 9"
kind = "notice"
contents = ["passport SRB 2"]
listed = false
explanation = "in the bag, not on the list"
"""


def test_what_arrived_is_written_down_in_a_file() -> None:
    first, second, third, fourth = read(WRITTEN)
    assert first.listed == first.found and str(first.valid_until) == "2022-11-10" and first.kind is HeldFor.PERMIT
    assert second.kind is HeldFor.REGISTRATION and second.discrepancies == (Discrepancy.OTHER_CONTENTS,)
    assert third.discrepancies == (Discrepancy.NOT_ARRIVED,) and fourth.discrepancies == (Discrepancy.NOT_LISTED,)
    assert fourth.kind is HeldFor.NOTICE


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("[[envelope]]", "[[parcel]]", "parcel: is not a key of such a file"),
        ("number", "numbers", "envelope[1].numbers: is not a key of such a file"),
        ('slot = "C 3"', "slot = 3", "envelope[1].slot: must be a text"),
        ("2022-11-10", '"soon"', "envelope[1].valid_until: must be a date"),
        ("arrived = false", "arrived = 0", "envelope[3].arrived: must be true or false"),
        ("listed = false", "listed = false\narrived = false", "envelope[4].listed: an envelope that is not listed"),
        ('"notice"', '"parcel"', "envelope[4].kind: must be permit, registration, notice"),
        ('found = { contents = ["plate-rear BG 123-AB"] }', "found = { slot = 1 }", "envelope[2].found: must be"),
        ('found = { contents = ["plate-rear BG 123-AB"] }', "found = { seal_number = 1 }", "envelope[2].found.seal"),
        ('found = { contents = ["plate-rear BG 123-AB"] }', "found = { contents = 1 }", "envelope[2].found.contents"),
        ('["identity-card SRB 007654321"]', '"x"', "envelope[1].contents: must be a list of texts"),
        ("[[envelope]]", "[envelope", "not TOML"),
    ],
)
def test_a_file_that_says_something_else_is_told_where(before: str, after: str, fault: str) -> None:
    text = WRITTEN.replace(before, after, 1) if before != "[[envelope]]" else WRITTEN.replace(before, after)
    with pytest.raises(ManifestFileError) as wrong:
        read(text)
    assert str(wrong.value).startswith(fault)
    assert read("") == ()
