"""The backup procedure joined over a data folder."""

from __future__ import annotations

from pathlib import Path

from kbdesk.desk.backup import BackupDesk
from kbdesk.desk.ports import Clock
from kbdesk.domain.backup import Keeping
from kbdesk.store.backup import DeskCopies, Vault
from kbdesk.store.settings import Settings
from kbdesk.store.store import Store


def backup_desk(data: Path, settings: Settings, store: Store, clock: Clock, officer: str) -> BackupDesk:
    """Return the backup procedure of an open desk."""
    return BackupDesk(
        store=store,
        clock=clock,
        officer=officer,
        vault=Vault(data=data, sign=store.sign, copier=store.copier),
        folder=Path(settings.backup_folder) if settings.backup_folder else None,
        keeping=Keeping(most=settings.backup_most, days=settings.backup_days),
    )


def desk_copies(data: Path, settings: Settings, store: Store) -> DeskCopies:
    """Return the copies of an open desk's records that lie in its own folders."""
    vault = Vault(data=data, sign=store.sign, copier=store.copier)
    return DeskCopies(vault=vault, folder=Path(settings.backup_folder) if settings.backup_folder else None)
