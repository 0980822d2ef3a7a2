"""The desk's custody and return joined over the rooms of `conftest`, and papers issued to be brought back."""

from __future__ import annotations

from dataclasses import replace

from kbdesk.app import carried
from kbdesk.desk.custody import CustodyDesk
from kbdesk.desk.handing import Handing
from kbdesk.desk.passage import Issued
from kbdesk.desk.returns import ReturnDesk
from kbdesk.desk.verify import VerifyDesk
from kbdesk.devices.tray import Tray
from kbdesk.domain.paper import Permit, Registration
from kbdesk.domain.passage import PassageDraft, VehicleDraft
from kbdesk.domain.post import Post
from kbdesk.domain.returns import ReturnCode
from kbdesk.rulebook.law import Law
from kbdesk.store.store import Store
from tests.domain.papers_sealed import trusted

from .conftest import POST, Rooms

OFFICERS = frozenset({"officer", "supervisor", "supervisor2"})
SUPERVISORS = frozenset({"supervisor", "supervisor2"})
PLATE = "BG 123-AB"
UNCHECKED = Handing(reasons={ReturnCode.NOT_CHECKED: "the code is torn"})
"""Nobody looked at the seal of a paper of another desk."""


def custody_desk(rooms: Rooms, *, officer: str = "officer", law: Law | None = None, post: Post = POST) -> CustodyDesk:
    """The custody of a desk, for an officer."""
    ids = iter(f"{n:016x}" for n in range(5000, 9000))
    return CustodyDesk(
        **rooms.given,
        law=law or carried.law("seeds"),
        post=post,
        officer=officer,
        officers=OFFICERS,
        supervisors=SUPERVISORS,
        new_id=lambda: next(ids),
    )


def return_desk(
    rooms: Rooms,
    *,
    law: Law | None = None,
    store: Store | None = None,
    post: Post = POST,
    first_id: int = 2000,
    officer: str = "officer",
) -> ReturnDesk:
    """The returns of a desk, which believes whom the seals of `papers_sealed` are signed by."""
    ids = iter(f"{n:016x}" for n in range(first_id, 5000))
    return ReturnDesk(
        store=store or rooms.store,
        press=rooms.press,
        sealing=rooms.sealing,
        printer=Tray(rooms.tray),
        clock=rooms.clock,
        law=law or carried.law("seeds"),
        post=post,
        officer=officer,
        verify=VerifyDesk(
            store=store or rooms.store,
            clock=rooms.clock,
            post=replace(post, drill=False),
            trusted=trusted,
            definitions=carried.definitions(),
        ),
        new_id=lambda: next(ids),
    )


def issued(rooms: Rooms, draft: PassageDraft) -> Issued:
    """Issue every card of a passage."""
    done = rooms.desk.issue(draft, rooms.look(draft))
    assert done.cards and all(card.decision is not None for card in done.cards), done.seen.findings()
    return done


def permit(rooms: Rooms, *, slot: str = "") -> Permit:
    """One permit alone."""
    draft = rooms.sample("04")
    alone = replace(draft, travelers=(replace(draft.travelers[0], slot=slot),))
    (made,) = [card.permit for card in issued(rooms, alone).cards if card.permit is not None]
    return made


def registration(rooms: Rooms, *, plate: str = PLATE, slot: str = "") -> Registration:
    """One registration of a car alone."""
    car = VehicleDraft(
        plate=plate, vin="WVWZZZ1JZXW000001", make="VOLKSWAGEN", model="GOLF", category="M1",
        first_registered="1999-05-17", registration_valid_until="2023-02-28", holder_surname="Probić",
        holder_given_names="Proba", slot=slot,
    )  # fmt: skip
    (made,) = [
        card.registration
        for card in issued(rooms, replace(rooms.desk.begin(), vehicle=car)).cards
        if card.registration is not None
    ]
    return made
