"""The store's schema, grown in steps that are never changed once released; `PRAGMA user_version` counts them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kbdesk.store import custody, ledger, people, schema_1, schema_2, schema_3, schema_4, schema_5, schema_6
from kbdesk.store.engine import Database
from kbdesk.store.errors import StoreTooNew, StoreTooOld
from kbdesk.store.ledger import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step: the version it leads to and its statements, run in one transaction.

    `project` fills the registers that the step adds with what the ledger has held all along.
    """

    version: int
    statements: Sequence[str]
    project: Callable[[Database, Entry], None] | None = None


MIGRATIONS = (
    Migration(version=1, statements=schema_1.STATEMENTS),
    Migration(version=2, statements=schema_2.STATEMENTS, project=people.project),
    Migration(version=3, statements=schema_3.STATEMENTS, project=custody.migrate),
    Migration(version=4, statements=schema_4.STATEMENTS),
    Migration(version=5, statements=schema_5.STATEMENTS),
    Migration(version=6, statements=schema_6.STATEMENTS),
)
LATEST = MIGRATIONS[-1].version


def version(db: Database) -> int:
    """Return how many steps a store has taken; 0 is an empty one."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: Database, *, to: int = LATEST) -> None:
    """Take the missing steps, each whole or not at all. Raises `StoreTooNew` and leaves a newer store alone."""
    _refuse_newer(db)
    for migration in MIGRATIONS:
        if version(db) < migration.version <= to:
            db.execute("BEGIN IMMEDIATE")
            try:
                for statement in migration.statements:
                    db.execute(statement)
                if migration.project is not None:
                    for entry in ledger.entries(db):
                        migration.project(db, entry)
                db.execute(f"PRAGMA user_version={migration.version}")
                db.execute("COMMIT")
            except BaseException:
                db.rollback()
                raise


def require_latest(db: Database) -> None:
    """Raise `StoreTooNew` or `StoreTooOld` unless this program wrote the store's schema."""
    _refuse_newer(db)
    if version(db) < LATEST:
        raise StoreTooOld


def _refuse_newer(db: Database) -> None:
    if version(db) > LATEST:
        raise StoreTooNew
