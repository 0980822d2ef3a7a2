"""What lies elsewhere is claimed there; a claim ends as an officer says or by a return, and that can be taken back."""

from __future__ import annotations

import pytest

from kbdesk.desk.handing import Handing
from kbdesk.desk.officers_errors import OfficersError
from kbdesk.desk.returns import ReturnDesk
from kbdesk.domain import numbers
from kbdesk.domain.custody import HeldFor, ManifestRow
from kbdesk.domain.returns import ClaimState, ReturnCode, ReturnError
from kbdesk.domain.transfer import ArrivedRow
from kbdesk.domain.vocabulary import PaperKind, PermitState, Severity
from kbdesk.icao.mrz import write_td2

from .conftest import Rooms
from .custody_rooms import UNCHECKED, custody_desk, permit, return_desk
from .duty import entries, whole

FOREIGN = numbers.make("M", "3", 123)
SAID = "Merdare, desk 3, by telephone"


@pytest.fixture
def desk(rooms: Rooms) -> ReturnDesk:
    return return_desk(rooms)


def claimed(desk: ReturnDesk) -> str:
    """Let a paper of another desk out; return the number of its claim."""
    done = desk.hand_back(desk.look(FOREIGN), UNCHECKED)
    assert done.claim is not None
    return done.claim.number


def refused(desk: ReturnDesk, act: str, number: str, reason: str = SAID) -> str:
    before = desk.claims.waiting(), desk.claims.ended()
    with pytest.raises(ReturnError) as told:
        getattr(desk.claims, act)(number, reason)
    assert (desk.claims.waiting(), desk.claims.ended()) == before
    return told.value.code


def test_what_another_desk_holds_is_claimed_there_once(rooms: Rooms, desk: ReturnDesk) -> None:
    foreign = numbers.make("M", "3", 123)
    view = desk.look(numbers.spelled(foreign))
    assert (view.own, view.crossing, view.desk, view.state) == (False, "merdare", "3", PermitState.UNKNOWN)
    assert not [f for f in view.findings if f.severity is Severity.STOP]
    done = desk.hand_back(view, UNCHECKED)
    assert done.claim is not None and (done.claim.claimed, done.claim.desk, done.closed) == (foreign, "3", True)
    assert [p.kind for p in done.papers] == [PaperKind.CLAIM_SLIP]
    (queued,) = rooms.store.returns.claims()
    assert (queued.claimed, queued.state) == (foreign, "queued")
    with pytest.raises(ReturnError) as twice:
        desk.hand_back(desk.look(foreign))
    assert twice.value.code == "return.claimed-already"
    assert whole(rooms)


def test_the_zone_of_a_foreign_permit_names_its_holder_on_the_slip(rooms: Rooms, desk: ReturnDesk) -> None:
    zone = write_td2(
        document_code="PU", issuing_state="UTO", surname="Probić", given_names="Proba", birth_date="1990-02-01",
        document_number=numbers.make("B", "1", 5), nationality="SRB", sex="F", expiry_date=rooms.clock.at.date(),
    )  # fmt: skip
    done = desk.hand_back(desk.look(zone), UNCHECKED)
    assert done.claim is not None and done.claim.person.surname == "PROBIC"


def test_an_envelope_that_was_sent_on_is_claimed_where_it_is(rooms: Rooms, desk: ReturnDesk) -> None:
    made = permit(rooms)
    custody_desk(rooms).transfer([made.envelope], "merdare")
    view = desk.look(made.number)
    assert {str(f.code) for f in view.findings} == {ReturnCode.ENVELOPE_TRANSFERRED}
    done = desk.hand_back(view)
    assert done.closed and done.items == ()
    assert done.claim is not None and (done.claim.crossing, done.claim.envelope) == ("merdare", made.envelope)
    assert [p.kind for p in done.papers] == [PaperKind.RETURN_RECEIPT, PaperKind.CLAIM_SLIP]


def test_an_envelope_that_cannot_be_found_holds_nobody(rooms: Rooms, desk: ReturnDesk) -> None:
    made = permit(rooms, slot="A 1")
    custody_desk(rooms).inventory({"A 1": []}, {made.envelope: "searched, not found"})
    view = desk.look(made.number)
    done = desk.hand_back(view, Handing(items=()))
    assert done.closed and done.kept == view.contents and done.claim is not None
    found = desk.look(made.number)
    assert found.contents == view.contents and {str(f.code) for f in found.findings} >= {ReturnCode.REST_HELD}
    assert desk.hand_back(found).items == view.contents


def test_an_administrator_is_shown_no_claim(rooms: Rooms, desk: ReturnDesk) -> None:
    number = claimed(desk)
    known = [{"name": name, "role": name} for name in ("auditor", "administrator")]
    with rooms.store.act(at=rooms.clock.at, officer="") as act:
        act.append("officers.known", {"officers": known, "attempts": 0})
    claims = return_desk(rooms, officer="administrator").claims
    for asked in (claims.waiting, claims.ended):
        with pytest.raises(OfficersError, match="not for the role"):
            asked()
    assert [row.number for row in return_desk(rooms, officer="auditor").claims.waiting()] == [number]


def test_a_claim_that_was_met_where_it_lay_waits_no_longer_and_that_can_be_taken_back(
    rooms: Rooms, desk: ReturnDesk
) -> None:
    number = claimed(desk)
    assert [row.number for row in desk.claims.waiting()] == [number]
    settled = desk.claims.settle(numbers.spelled(number), f"  {SAID} ")
    assert settled.state is ClaimState.SETTLED and desk.claims.waiting() == []
    assert [row.number for row in desk.claims.ended()] == [number]
    assert desk.claims.reopen(number, "it was another envelope").state is ClaimState.QUEUED
    assert [row.number for row in desk.claims.waiting()] == [number] and desk.claims.ended() == []
    said = [(kind, body) for kind, body in entries(rooms) if kind.startswith("claim.")][1:]
    assert [(kind, body["number"], body["reason"]) for kind, body in said] == [
        ("claim.settled", number, SAID),
        ("claim.reopened", number, "it was another envelope"),
    ]
    assert whole(rooms)


def test_a_paper_whose_claim_was_withdrawn_can_be_claimed_anew_and_one_whose_claim_was_settled_cannot(
    rooms: Rooms, desk: ReturnDesk
) -> None:
    number = claimed(desk)
    desk.claims.settle(number, SAID)
    assert desk.look(FOREIGN).stopped is not None, "control"
    desk.claims.reopen(number, "a slip of the hand")
    desk.claims.withdraw(number, "another number was typed")
    assert desk.look(FOREIGN).stopped is None
    again = claimed(desk)
    assert again != number and [row.number for row in desk.claims.waiting()] == [again]
    assert refused(desk, "reopen", number) == "return.claim-unknown"
    assert whole(rooms)


def test_what_was_claimed_and_is_handed_back_here_settles_its_claim(rooms: Rooms, desk: ReturnDesk) -> None:
    made = permit(rooms)
    custody_desk(rooms).transfer([made.envelope], "merdare")
    assert desk.hand_back(desk.look(made.number)).claim is not None
    row = ManifestRow(envelope=made.envelope, seal_number="", contents=("passport SRB 1",), held_for=made.number)
    arrived = ArrivedRow(listed=row, found=row, kind=HeldFor.PERMIT, slot="C 3")
    custody_desk(rooms).receive(numbers.make("M", "1", 7), [arrived])
    assert [row.state for row in desk.claims.waiting()] == [ClaimState.QUEUED], "control: it is here, not handed back"
    done = desk.hand_back(desk.look(made.number))
    assert done.items and desk.claims.waiting() == []
    (body,) = [body for kind, body in entries(rooms) if kind == "claim.settled"]
    assert (body["claimed"], body["by_return"]) == (made.number, done.number)


def test_what_is_no_claim_has_ended_or_is_not_said_why_is_refused_and_nothing_is_entered(desk: ReturnDesk) -> None:
    number = claimed(desk)
    for act, other, reason, code in (
        ("settle", numbers.make("J", "2", 77), SAID, "return.claim-unknown"),
        ("withdraw", "nobody", SAID, "return.claim-unknown"),
        ("settle", number, "  ", "return.claim-reason-missing"),
        ("settle", number, "x" * 201, "return.claim-reason-missing"),
        ("reopen", number, SAID, "return.claim-waits"),
    ):
        assert refused(desk, act, other, reason) == code
    desk.claims.withdraw(number, "x" * 200)
    assert {refused(desk, act, number) for act in ("settle", "withdraw")} == {"return.claim-ended"}
