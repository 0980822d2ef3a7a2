"""Rebuilding the registers from the ledger alone, beside those that stand, to compare them."""

from __future__ import annotations

from functools import cache
from itertools import zip_longest

from kbdesk.store import ledger, registers
from kbdesk.store.engine import Database, connect_unkeyed
from kbdesk.store.migrations import migrate


def rebuild_compare(db: Database) -> tuple[str, ...]:
    """Return the names of the registers that are not what the ledger adds up to; empty where all agree.

    The rebuilt registers live in memory only, for as long as the comparison takes.
    """
    rebuilt = connect_unkeyed(":memory:")
    try:
        _empty().conn.backup(rebuilt.conn)
        rebuilt.execute("BEGIN")
        _copy_entries(db, rebuilt)
        for entry in ledger.entries(db):
            registers.project(rebuilt, entry)
        return tuple(table for table in registers.TABLES if not _same(db, rebuilt, table))
    finally:
        rebuilt.close()


def refill(db: Database) -> tuple[str, ...]:
    """Bring every register, inside the caller's transaction, to what the ledger adds up to.

    Returns the names of those that were not. The ledger itself is not proved here.
    """
    differ = rebuild_compare(db)
    if differ:
        db.execute("PRAGMA defer_foreign_keys=ON")
        for table in registers.TABLES:
            db.execute(f"DELETE FROM {table}")
        for entry in list(ledger.entries(db)):
            registers.project(db, entry)
    return differ


def _copy_entries(db: Database, rebuilt: Database) -> None:
    rebuilt.conn.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", db.execute("SELECT * FROM entries"))


def _same(db: Database, rebuilt: Database, table: str) -> bool:
    rows = f"SELECT * FROM {table} ORDER BY {_keys(table)}"
    return all(one == other for one, other in zip_longest(db.execute(rows), rebuilt.execute(rows)))


@cache
def _empty() -> Database:
    """Return an empty store in memory, to be copied: taking the steps of the schema takes longer than all the rest."""
    empty = connect_unkeyed(":memory:", any_thread=True)
    migrate(empty)
    return empty


@cache
def _keys(table: str) -> str:
    return ", ".join(_empty()[table].pks)  # type: ignore[union-attr]  # registers are tables, never views
