"""The watchlist procedure over real rooms, and how a hit is answered."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest

from kbdesk.app import carried
from kbdesk.desk.officers_errors import OfficersError
from kbdesk.desk.viewing import asked_digest
from kbdesk.desk.watchlist import NoListError, NothingToLookUpError, WatchlistDesk
from kbdesk.domain.passage import CardDecision, PassageDraft
from kbdesk.domain.vocabulary import Decision, Language
from kbdesk.domain.watchlist import COLUMNS, WatchlistFileError
from kbdesk.store.errors import RoleRefused

from .conftest import Rooms

HEADING = ",".join(COLUMNS)
LIST = f"{HEADING}\n7/1,012345678,SRB,,,\n7/2,,,Test-Gashi,Qazim,1990-02-01\n".encode()
FOREIGNER = """
[[traveler]]
surname = "Test-Gashi"
given_names = "Qazim"
birth_date = 1990-02-01
nationality = "ALB"
document = { type = "passport", issuing_state = "ALB", number = "BA1234567", expires_on = 2030-01-01 }
"""


@pytest.fixture
def watchlist(rooms: Rooms) -> WatchlistDesk:
    return WatchlistDesk(store=rooms.store, clock=rooms.clock, officer="officer")


def bodies(rooms: Rooms, kind: str) -> list[dict[str, Any]]:
    """Return the bodies of a kind's entries, in order."""
    question = "SELECT b.body FROM entries e JOIN bodies b USING (seq) WHERE e.kind = ? ORDER BY seq"
    with rooms.store._connection.reads() as db:
        return [json.loads(body) for (body,) in db.execute(question, (kind,))]


def hits(rooms: Rooms, draft: PassageDraft) -> set[str]:
    return {f.values["references"] for f in rooms.look(draft).findings() if f.code == "watchlist-hit"}


def test_an_import_is_entered_without_a_name(rooms: Rooms, watchlist: WatchlistDesk) -> None:
    imported = watchlist.take(LIST)
    sha256 = hashlib.sha256(LIST).hexdigest()
    assert (imported.lines, imported.sha256, imported.at) == (2, sha256, rooms.clock.at)
    assert bodies(rooms, "watchlist.imported") == [{"lines": 2, "sha256": sha256}]
    assert rooms.store.check().entries == 2


def test_who_is_on_the_list_is_taken_off_by_two_and_put_on_by_one(rooms: Rooms, watchlist: WatchlistDesk) -> None:
    watchlist.take(LIST)
    assert watchlist.take(LIST + b"7/3,312345678,SRB,,,\n").lines == 3, "one adds"
    known = [{"name": name, "role": name} for name in ("officer", "supervisor", "administrator", "auditor")]
    with rooms.store.act(at=rooms.clock.at, officer="") as act:
        act.append("officers.known", {"officers": known, "attempts": 0})
    shorter = LIST.replace(b"012345678", b"012345679")
    for second, why in (("", "otherwise: 2"), ("officer", "otherwise: 2"), ("auditor", "role"), ("nobody", "role")):
        with pytest.raises((OfficersError, RoleRefused), match=why):
            watchlist.take(shorter, second=second)
        assert watchlist.look("012345678").references == ("7/1",)
    assert watchlist.take(shorter, second="supervisor").lines == 2
    assert watchlist.look("012345678").references == ()
    assert [body.get("gone") for body in bodies(rooms, "watchlist.imported")] == [None, None, 2]
    assert bodies(rooms, "watchlist.imported")[-1]["second"] == "supervisor"


def test_a_faulty_list_changes_nothing(rooms: Rooms, watchlist: WatchlistDesk) -> None:
    watchlist.take(LIST)
    with pytest.raises(WatchlistFileError):
        watchlist.take(LIST + b"7/3\n")
    assert rooms.store.check().entries == 2
    assert watchlist.look("012345678").references == ("7/1",)


def test_who_looks_a_name_up_is_entered_without_it_and_an_administrator_is_refused(
    rooms: Rooms, watchlist: WatchlistDesk
) -> None:
    with pytest.raises(NoListError):
        watchlist.look("Qazim Test-Gashi")
    (unanswered,) = bodies(rooms, "search.asked")
    digest = asked_digest("qazim test-gashi", at=rooms.clock.at, officer="officer")
    assert {"digest": digest, "found": 0} == unanswered, "it was asked, though there was no list to ask"
    watchlist.take(LIST)
    with pytest.raises(NothingToLookUpError):
        watchlist.look(" - ")
    assert bodies(rooms, "search.asked") == [unanswered], "nothing was looked up"
    watchlist.look("Qazim  Test-Gashi", birth_date="1990-02-01")
    watchlist.look("112345678")
    _, hit, clear = bodies(rooms, "search.asked")
    digest = asked_digest("qazim test-gashi 1990-02-01", at=rooms.clock.at, officer="officer")
    assert (hit, clear["found"]) == ({"digest": digest, "found": 1}, 0)
    with rooms.store.act(at=rooms.clock.at, officer="") as act:
        act.append("officers.known", {"officers": [{"name": "root", "role": "administrator"}], "attempts": 0})
    with pytest.raises(OfficersError, match="not for the role"):
        WatchlistDesk(store=rooms.store, clock=rooms.clock, officer="root").look("112345678")
    assert len(bodies(rooms, "search.asked")) == 3


@pytest.mark.parametrize(
    ("text", "born", "found"),
    [
        ("012 345 678", "", ("7/1",)),
        ("Qazim Test Gashi", "", ("7/2",)),
        ("Тест-Гаши Ћазим", "", ("7/2",)),
        ("Test-Gashi Qazim", "1.2.1990", ("7/2",)),
        ("Test-Gashi Qazim", "1.2.1991", ()),
        ("Gashi", "", ()),
    ],
)
def test_a_name_or_a_document_is_looked_up(
    watchlist: WatchlistDesk, text: str, born: str, found: tuple[str, ...]
) -> None:
    watchlist.take(LIST)
    looked = watchlist.look(text, birth_date=born)
    assert (looked.references, looked.lines) == (found, 2)


def test_without_a_list_nothing_is_said_to_be_clear(watchlist: WatchlistDesk) -> None:
    with pytest.raises(NoListError):
        watchlist.look("012345678")
    watchlist.take(f"{HEADING}\n".encode())
    assert watchlist.look("012345678").references == ()


@pytest.mark.parametrize("born", ["", "1990-02-01"])
def test_what_could_find_no_line_is_not_said_to_be_clear(watchlist: WatchlistDesk, born: str) -> None:
    watchlist.take(LIST)
    for text in ("", " ", "-'", "\u202e"):
        with pytest.raises(NothingToLookUpError):
            watchlist.look(text, birth_date=born)
    assert watchlist.look("A", birth_date=born).references == ()


def test_a_card_with_a_hit_stays_until_it_is_adjudicated_and_that_is_entered(
    rooms: Rooms, watchlist: WatchlistDesk
) -> None:
    watchlist.take(LIST)
    draft = rooms.written(FOREIGNER)
    seen = rooms.look(draft)
    assert hits(rooms, draft) == {"7/2"}
    assert rooms.desk.readiness(draft, seen).open == (("traveler[1]", "watchlist-hit"),)
    assert rooms.desk.issue(draft, seen).cards == ()
    assert bodies(rooms, "hit.adjudicated") == []
    answered = draft.amend("traveler[1]", reasons={"watchlist-hit": "not-the-same-person"})
    issued = rooms.desk.issue(answered, rooms.look(answered))
    assert [c.decision for c in issued.cards] == [Decision.GRANTED]
    (body,) = bodies(rooms, "hit.adjudicated")
    assert body == {
        "passage": draft.id, "card": "traveler[1]", "reason": "not-the-same-person",
        "hits": [{"field": "traveler[1].surname", "references": "7/2"}],
    }  # fmt: skip
    assert "ashi" not in json.dumps(body, ensure_ascii=False)
    assert rooms.store.rebuild_compare() == ()


def test_a_referral_needs_no_adjudication_and_says_nothing_of_a_list(rooms: Rooms, watchlist: WatchlistDesk) -> None:
    watchlist.take(LIST)
    decision = CardDecision(action="refer", reason="document-not-accepted")
    draft = rooms.written(FOREIGNER).amend("traveler[1]", decision=decision)
    issued = rooms.desk.issue(draft, rooms.look(draft))
    assert [c.decision for c in issued.cards] == [Decision.REFERRED]
    assert bodies(rooms, "hit.adjudicated") == []
    (slip,) = issued.papers
    pages = pypdfium2.PdfDocument(slip.pdf)
    printed = "".join(page.get_textpage().get_text_range() for page in pages)
    pages.close()
    assert "Test-Gashi" in printed
    assert "7/2" not in printed
    words = (carried.catalogs()[language].finding(f) for language in Language for f in rooms.look(draft).findings())
    assert not [text for told in words for text in (told.title, told.text, told.short) if text in printed]


def test_a_refusal_with_an_open_hit_waits_and_goes_on_the_record_once_adjudicated(
    rooms: Rooms, watchlist: WatchlistDesk
) -> None:
    watchlist.take(LIST)
    decision = CardDecision(action="refuse", reason="document-not-accepted")
    draft = rooms.written(FOREIGNER).amend("traveler[1]", decision=decision)
    assert rooms.desk.readiness(draft, rooms.look(draft)).open == (("traveler[1]", "watchlist-hit"),)
    settled = draft.amend("traveler[1]", reasons={"watchlist-hit": "matter-settled"})
    issued = rooms.desk.issue(settled, rooms.look(settled))
    assert [c.decision for c in issued.cards] == [Decision.REFUSED]
    assert len(bodies(rooms, "hit.adjudicated")) == 1


def test_a_list_imported_between_look_and_issue_is_shown_first(rooms: Rooms, watchlist: WatchlistDesk) -> None:
    draft = rooms.written(FOREIGNER)
    seen = rooms.look(draft)
    assert "watchlist-not-checked" in {f.code for f in seen.findings()}
    rooms.clock.at += timedelta(minutes=1)
    watchlist.take(LIST)
    issued = rooms.desk.issue(draft, seen)
    assert issued.changed
    assert hits(rooms, draft) == {"7/2"}
