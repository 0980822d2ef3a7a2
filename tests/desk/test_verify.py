"""A desk verifies papers: its own ledger speaks first, then the lists that were carried to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kbdesk.app import carried
from kbdesk.desk.handing import Handing
from kbdesk.desk.ports import Press
from kbdesk.desk.verify import VerifyDesk
from kbdesk.domain.codes import Code
from kbdesk.domain.paper import Permit
from kbdesk.domain.verify import Caution, Checked, Result
from kbdesk.domain.vocabulary import PermitState, VoidReason
from tests.domain.papers_sealed import number, sealed_paper, trusted
from tests.domain.papers_sealed import permit as said

from .conftest import POST, Rooms
from .custody_rooms import return_desk
from .papers_desk import Papered, law_with, papered


@pytest.fixture
def desk(tmp_path: Path, press: Press) -> Iterator[Papered]:
    with papered(tmp_path, press, law_with()) as made:
        yield made


def verify_desk(rooms: Rooms) -> VerifyDesk:
    return VerifyDesk(
        store=rooms.store,
        clock=rooms.clock,
        post=replace(POST, drill=False),
        trusted=trusted,
        definitions=carried.definitions(),
    )


def checked(rooms: Rooms, paper: Permit) -> Checked:
    """Return what the desk finds of a permit's seal."""
    fields = {"mrz": paper.mrz, "envelope": paper.envelope, "status_index": int(paper.number[2:8])}
    return verify_desk(rooms).check(sealed_paper(fields=fields), printed_mrz=paper.mrz)


def issued(desk: Papered, person: int) -> Permit:
    (card,) = desk.issue(person).cards
    assert card.permit is not None
    return card.permit


def test_what_became_of_the_desks_own_permit_is_told_from_its_ledger(desk: Papered) -> None:
    kept, voided, lost, returned, handed_lost = (issued(desk, person) for person in range(1, 6))
    assert {checked(desk, one).result for one in (kept, voided, lost, returned)} == {Result.GENUINE}
    desk.papers.void(voided.number, reason=VoidReason.ISSUED_IN_ERROR)
    desk.papers.void(lost.number, reason=VoidReason.REPORTED_LOST)
    returns = return_desk(desk)
    returns.hand_back(returns.look(returned.number))
    returns.hand_back(returns.look(handed_lost.number), Handing(lost_report="KP Leposavić 117/22"))
    found = [checked(desk, one) for one in (kept, voided, lost, returned, handed_lost)]
    assert [(one.standing.state, one.standing.lost) for one in found] == [
        (PermitState.IN_FORCE, False),
        (PermitState.VOID, False),
        (PermitState.VOID, True),
        (PermitState.RETURNED, False),
        (PermitState.VOID, True),
    ]
    assert [one.result for one in found] == [Result.GENUINE, *[Result.ENDED] * 4]
    assert {one.standing.known_at for one in found} == {desk.clock.now()}


def test_a_permit_is_good_for_one_stay_its_copy_finds_it_returned(desk: Papered) -> None:
    paper = issued(desk, 1)
    returns = return_desk(desk)
    returns.hand_back(returns.look(paper.number))
    copy = checked(desk, paper)
    assert (copy.verdict.sub_status, copy.standing.state, copy.result) == (None, PermitState.RETURNED, Result.ENDED)


def test_another_desks_permit_that_was_exited_here_is_known_here_as_returned(desk: Papered) -> None:
    fields = said(1, letter="B")
    seal = sealed_paper(fields=fields, signer="KSBR")
    assert verify_desk(desk).check(seal).standing.state is PermitState.UNKNOWN
    returns = return_desk(desk)
    torn = Handing(reasons={"return-not-checked": "the code is torn"})
    assert returns.hand_back(returns.look(str(fields["mrz"])), torn).claim is not None
    assert verify_desk(desk).check(seal).standing.state is PermitState.RETURNED


def test_a_seal_of_a_number_that_the_ledger_never_gave_is_noticed(desk: Papered) -> None:
    desk.clock.at += timedelta(days=1)
    found = verify_desk(desk).check(sealed_paper(fields=said(1)))
    assert (found.number, found.cautions, found.result) == (number(1), (Caution.NO_RECORD,), Result.UNLISTED)


def test_the_codes_of_a_file_are_judged_together(desk: Papered) -> None:
    paper = issued(desk, 1)
    fields = {"mrz": paper.mrz, "status_index": int(paper.number[2:8])}
    codes = [Code(data=b"E" + paper.envelope.encode()), Code(data=sealed_paper(fields=fields))]
    assert [one.result for one in verify_desk(desk).check_codes(codes)] == [Result.GENUINE]
    assert [one.result for one in verify_desk(desk).check_codes([])] == [Result.DOUBTFUL]
