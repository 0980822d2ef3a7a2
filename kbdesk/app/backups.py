"""The backup procedure joined over a data folder."""

from __future__ import annotations

from pathlib import Path

from kbdesk.desk.backup import BackupDesk
from kbdesk.desk.ports import Clock
from kbdesk.domain.backup import Keeping
from kbdesk.store.backup import Vault
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
