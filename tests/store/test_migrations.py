"""Migrations: every step from every earlier version, each whole or not at all."""

import pytest

from kbdesk.store import migrations, registers
from kbdesk.store.engine import Error, connect_unkeyed
from kbdesk.store.errors import StoreTooNew
from kbdesk.store.migrations import MIGRATIONS, Migration, migrate, version


def test_the_steps_are_numbered_without_a_gap() -> None:
    assert [m.version for m in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_step_1_makes_ledger_registers_series_and_drafts() -> None:
    db = connect_unkeyed(":memory:")
    assert version(db) == 0
    migrate(db, to=1)
    assert version(db) == 1
    assert set(db.table_names()) == {"entries", "bodies", *registers.TABLES, "post", "series", "drafts"}
    assert [row[0] for row in db.execute("SELECT strict FROM pragma_table_list WHERE schema = 'main'")].count(0) <= 1
    db.close()


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
