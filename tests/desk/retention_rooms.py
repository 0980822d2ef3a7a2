"""The retention procedure over a desk of the tests, and a clock that runs on for years."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from kbdesk.app import carried
from kbdesk.desk.backup import BackupDesk
from kbdesk.desk.retention import RetentionDesk
from kbdesk.devices.tray import Tray
from kbdesk.domain.backup import Keeping
from kbdesk.domain.retention import Category
from kbdesk.store.backup import DeskCopies
from kbdesk.store.backup_place import own_folder
from kbdesk.store.store import Store
from tests.store.backups import vault

from .conftest import SetClock

SECOND = "supervisor2"
TERMS = {str(Category.ISSUED): 365, str(Category.TURNED_AWAY): 365, str(Category.DRAFT): 30}


def retention_desk(
    store: Store,
    clock: SetClock,
    data: Path,
    *,
    folder: Path | None = None,
    tray: Path | None = None,
    officer: str = "supervisor",
) -> RetentionDesk:
    """Return the procedure for an officer, with the folder that backups go to and that which is the printer."""
    backups = backup_desk(store, clock, data, folder=folder, officer=officer)
    return RetentionDesk(
        store=store,
        clock=clock,
        officer=officer,
        proposed=carried.retention_terms(),
        backups=backups,
        copies=DeskCopies(vault=vault(data, store), folder=backups.folder),
        folder=Tray(tray or data / "tray"),
    )


def backup_desk(
    store: Store, clock: SetClock, data: Path, *, folder: Path | None = None, officer: str = "supervisor"
) -> BackupDesk:
    """Return the procedure of backups, which by its own rule keeps them for years."""
    return BackupDesk(
        store=store,
        clock=clock,
        officer=officer,
        vault=vault(data, store),
        folder=folder or own_folder(data),
        chosen=folder is not None,
        keeping=Keeping(most=30, days=3650),
    )


def know_officers(store: Store, clock: SetClock) -> None:
    """Enter who works the desk, in which role."""
    known = {"officer": "officer", "supervisor": "supervisor", SECOND: "supervisor", "auditor": "auditor"}
    with store.act(at=clock.now(), officer="officer") as act:
        rows = [{"name": name, "role": role} for name, role in known.items()]
        act.append("officers.known", {"officers": rows, "attempts": 0})


def end_shift(store: Store, clock: SetClock) -> None:
    """Close the shift that is open: what was recorded in it is its report's no longer."""
    with store.act(at=clock.now(), officer="officer") as act:
        current = act.shifts.current()
        assert current is not None
        left = {"cash": "0.00", "custody": 0, "stock": {}}
        act.append("shift.closed", {"shift": current.id, "left": left})


def years_on(clock: SetClock, years: int) -> None:
    """Let years pass at the desk."""
    clock.at += timedelta(days=366 * years)
