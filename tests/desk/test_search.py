"""Search over what a desk really recorded: found, followed, saved, and filled in again."""

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kbdesk.desk.officers_errors import OfficersError
from kbdesk.desk.prefill import FILLED, Prefill, prefilled
from kbdesk.desk.search import COLUMNS, SearchDesk, SearchError, written
from kbdesk.desk.viewing import asked_digest
from kbdesk.desk.watchlist import WatchlistDesk
from kbdesk.domain import numbers, watchlist
from kbdesk.domain.custody import HeldFor, ManifestRow
from kbdesk.domain.facts import Facts
from kbdesk.domain.passage import Override, PassageDraft, TravelerDraft
from kbdesk.domain.search import Matched, SearchKind, SearchRow
from kbdesk.domain.transfer import ArrivedRow
from kbdesk.domain.vocabulary import Means
from kbdesk.rulebook.codes import Code
from kbdesk.store.atomic_file import replace_file
from tests.desk.conftest import Rooms
from tests.desk.custody_rooms import custody_desk, return_desk
from tests.desk.duty import fee_desk, passage_desk


def search(rooms: Rooms) -> SearchDesk:
    return SearchDesk(store=rooms.store, clock=rooms.clock, officer="officer", save=replace_file)


def entries(rooms: Rooms) -> list[dict[str, Any]]:
    """Return every entry of the ledger with its body."""
    lines = [json.loads(line) for line in rooms.store.export(bodies=True)][1:]
    return [{"kind": line["kind"], "body": json.loads(line["body"])} for line in lines]


def issued(rooms: Rooms, name: str = "01") -> PassageDraft:
    draft = rooms.sample(name)
    done = rooms.desk.issue(draft, rooms.look(draft))
    assert not done.changed
    rooms.desk.deliver(done)
    return draft


def test_a_passage_is_found_at_once_by_everything_it_recorded(rooms: Rooms) -> None:
    draft, desk = issued(rooms), search(rooms)
    card, vehicle = draft.travelers[0], draft.vehicle
    assert vehicle is not None
    wanted = {
        f"{card.given_names} {card.surname}": Matched.NAME,
        card.document_number: Matched.DOCUMENT,
        vehicle.plate: Matched.PLATE,
        vehicle.vin: Matched.OTHER,
        "J2 000001 L": Matched.NUMBER,
        "E-J2 000001 L": Matched.ENVELOPE,
        card.birth_date: Matched.BORN,
        "10.8.2022": Matched.ON,
        "officer": Matched.OFFICER,
        card.personal_number: Matched.OTHER,
    }
    assert {text: desk.find(text)[0].matched for text in wanted} == wanted
    assert desk.find("P 000001 J2 L")[0].kind is SearchKind.REGISTRATION
    assert desk.behind() == 0
    assert desk.find("   ") == ()


def test_a_case_is_told_in_order_for_a_card_a_passage_and_a_number(rooms: Rooms) -> None:
    draft, desk = issued(rooms), search(rooms)
    (row,) = desk.find(draft.travelers[0].document_number)
    ours = ["surrender.recorded", "custody.held", "papers.sealed", *["paper.printed"] * 3]
    for subject in (row, row.number, "E-J2 000001 L", "j2 000001 l"):
        assert [told.kind for told in desk.timeline(subject)] == ours, subject
    whole = [told.entry for told in desk.timeline(draft.id)]
    assert whole == sorted(whole)
    assert {told.entry for told in desk.timeline(row)} < set(whole)
    assert [told.kind for told in desk.timeline(draft.id)].count("surrender.recorded") == 3
    assert desk.timeline("J2 000009 4") == desk.timeline("no such passage") == ()


def test_what_follows_a_permit_later_joins_its_case_and_no_other(rooms: Rooms) -> None:
    draft, desk = issued(rooms), search(rooms)
    first, second = (desk.find(card.document_number)[0] for card in draft.travelers[:2])
    with rooms.store.act(at=rooms.clock.now() + timedelta(days=1), officer="officer2") as act:
        act.append("something.noted", {"number": first.number, "kind": "permit"})
    told = desk.timeline(first)[-1]
    assert (told.kind, told.officer, told.message, told.values) == (
        "something.noted", "officer2", "timeline.other", {"kind": "something.noted"}
    )  # fmt: skip
    assert "something.noted" not in [told.kind for told in desk.timeline(second)]
    assert desk.timeline(first.passage)[-1] == told


def test_a_number_of_another_desk_has_a_case_too(rooms: Rooms) -> None:
    number = numbers.make("B", "1", 1)
    with rooms.store.act(at=rooms.clock.now(), officer="officer") as act:
        act.append("something.noted", {"number": number})
    assert [told.kind for told in search(rooms).timeline(numbers.spelled(number))] == ["something.noted"]


def test_what_came_with_a_manifest_is_found_by_all_that_it_brought(rooms: Rooms) -> None:
    permit, envelope = numbers.make("M", "1", 4711), numbers.make("M", "1", 412)
    items = ("identity-card SRB 012345678", "plate-rear KM 123-AB")
    row = ManifestRow(envelope=envelope, seal_number="", contents=items, held_for=permit)
    came = ArrivedRow(listed=row, found=row, kind=HeldFor.PERMIT, slot="C 3")
    manifest = numbers.make("M", "1", 7)
    custody_desk(rooms).receive(manifest, [came])
    for text in (manifest, numbers.spelled(permit), f"E-{envelope}", "012345678", "KM 123-AB", "10.8.2022"):
        assert [(found.kind, found.number) for found in search(rooms).find(text)] == [("arrival", manifest)], text
    assert search(rooms).find("BG 999-ZZ") == ()
    assert [told.kind for told in search(rooms).timeline(f"E-{envelope}")] == ["custody.received"]


def test_a_fee_receipt_is_found_by_its_number_and_day(rooms: Rooms) -> None:
    issued(rooms, "02")
    (due,) = fee_desk(rooms).due()
    (receipt,) = fee_desk(rooms).pay(due.number, means=Means.CASH).receipts
    assert "fee-receipt" in {found.kind for found in search(rooms).find(numbers.spelled(receipt.number))}
    (found,) = [found for found in search(rooms).find("10.8.2022") if found.kind == "fee-receipt"]
    assert receipt.person.surname in found.name
    assert "fee-receipt.recorded" in [told.kind for told in search(rooms).timeline(due.passage)]


def test_an_export_is_entered_by_its_count_and_holds_what_was_shown(rooms: Rooms, tmp_path: Path) -> None:
    issued(rooms)
    desk, file = search(rooms), tmp_path / "found.csv"
    rows = desk.find("10.8.2022")
    desk.export(rows, file)
    assert file.read_bytes() == written(rows)
    assert file.stat().st_mode & 0o777 == 0o600
    lines = list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"))))
    assert tuple(lines[0]) == COLUMNS
    assert [line["name"] for line in lines] == [row.name for row in rows]
    entry = entries(rooms)[-1]
    assert (entry["kind"], entry["body"]) == ("search.exported", {"rows": len(rows)})


def test_an_export_that_cannot_be_written_is_not_entered(rooms: Rooms, tmp_path: Path) -> None:
    issued(rooms)
    before = len(entries(rooms))
    with pytest.raises(SearchError, match="No such file"):
        search(rooms).export(search(rooms).find("10.8.2022"), tmp_path / "nowhere" / "found.csv")
    assert len(entries(rooms)) == before


def test_an_export_that_is_not_entered_leaves_no_file(rooms: Rooms, tmp_path: Path) -> None:
    issued(rooms)
    file = tmp_path / "found.csv"

    def moved(path: Path, content: bytes) -> None:
        replace_file(path, content)
        (tmp_path / "desk" / "desk.db").rename(tmp_path / "elsewhere")

    desk = SearchDesk(store=rooms.store, clock=rooms.clock, officer="officer", save=moved)
    rows = desk.find("10.8.2022")
    with pytest.raises(Exception, match="removed or replaced"):
        desk.export(rows, file)
    assert not file.exists()


def test_no_cell_of_an_export_is_a_formula() -> None:
    row = SearchRow(
        entry=1, kind=SearchKind.PERMIT, number="J20000017", name='=HYPERLINK("x")', born="", plate="+1", document="-2",
        envelope="", on=date(2022, 8, 10), state="in-force", officer="@x", passage="", card="", matched=Matched.NAME,
    )  # fmt: skip
    (line,) = csv.DictReader(io.StringIO(written([row]).decode("utf-8-sig")))
    assert [line[key] for key in ("name", "plate", "document", "officer")] == ['\'=HYPERLINK("x")', "'+1", "'-2", "'@x"]
    assert line["number"] == "J20000017"


def test_a_known_document_fills_a_card_and_what_changed_is_marked(rooms: Rooms) -> None:
    draft, desk = issued(rooms), search(rooms)
    before = draft.travelers[0]
    known = desk.prefill(before.document_issuing_state, f" {before.document_number[:3]} {before.document_number[3:]}")
    assert known is not None
    assert (known.on, known.number) == (rooms.clock.now().date(), "J2000001L")
    scanned = TravelerDraft(
        mrz="zone", surname=before.surname.title(), birth_date="14.03.1978", sex="F", document_number="other spelling"
    )
    filled = prefilled(scanned, known)
    assert filled.changed == ("sex",)
    assert (filled.card.sex, filled.card.surname, filled.card.mrz) == ("F", before.surname.title(), "zone")
    assert (filled.card.given_names, filled.card.residence) == (before.given_names, before.residence)
    assert set(filled.filled) == set(known.fields) - {"surname", "birth_date", "sex"}


def test_nothing_that_was_decided_or_taken_is_filled_in(rooms: Rooms) -> None:
    draft = rooms.sample("01")
    card = replace(
        draft.travelers[0], slot="Z 9", reasons={"x": "y"}, overrides=(Override(finding="a", field="b", reason="c"),)
    )
    draft = draft.with_card("traveler[1]", card)
    rooms.desk.issue(draft, rooms.look(draft))
    known = search(rooms).prefill("SRB", card.document_number)
    assert known is not None
    filled = prefilled(TravelerDraft(), known).card
    assert (filled.mrz, filled.slot, filled.reasons, filled.overrides, filled.documents) == ("", "", {}, (), ())
    assert filled.surname == card.surname
    assert set(known.fields) <= set(FILLED)


def test_the_last_passage_counts_and_a_new_document_fills_nothing(rooms: Rooms) -> None:
    draft, desk = issued(rooms), search(rooms)
    number = draft.travelers[0].document_number
    assert desk.prefill("MNE", number) is None
    assert desk.prefill("SRB", "999999999") is None
    assert desk.prefill("SRB", " ") is None
    rooms.clock.at += timedelta(days=100)
    again = rooms.sample("01").amend("traveler[1]", residence="leposavic")
    again = again.amend("traveler[1]", decision=replace(again.travelers[0].decision, action="refuse", reason="other"))
    rooms.desk.issue(again, rooms.look(again))
    known = desk.prefill("SRB", number)
    assert known is not None
    assert (known.on, known.fields["residence"]) == (rooms.clock.now().date(), "leposavic")


@pytest.mark.parametrize(
    ("field", "before", "now", "changed"),
    [
        ("surname", "ЂУРИЋ", "Djuric", False),
        ("surname", "ЂУРИЋ", "Petrović", True),
        ("birth_date", "1990-02-01", "1.2.1990", False),
        ("birth_date", "1990-02-01", "2.2.1990", True),
        ("birth_date", "soon", "Soon", False),
        ("document_expires_on", "2028-05-14", "2033-05-14", True),
        ("residence", "zvecan", "zvecan ", False),
        ("residence", "zvecan", "leposavic", True),
    ],
)
def test_another_spelling_is_no_change(field: str, before: str, now: str, changed: bool) -> None:
    known = Prefill(fields={field: before}, on=date(2022, 8, 10), number="")
    card = replace(TravelerDraft(), **{field: now})
    found = prefilled(card, known)
    assert (found.card, found.filled, found.changed) == (card, (), (field,) if changed else ())


def test_a_fee_paid_later_is_part_of_the_case_it_was_charged_in(rooms: Rooms) -> None:
    desk = search(rooms)
    with rooms.store.act(at=rooms.clock.now(), officer="officer") as act:
        for passage, number in (("a" * 16, "J20000017"), ("b" * 16, "J20000025")):
            common = {"passage": passage, "card": "vehicle", "number": number}
            act.append("fee.charged", {**common, "code": "plates", "amount": "5.00", "currency": "EUR"})
        paid = {"number": "J20000017", "code": "plates", "amount": "5.00", "currency": "EUR", "means": "cash"}
        act.append("fee.paid", {**paid, "slip_number": ""})
    assert [told.kind for told in desk.timeline("a" * 16)] == ["fee.charged", "fee.paid"]
    assert [told.kind for told in desk.timeline("b" * 16)] == ["fee.charged"]


def test_a_return_with_its_papers_ends_the_case_of_its_permit(rooms: Rooms) -> None:
    draft, desk = issued(rooms), search(rooms)
    row, other = (desk.find(card.document_number)[0] for card in draft.travelers[:2])
    receipt = {"number": "J2000001L", "kind": "permit", "returned": row.number, "envelope": row.envelope}
    with rooms.store.act(at=rooms.clock.now(), officer="officer") as act:
        act.append("something.returned", {**receipt, "passage": "c" * 16})
        act.append("hit.adjudicated", {"passage": "c" * 16, "card": ""})
    assert [told.kind for told in desk.timeline(row)][-1] == "something.returned"
    assert "something.returned" not in [told.kind for told in desk.timeline(other)]


def test_what_was_asked_and_looked_at_is_entered_without_a_name(rooms: Rooms) -> None:
    draft = issued(rooms)
    desk, before = search(rooms), len(entries(rooms))
    (found, *_) = desk.ask("  Stojiljkovic   Milan ")
    assert desk.ask("Nepostojecinovic") == ()
    assert desk.case(found) == desk.timeline(found)
    desk.case(found)  # once for as long as they are signed in
    told = entries(rooms)[before:]
    assert [one["kind"] for one in told] == ["search.asked", "search.asked", "case.viewed"]
    assert told[0]["body"]["found"] >= 1
    assert told[1]["body"]["found"] == 0
    assert told[2]["body"] == {"case": draft.id, "card": found.card}
    assert "stojiljkovic" not in str(told).casefold()
    at, officer = rooms.clock.now(), "officer"
    assert told[0]["body"]["digest"] == asked_digest("stojiljkovic milan", at=at, officer=officer)
    assert told[0]["body"]["digest"] != asked_digest("stojiljkovic milana", at=at, officer=officer)
    assert rooms.store.rebuild_compare() == ()


def test_a_case_that_is_looked_at_in_custody_or_at_its_return_is_entered_too(rooms: Rooms) -> None:
    draft = issued(rooms)
    custody, returns = custody_desk(rooms), return_desk(rooms)
    (row, *_), before = custody.envelopes(), len(entries(rooms))
    assert len(custody.find(draft.travelers[0].surname)) == len(custody.find(draft.travelers[0].surname))
    custody.get(row.number)
    custody.history(row.number)  # once for as long as they are signed in
    assert returns.find("J2000001L") == returns.look("J2000001L") == returns.look("J2000001L")
    told = entries(rooms)[before:]
    assert [one["kind"] for one in told] == ["search.asked", "case.viewed", "case.viewed"]
    assert told[1]["body"]["case"] == row.held_for
    assert told[2]["body"]["case"] == draft.id
    assert draft.travelers[0].surname.casefold() not in str(told).casefold()


def test_a_list_of_envelopes_is_entered_once_however_often_it_is_read_again(rooms: Rooms) -> None:
    draft = issued(rooms)
    custody, before = custody_desk(rooms), len(entries(rooms))
    slots, held = custody.slots(), custody.envelopes()  # where envelopes lie tells of nobody, and is not entered
    assert custody.overdue_days() == ()
    assert [row.slot for row in custody.envelopes()] == [row.slot for row in held] == list(slots)
    custody.envelopes(holder="officer")
    custody.envelopes(gone=True)
    assert custody.overdue() == custody.overdue() == []
    custody.find(draft.travelers[0].surname)
    custody.envelopes()
    told = entries(rooms)[before:]
    assert {one["kind"] for one in told} == {"search.asked"}
    bodies = [one["body"] for one in told]
    assert [(body.get("list"), body.get("holder")) for body in bodies] == [
        *(("held", None), ("held", "officer"), ("gone", None), ("overdue", None), (None, None), ("held", None)),
    ]
    assert [bodies[0]["found"], bodies[2]["found"]] == [len(held), 0]
    for card in draft.travelers:
        assert card.document_number not in str(told)


def test_a_card_that_is_filled_from_an_earlier_passage_is_a_case_that_was_looked_at(rooms: Rooms) -> None:
    draft = issued(rooms)
    desk, card, before = search(rooms), draft.travelers[0], len(entries(rooms))
    assert desk.prefill("SRB", "999999999") is None
    assert len(entries(rooms)) == before, "nobody's case was shown"
    assert desk.prefill(card.document_issuing_state, card.document_number) is not None
    (found, *_) = desk.find(card.document_number)
    desk.case(found)
    desk.prefill(card.document_issuing_state, card.document_number)  # once for as long as they are signed in
    (viewed,) = entries(rooms)[before:]
    assert viewed == {"kind": "case.viewed", "body": {"case": draft.id, "card": "traveler[1]"}}


def test_who_decides_no_case_is_told_at_arrive_of_no_permit_envelope_or_hit_and_leaves_no_draft(rooms: Rooms) -> None:
    again = replace(issued(rooms), id="f" * 16)
    listed = f"{','.join(watchlist.COLUMNS)}\n7/1,{again.travelers[0].document_number},SRB,,,\n".encode()
    WatchlistDesk(store=rooms.store, clock=rooms.clock, officer="officer").take(listed)
    known = [{"name": name, "role": name} for name in ("officer", "auditor", "administrator")]
    with rooms.store.act(at=rooms.clock.now(), officer="") as act:
        act.append("officers.known", {"officers": known, "attempts": 0})
    of_others = {Code.PERMIT_IN_FORCE, Code.REGISTRATION_IN_FORCE, Code.DOCUMENT_HELD, Code.PLATES_HELD}
    of_others.add(Code.WATCHLIST_HIT)
    seen, before = rooms.look(again), len(entries(rooms))
    assert of_others & {finding.code for finding in seen.findings()} > {Code.WATCHLIST_HIT}, "control"
    unseen = rooms.desk.examine(again, Facts())
    for name in ("auditor", "administrator"):
        desk = passage_desk(rooms, officer=name)
        desk.facts(desk.begin())  # nothing is typed yet
        for act in (desk.facts, lambda draft, here=desk: here.issue(draft, unseen), desk.save):
            with pytest.raises(OfficersError, match="not for the role"):
                act(again)
    assert (len(entries(rooms)), list(rooms.store.drafts())) == (before, [])
    assert rooms.desk.issue(again, unseen).seen == seen, "control: that is shown"
    rooms.desk.save(again)
    assert [row.id for row in rooms.store.drafts()] == [again.id], "control: that is kept"


def test_who_decides_no_case_is_told_nothing_of_who_bore_a_document_before(rooms: Rooms) -> None:
    card = issued(rooms).travelers[0]
    known = [{"name": name, "role": name} for name in ("officer", "auditor", "administrator")]
    with rooms.store.act(at=rooms.clock.now(), officer="") as act:
        act.append("officers.known", {"officers": known, "attempts": 0})
    for name in ("officer", "auditor", "administrator"):
        desk = SearchDesk(store=rooms.store, clock=rooms.clock, officer=name, save=replace_file)
        told = desk.prefill(card.document_issuing_state, card.document_number)
        assert (told is None) is (name != "officer"), name
