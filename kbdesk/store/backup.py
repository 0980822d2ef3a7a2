"""Backups of a desk's data folder: written beside the old one, proved, put in its place; and read again."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from kbdesk.domain.backup import SUFFIX, Backup, BackupPlace, Copy, Keeping, copies, file_name, left_over, outdated
from kbdesk.store import slot_file
from kbdesk.store.atomic_file import replace_with, sync_folder
from kbdesk.store.backup_file import PARTS, Part, Progress, head_of, measured, packed, unpack
from kbdesk.store.backup_place import own_folder, state_of
from kbdesk.store.connection import translated
from kbdesk.store.copying import StoreCopier
from kbdesk.store.errors import (
    BackupFault,
    BackupFull,
    BackupInTheWay,
    BackupTooNew,
    BackupUnproved,
    BackupUnreadable,
    BackupUnwritable,
)
from kbdesk.store.post import Sign
from kbdesk.store.translation import STORE_FILE

_SCRATCH: Final = f".backup-{STORE_FILE}"
_SLOTS: Final = (slot_file.FILE, slot_file.COPY)
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class _SlotsChanged(Exception):
    """The key slots are of another moment than the records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault:
    """Implements `kbdesk.desk.backup.Vault` for a data folder whose store is open; one thread at a time may use it."""

    data: Path
    sign: Sign
    copier: StoreCopier

    def write(self, file: Path, *, at: datetime, progress: Progress) -> Backup:
        """Write a backup, read it again and put it in place; only a backup of this desk is replaced.

        Raises `BackupFault`, `StoreUnavailable` for the desk's own disk, and what `progress` raises; then the old
        file stands and nothing is left beside it.
        """
        self._require_own(file)
        self._make_own_folder(file.parent)
        scratch = self.data.absolute() / _SCRATCH
        while True:
            with suppress(_SlotsChanged):
                return self._made(file, scratch, at=at, progress=progress)

    def _made(self, file: Path, scratch: Path, *, at: datetime, progress: Progress) -> Backup:
        """Make a backup. Raises `_SlotsChanged` where somebody got a slot meanwhile: records and slots must agree."""
        with translated(self.data):
            scratch.unlink(missing_ok=True)  # left by a kill
            slots = self._slots()
            copied = self.copier.copy(scratch, lambda share: progress(share * 0.4))
        try:
            backup = Backup(
                letter=self.sign.letter,
                desk=self.sign.desk,
                drill=self.sign.drill,
                at=at,
                schema=copied.schema,
                entries=copied.entries,
                head=copied.head,
            )
            return self._packed(file, {**self._files(), STORE_FILE: scratch}, backup, slots, progress)
        finally:
            scratch.unlink(missing_ok=True)

    def keep(self, folder: Path, name: str, *, keeping: Keeping) -> int:
        """Remove from a folder the backups that need not be kept beside the newest; return how many went.

        What kills left of others goes too, uncounted.
        """
        gone = 0
        with _written():
            names = [file.name for file in folder.iterdir()]
            for half in left_over(names, newest=name):
                (folder / half).unlink(missing_ok=True)
            for old in outdated(names, newest=name, keeping=keeping):
                (folder / old).unlink(missing_ok=True)
                gone += 1
        return gone

    def copies(self, folder: Path) -> tuple[tuple[Path, Copy], ...]:
        """Return the copies of this desk's records in its own folders and in that of its backups, the oldest first."""
        folders = dict.fromkeys(one.absolute() for one in (self.data, own_folder(self.data), folder))
        with _written():
            found = [path for one in folders for path in _listed(one)]
        named = copies({path.name for path in found}, self.sign.letter, self.sign.desk, drill=self.sign.drill)
        own = {copy.name: copy for copy in named}
        dated = [(path, copy) for path in found if (copy := own.get(path.name) or self._by_hand(path))]
        return tuple(sorted(dated, key=lambda one: one[1].at))

    def _by_hand(self, file: Path) -> Copy | None:
        """Return a backup of this desk that somebody gave a name, None for any other file."""
        if not file.is_file():
            return None
        try:
            head = head_of(file)
        except (BackupUnreadable, BackupTooNew, OSError):
            return None
        own = (head.letter, head.desk, head.drill) == (self.sign.letter, self.sign.desk, self.sign.drill)
        return Copy(name=file.name, at=head.at) if own else None

    def named(self, at: datetime) -> str:
        """Return the name of a backup of now."""
        return file_name(self.sign.letter, self.sign.desk, at, drill=self.sign.drill)

    def place(self, folder: Path, *, chosen: bool) -> BackupPlace:
        """Return how a folder stands, as one that somebody `chosen` for backups or as the desk's own."""
        state, names = state_of(folder, self.data, chosen=chosen), list[str]()
        with suppress(OSError):  # of a folder that nobody may read, its state tells
            names = [path.name for path in _listed(folder) if path.suffix == SUFFIX]
        known = copies(names, self.sign.letter, self.sign.desk, drill=self.sign.drill)
        return BackupPlace(folder=str(folder), state=state, newest=known[-1].at if known else None)

    def _make_own_folder(self, folder: Path) -> None:
        """Make the desk's own folder for backups where one is to go there and it is not there yet."""
        if folder.absolute() == own_folder(self.data).absolute() and not folder.is_dir():
            with translated(self.data):
                folder.mkdir(mode=0o700)
                sync_folder(self.data)

    def _slots(self) -> dict[str, Part]:
        """Return what each file of the key slots holds now."""
        found = dict[str, Part]()
        for name in _SLOTS:
            with suppress(FileNotFoundError), (self.data / name).open("rb") as opened:
                found[name] = measured(opened)
        return found

    def _packed(
        self, file: Path, files: dict[str, Path], backup: Backup, slots: dict[str, Part], progress: Progress
    ) -> Backup:
        read: list[Backup] = []

        def prove(new: Path) -> None:
            try:
                read.append(unpack(new, None, lambda share: progress(0.7 + share * 0.3)))
            except BackupUnreadable:
                raise BackupUnproved from None

        with ExitStack() as held:
            with translated(self.data):
                opened = {name: held.enter_context(path.open("rb")) for name, path in sorted(files.items())}
                parts = {name: measured(one) for name, one in opened.items()}
            if {name: parts[name] for name in _SLOTS if name in parts} != slots:
                raise _SlotsChanged
            with _written():
                parcel = packed(opened, backup, parts, lambda share: progress(0.4 + share * 0.3))
                replace_with(file, parcel, check=prove)
        return read[0]

    def _files(self) -> dict[str, Path]:
        """Return what belongs into a backup beside the store, by name."""
        with translated(self.data):
            found = [path for path in (*self.data.iterdir(), *self.data.glob("*/*")) if path.is_file()]
        named = {path.relative_to(self.data).as_posix(): path for path in found}
        return {name: path for name, path in named.items() if PARTS.fullmatch(name) and name != STORE_FILE}

    def _require_own(self, file: Path) -> None:
        try:
            there = head_of(file)
        except FileNotFoundError:
            return
        except (BackupUnreadable, BackupTooNew, OSError):
            raise BackupInTheWay from None
        if (there.letter, there.desk, there.drill) != (self.sign.letter, self.sign.desk, self.sign.drill):
            raise BackupInTheWay


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskCopies:
    """Implements `kbdesk.desk.retention_ports.Copies`: what lies in the desk's folder, and in that of its backups."""

    vault: Vault
    folder: Path

    def rows(self) -> tuple[Copy, ...]:
        """Return them, the oldest first."""
        return tuple(copy for _, copy in self.vault.copies(self.folder))

    def remove(self, copy: Copy) -> None:
        """Remove one; one that is gone is removed already."""
        with _written():
            for path in (path for path, found in self.vault.copies(self.folder) if found == copy):
                path.unlink(missing_ok=True)


def _listed(folder: Path) -> list[Path]:
    """Return the files of a folder; one that is not there yet has none."""
    return sorted(folder.iterdir()) if folder.is_dir() else []


@contextmanager
def reading() -> Iterator[None]:
    """Turn what the system says to reading a backup into what a person is told."""
    try:
        yield
    except OSError as error:
        raise (BackupFull if error.errno in _NO_ROOM else BackupUnreadable) from error


@contextmanager
def _written() -> Iterator[None]:
    try:
        yield
    except BackupFault:
        raise
    except OSError as error:
        raise (BackupFull if error.errno in _NO_ROOM else BackupUnwritable) from error
