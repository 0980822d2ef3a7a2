"""The chain: what is added stays, and what is touched is found."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.store import ledger
from kbdesk.store.engine import Database, Error, connect_unkeyed
from kbdesk.store.errors import StoreBroken
from kbdesk.store.migrations import migrate
from kbdesk.store.store import Store
from tests.store.samples import AT, MACHINE_AT, OFFICER, create, intruder, issue, reopen

Tamper = Callable[[Any], object]


def _text() -> st.SearchStrategy[str]:
    return st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


BODIES = st.dictionaries(
    _text(),
    st.recursive(
        st.none() | st.booleans() | st.integers() | _text(), lambda inner: st.lists(inner, max_size=3), max_leaves=5
    ),
    max_size=4,
)


def fill(folder: Path, entries: int) -> None:
    with create(folder) as store, store.act(at=AT, officer=OFFICER) as act:
        for number in range(entries):
            act.append("thing.happened", {"number": number, "word": "Ђурђевак"})


def tampered(folder: Path, tamper: Tamper) -> ledger.LedgerCheck:
    connection = intruder(folder)
    connection.execute("BEGIN")
    tamper(connection)
    connection.execute("COMMIT")
    connection.close()
    with reopen(folder) as store:
        return store.check()


def test_an_untouched_ledger_is_whole(desk: Store) -> None:
    assert desk.check() == ledger.LedgerCheck(entries=0, whole=True, broken_at=None, head="0" * 64)
    with desk.act(at=AT, officer=OFFICER) as act:
        first = act.append("thing.happened", {"a": 1})
        second = act.append("thing.happened", {"a": 1})
    assert desk.check() == ledger.LedgerCheck(entries=2, whole=True, broken_at=None, head=second)
    assert first != second


def _swap(connection: Any) -> None:
    """Exchange two entries with their bodies, leaving seq in order."""
    for table in ("entries", "bodies"):
        connection.execute(f"UPDATE {table} SET seq = 0 WHERE seq = 3")
        connection.execute(f"UPDATE {table} SET seq = 3 WHERE seq = 4")
        connection.execute(f"UPDATE {table} SET seq = 4 WHERE seq = 0")


def _insert(connection: Any) -> None:
    """Put a copy of an entry, with its body, between two others."""
    for table in ("entries", "bodies"):
        connection.execute(f"UPDATE {table} SET seq = -seq - 1 WHERE seq > 3")
        connection.execute(f"UPDATE {table} SET seq = -seq WHERE seq < 0")
    columns = "at, machine_at, officer, kind, body_digest, previous, digest"
    connection.execute(f"INSERT INTO entries (seq, {columns}) SELECT 4, {columns} FROM entries WHERE seq = 3")
    connection.execute("INSERT INTO bodies SELECT 4, salt, body FROM bodies WHERE seq = 3")


@pytest.mark.parametrize(
    ("tamper", "broken_at"),
    [
        (lambda c: c.execute("SELECT 1"), None),
        (lambda c: c.execute("UPDATE entries SET officer = 'other' WHERE seq = 3"), 3),
        (lambda c: c.execute("UPDATE entries SET at = replace(at, '2022', '2023') WHERE seq = 3"), 3),
        (lambda c: c.execute("UPDATE entries SET kind = officer, officer = kind WHERE seq = 3"), 3),
        (lambda c: c.execute("UPDATE entries SET digest = zeroblob(32) WHERE seq = 3"), 3),
        (lambda c: c.execute("UPDATE bodies SET body = CAST(replace(body, '2', '3') AS BLOB) WHERE seq = 3"), 3),
        (lambda c: c.execute("UPDATE bodies SET salt = zeroblob(16) WHERE seq = 3"), 3),
        (lambda c: c.execute("DELETE FROM bodies WHERE seq = 3"), 3),
        (lambda c: [c.execute(f"DELETE FROM {table} WHERE seq = 3") for table in ("entries", "bodies")], 3),
        (lambda c: [c.execute(f"DELETE FROM {table} WHERE seq = 1") for table in ("entries", "bodies")], 1),
        (_swap, 3),
        (_insert, 4),
        (lambda c: c.execute("DELETE FROM entries WHERE seq = 6"), 6),
    ],
    ids=[
        "untouched", "officer", "at", "moved words", "digest", "body", "salt", "body removed", "entry removed",
        "first removed", "swapped", "inserted", "last entry removed and not its body",
    ],
)  # fmt: skip
def test_whatever_is_touched_is_found_where_it_was_touched(folder: Path, tamper: Tamper, broken_at: int | None) -> None:
    fill(folder, 6)
    found = tampered(folder, tamper)
    assert (found.broken_at, found.whole) == (broken_at, broken_at is None)


def test_a_cut_tail_shows_against_an_attested_head(folder: Path) -> None:
    fill(folder, 6)
    with reopen(folder) as store:
        head = store.check().head
        assert store.check(attested=head).whole
        with store.act(at=AT, officer=OFFICER) as act:
            act.append("thing.happened", {})
        assert store.check(attested=head).whole, "an older head stands further up"
    found = tampered(folder, lambda c: [c.execute(f"DELETE FROM {t} WHERE seq > 5") for t in ("entries", "bodies")])
    assert found.whole, "the chain alone cannot know of a tail that was cut"
    with reopen(folder) as store:
        assert store.check(attested=head) == ledger.LedgerCheck(entries=5, whole=False, broken_at=6, head=found.head)


def test_a_rewritten_tail_shows_against_an_attested_head(folder: Path) -> None:
    fill(folder, 3)
    with reopen(folder) as store:
        head = store.check().head
    tampered(folder, lambda c: [c.execute(f"DELETE FROM {t} WHERE seq = 3") for t in ("entries", "bodies")])
    with reopen(folder) as store:
        with store.act(at=AT, officer=OFFICER) as act:
            act.append("thing.happened", {"number": 2, "word": "Ђурђевак"})
        assert store.check().whole
        assert not store.check(attested=head).whole


@pytest.mark.parametrize("table", ["entries", "bodies"])
@pytest.mark.parametrize("change", ["DELETE FROM {} WHERE seq = 2", "UPDATE {} SET seq = 9 WHERE seq = 2"])
def test_the_store_itself_refuses_to_change_or_remove_an_entry(folder: Path, table: str, change: str) -> None:
    fill(folder, 2)
    with reopen(folder) as store:
        with store._connection.reads() as db, pytest.raises(Error, match="only ever added to"):
            db.execute(change.format(table))
        assert store.check().whole
    assert not tampered(folder, lambda c: c.execute(change.format(table))).whole, "control: without the triggers"


@pytest.mark.parametrize("table", ["entries", "bodies"])
def test_an_entry_cannot_be_replaced_by_another_of_its_seq(folder: Path, table: str) -> None:
    fill(folder, 2)
    replacement = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE seq = 2"
    with reopen(folder) as store, store._connection.reads() as db:
        with pytest.raises(Error, match="only ever added to"):
            db.execute(replacement)
        db.execute(replacement.replace("= 2", "= 3"))  # control: the statement itself is sound


def test_the_same_body_leaves_no_equal_digest(folder: Path) -> None:
    with create(folder) as store:
        with store.act(at=AT, officer=OFFICER) as act:
            act.append("thing.happened", {"secret": "guessable"})
            act.append("thing.happened", {"secret": "guessable"})
        with store._connection.reads() as db:
            digests = {row[0] for row in db.execute("SELECT body_digest FROM entries")}
    assert len(digests) == 2


@pytest.mark.parametrize(
    "body", [{"at": AT}, {"n": float("nan")}, {"s": "\ud800"}, {1: {2, 3}}, {"a": 1, 2: "b"}], ids=repr
)
def test_a_body_that_is_not_json_is_refused_and_undoes_the_act(desk: Store, body: dict[Any, object]) -> None:
    with pytest.raises(StoreBroken) as refused, desk.act(at=AT, officer=OFFICER) as act:
        act.append("thing.happened", {"fine": "so far"})
        act.append("thing.happened", body)
    assert "recorded" in str(refused.value)
    assert desk.check().entries == 0


def test_an_instant_without_its_offset_is_refused(desk: Store) -> None:
    with pytest.raises(StoreBroken), desk.act(at=AT.replace(tzinfo=None), officer=OFFICER) as act:
        act.append("thing.happened", {})
    assert desk.check().entries == 0


def test_an_unknown_kind_is_kept_and_projects_to_nothing(desk: Store) -> None:
    issue(desk, 1)
    with desk.act(at=AT, officer=OFFICER) as act:
        act.append("moon.rose", {"passage": "f" * 16, "papers": "not even a list"})
    assert desk.check().entries == 4
    assert not desk.recorded("f" * 16)
    assert desk.rebuild_compare() == ()


def _chain(bodies: list[dict[str, Any]]) -> Database:
    db = connect_unkeyed(":memory:")
    migrate(db)
    db.execute("BEGIN")
    for body in bodies:
        ledger.append(db, at=AT, machine_at=MACHINE_AT, officer="Čedo", kind="thing.happened", body=body)
    db.execute("COMMIT")
    return db


@given(st.lists(BODIES, max_size=5))
def test_any_bodies_make_a_whole_chain_and_come_back_as_they_were(bodies: list[dict[str, Any]]) -> None:
    db = _chain(bodies)
    found = ledger.check(db)
    assert (found.entries, found.whole) == (len(bodies), True)
    assert [dict(e.body) for e in ledger.entries(db)] == bodies
    db.close()


@given(st.lists(BODIES, min_size=1, max_size=4), st.data())
def test_any_changed_byte_of_any_stored_value_breaks_the_chain(
    bodies: list[dict[str, Any]], data: st.DataObject
) -> None:
    db = _chain(bodies)
    for table in ("entries", "bodies"):
        for verb in ("update", "delete"):
            db.execute(f"DROP TRIGGER {table}_{verb}_never")
    seq = data.draw(st.integers(1, len(bodies)))
    table, column = data.draw(
        st.sampled_from(
            [("entries", c) for c in ("at", "machine_at", "officer", "kind", "body_digest", "previous", "digest")]
            + [("bodies", c) for c in ("salt", "body")]
        )
    )
    value = db.execute(f"SELECT CAST({column} AS BLOB) FROM {table} WHERE seq = ?", (seq,)).fetchone()[0]
    place, change = data.draw(st.integers(0, len(value) - 1)), data.draw(st.integers(1, 255))
    other = value[:place] + bytes([value[place] ^ change]) + value[place + 1 :]
    kind = "TEXT" if column in ("at", "machine_at", "officer", "kind") else "BLOB"
    db.execute(f"UPDATE {table} SET {column} = CAST(? AS {kind}) WHERE seq = ?", (other, seq))
    assert ledger.check(db).broken_at == seq
    db.close()


@given(BODIES)
def test_the_canonical_form_does_not_depend_on_the_order_of_keys(body: dict[str, Any]) -> None:
    backwards = dict(reversed(list(body.items())))
    assert ledger.canonical(body) == ledger.canonical(backwards)
    assert json.loads(ledger.canonical(body)) == body
