"""The store as an older program left it, byte for byte, kept beside before a step of the schema is taken."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path

from kbdesk.domain.backup import before_step
from kbdesk.store import migrations
from kbdesk.store.atomic_file import sync_folder
from kbdesk.store.engine import Database
from kbdesk.store.errors import StoreBusy
from kbdesk.store.translation import STORE_FILE


def keep(folder: Path, db: Database, *, at: datetime) -> None:
    """Copy a store that is about to be migrated; one that is new or needs no step is not copied.

    The program that left it opens the copy under the name of the store, with the key files beside it.
    Raises `OSError` and `StoreBusy`; then nothing is migrated.
    """
    schema = migrations.version(db)
    if not 0 < schema < migrations.LATEST:
        return
    if db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        raise StoreBusy
    scratch = folder.absolute() / f".before-{STORE_FILE}"
    descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as copy, (folder / STORE_FILE).open("rb") as store:
        shutil.copyfileobj(store, copy, 1 << 20)
        copy.flush()
        os.fsync(descriptor)
    scratch.rename(folder.absolute() / before_step(schema, at))
    sync_folder(folder)
