"""The register of orders: what officers activated, suspended, signed and lifted, and nothing else."""

from datetime import timedelta
from pathlib import Path

import pytest

from kbdesk.domain.orders import ActivatedBook, Orders, Suspension
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.vocabulary import Direction
from kbdesk.store.errors import StoreBroken
from kbdesk.store.store import Store
from tests.store.samples import AT, OFFICER, create, intruder, issue, onlooker, reopen

TEXT = 'id = "crossing-2022"\n# Ђоковић\n'
BOOK = {
    "id": "crossing-2022",
    "file": "crossing.toml",
    "text": TEXT,
    "sha256": "a" * 64,
    "signature": "30",
    "second": "second",
}
SUSPENDED: dict[str, object] = {
    "id": "0" * 15 + "1",
    "book": "crossing-2022",
    "article": "2",
    "order_reference": "Order 7/2022",
    "crossings": ["jarinje", "brnjak"],
    "directions": ["entry"],
    "until": "2022-08-12T14:00:00+02:00",
    "second": "",
}


def put(store: Store, kind: str, body: dict[str, object], *, minutes: int = 0, officer: str = OFFICER) -> None:
    with store.act(at=AT + timedelta(minutes=minutes), officer=officer) as act:
        act.append(kind, body)


def all_kinds(store: Store) -> None:
    put(store, "rulebook.activated", BOOK)
    put(store, "rulebook.suspended", SUSPENDED, minutes=1)
    put(store, "rulebook.suspended", {**SUSPENDED, "id": "0" * 15 + "2", "until": "", "second": "other"}, minutes=2)
    put(store, "suspension.signed", {"id": SUSPENDED["id"], "second": "second"}, minutes=3)
    put(store, "suspension.lifted", {"id": "0" * 15 + "2", "second": "second"}, minutes=4)


def test_what_is_ordered_is_read_back_as_it_was_said(desk: Store) -> None:
    put(desk, "rulebook.activated", BOOK)
    put(desk, "rulebook.suspended", SUSPENDED, minutes=1)
    book = ActivatedBook(
        id="crossing-2022",
        file="crossing.toml",
        text=TEXT,
        sha256="a" * 64,
        activated_at=AT,
        officer=OFFICER,
        second="second",
    )
    suspension = Suspension(
        id="0" * 15 + "1",
        book="crossing-2022",
        article="2",
        order_reference="Order 7/2022",
        suspended_at=AT + timedelta(minutes=1),
        officer=OFFICER,
        until=AT.replace(day=12, hour=14),
        crossings=("jarinje", "brnjak"),
        directions=(Direction.ENTRY,),
    )
    assert desk.orders() == Orders(books=(book,), suspensions=(suspension,))


def test_orders_are_among_the_facts_inside_the_act_too(desk: Store) -> None:
    draft = PassageDraft(id="a" * 16)
    assert desk.facts(draft).orders == Orders()
    with desk.act(at=AT, officer=OFFICER) as act:
        act.append("rulebook.suspended", SUSPENDED)
        assert act.facts(draft).orders == act.orders() != Orders()
    assert desk.facts(draft).orders == desk.orders() != Orders()


def test_a_signature_and_a_lifting_change_their_own_suspension_only(desk: Store) -> None:
    all_kinds(desk)
    (left,) = desk.orders().suspensions
    assert (left.id, left.second) == (SUSPENDED["id"], "second")


def test_orders_stand_as_they_stood_before_an_entry(desk: Store) -> None:
    issue(desk, 1)
    all_kinds(desk)
    changed = desk.orders_changed()
    assert len(changed) == 4, "a signature changes nothing about the law"
    stood = [desk.orders(before=seq) for seq in changed]
    assert [len(orders.books) for orders in stood] == [0, 1, 1, 1]
    assert [len(orders.suspensions) for orders in stood] == [0, 0, 1, 2]
    assert desk.orders(before=desk.last_entry() + 1) == desk.orders()


def test_orders_survive_a_restart_and_are_encrypted(folder: Path) -> None:
    with create(folder) as store:
        all_kinds(store)
        before = store.orders()
    with reopen(folder) as store:
        assert store.orders() == before
    assert before.books[0].text == TEXT
    stored = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
    assert TEXT.encode() not in stored
    connection = onlooker(folder)
    assert connection.execute("SELECT text FROM books").fetchone() == (TEXT,), "the control: with the key it is there"
    connection.close()


def test_orders_can_be_rebuilt_from_the_ledger_alone(desk: Store) -> None:
    all_kinds(desk)
    assert desk.rebuild_compare() == ()


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("books", "UPDATE books SET text = 'id = 1'"),
        ("suspensions", "UPDATE suspensions SET lifted = NULL"),
        ("suspensions", "DELETE FROM suspensions WHERE article = '2'"),
    ],
)
def test_orders_that_were_touched_are_named(folder: Path, desk: Store, table: str, change: str) -> None:
    all_kinds(desk)
    desk.close()
    connection = intruder(folder)
    connection.execute(change)
    connection.close()
    with reopen(folder) as store:
        assert store.rebuild_compare() == (table,)


@pytest.mark.parametrize("kind", ["suspension.signed", "suspension.lifted"])
def test_what_is_no_suspension_cannot_be_signed_or_lifted(desk: Store, kind: str) -> None:
    with pytest.raises(StoreBroken, match=kind):
        put(desk, kind, {"id": "f" * 16, "second": "second"})
    assert desk.check().entries == 0


@pytest.mark.parametrize("kind", ["suspension.signed", "suspension.lifted"])
def test_what_is_lifted_is_not_signed_or_lifted_again(desk: Store, kind: str) -> None:
    put(desk, "rulebook.suspended", SUSPENDED)
    put(desk, "suspension.lifted", {"id": SUSPENDED["id"], "second": "second"})
    with pytest.raises(StoreBroken, match=kind):
        put(desk, kind, {"id": SUSPENDED["id"], "second": "second"})
    assert desk.check().entries == 2


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("rulebook.activated", {**BOOK, "text": 7}),
        ("rulebook.activated", {"id": "x"}),
        ("rulebook.suspended", {**SUSPENDED, "crossings": "jarinje"}),
        ("rulebook.suspended", {**SUSPENDED, "directions": [7]}),
        ("rulebook.suspended", {**SUSPENDED, "until": None}),
        ("suspension.signed", {"second": "x"}),
    ],
)
def test_an_order_of_the_wrong_shape_is_refused_in_one_sentence(
    desk: Store, kind: str, body: dict[str, object]
) -> None:
    with pytest.raises(StoreBroken, match=r"nothing was recorded\.$"):
        put(desk, kind, body)
    assert desk.check().entries == 0


def test_history_is_read_a_stretch_at_a_time(desk: Store) -> None:
    for number in range(1, 6):
        issue(desk, number)
    with desk.act(at=AT, officer=OFFICER) as act:
        act.append("passage.counted", {"measures": {"none": 2}})
    rows, after = [], 0
    while after < desk.last_entry():
        some = desk.stretch(after, until=after + 4, since=AT, most=1)
        assert len(some) <= 1
        rows.extend(some)
        after = some[-1].seq if some else after + 4
    assert [row.kind for row in rows] == ["surrender.recorded"] * 5 + ["passage.counted"]
    assert [row.kind for row in desk.passage_entries(f"{3:016x}")] == ["surrender.recorded"]
    assert desk.stretch(0, until=99, since=AT + timedelta(days=3), most=9) == []
