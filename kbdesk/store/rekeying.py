"""A store under a new key: copied beside, proved, put in place whole; slots for both keys stand while that goes on."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from kbdesk.store import ledger, migrations
from kbdesk.store.atomic_file import sync_folder
from kbdesk.store.connection import APPLICATION_ID, connect, key_text, translated
from kbdesk.store.engine import Database
from kbdesk.store.errors import StoreBusy, StoreDamaged
from kbdesk.store.translation import STORE_FILE
from kbdesk.store.wiping import wipe

_SCRATCH: Final = f".rekeyed-{STORE_FILE}"
Enter = Callable[[Database], object]
"""Makes the entry of the new key, in the new store alone: it is there if and only if that took the old one's place."""


def copy_under(folder: Path, *, old: bytearray, new: bytearray, enter: Enter) -> Path:
    """Return a copy of a closed store under another key and salt, with one more entry; proved and on the disk.

    The caller holds the desk's lock. Raises `StoreUnavailable`, where somebody reads the store too; the copy is gone
    then.
    """
    store, scratch = folder.absolute() / STORE_FILE, folder.absolute() / _SCRATCH
    with translated(folder):
        _unlink(scratch)
        os.close(os.open(scratch, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        try:
            before = _exported(store, scratch, old=old, new=new)
            _require_closed(store)
            _finish(scratch, new, before=before, enter=enter)
        except BaseException:
            _unlink(scratch)
            raise
    return scratch


def put_in_place(folder: Path, scratch: Path) -> None:
    """Let the copy take the store's place, at once or not at all. Raises `StoreUnavailable`."""
    store = folder.absolute() / STORE_FILE
    with translated(folder):
        _require_closed(store)
        scratch.rename(store)
        sync_folder(folder)


def clear(folder: Path) -> None:
    """Take away the copy that a killed change of keys left. Raises `StoreUnavailable`."""
    with translated(folder):
        _unlink(folder.absolute() / _SCRATCH)


def _exported(store: Path, scratch: Path, *, old: bytearray, new: bytearray) -> ledger.LedgerCheck:
    """Copy all there is, and return how far the ledger goes."""
    db, text = connect(store, old), key_text(new)
    try:
        if db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise StoreBusy
        before = ledger.check(db)
        if not before.whole:
            raise StoreDamaged
        db.execute("ATTACH ? AS fresh KEY ?", (os.fspath(scratch), text))
        for setting in ("journal_mode=OFF", "synchronous=OFF"):  # it is thrown away after a kill, and synced at its end
            db.execute(f"PRAGMA fresh.{setting}").fetchall()
        db.execute("SELECT sqlcipher_export('fresh')").fetchall()
        db.execute(f"PRAGMA fresh.user_version={migrations.version(db)}")
        db.execute(f"PRAGMA fresh.application_id={APPLICATION_ID}")
        db.execute("DETACH fresh")
    finally:
        wipe(text)
        db.close()
    return before


def _finish(scratch: Path, new: bytearray, *, before: ledger.LedgerCheck, enter: Enter) -> None:
    """Prove the copy, enter what it is, and wait until it is on the disk."""
    db = connect(scratch, new)
    try:
        db.execute("PRAGMA synchronous=FULL")
        sound = not db.execute("PRAGMA cipher_integrity_check").fetchall() and ledger.check(db) == before
        if not sound:
            raise StoreDamaged
        db.execute("BEGIN IMMEDIATE")
        enter(db)
        db.execute("COMMIT")
    finally:
        db.conn.rollback()
        db.close()
    descriptor = os.open(scratch, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _require_closed(store: Path) -> None:
    """Raise where somebody has the store open, or it was not closed: its log belongs to the old key."""
    if store.with_name(f"{STORE_FILE}-wal").exists():
        raise StoreBusy


def _unlink(scratch: Path) -> None:
    for name in (scratch.name, f"{scratch.name}-journal", f"{scratch.name}-wal", f"{scratch.name}-shm"):
        with suppress(FileNotFoundError):
            scratch.with_name(name).unlink()
