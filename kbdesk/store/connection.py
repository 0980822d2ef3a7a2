"""One SQLCipher file opened safely, and transactions on it that say truly whether they were committed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kbdesk.store.atomic_file import sync_folder
from kbdesk.store.engine import Database, Error, connect_unkeyed, error_code
from kbdesk.store.errors import (
    StoreBroken,
    StoreError,
    StoreGone,
    StoreInDoubt,
    StoreMissing,
    StoreMoved,
    StoreUnreadable,
    StoreWaits,
)
from kbdesk.store.file_identity import FileIdentity
from kbdesk.store.masked_key import MaskedKey
from kbdesk.store.slot_file import is_there
from kbdesk.store.translation import IO_ERROR, STORE_FILE, translate, translate_os
from kbdesk.store.wiping import wipe

APPLICATION_ID = 0x6B626473
"""``kbds``: marks the file as a desk's store."""
CHECKPOINT_EVERY = 64
"""Commits between checkpoints: about 1,000 pages of write-ahead log."""
_SETTINGS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "wal_autocheckpoint=0",
    "cache_size=-65536",
    "trusted_schema=OFF",
    "secure_delete=ON",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "cell_size_check=ON",
    "temp_store=MEMORY",
)
SPARES = 8
"""How often the file can be opened anew: each connection that waits for that serves once."""
_HEX = b"0123456789abcdef"


def connect(path: Path | str, key: bytearray) -> Database:
    """Return a connection with key and salt set, on which nothing has been read yet; leaves no copy of the key.

    `key` is 32 bytes of key, then 16 of salt: without the salt a torn first sector loses the store (FAULTS finding 1).
    """
    db = connect_unkeyed(os.fspath(path))
    give_key(db, key)
    return db


def give_key(db: Database, key: bytearray) -> None:
    """Set key and salt; SQLCipher holds them readable in memory until it reads the first page, masked from then on."""
    text = key_text(key)
    try:
        db.conn.set_key(text)  # type: ignore[attr-defined]  # sqlcipher3 adds it to the sqlite3 interface
    finally:
        wipe(text)


def key_text(key: bytearray) -> bytearray:
    """Return a key and its salt as SQLCipher takes them, ``x'...'``; to be wiped."""
    if len(key) != 48:
        raise StoreBroken("A store key is 32 bytes and its salt 16.")
    text = bytearray(99)
    text[:2], text[98:] = b"x'", b"'"
    for place, byte in enumerate(key):
        text[2 + 2 * place], text[3 + 2 * place] = _HEX[byte >> 4], _HEX[byte & 15]
    return text


def create_file(path: Path, key: bytearray) -> Database:
    """Make an empty store file, mode 0600, marked as a desk's; return the connection to it."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    db = connect(path, key)
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    _prepare(db)
    return db


@contextmanager
def translated(folder: Path) -> Iterator[None]:
    """Turn what SQLite or the system raise inside into the store's own errors."""
    try:
        yield
    except Error as error:
        raise translate(error_code(error), folder) from error
    except OSError as error:
        raise translate_os(error, folder) from error


def _prepare(db: Database) -> None:
    for setting in _SETTINGS:
        db.execute(f"PRAGMA {setting}").fetchall()


def _recognise(db: Database) -> None:
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StoreUnreadable


class Connection:
    """The store's file in a data folder, bound to the thread that opened it.

    Some further connections are made at the start and never read from: when COMMIT fails one takes the place of the
    first, so that the file can be opened anew. It gets the key then, which is masked until then.
    """

    def __init__(self, folder: Path, key: bytearray, *, reading: bool = False) -> None:
        """Open the file and take the key; `reading` forbids every change. Raises `StoreUnavailable`."""
        self._folder = folder.absolute()  # SQLite would take a name that begins with "file:" for an address
        self._path = self._folder / STORE_FILE
        self._in_doubt = self._acknowledged = False
        self._doubted: Callable[[Database], bool] | None = None
        self._cleared: bool | None = None
        self._commits = self._tidied = 0
        self.trouble: StoreError | None = None
        """Why the last checkpoint failed: the log grows until one succeeds, while COMMIT itself says nothing."""
        if not self._path.is_file():
            raise StoreGone if is_there(self._folder) else StoreMissing
        with translated(self._folder):
            self._db = connect(self._path, key)
            try:
                _recognise(self._db)
                _prepare(self._db)
                self._db.execute(f"PRAGMA query_only={int(reading)}")
                self._spares = [] if reading else [connect_unkeyed(os.fspath(self._path)) for _ in range(SPARES)]
                self._file, self._identity = FileIdentity.of(self._path), self._identify()
                if not reading:
                    sync_folder(self._folder)  # SQLite goes on where syncing the name of its log fails
                self._key = MaskedKey(key)
            except BaseException:
                self._db.close()
                raise

    @property
    def db(self) -> Database:
        """The open database. Raises `StoreInDoubt` while a commit cannot be cleared up; each time it is tried again.

        Where that was no act but a draft or the like, of which nobody is told, it raises `StoreWaits` instead.
        """
        if self._in_doubt:
            self._cleared = self._told(self._clear_up())
        return self._db

    def take_cleared(self) -> bool | None:
        """Tell once whether an act is there that was left in doubt before, None where none was. Raises as `db` does."""
        if self._in_doubt:
            return self._told(self._clear_up())
        cleared, self._cleared = self._cleared, None
        return cleared

    @contextmanager
    def reads(self) -> Iterator[Database]:
        """Read; nothing is begun and nothing is kept open."""
        with translated(self._folder):
            yield self.db

    @contextmanager
    def still(self) -> Iterator[Database]:
        """Read what stands at one moment, however many questions that takes: another program may be recording."""
        with self.reads() as db:
            if db.conn.in_transaction:
                yield db
                return
            db.execute("BEGIN")
            try:
                yield db
            finally:
                db.rollback()

    @contextmanager
    def transaction(self, landed: Callable[[Database], bool], *, acknowledged: bool = False) -> Iterator[Database]:
        """Run an IMMEDIATE transaction: all of it is committed with one sync, or none of it and an error raised.

        `landed` tells after a failed COMMIT, on the file opened anew, whether what was done is there. If it is, the
        transaction ends as if nothing had happened. Raises `StoreInDoubt` if that cannot be found out of what is
        `acknowledged` to somebody, as an act is; `StoreWaits` if it cannot of anything else, and while it cannot of
        what was done before: then nothing is begun.
        """
        try:
            db = self.db
        except StoreInDoubt:
            raise StoreWaits from None
        if db.conn.in_transaction:
            raise StoreBroken("An act was begun inside another; nothing was recorded.")
        with translated(self._folder):
            self._stands(StoreMoved)
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                self._stands(StoreMoved)
            except BaseException:
                db.rollback()
                raise
            self._acknowledged = acknowledged
            self._commit(landed)
        self._commits += 1
        if self._commits % CHECKPOINT_EVERY == 0:
            self.checkpoint()

    def tidy(self) -> None:
        """Do as `checkpoint` where anything was committed since, or the last one failed."""
        if self.trouble is not None or self._tidied != self._commits:
            self.checkpoint()

    def checkpoint(self) -> None:
        """Move the log into the file as far as readers allow; a failure is kept in `trouble`, not raised."""
        self._tidied = self._commits
        try:
            with self.reads() as db:
                db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        except StoreError as error:
            self.trouble = error
        else:
            self.trouble = None

    def empty_log(self) -> bool:
        """Move the whole log into the file and cut it to nothing; False where a reader is in the way."""
        with self.reads() as db:
            return not db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]

    def close(self) -> None:
        """Close the file; the last to close it empties the log into it."""
        self._key.wipe()
        self._db.close()
        for spare in self._spares:
            spare.close()

    def _identify(self) -> FileIdentity:
        self._db.execute("PRAGMA schema_version").fetchone()  # a copy begins without a log; the first read makes one
        return FileIdentity.of(self._path, self._path.with_name(STORE_FILE + "-wal"))

    def _stands(self, else_raise: type[StoreError]) -> None:
        if not self._identity.holds():
            raise else_raise

    def _commit(self, landed: Callable[[Database], bool]) -> None:
        try:
            self._db.execute("COMMIT")
        except Error as error:
            if error_code(error) != IO_ERROR:
                self._db.rollback()
                raise
            self._open_anew(error, landed)
            if not self._clear_up():
                raise
        if not self._identity.holds():
            self._in_doubt = True
            raise StoreInDoubt(StoreMoved.sentence)

    def _open_anew(self, cause: Exception, landed: Callable[[Database], bool]) -> None:
        """Exchange the connection for a spare; what `landed` looks for is in doubt from now on."""
        self._in_doubt, self._doubted = True, landed if self._spares else None
        if not self._spares:
            raise self._doubt() from cause
        failed, self._db = self._db, self._spares.pop()
        try:
            with self._key.bare() as key:
                give_key(self._db, key)
            failed.close()
        except Error as error:
            raise self._doubt() from error

    def _clear_up(self) -> bool:
        """Recover the log, make durable what is found there, and tell whether what is in doubt is among it.

        Raises as `db` does while the disk does not let it, and for ever where the file is another.
        """
        landed = self._doubted
        if landed is None or not self._file.holds():
            raise self._doubt()
        try:
            _recognise(self._db)
            _prepare(self._db)
            busy, _, _ = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self._identity = self._identify()
            self._forget_log()
            there = landed(self._db)
        except (Error, OSError) as error:
            raise self._doubt() from error
        if busy:
            raise self._doubt()
        self._in_doubt, self._doubted = False, None
        return there

    def _doubt(self) -> StoreError:
        return StoreInDoubt() if self._acknowledged else StoreWaits()

    def _told(self, there: bool) -> bool | None:
        return there if self._acknowledged else None

    def _forget_log(self) -> None:
        """Make durable that the log is empty or gone: what failed would come back with it after a power cut."""
        descriptor = os.open(self._path.with_name(STORE_FILE + "-wal"), os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        sync_folder(self._folder)
