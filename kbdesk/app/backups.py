"""The backup procedure joined over a data folder."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kbdesk.desk.backup import BackupDesk
from kbdesk.desk.ports import Clock
from kbdesk.domain.backup import Keeping
from kbdesk.store.backup import DeskCopies, Vault
from kbdesk.store.backup_place import own_folder
from kbdesk.store.settings import Settings
from kbdesk.store.store import Store

_MOST_BESIDE: Final = 7
"""How many are kept in the desk's own folder: they take the room that the records need."""


def backup_desk(data: Path, settings: Settings, store: Store, clock: Clock, officer: str) -> BackupDesk:
    """Return the backup procedure of an open desk."""
    return BackupDesk(
        store=store,
        clock=clock,
        officer=officer,
        vault=Vault(data=data, sign=store.sign, copier=store.copier),
        folder=backup_folder(data, settings),
        chosen=bool(settings.backup_folder),
        keeping=Keeping(
            most=settings.backup_most if settings.backup_folder else min(settings.backup_most, _MOST_BESIDE),
            days=settings.backup_days,
        ),
    )


def backup_folder(data: Path, settings: Settings) -> Path:
    """Return where the backups of shift closes lie."""
    return Path(settings.backup_folder) if settings.backup_folder else own_folder(data)


def desk_copies(data: Path, settings: Settings, store: Store) -> DeskCopies:
    """Return the copies of an open desk's records that lie in its own folders."""
    vault = Vault(data=data, sign=store.sign, copier=store.copier)
    return DeskCopies(vault=vault, folder=backup_folder(data, settings))
