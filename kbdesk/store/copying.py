"""A copy of the store made and proved while the desk works on, by a connection and on a thread of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

from kbdesk.store import ledger, registers
from kbdesk.store.backup_file import Progress
from kbdesk.store.connection import APPLICATION_ID, connect
from kbdesk.store.engine import Database, Error
from kbdesk.store.errors import BackupUnproved
from kbdesk.store.ledger import LedgerCheck
from kbdesk.store.masked_key import MaskedKey

_OPCODES: Final = 20_000
"""Between two looks at how far SQLite has come: some milliseconds."""
_COMPARED: Final = ("entries", "bodies", *registers.TABLES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What a proved copy holds."""

    schema: int
    entries: int
    head: str


class StoreCopier:
    """Copies an open store. It masks the key before that is wiped, and opens no file until it is asked for a copy.

    One thread at a time uses it, whichever that is, and the others wait, whoever closes it too: `VACUUM INTO` reads one
    state of the store beside its writer.
    """

    def __init__(self, store: Path, key: bytearray) -> None:
        self._store, self._in_use, self._key = store, Lock(), MaskedKey(key)
        self._db: Database

    def copy(self, to: Path, progress: Progress) -> Copied:
        """Write a copy under the same key to a file that is not there yet, mode 0600, and prove it.

        Raises `BackupUnproved`, what `progress` raises, SQLite's errors and `OSError`; the file is gone then.
        """
        with self._at_work():
            return self._copied(to, progress)

    def prove(self, copy: Path) -> Copied:
        """Prove a copy: every page by its code, the chain by its digests, rows by their number in the store.

        Raises `BackupUnproved` and SQLite's errors.
        """
        with self._at_work():
            return self._proved(copy, lambda: None)

    def close(self) -> None:
        """Let go of the key, once no copy is made any more."""
        with self._in_use:
            self._key.wipe()

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """Have a connection, on this thread, for as long as one copy takes."""
        with self._in_use:
            with self._key.bare() as key:
                self._db = connect(":memory:", key)
            try:
                yield
            finally:
                self._db.close()

    def _copied(self, to: Path, progress: Progress) -> Copied:
        os.close(os.open(to, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        try:
            with self._attached(self._store, "desk") as db, self._watched(lambda: progress(self._share(to) / 2)):
                db.execute("VACUUM desk INTO ?", (os.fspath(to),))
            copied = self._proved(to, lambda: progress(0.5))
            progress(1.0)
        except BaseException:
            to.unlink(missing_ok=True)
            raise
        return copied

    def _proved(self, copy: Path, look: Callable[[], None]) -> Copied:
        with self._attached(copy, "proof") as db, self._watched(look):
            copied = _whole(db)
            with self._attached(self._store, "desk"):
                _compare(db, copied)
        return copied

    @contextmanager
    def _attached(self, file: Path, name: str) -> Iterator[Database]:
        """Have a file at hand under the desk's own key; the connection holds nothing else, so names are the file's."""
        self._db.execute(f"ATTACH ? AS {name}", (os.fspath(file),))
        try:
            yield self._db
        finally:
            with suppress(Error):
                self._db.execute(f"DETACH {name}")

    @contextmanager
    def _watched(self, look: Callable[[], None]) -> Iterator[None]:
        """Look every few milliseconds; what a look raises interrupts SQLite and is raised in the place of its error."""
        raised: list[BaseException] = []

        def handler() -> int:
            try:
                look()
            except BaseException as error:  # noqa: BLE001 - it goes on below, through SQLite it cannot
                raised.append(error)
            return len(raised)

        self._db.conn.set_progress_handler(handler, _OPCODES)
        try:
            yield
        except Error as error:
            raise (raised[0] if raised else error) from None
        finally:
            self._db.conn.set_progress_handler(None, 0)

    def _share(self, to: Path) -> float:
        """Return how much of a copy is there: it becomes no larger than the store."""
        whole = self._store.stat().st_size + self._store.with_name(f"{self._store.name}-wal").stat().st_size
        return min(1.0, to.stat().st_size / (whole or 1))


def _whole(db: Database) -> Copied:
    """Prove the copy at hand: every page by its code, the chain by its digests."""
    marked = db.execute("PRAGMA proof.application_id").fetchone() == (APPLICATION_ID,)
    found: LedgerCheck | None = None
    if marked and not db.execute("PRAGMA proof.cipher_integrity_check").fetchall():
        found = ledger.check(db)
    if found is None or not found.whole:
        raise BackupUnproved
    schema = int(db.execute("PRAGMA proof.user_version").fetchone()[0])
    return Copied(schema=schema, entries=found.entries, head=found.head)


def _compare(db: Database, copied: Copied) -> None:
    """Compare the copy with the desk as far as it went then: entry by number, register by register."""
    db.execute("BEGIN")
    try:
        now, there = (
            db.execute(f"SELECT count(*), max(seq) FROM {name}.entries WHERE seq <= ?", (copied.entries,)).fetchone()
            for name in ("desk", "proof")
        )
        head = db.execute("SELECT digest FROM desk.entries WHERE seq = ?", (copied.entries,)).fetchone()
        same = now == there and (head is None or head[0].hex() == copied.head)
        last = db.execute("SELECT coalesce(max(seq), 0) FROM desk.entries").fetchone()[0]
        if last == copied.entries:
            same = same and all(_count(db, "desk", table) == _count(db, "proof", table) for table in _COMPARED)
    finally:
        db.conn.rollback()
    if not same:
        raise BackupUnproved


def _count(db: Database, name: str, table: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {name}.{table}").fetchone()[0])
