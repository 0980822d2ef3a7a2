"""The rules procedure over real rooms: suspend, activate, lift, and what passages meet meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kbdesk.app import carried
from kbdesk.desk.book_lines import BookState
from kbdesk.desk.rule_errors import _SENTENCES
from kbdesk.domain.messages import placeholders
from kbdesk.domain.orders import Orders
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.vocabulary import Decision, Language, Measure, ShelfName
from kbdesk.store.store import open_store
from tests.people import PERSON

from .books import DOCUMENTS, FALLBACK, ONE_MONTH, PUBLIC, changed, signed
from .conftest import POST, ZONE, Rooms
from .ruling import Officers, permit, refused, state


@pytest.fixture
def officers(rooms: Rooms) -> Officers:
    rooms.clock.at = datetime(2022, 8, 10, 13, 58, tzinfo=ZONE)
    return Officers(rooms)


def test_an_activated_book_is_obeyed_from_then_on_and_after_a_restart(officers: Officers) -> None:
    rooms = officers.rooms
    draft = rooms.written(PERSON)
    assert permit(rooms.look(draft)) == (Measure.PERMIT, "2022-11-10")
    done = officers.supervisor.activate("/media/stick/2-documents.toml", ONE_MONTH, signed(ONE_MONTH), second="officer")
    assert (done.id, done.file, done.activated_at) == ("documents-2022", "2-documents.toml", rooms.clock.at)
    assert permit(rooms.look(draft)) == (Measure.PERMIT, "2022-09-10")
    lines = [line for line in officers.supervisor.listed(rooms.clock.at) if line.id == "documents-2022"]
    assert [(line.state, line.activated) for line in lines] == [(BookState.ENDED, None), (BookState.IN_FORCE, done)]
    rooms.store.close()
    folder = rooms.tray.parent / "desk"
    with open_store(folder, key=bytearray(range(48)), letter="J", desk="2", machine_now=rooms.clock.now) as store:
        desk = officers.desk("officer", store=store)
        assert desk.orders().books == (done,)
        assert desk.book("documents-2022", rooms.clock.at) == desk.read("any.toml", ONE_MONTH)
        assert store.rebuild_compare() == ()


def test_a_book_that_begins_later_leaves_the_old_one_in_force_until_then(officers: Officers) -> None:
    rooms, desk = officers.rooms, officers.supervisor
    later = changed(("2022-08-01T00:00:00", "2022-08-11T00:00:00"), ("months = 3", "months = 1"))
    desk.activate("later.toml", later, signed(later), second="officer")
    draft = rooms.written(PERSON)
    begins = datetime(2022, 8, 11, tzinfo=ZONE)
    assert desk.next_change(rooms.clock.at) == begins
    states = [line.state for line in desk.listed(rooms.clock.at) if line.id == "documents-2022"]
    assert states == [BookState.IN_FORCE, BookState.WAITING]
    assert desk.book("documents-2022", rooms.clock.at) == desk.read("a.toml", DOCUMENTS.encode())
    rooms.clock.at = begins - timedelta(seconds=1)
    assert permit(rooms.look(draft)) == (Measure.PERMIT, "2022-11-10")
    rooms.clock.at = begins
    assert permit(rooms.look(draft)) == (Measure.PERMIT, "2022-09-11")


TIE = changed(('id = "documents-2022"', 'id = "documents-other"'))


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("rules.active-already", DOCUMENTS.encode()),
        ("rules.tie", TIE),
        ("rules.other-shelf", changed(('shelf = "seeds"', 'shelf = "history"'))),
        ("rules.unsound", changed(("months = 3", "months = 0"))),
        ("rules.unsound", changed(('then.measure = "permit"', 'then.measure = "none"'))),
        ("rules.unsound", b"\xff"),
        ("rules.unsound", b"id = 1"),
    ],
    ids=["the carried one", "a tie", "another shelf", "shape", "contradiction", "not UTF-8", "no book"],
)
def test_a_book_that_cannot_join_is_refused(officers: Officers, code: str, data: bytes) -> None:
    desk = officers.supervisor
    error = refused(desk, code, lambda: desk.activate("x.toml", data, signed(data), second="supervisor2"))
    assert bool(error.faults) == (code == "rules.unsound")
    assert desk.orders() == Orders()


def test_the_same_book_is_activated_once_and_after_another_again(officers: Officers) -> None:
    desk = officers.supervisor
    desk.activate("x.toml", ONE_MONTH, signed(ONE_MONTH), second="officer")
    refused(
        desk, "rules.active-already", lambda: desk.activate("y.toml", ONE_MONTH, signed(ONE_MONTH), second="officer")
    )
    officers.rooms.clock.at += timedelta(minutes=1)
    desk.activate("z.toml", DOCUMENTS.encode(), signed(DOCUMENTS.encode()), second="officer")
    officers.rooms.clock.at += timedelta(minutes=1)
    desk.activate("x.toml", ONE_MONTH, signed(ONE_MONTH), second="officer")
    acts = desk.orders().books
    assert [book.file for book in acts] == ["x.toml", "z.toml", "x.toml"]
    lines = [line for line in desk.listed(officers.rooms.clock.at) if line.id == "documents-2022"]
    assert [line.activated for line in lines] == [None, *acts]


def test_a_book_whose_time_has_passed_repeals_nothing_unseen(officers: Officers) -> None:
    desk, draft = officers.supervisor, officers.rooms.written(PERSON)
    head = "effective_from = 2022-08-01T00:00:00"
    over, ending = (changed((head, f"{head}\neffective_until = 2022-08-{day}T00:00:00")) for day in ("05", "11"))
    refused(desk, "rules.over", lambda: desk.activate("x.toml", over, signed(over), second="officer"))
    refused(desk, "rules.over", lambda: desk.replay("x.toml", over))
    assert [fault.path for fault in desk.check("x.toml", over.decode())] == ["effective_until"]
    assert permit(officers.rooms.look(draft))[0] is Measure.PERMIT
    desk.activate("x.toml", ending, signed(ending), second="officer")
    assert permit(officers.rooms.look(draft))[0] is Measure.PERMIT


def test_a_tie_that_an_activated_book_makes_is_seen_too(officers: Officers) -> None:
    desk = officers.supervisor
    desk.activate("fallback.toml", FALLBACK, signed(FALLBACK), second="officer")
    tie = changed(("documents-fallback", "documents-third"), text=FALLBACK.decode())
    error = refused(desk, "rules.tie", lambda: desk.activate("x.toml", tie, signed(tie), second="officer"))
    assert error.values == {"book": "documents-fallback"}
    assert [fault.path for fault in desk.check("x.toml", tie.decode())] == ["precedence"]
    assert desk.check("x.toml", ONE_MONTH.decode()) == ()


@pytest.mark.parametrize(
    ("code", "signer", "signature"),
    [
        ("rules.signature-bad", PUBLIC, b""),
        ("rules.signature-bad", PUBLIC, signed(FALLBACK)),
        ("rules.no-signer", b"", signed(ONE_MONTH)),
        ("rules.signer-unusable", b"no key", signed(ONE_MONTH)),
    ],
    ids=["unsigned", "of another book", "without a signer", "a signer of no use"],  # signatures differ from run to run
)
def test_a_book_nobody_trusted_has_signed_is_refused(
    officers: Officers, code: str, signer: bytes, signature: bytes
) -> None:
    desk = officers.desk("supervisor", book_signer=signer)
    refused(desk, code, lambda: desk.activate("x.toml", ONE_MONTH, signature, second="supervisor2"))


@pytest.mark.parametrize(
    ("officer", "second", "code"),
    [
        ("supervisor", "", "rules.second-missing"),
        ("supervisor", "supervisor", "rules.second-missing"),
        ("officer", "officer2", "rules.supervisor-missing"),
    ],
)
def test_activation_takes_two_officers_one_of_them_a_supervisor(
    officers: Officers, officer: str, second: str, code: str
) -> None:
    desk = officers.desk(officer)
    refused(desk, code, lambda: desk.activate("x.toml", ONE_MONTH, signed(ONE_MONTH), second=second))
    assert officers.desk("officer").activate("x.toml", ONE_MONTH, signed(ONE_MONTH), second="supervisor")


def test_a_check_names_every_fault_with_its_place(officers: Officers) -> None:
    text = changed(
        ("precedence = 50", "precedence = 40\ncrossings = ['jarinje', 'atlantis']"), ("subject =", "subjekt =")
    )
    faults = officers.supervisor.check("new.toml", text.decode())
    assert {fault.path for fault in faults} >= {"article[1].subjekt", "article[1].subject", "article[3].subject"}
    sound_but_lost = changed(("precedence = 50", "precedence = 40\ncrossings = ['jarinje', 'atlantis']"))
    faults = officers.supervisor.check("new.toml", sound_but_lost.decode())
    assert [(fault.path, fault.file) for fault in faults] == [("crossings[2]", "new.toml"), ("precedence", "new.toml")]


def test_an_explanation_follows_the_orders(officers: Officers) -> None:
    rooms, desk = officers.rooms, officers.supervisor
    draft: PassageDraft = rooms.written(PERSON)
    (before,) = desk.explain(draft)
    assert before.applied is not None
    assert (before.applied.book, before.applied.article) == ("documents-2022", "1")
    desk.suspend("documents-2022", "1", order_reference="Order 7")
    (after,) = desk.explain(draft)
    assert after.applied != before.applied
    assert [(told.book, told.article) for told in after.suspended] == [("documents-2022", "1")]


def test_unknown_books_are_said(officers: Officers) -> None:
    at = officers.rooms.clock.at
    refused(officers.supervisor, "rules.book-unknown", lambda: officers.supervisor.book("nothing", at))


def test_a_refusal_never_undoes_what_is_recorded_of_a_passage(officers: Officers) -> None:
    rooms = officers.rooms
    draft = rooms.written(PERSON)
    issued = rooms.desk.issue(draft, rooms.look(draft))
    assert [card.decision for card in issued.cards] == [Decision.GRANTED]
    desk = officers.supervisor
    refused(desk, "rules.tie", lambda: desk.activate("x.toml", TIE, signed(TIE), second="officer"))
    assert rooms.store.recorded(draft.id)


@pytest.mark.parametrize("code", sorted(_SENTENCES))
def test_every_refusal_is_said_in_every_language(code: str) -> None:
    for language in Language:
        assert carried.catalogs()[language].has(f"fault.{code}")
    pattern = carried.catalogs()[Language.EN].pattern(f"fault.{code}")
    assert pattern.replace("’", "'") == _SENTENCES[code]
    assert placeholders(pattern) == placeholders(_SENTENCES[code])


def test_two_obey_another_shelf_and_a_book_of_the_former_is_not_on_it(officers: Officers) -> None:
    officers.supervisor.activate("fallback.toml", FALLBACK, signed(FALLBACK), second="supervisor2")
    desk = officers.supervisor
    for second, code in (("", "rules.second-missing"), ("supervisor", "rules.second-missing")):
        refused(desk, code, lambda second=second: desk.obey(ShelfName.HISTORY, second=second, reason="order 12"))
    alone = officers.desk("officer")
    refused(alone, "rules.supervisor-missing", lambda: alone.obey(ShelfName.HISTORY, second="other", reason="order"))
    refused(desk, "rules.reason-missing", lambda: desk.obey(ShelfName.HISTORY, second="officer", reason=" "))
    refused(desk, "rules.shelf-same", lambda: desk.obey(ShelfName.SEEDS, second="officer", reason="order 12"))
    at = officers.rooms.clock.now()
    assert state(desk, "documents-fallback", at) is BookState.IN_FORCE, "control"
    desk.obey(ShelfName.HISTORY, second="officer", reason="order 12")
    assert desk._store.shelf() == "history"  # type: ignore[attr-defined]  # the store's own, beyond the port
    after = officers.desk("supervisor", law=carried.law("history"))
    assert "documents-fallback" not in {line.id for line in after.listed(at)}
    assert {line.shelf for line in after.listed(at)} == {"history"}


def test_a_real_desk_stays_on_its_side_of_the_border(officers: Officers) -> None:
    real = officers.desk("supervisor", post=replace(POST, drill=False))
    refused(real, "rules.shelf-other-side", lambda: real.obey(ShelfName.MIRROR, second="officer", reason="order 12"))
    real.obey(ShelfName.HISTORY, second="officer", reason="order 12")
    officers.desk("supervisor", law=carried.law("history")).obey(ShelfName.MIRROR, second="officer", reason="a drill")
