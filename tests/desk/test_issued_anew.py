"""A permit is handed back and issued anew in one act, and what was held stands in the way of nobody after."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kbdesk.desk.returns import ReturnDesk
from kbdesk.domain.paper import Permit
from kbdesk.domain.returns import ReturnError
from kbdesk.domain.vocabulary import PaperKind, PermitState

from .conftest import Rooms
from .custody_rooms import issued, permit, return_desk
from .duty import whole


@pytest.fixture
def desk(rooms: Rooms) -> ReturnDesk:
    return return_desk(rooms)


def renewed(rooms: Rooms, desk: ReturnDesk, made: Permit) -> None:
    """Return and issue anew, and see that it was one act."""
    view = desk.look(made.number)
    draft = desk.begin_again(view)
    seen = rooms.desk.examine(draft, desk.facts_again(view, draft))
    assert not {"permit-in-force", "document-held"} & {f.code for f in seen.findings()}
    before = rooms.store.last_entry()
    done = desk.reissue(view, draft, seen)
    assert not done.changed, done.seen.findings()
    (card,) = done.cards
    assert card.permit is not None and card.permit.number != made.number
    kinds = [p.kind for p in done.papers]
    assert kinds[0] is PaperKind.RETURN_RECEIPT and PaperKind.PERMIT in kinds
    assert desk.look(made.number).state is PermitState.RETURNED
    assert desk.look(card.permit.number).state is PermitState.IN_FORCE
    assert rooms.store.last_entry() > before and whole(rooms)


def test_return_and_reissue_is_one_act(rooms: Rooms, desk: ReturnDesk) -> None:
    renewed(rooms, desk, permit(rooms))


def test_a_reissue_that_meets_something_new_records_nothing(rooms: Rooms, desk: ReturnDesk) -> None:
    made = permit(rooms)
    view = desk.look(made.number)
    draft = desk.begin_again(view)
    stale = rooms.desk.examine(draft, rooms.desk.facts(draft))
    before = rooms.store.last_entry()
    done = desk.reissue(view, draft, stale)
    assert done.changed and rooms.store.last_entry() == before
    assert desk.look(made.number).state is PermitState.IN_FORCE
    renewed(rooms, desk, made)


def test_what_was_returned_is_not_issued_anew(rooms: Rooms, desk: ReturnDesk) -> None:
    made = permit(rooms)
    desk.hand_back(desk.look(made.number))
    with pytest.raises(ReturnError) as refused:
        desk.begin_again(desk.look(made.number))
    assert refused.value.code == "return.not-reissuable"


def test_what_is_held_for_nobody_any_more_is_not_found_on_the_next_passage(rooms: Rooms, desk: ReturnDesk) -> None:
    made = permit(rooms)
    draft = rooms.sample("04")
    held = replace(draft, travelers=draft.travelers[:1])
    assert {"permit-in-force", "document-held"} <= {f.code for f in rooms.look(held).findings()}
    desk.hand_back(desk.look(made.number))
    assert not {"permit-in-force", "document-held"} & {f.code for f in rooms.look(held).findings()}
    issued(rooms, held)
