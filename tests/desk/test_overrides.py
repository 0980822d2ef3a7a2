"""A stop is lifted only where the article allows it, and only by two officers."""

from __future__ import annotations

import pytest

from kbdesk.app import carried
from kbdesk.desk.issue import SecondOfficerMissingError
from kbdesk.desk.passage import PassageDesk
from kbdesk.domain.passage import Override, PassageDraft, VehicleDraft
from kbdesk.domain.post import Post
from kbdesk.domain.vocabulary import Decision, Measure
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.shelf import Shelf

from .conftest import Rooms

BOOK = """
id = "closed-road"
shelf = "trial"
precedence = 10
directions = ["entry"]
title = { sq = "a", sr = "b", en = "c" }
legal_basis = { sq = "a", sr = "b", en = "c" }
appeal = { days = 30, body = { sq = "a", sr = "b", en = "c" }, text = { sq = "a", sr = "b", en = "c" } }
[[article]]
id = "1"
subject = "vehicle"
text = { sq = "a", sr = "b", en = "c" }
then.measure = "refused"
finding = { code = "plate-not-accepted", severity = "stop", field = "plate" }
OVERRIDDEN
"""
OVERRIDE = Override(finding="plate-not-accepted", field="vehicle.plate", reason="humanitarian")


def desk(rooms: Rooms, overridden: str) -> PassageDesk:
    """Return a desk that obeys one book, whose stop two officers may lift or not."""
    shelf = Shelf.read({"closed-road.toml": BOOK.replace("OVERRIDDEN", overridden)})
    return PassageDesk(
        **rooms.given,
        law=Law(shelf, carried.reference()),
        post=Post(crossing="jarinje", letter="J", desk="2", names={"sq": "a", "sr": "b", "en": "c"}, drill=True),
        officer="officer",
        new_id=lambda: "0" * 16,
    )


def draft() -> PassageDraft:
    return PassageDraft(id="a" * 16, vehicle=VehicleDraft(plate="KM 123-AB", colour="red", overrides=(OVERRIDE,)))


@pytest.mark.parametrize("second", ["", "officer"])
def test_what_leaves_only_a_count_is_overridden_by_two_officers_too(rooms: Rooms, second: str) -> None:
    here = desk(rooms, 'overridden.measure = "tolerated"')
    seen = here.examine(draft(), here.facts(draft()))
    assert seen.card("vehicle").outcome.measure is Measure.TOLERATED
    before = rooms.store.check()
    with pytest.raises(SecondOfficerMissingError):
        here.issue(draft(), seen, second=second)
    assert rooms.store.check() == before
    issued = here.issue(draft(), seen, second="supervisor")
    assert [c.decision for c in issued.cards] == [Decision.GRANTED]
    with rooms.store._connection.reads() as db:
        kinds = [kind for (kind,) in db.execute("SELECT kind FROM entries ORDER BY seq")]
    assert kinds == ["shift.opened", "finding.overridden", "passage.counted"]


def test_a_stop_that_the_article_does_not_let_anybody_lift_stays(rooms: Rooms) -> None:
    here = desk(rooms, "")
    seen = here.examine(draft(), here.facts(draft()))
    assert seen.card("vehicle").outcome.measure is Measure.REFUSED
    assert here.readiness(draft(), seen).open == (("vehicle", "plate-not-accepted"),)
    assert here.issue(draft(), seen, second="supervisor").cards == ()


def test_the_stop_of_a_check_is_nobodys_to_lift(rooms: Rooms) -> None:
    override = Override(finding="document-expired", field="traveler[1].document_expires_on", reason="humanitarian")
    expired = rooms.sample("05").amend("traveler[1]", overrides=(override,), decision=draft().card("vehicle").decision)
    seen = rooms.look(expired)
    assert rooms.desk.readiness(expired, seen).open == (("traveler[1]", "document-expired"),)
