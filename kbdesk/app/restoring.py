"""A desk out of a backup: proved aside without touching anything, or put where there is no desk, by two officers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from kbdesk.app.admitting import Known, require_active, require_own, require_recorded
from kbdesk.app.clock import machine_now
from kbdesk.app.making import fill_folder
from kbdesk.app.place import clock_of, post_of, settings_of, tray_folder
from kbdesk.app.sealing_desk import SUPERVISOR
from kbdesk.cli.joiner import EnvironmentFailedError, InputError, Proved, Restored, SignIn
from kbdesk.desk.backup import record_restored, unwatched
from kbdesk.desk.numbers import gap_after
from kbdesk.domain.backup import Backup
from kbdesk.domain.officers import RECOVERY
from kbdesk.store import attempts, records_seen, slots
from kbdesk.store.backup import reading
from kbdesk.store.backup_file import Progress, unpack
from kbdesk.store.errors import BackupUnreadable, PasswordGiven, StoreTooNew
from kbdesk.store.left_copies import aside
from kbdesk.store.migrations import LATEST
from kbdesk.store.store import Store, open_store
from kbdesk.store.wiping import wipe

_UNPACKED, _PROVED = 0.5, 0.8
"""The shares of the work that are done once all is unpacked, and once the chain of it is proved."""


def prove(file: Path, who: SignIn, progress: Progress = unwatched) -> Proved:
    """Open a backup in a folder of its own, prove its chain, rebuild its registers and remove the folder.

    Raises `kbdesk.store.errors.StoreError`.
    """
    with aside() as part:
        with reading():
            backup = unpack(file, part, lambda share: progress(share * _UNPACKED))
        with _opened(part, backup, who) as store:
            progress(_PROVED)
            differ = store.rebuild_compare()
        progress(1.0)
        return Proved(backup=backup, differ=differ)


def restore(file: Path, who: SignIn, progress: Progress = unwatched) -> Restored:
    """Make a desk of a backup in the folder of `who`, which has none; its numbers go on after a gap.

    What fails half way leaves nothing. Raises `InputError` where there is a desk or a second officer is missing,
    `EnvironmentFailedError` where the machine's clock stands before the backup, `kbdesk.store.errors.StoreError`.
    """
    if who.second_password is None or who.second in ("", who.officer):
        raise InputError("--second: restoring takes two officers, each with their own name and password")
    held: list[Backup] = []
    done: list[Restored] = []

    def fill(part: Path) -> None:
        with reading():
            held.append(unpack(file, part, lambda share: progress(share * _UNPACKED)))
        seconded = slots.opened(part / slots.FILE, who.second, who.second_password or bytearray())
        wipe(*(one.key for one in seconded))
        settings = settings_of(part)
        with _opened(part, held[0], who) as store:
            progress(_PROVED)
            _require_supervisor(part, store, who)
            known = store.officers.slots()
            require_recorded(part, store, known, who.second, [one.slot.digest for one in seconded])
            silent = _silent(store)
            with store.act(at=clock_of(settings).now(), officer=who.officer) as act:
                ended = record_restored(act, held[0], second=who.second, silent=silent)
            done.append(Restored(backup=held[0], silent=silent, gap=gap_after(silent), ended=ended))
            attempts.entered(part, attempts.Attempts(), count=store.officers.attempts())
            records_seen.note(part, *store.head())
        if settings.drill and not settings.printer_folder:
            tray_folder(part, settings).mkdir(mode=0o700)

    fill_folder(who.data, fill)
    progress(1.0)
    return done[0]


def _silent(store: Store) -> timedelta:
    """Return how long the records have been silent. Raises `EnvironmentFailedError` where the clock cannot tell."""
    now = machine_now()
    last = store.last_made() or now
    if now < last:
        told = last.isoformat(sep=" ", timespec="seconds")
        raise EnvironmentFailedError(
            f"This machine's clock stands before the backup's last entry ({told}); set it first. Nothing was restored."
        )
    return now - last


def _require_supervisor(part: Path, store: Store, who: SignIn) -> None:
    """Raise unless both may sign in and one is a supervisor: the records say so, not the file of the key slots.

    Only records of a version that knew its officers by their slots leave it to them.
    """
    found = store.officers.rows() or slots.officers(part / slots.FILE)
    roles = {one.name: str(one.role) for one in found}
    for name in (who.officer, who.second):
        require_active(store, name)
    if SUPERVISOR not in (roles.get(who.officer), roles.get(who.second)):
        raise InputError("--officer: at least one of the two must be a supervisor of that desk")


def _require_own(known: Known, who: SignIn) -> None:
    """Raise for who has a password that others gave: there is no desk at which to choose one of their own.

    Beside the sealed code it counts, whose holder could give one alone: a backup of the day on which all supervisors
    were given theirs would open to nobody else.
    """
    if RECOVERY in (who.officer, who.second):
        return
    try:
        for name in (who.officer, who.second):
            require_own(known, name)
    except PasswordGiven as error:
        raise InputError(
            "--officer, --second: a password given by others opens a backup only beside the sealed code (recovery)"
        ) from error


@contextmanager
def _opened(part: Path, backup: Backup, who: SignIn) -> Iterator[Store]:
    """Open what was unpacked, once it proves to be what the backup says of itself."""
    if backup.schema > LATEST:
        raise StoreTooNew
    post = post_of(settings_of(part))
    if (post.letter, post.desk, post.drill) != (backup.letter, backup.desk, backup.drill):
        raise BackupUnreadable
    opened = slots.opened(part / slots.FILE, who.officer, who.password)
    wipe(*(one.key for one in opened[1:]))
    with open_store(
        part, key=opened[0].key, letter=post.letter, desk=post.desk, drill=post.drill, machine_now=machine_now
    ) as store:
        known = store.officers.slots()
        require_recorded(part, store, known, who.officer, [one.slot.digest for one in opened])
        _require_own(known, who)
        found = store.check()
        if not found.whole or (found.entries, found.head) != (backup.entries, backup.head):
            raise BackupUnreadable
        yield store
