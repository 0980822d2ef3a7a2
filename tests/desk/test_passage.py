"""The passage procedure over real rooms."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from kbdesk.desk.issue import SecondOfficerMissingError
from kbdesk.desk.passage import PaperChangedError
from kbdesk.desk.proof import DIGEST
from kbdesk.domain.paper import Stage
from kbdesk.domain.passage import CardDecision, Override, TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import Decision, Direction, Measure, PaperKind
from kbdesk.icao import mrz
from kbdesk.papers.errors import MissingGlyphError, PaperError

from .conftest import ZONE, Rooms

TD1 = "IDSRB00812345631403978910018<<\n7803141M2805140SRB<<<<<<<<<<<1\nSTOJILJKOVIC<<MILAN<<<<<<<<<<<"


def test_a_scan_opens_a_card_and_a_second_scan_of_the_same_document_does_not(rooms: Rooms) -> None:
    draft, path = rooms.desk.scan(rooms.desk.begin(), TD1)
    assert path == "traveler[1]"
    assert draft.travelers[0].surname == "STOJILJKOVIC"
    again, path = rooms.desk.scan(draft, TD1.lower().replace("\n", "\r\n"))
    assert path == "traveler[1]"
    assert len(again.travelers) == 1


def test_a_scan_fills_the_empty_card_that_waits(rooms: Rooms) -> None:
    draft = replace(rooms.desk.begin(), travelers=(TravelerDraft(language="sr-Cyrl"),))
    draft, path = rooms.desk.scan(draft, TD1)
    assert (path, len(draft.travelers)) == ("traveler[1]", 1)
    assert draft.travelers[0].language == "sr-Cyrl"


def test_what_is_no_zone_is_said_and_changes_nothing(rooms: Rooms) -> None:
    with pytest.raises(mrz.MrzError):
        rooms.desk.scan(rooms.desk.begin(), "KM 123-AB")


def test_a_zone_is_not_scanned_onto_a_vehicle(rooms: Rooms) -> None:
    draft = replace(rooms.desk.begin(), vehicle=VehicleDraft(plate="KM 123-AB"))
    with pytest.raises(ValueError, match="traveler"):
        rooms.desk.scan(draft, TD1, "vehicle")


def test_issue_records_draws_and_prints_every_card(rooms: Rooms) -> None:
    draft = rooms.sample("01")
    issued = rooms.desk.issue(draft, rooms.look(draft))
    assert not issued.changed
    assert issued.left is None
    assert [c.decision for c in issued.cards] == [Decision.GRANTED] * 4
    assert not any(rooms.tray.iterdir())
    assert len(rooms.desk.unprinted()) == len(issued.papers) == 15
    assert rooms.desk.deliver(issued) == ()
    assert rooms.desk.unprinted() == ()
    assert {f.read_bytes() for f in rooms.tray.iterdir()} == {p.pdf for p in issued.papers}
    assert rooms.store.check().whole
    assert rooms.store.rebuild_compare() == ()


def test_a_rule_that_changes_between_look_and_issue_records_nothing_and_is_shown(rooms: Rooms) -> None:
    draft = rooms.sample("07")
    rooms.clock.at = rooms.clock.at.replace(month=9, day=30, hour=23, minute=59, second=59)
    seen = rooms.look(draft)
    assert seen.card("vehicle").outcome.measure is Measure.REPLACE
    rooms.clock.at += timedelta(seconds=1)
    before = rooms.store.check()
    issued = rooms.desk.issue(draft, seen)
    assert issued.changed
    assert issued.seen.card("vehicle").outcome.measure is Measure.REFUSED
    assert rooms.store.check() == before
    assert not issued.papers


def test_the_same_look_a_second_earlier_is_issued(rooms: Rooms) -> None:
    draft = rooms.sample("07")
    rooms.clock.at = rooms.clock.at.replace(month=9, day=30, hour=23, minute=59, second=58)
    seen = rooms.look(draft)
    rooms.clock.at += timedelta(seconds=1)
    assert not rooms.desk.issue(draft, seen).changed


def test_a_permit_issued_at_another_window_meanwhile_is_shown_first(rooms: Rooms) -> None:
    first, second = rooms.sample("05"), rooms.sample("05")
    ready = CardDecision()
    first = first.amend("traveler[1]", decision=ready, document_expires_on="2026-01-01", mrz="")
    second = second.amend("traveler[1]", decision=ready, document_expires_on="2026-01-01", mrz="")
    seen = rooms.look(second)
    assert rooms.desk.issue(first, rooms.look(first)).cards[0].permit is not None
    issued = rooms.desk.issue(second, seen)
    assert issued.changed
    assert "permit-in-force" in [f.code for f in issued.seen.findings()]


def test_one_card_stays_parked_while_the_others_issue(rooms: Rooms) -> None:
    draft = rooms.sample("01").amend("traveler[2]", document_expires_on="2022-08-09", mrz="")
    issued = rooms.desk.issue(draft, rooms.look(draft))
    assert [c.decision for c in issued.cards] == [Decision.GRANTED, None, Decision.GRANTED, Decision.GRANTED]
    assert issued.left is not None
    assert issued.left.done == ("traveler[1]", "traveler[3]", "vehicle")
    (row,) = rooms.store.drafts()
    assert row.parked
    assert rooms.store.load_draft(draft.id) == issued.left
    mended = issued.left.amend("traveler[2]", document_expires_on="2027-02-02")
    rest = rooms.desk.issue(mended, rooms.look(mended))
    assert [(c.path, c.decision) for c in rest.cards] == [("traveler[2]", Decision.GRANTED)]
    assert rest.left is None
    assert rooms.store.drafts() == []


def test_pressing_issue_twice_records_once(rooms: Rooms) -> None:
    draft = rooms.sample("01")
    seen = rooms.look(draft)
    assert rooms.desk.issue(draft, seen).cards
    entries = rooms.store.check().entries
    again = rooms.desk.issue(draft, seen)
    assert again.changed
    assert rooms.store.check().entries == entries


def test_a_paper_that_cannot_be_drawn_undoes_the_whole_passage(rooms: Rooms) -> None:
    draft = rooms.sample("01")
    before = rooms.store.check()
    rooms.press.breaks_after = 12
    with pytest.raises(PaperError):
        rooms.desk.issue(draft, rooms.look(draft))
    assert rooms.store.check() == before
    rooms.press.breaks_after = None
    numbers = [c.permit.number[2:8] for c in rooms.desk.issue(draft, rooms.look(draft)).cards if c.permit]
    assert numbers == ["000001", "000002", "000003"]


def test_a_character_no_face_has_is_told_before_anything_is_recorded(rooms: Rooms) -> None:
    draft = rooms.sample("05")
    before = rooms.store.check()
    for reason, fault in (("Ana 汉", MissingGlyphError), ("Ana", None)):
        decision = CardDecision(action="refuse", reason=reason, article="documents-2022:1")
        refused = draft.amend("traveler[1]", decision=decision)
        if fault is None:
            assert rooms.desk.issue(refused, rooms.look(refused)).papers
        else:
            with pytest.raises(fault, match=r"U\+6C49"):
                rooms.desk.issue(refused, rooms.look(refused))
            assert rooms.store.check() == before


def test_what_the_printer_did_not_take_is_kept_and_printed_later_byte_for_byte(rooms: Rooms) -> None:
    draft = rooms.sample("04")
    issued = rooms.desk.issue(draft, rooms.look(draft))
    shutil.rmtree(rooms.tray)
    refused = rooms.desk.deliver(issued)
    assert [printed for printed, _ in refused] == list(issued.papers)
    assert {why.code for _, why in refused} == {"printer.missing"}
    rows = rooms.desk.unprinted()
    assert [(r.kind, r.number) for r in rows] == [(p.kind, p.number) for p in issued.papers]
    rooms.tray.mkdir()
    rooms.clock.at += timedelta(days=1)
    assert rooms.desk.print_recorded(rows) == ()
    assert {f.read_bytes() for f in rooms.tray.iterdir()} == {p.pdf for p in issued.papers}
    assert rooms.desk.unprinted() == ()


def test_a_record_that_no_longer_gives_its_paper_is_not_printed(rooms: Rooms) -> None:
    draft = rooms.sample("04")
    rooms.desk.issue(draft, rooms.look(draft))
    row = rooms.desk.unprinted()[0]
    assert rooms.desk.redraw(row).sha256 == row.sha256
    with pytest.raises(PaperChangedError):
        rooms.desk.redraw(replace(row, body={**row.body, "valid_until": "2030-01-01"}))


def test_a_referral_is_recorded_and_its_slip_drawn(rooms: Rooms) -> None:
    draft = rooms.sample("05")
    issued = rooms.desk.issue(draft, rooms.look(draft))
    assert [c.decision for c in issued.cards] == [Decision.REFERRED]
    assert [p.kind for p in issued.papers] == [PaperKind.REFERRAL_SLIP]
    assert rooms.store.recorded(draft.id)


def test_a_refusal_pressed_twice_is_recorded_once(rooms: Rooms) -> None:
    draft = rooms.sample("05")
    seen = rooms.look(draft)
    assert rooms.desk.issue(draft, seen).cards
    entries = rooms.store.check().entries
    again = rooms.desk.issue(draft, seen)
    assert again.changed
    assert again.draft.done == ("traveler[1]",)
    assert rooms.store.check().entries == entries


def test_a_refusal_without_a_reason_stays_open(rooms: Rooms) -> None:
    draft = rooms.sample("05").amend("traveler[1]", decision=CardDecision(action="refuse"))
    seen = rooms.look(draft)
    assert rooms.desk.readiness(draft, seen).open == (("traveler[1]", "refusal-reason-missing"),)
    assert rooms.desk.issue(draft, seen).cards == ()


def test_an_exempt_passage_leaves_a_count_and_nothing_of_anybody(rooms: Rooms) -> None:
    draft = rooms.sample("06")
    issued = rooms.desk.issue(draft, rooms.look(draft))
    assert [c.decision for c in issued.cards] == [Decision.GRANTED] * 2
    assert not rooms.store.recorded(draft.id)
    assert rooms.store.check().entries == 2


def test_an_override_takes_two_officers(rooms: Rooms) -> None:
    rooms.clock.at = rooms.clock.at.replace(month=10, day=1, hour=0)
    draft = rooms.sample("07")
    (stop,) = [f for f in rooms.look(draft).card("vehicle").findings if f.overridable]
    override = Override(finding=stop.code, field=stop.field, reason="humanitarian")
    draft = draft.amend("vehicle", overrides=(override,))
    seen = rooms.look(draft)
    assert seen.card("vehicle").outcome.measure is Measure.PROVISIONAL
    before = rooms.store.check()
    for second in ("", "officer"):
        with pytest.raises(SecondOfficerMissingError):
            rooms.desk.issue(draft, seen, second=second)
    assert rooms.store.check() == before
    issued = rooms.desk.issue(draft, seen, second="supervisor")
    assert issued.cards[-1].registration is not None


def test_nothing_is_issued_on_exit(rooms: Rooms) -> None:
    draft = replace(rooms.sample("01"), direction=Direction.EXIT)
    issued = rooms.desk.issue(draft, rooms.look(draft))
    assert issued.papers == ()


def test_proofs_are_the_papers_that_issue_draws_with_stand_ins(rooms: Rooms) -> None:
    draft = rooms.sample("01")
    seen = rooms.look(draft)
    proofs = rooms.desk.proofs(draft, seen)
    issued = rooms.desk.issue(draft, seen)
    assert [p.kind for _, p in proofs] == [p.kind for p in issued.papers]
    assert {p.stage for _, p in proofs} == {Stage.PROOF}
    assert {p.digest for _, p in proofs} == {DIGEST}
    assert {p.number[2:8] for _, p in proofs} == {"000000"}


def test_a_half_filled_card_has_no_proof_and_breaks_nothing(rooms: Rooms) -> None:
    draft = replace(rooms.desk.begin(), travelers=(TravelerDraft(surname="Ilić"),), vehicle=VehicleDraft())
    assert rooms.desk.proofs(draft, rooms.look(draft)) == ()


def test_the_traveler_chooses_the_language_of_the_papers(rooms: Rooms) -> None:
    draft = rooms.sample("07")
    kinds = {p.kind: p.language for _, p in rooms.desk.proofs(draft, rooms.look(draft))}
    assert kinds[PaperKind.PERMIT] == kinds[PaperKind.REGISTRATION_CERTIFICATE] == "sq"
    other = draft.amend("traveler[1]", language="")
    assert {p.language for _, p in rooms.desk.proofs(other, rooms.look(other))} == {"sr-Latn"}


def test_a_draft_is_kept_and_comes_back_as_it_was(rooms: Rooms) -> None:
    draft = rooms.sample("01")
    rooms.desk.save(draft, parked=True)
    assert rooms.store.load_draft(draft.id) == draft
    assert rooms.clock.at.tzinfo is ZONE
