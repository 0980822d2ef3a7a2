"""What passes unaffected leaves a count: no draft, no name, no plate, anywhere in the store."""

from __future__ import annotations

import pytest

from kbdesk.desk.watchlist import WatchlistDesk
from kbdesk.domain.vocabulary import Decision
from kbdesk.domain.watchlist import COLUMNS

from .conftest import Rooms

UNAFFECTED = """
[[traveler]]
surname = "Ogledi-Proba"
given_names = "Teuta"
birth_date = 1979-05-06
nationality = "RKS"
personal_number = "1234567892"
document = { type = "identity-card", issuing_state = "RKS", number = "087654321", expires_on = 2030-01-01 }
[vehicle]
plate = "01-765-AB"
vin = "WVWZZZ1JZXW777777"
holder = { surname = "Ogledi-Proba", given_names = "Teuta" }
"""
EXEMPT = """
[[traveler]]
surname = "Ogledi-Proba"
given_names = "Teuta"
document = { type = "identity-card", issuing_state = "RKS", number = "087654321" }
exempt = { ground = "ambulance" }
[vehicle]
plate = "01-765-AB"
vin = "WVWZZZ1JZXW777777"
exempt = { ground = "ambulance" }
"""
WORDS = ("ogledi", "teuta", "087654321", "01765ab", "01-765-ab", "777777", "1234567892", "1979-05-06")


def found(rooms: Rooms) -> set[str]:
    """Return the words that stand in any row of any table, decrypted."""
    with rooms.store._connection.reads() as db:
        rows = [str(row).casefold() for table in db.table_names() for row in db.execute(f"SELECT * FROM {table}")]
        blobs = [bytes(c).decode("utf-8", "replace").casefold() for t in db.table_names()
                 for row in db.execute(f"SELECT * FROM {t}") for c in row if isinstance(c, bytes)]  # fmt: skip
    return {word for word in WORDS if any(word in text for text in (*rows, *blobs))}


@pytest.mark.parametrize("text", [UNAFFECTED, EXEMPT])
def test_an_unaffected_or_exempt_passage_leaves_a_count_and_nothing_else(rooms: Rooms, text: str) -> None:
    draft = rooms.written(text)
    rooms.desk.save(draft)
    assert len(found(rooms)) >= 5, "while it is a draft it stands there"
    issued = rooms.desk.issue(draft, rooms.look(draft))
    assert [c.decision for c in issued.cards] == [Decision.GRANTED] * 2
    assert issued.left is None
    assert rooms.store.load_draft(draft.id) is None
    assert found(rooms) == set()
    with rooms.store._connection.reads() as db:
        assert db.execute("SELECT sum(cards) FROM counts").fetchone() == (2,)


def test_control_a_parked_draft_and_a_recorded_card_are_found(rooms: Rooms) -> None:
    serbian = UNAFFECTED.replace("RKS", "SRB").replace("01-765-AB", "KM 765-AB")
    draft = rooms.written(serbian)
    issued = rooms.desk.issue(draft, rooms.look(draft))
    assert [c.decision for c in issued.cards] == [Decision.GRANTED] * 2
    assert {"ogledi", "teuta", "087654321", "777777"} <= found(rooms)


def test_an_adjudicated_hit_on_an_unaffected_card_leaves_its_reference_and_no_name(rooms: Rooms) -> None:
    heading = ",".join(COLUMNS)
    listed = f"{heading}\n7/9,087654321,RKS,,,\n".encode()
    WatchlistDesk(store=rooms.store, clock=rooms.clock, officer="officer").take(listed)
    draft = rooms.written(UNAFFECTED).amend("traveler[1]", reasons={"watchlist-hit": "not-the-same-person"})
    assert [c.decision for c in rooms.desk.issue(draft, rooms.look(draft)).cards] == [Decision.GRANTED] * 2
    assert found(rooms) == {"087654321"}, "the list itself"
    with rooms.store._connection.reads() as db:
        bodies = "".join(bytes(body).decode() for (body,) in db.execute("SELECT body FROM bodies"))
    assert "7/9" in bodies
    assert "087654321" not in bodies
