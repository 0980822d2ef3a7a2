"""A data folder with a store, its key slots and settings, and its backups."""

from __future__ import annotations

from pathlib import Path

from kbdesk.domain.backup import Backup
from kbdesk.store.backup import Vault
from kbdesk.store.backup_file import Progress
from kbdesk.store.settings import Settings
from kbdesk.store.settings import write as write_settings
from kbdesk.store.slots import FILE as SLOTS
from kbdesk.store.store import Store
from tests.store.samples import AT


def furnish(folder: Path) -> None:
    """Put beside a store what every backup needs."""
    write_settings(folder, Settings(crossing="jarinje", desk="2"))
    (folder / SLOTS).write_text("{}")


def vault(folder: Path, store: Store) -> Vault:
    return Vault(data=folder, sign=store.sign, copier=store.copier)


def unwatched(_: float) -> None:
    pass


def back_up(folder: Path, store: Store, file: Path, progress: Progress = unwatched) -> Backup:
    return vault(folder, store).write(file, at=AT, progress=progress)
