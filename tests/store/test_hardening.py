"""What is deleted is overwritten, and what a schema says runs nothing of ours; each beside a file without that."""

from pathlib import Path

import pytest

from kbdesk.store import connection
from kbdesk.store.engine import Database, Error, connect_unkeyed

WORD = "ZUKORLIC-PROBNI"


def plain(folder: Path, *switches: str) -> tuple[Database, Path]:
    """Return a database in the clear with the store's settings, and some of them switched off again."""
    path = folder / "plain.db"
    db = connect_unkeyed(str(path))
    connection._prepare(db)
    for switch in switches:
        db.execute(f"PRAGMA {switch}").fetchall()
    db.execute("CREATE TABLE drafts (id INTEGER PRIMARY KEY, draft TEXT) STRICT")
    return db, path


def left_after_deleting(folder: Path, *switches: str) -> int:
    """Return how often a deleted word still stands in the file, its log emptied into it."""
    db, path = plain(folder, *switches)
    for number in range(50):
        db.execute("INSERT INTO drafts VALUES (?, ?)", (number, WORD * 20))
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert WORD.encode() in path.read_bytes()
    db.execute("DELETE FROM drafts WHERE id >= 1")
    db.execute("UPDATE drafts SET draft = ''")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    db.close()
    return path.read_bytes().count(WORD.encode())


def test_what_is_deleted_is_overwritten_in_the_file(tmp_path: Path) -> None:
    assert left_after_deleting(tmp_path) == 0


def test_control_without_secure_delete_it_stays(tmp_path: Path) -> None:
    assert left_after_deleting(tmp_path, "secure_delete=OFF") > 0


def run_from_a_view(folder: Path, *switches: str) -> None:
    """Let a view of the schema call a function of the program, as one slipped into a stolen store might."""
    db, _ = plain(folder, *switches)
    try:
        db.conn.create_function("told", 0, lambda: "told")
        db.execute("CREATE VIEW trap AS SELECT told()")
        assert db.execute("SELECT * FROM trap").fetchone() == ("told",)
    finally:
        db.close()


def test_a_schema_runs_nothing_of_ours(tmp_path: Path) -> None:
    with pytest.raises(Error, match="unsafe use of told"):
        run_from_a_view(tmp_path)


def test_control_a_trusted_schema_would(tmp_path: Path) -> None:
    run_from_a_view(tmp_path, "trusted_schema=ON")
