"""Desks that come to be, recorded: made for a drill, and restored from a backup."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from kbdesk.app import drill_passwords
from kbdesk.app.backups import backup_desk
from kbdesk.app.drill import make
from kbdesk.app.place import clock_of, settings_of
from kbdesk.app.restoring import restore
from kbdesk.cli.joiner import EnvironmentFailedError, SignIn
from kbdesk.store.errors import StoreUnreadable
from kbdesk.store.slot_file import is_there
from kbdesk.store.store import Store
from tests.cheap import CHEAP
from tests.faults.keepings import opened_by_password
from tests.faults.run import THERE, Tell
from tests.store.books_day import Rooms

BACKUP, WORDS = "kept", "words"


def nothing(folder: Path, _rooms: Rooms) -> None:
    """Make a folder for a desk."""
    folder.mkdir(mode=0o700)


def made(folder: Path) -> None:
    """Make a drill desk, as `kbdesk init` does."""
    make(folder, crossing="jarinje", desk="2", shelf="seeds", cost=CHEAP)


def making(folder: Path, _rooms: Rooms, tell: Tell) -> None:
    """Make a desk and say so."""
    made(folder)
    tell(THERE)


def with_backup(folder: Path, rooms: Rooms) -> None:
    """Put the backup of another desk, and what its officers know, into a folder that has no desk."""
    nothing(folder, rooms)
    other = folder.with_name("other")
    made(other)
    settings = settings_of(other)
    with opened_by_password(other) as store:
        backup_desk(other, settings, store, clock_of(settings), "officer").make(folder / BACKUP)
    (folder / WORDS).mkdir()
    shutil.copy(other / drill_passwords.FILE, folder / WORDS)


def restored(folder: Path) -> None:
    """Restore the backup, by two."""
    words = {name: bytearray(word.encode()) for name, word in drill_passwords.passwords(folder / WORDS).items()}
    who = SignIn(
        data=folder,
        officer="supervisor",
        password=words["supervisor"],
        second="officer",
        second_password=words["officer"],
    )
    restore(folder / BACKUP, who)


def restoring(folder: Path, _rooms: Rooms, tell: Tell) -> None:
    """Restore a desk and say so."""
    restored(folder)
    tell(THERE)


def or_anew(begin: Callable[[Path], None]) -> Callable[[Path], Store]:
    """Return what opens a desk, or begins it once more where there is none, as whoever was interrupted does."""

    def opened(folder: Path) -> Store:
        try:
            if not is_there(folder):
                begin(folder)
            return opened_by_password(folder)
        except (EnvironmentFailedError, KeyError) as error:  # the latter where the file of passwords is not whole
            raise StoreUnreadable from error

    return opened


def there_when_told(folder: Path, told: Sequence[str]) -> list[str]:
    """Return what is wrong with a folder in which a desk was told to be."""
    return ["told to be there, and gone"] if THERE in told and not is_there(folder) else []
