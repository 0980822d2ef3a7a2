"""The desk's duty procedures over the real rooms of a test, for any officer."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from kbdesk.app import carried
from kbdesk.desk.crossing import CrossingDesk
from kbdesk.desk.fees import FeeDesk
from kbdesk.desk.late import LateDesk
from kbdesk.desk.passage import PassageDesk
from kbdesk.desk.shift import ShiftDesk
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.post import Post
from kbdesk.domain.shift import ShiftCount
from kbdesk.domain.vocabulary import Language

from .conftest import POST, Rooms

OFFICERS = {"officer": "officer", "officer2": "officer", "supervisor": "supervisor"}
REAL = replace(POST, drill=False)


def shift_desk(rooms: Rooms, officer: str = "officer", post: Post = POST) -> ShiftDesk:
    return ShiftDesk(
        **rooms.given,
        post=post,
        officer=officer,
        officers=OFFICERS,
        language=Language.SR_LATN,
    )


def crossing_desk(rooms: Rooms) -> CrossingDesk:
    return CrossingDesk(
        store=rooms.store, clock=rooms.clock, officer="officer", crossing="jarinje", reference=carried.reference()
    )


def fee_desk(rooms: Rooms) -> FeeDesk:
    return FeeDesk(
        **rooms.given,
        law=carried.law("seeds"),
        post=POST,
        officer="officer",
    )


def passage_desk(rooms: Rooms, *, post: Post = POST, by: str = "", officer: str = "officer") -> PassageDesk:
    return PassageDesk(
        **rooms.given,
        law=carried.law("seeds"),
        post=post,
        officer=officer,
        new_id=rooms.desk.begin,  # type: ignore[arg-type]  # never asked for an id
        by=by,
    )


def late_desk(rooms: Rooms) -> LateDesk:
    return LateDesk(
        **rooms.given,
        post=POST,
        officer="officer",
        language=Language.SR_LATN,
        passage=rooms.desk,
    )


def issue(rooms: Rooms, draft: PassageDraft, *, second: str = "") -> None:
    issued = rooms.desk.issue(draft, rooms.look(draft), second=second)
    assert issued.cards and all(card.decision is not None for card in issued.cards), issued.seen.findings()
    assert rooms.desk.deliver(issued) == ()


def count(rooms: Rooms, **changes: Any) -> ShiftCount:
    """What is really there, with some of it counted otherwise."""
    return replace(shift_desk(rooms).expected(), **changes)


def entries(rooms: Rooms) -> list[tuple[str, dict[str, Any]]]:
    """Kinds and bodies of the whole ledger, in order."""
    with rooms.store._connection.reads() as db:
        rows = db.execute("SELECT e.kind, b.body FROM entries e JOIN bodies b USING (seq) ORDER BY seq").fetchall()
    return [(kind, json.loads(body)) for kind, body in rows]


def whole(rooms: Rooms) -> bool:
    """Tell whether chain and registers are what they should be."""
    return rooms.store.check().whole and rooms.store.rebuild_compare() == ()
