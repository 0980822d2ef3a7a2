"""Migrations: every step from every earlier version, each whole or not at all."""

import shutil
from pathlib import Path

import pytest

from kbdesk.domain.backup import copies
from kbdesk.domain.passage import PassageDraft, TravelerDraft
from kbdesk.store import ledger, migrations
from kbdesk.store.connection import connect
from kbdesk.store.engine import Error, connect_unkeyed
from kbdesk.store.errors import StoreTooNew, StoreUnavailable
from kbdesk.store.migrations import MIGRATIONS, Migration, migrate, version
from kbdesk.store.store import Store
from tests.store.samples import AT, KEY, reopen

FROZEN = Path(__file__).parents[1] / "stores"
"""A store of each released schema as its program left it, with the key of `samples`; never to be made anew.

Schemas 2 and 3 were never released: within five hours of one day each gave way to the next (see CONTRIBUTING).
"""
REGISTERS_OF_1 = {"passages", "permits", "registrations", "envelopes", "refusals", "papers", "fees", "counts"}
TODAY = AT.date()
SINCE_2 = {"people", "books", "suspensions"}


def test_the_steps_are_numbered_without_a_gap() -> None:
    assert [m.version for m in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_step_1_makes_ledger_registers_series_and_drafts() -> None:
    db = connect_unkeyed(":memory:")
    assert version(db) == 0
    migrate(db, to=1)
    assert version(db) == 1
    assert set(db.table_names()) == {"entries", "bodies", "post", "series", "drafts", *REGISTERS_OF_1}
    assert [row[0] for row in db.execute("SELECT strict FROM pragma_table_list WHERE schema = 'main'")].count(0) <= 1
    db.close()


def test_step_2_makes_people_the_list_and_the_orders() -> None:
    db = connect_unkeyed(":memory:")
    migrate(db, to=1)
    before = set(db.table_names())
    migrate(db, to=2)
    assert set(db.table_names()) - before == SINCE_2 | {"watchlist", "watchlist_keys", "watchlist_import"}
    db.close()


def test_step_5_makes_where_officers_left_off_and_what_came_from_elsewhere() -> None:
    db = connect_unkeyed(":memory:")
    migrate(db, to=4)
    before = set(db.table_names())
    migrate(db, to=5)
    assert set(db.table_names()) - before >= {"bookmarks", "custody_received"}
    db.close()


def test_step_6_makes_what_was_pruned_how_long_things_are_kept_and_what_a_dispute_keeps() -> None:
    db = connect_unkeyed(":memory:")
    migrate(db, to=5)
    before = set(db.table_names())
    migrate(db, to=6)
    assert set(db.table_names()) - before >= {"pruned", "retention_terms", "retention_holds"}
    db.close()


def frozen(folder: Path, schema: int) -> Store:
    """Open a copy of the frozen store of a schema."""
    folder.mkdir(mode=0o700)
    shutil.copyfile(FROZEN / f"schema-{schema}.db", folder / "desk.db")
    return reopen(folder, drill=True)


def test_a_store_of_schema_1_opens_whole_and_its_new_registers_are_what_its_ledger_adds_up_to(tmp_path: Path) -> None:
    with frozen(tmp_path / "data", 1) as store:
        check = store.check()
        assert (check.whole, check.entries) == (True, 74)
        assert check.head == "68fe4a9277bd5b9441c650ac480214ec4ec3264a92b4c7cc7c04d1378c1d54a4"
        assert store.rebuild_compare() == ()
        assert len(store.drafts()) == 1
        with store._connection.reads() as db:
            assert db.execute("SELECT count(DISTINCT number) FROM people").fetchone() == (8,)


def test_a_store_of_schema_4_opens_whole_with_its_draft_and_nobody_left_off_in_it(tmp_path: Path) -> None:
    with frozen(tmp_path / "data", 4) as store:
        check = store.check()
        assert (check.whole, check.entries) == (True, 23)
        assert check.head == "655a3430f2edebe77fd07f75bd584d7bed4cca3e16c072f40e904d1b49a0e46c"
        assert store.rebuild_compare() == ()
        assert [row.id for row in store.drafts()] == [f"{8:016x}"]
        assert store.take_bookmark(officer="officer") is None
        assert store.custody.held(on=TODAY) and not store.custody.received(on=TODAY)


def test_a_store_of_schema_5_opens_whole_with_its_draft_and_nothing_pruned_in_it(tmp_path: Path) -> None:
    with frozen(tmp_path / "data", 5) as store:
        check = store.check()
        assert (check.whole, check.entries) == (True, 114)
        assert check.head == "e7bb0ccbd0d45ccc46d968e64552362d20cd3e1544594b58da8a7e16f20db8b8"
        assert store.rebuild_compare() == () == store.unexplained_numbers()
        assert len(store.drafts()) == 1 and store.search.behind() == 0
        with store._connection.reads() as db:
            assert db.execute("SELECT count(*) FROM pruned").fetchone() == (0,)


def test_a_store_of_schema_6_opens_whole_with_what_was_pruned_and_kept_and_where_its_officer_left_off(
    tmp_path: Path,
) -> None:
    with frozen(tmp_path / "data", 6) as store:
        check = store.check()
        assert (check.whole, check.entries, check.pruned) == (True, 96, 38)
        assert check.head == "c036f6c8be30b7a0ec0342664b744f6fbc2e63cb347d1a863b09693673ccb510"
        assert store.rebuild_compare() == () == store.unexplained_numbers()
        terms, (hold,), (pruning,) = store.retention.terms(), store.retention.holds(), store.retention.prunings(9)
        assert terms is not None and terms.basis == "order 7/2022"
        assert (hold.reason, pruning.second) == ("a dispute is open", "supervisor")
        left = store.take_bookmark(officer="officer")
        assert left is not None and left.draft_id in {row.id for row in store.drafts()}
        assert [row.state for row in store.returns.claims()] == ["queued", "queued"]


@pytest.mark.parametrize("schema", [1, 4, 5])
def test_the_store_is_kept_as_it_was_before_it_is_migrated_and_opens_again(tmp_path: Path, schema: int) -> None:
    data = tmp_path / "data"
    frozen(data, schema).close()
    (copy,) = copies([file.name for file in data.iterdir()], "J", "2", drill=True)
    kept = data / copy.name
    assert kept.read_bytes() == (FROZEN / f"schema-{schema}.db").read_bytes()
    assert kept.stat().st_mode & 0o777 == 0o600
    db = connect(kept, bytearray(KEY))
    assert version(db) == schema and ledger.check(db).whole
    db.close()
    reopen(data, drill=True).close()
    assert copies([file.name for file in data.iterdir()], "J", "2", drill=True) == (copy,), "there was no step to take"


def test_nothing_is_migrated_where_the_copy_cannot_be_written(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / ".before-desk.db").mkdir(parents=True)
    shutil.copyfile(FROZEN / "schema-5.db", data / "desk.db")
    with pytest.raises(StoreUnavailable):
        reopen(data, drill=True)
    db = connect(data / "desk.db", bytearray(KEY))
    assert version(db) == 5
    db.close()


def test_a_person_of_a_schema_1_store_is_found_again_on_another_document(tmp_path: Path) -> None:
    with frozen(tmp_path / "data", 1) as store:
        with store._connection.reads() as db:
            (key,) = db.execute("SELECT key FROM people WHERE key LIKE 'p %' ORDER BY key LIMIT 1").fetchone()
        card = TravelerDraft(document_issuing_state="SRB", document_number="999", personal_number=key[2:])
        other = TravelerDraft(document_issuing_state="SRB", document_number="998", personal_number="1234567890123")
        found = store.facts(PassageDraft(id="c" * 16, travelers=(card, other)))
        assert set(found.people) == {"traveler[1]"}


def test_control_a_register_that_was_not_filled_is_named(tmp_path: Path) -> None:
    with frozen(tmp_path / "data", 1) as store:
        with store._connection.transaction(lambda _: True) as db:
            db.execute("DELETE FROM people")
        assert store.rebuild_compare() == ("people",)


def test_the_search_index_of_a_schema_4_store_is_filled_anew(tmp_path: Path) -> None:
    with frozen(tmp_path / "data", 4) as store:
        assert store.search.behind() == 23
        while store.search.catch_up(500):
            pass
        assert store.search.behind() == 0


@pytest.mark.parametrize("first", range(len(MIGRATIONS) + 1))
def test_every_version_can_be_brought_to_the_latest(first: int) -> None:
    db = connect_unkeyed(":memory:")
    migrate(db, to=first)
    migrate(db)
    assert version(db) == migrations.LATEST
    migrate(db)
    db.close()


def test_a_step_that_fails_half_way_leaves_the_version_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    db = connect_unkeyed(":memory:")
    good, bad = "CREATE TABLE first (a TEXT) STRICT", "CREATE TABLE first (a TEXT) STRICT"
    monkeypatch.setattr(migrations, "MIGRATIONS", (Migration(version=1, statements=(good, bad)),))
    with pytest.raises(Error):
        migrate(db)
    assert (version(db), db.table_names()) == (0, [])
    monkeypatch.setattr(migrations, "MIGRATIONS", (Migration(version=1, statements=(good,)),))
    migrate(db)
    assert (version(db), db.table_names()) == (1, ["first"])
    db.close()


def test_a_newer_version_is_left_alone() -> None:
    db = connect_unkeyed(":memory:")
    db.execute(f"PRAGMA user_version = {migrations.LATEST + 1}")
    with pytest.raises(StoreTooNew):
        migrate(db)
    assert db.table_names() == []
    db.close()
