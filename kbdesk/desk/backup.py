"""Backups: what the desk holds, in one file that opens elsewhere; made at shift close and whenever it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from kbdesk.desk.numbers import after_restore
from kbdesk.desk.ports import Body, Clock
from kbdesk.domain.backup import Backup, BackupPlace, Copy, Keeping, Occasion
from kbdesk.domain.retention import Terms
from kbdesk.domain.vocabulary import Series

Progress = Callable[[float], None]
"""Told what share is done, 0 to 1; whatever it raises ends the work, which leaves nothing."""


class BackupAct(Protocol):
    """What backups need of an act."""

    def append(self, kind: str, body: Body) -> str:
        """Add an entry."""

    def left(self, series: Series) -> int:
        """Return how many numbers of a series nobody has taken."""

    def numbers(self, series: Series, count: int) -> tuple[int, int]:
        """Take several numbers of a series at once; returns the first and the last serial."""


class Termed(Protocol):
    """What is asked of the registers of retention."""

    def terms(self) -> Terms | None:
        """Return the terms that two officers set last."""


class BackupStore(Protocol):
    """What backups ask of the store."""

    @property
    def retention(self) -> Termed:
        """How long things are kept."""

    def act(self, *, at: datetime, officer: str) -> AbstractContextManager[BackupAct]:
        """Begin a transaction."""


class Vault(Protocol):
    """Writes backups. Raises faults of the store, each with its sentence."""

    def write(self, file: Path, *, at: datetime, progress: Progress) -> Backup:
        """Write a backup, proved, in the place of an older one."""

    def keep(self, folder: Path, name: str, *, keeping: Keeping) -> int:
        """Remove from a folder the backups that need not be kept beside the newest; return how many went."""

    def named(self, at: datetime) -> str:
        """Return the name of a backup of now."""

    def copies(self, folder: Path) -> Sequence[tuple[Path, Copy]]:
        """Return the copies of the records in the desk's own folders and in another, the oldest first."""

    def place(self, folder: Path, *, chosen: bool) -> BackupPlace:
        """Return how a folder stands, as one that somebody `chosen` for backups or as the desk's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A backup that was made: where it lies, what it holds, and how many older ones went."""

    file: Path
    backup: Backup
    removed: int = 0


def unwatched(_share: float) -> None:
    """Let a backup run to its end."""


class BackupDesk:
    """The procedure of backups: `write` runs on any one thread beside the store's, `place` on any, all else on that.

    `folder` is where the backups of shift closes lie: one that somebody `chosen`, else the desk's own.
    """

    def __init__(
        self,
        *,
        store: BackupStore,
        clock: Clock,
        officer: str,
        vault: Vault,
        folder: Path,
        chosen: bool,
        keeping: Keeping,
    ) -> None:
        self._store, self._clock, self._officer, self._vault = store, clock, officer, vault
        self.folder, self.chosen, self.keeping = folder, chosen, keeping

    def place(self, folder: Path | None = None) -> BackupPlace:
        """Return how the folder for backups stands, or how another would (a stick may be slow to answer)."""
        if folder is None:
            return self._vault.place(self.folder, chosen=self.chosen)
        return self._vault.place(folder, chosen=True)

    def write(self, file: Path, progress: Progress = unwatched) -> Made:
        """Write a backup to a file, or under a name of its own into a folder; it is not entered yet."""
        at = self._clock.now()
        to = file / self._vault.named(at) if file.is_dir() or file == self.folder else file
        return Made(file=to, backup=self._vault.write(to, at=at, progress=progress))

    def enter(self, written: Made, *, occasion: Occasion = Occasion.ON_DEMAND) -> Made:
        """Remove what is not kept beside a backup that was written, and enter that it was made (store thread)."""
        made, backup = replace(written, removed=self._tidy(written.file)), written.backup
        with self._store.act(at=self._clock.now(), officer=self._officer) as act:
            act.append(
                "backup.made",
                {
                    "occasion": str(occasion),
                    "entries": backup.entries,
                    "head": backup.head,
                    "size": backup.size,
                    "sha256": backup.sha256,
                    "removed": made.removed,
                },
            )
        return made

    def make(self, file: Path, *, occasion: Occasion = Occasion.ON_DEMAND, progress: Progress = unwatched) -> Made:
        """Write a backup and enter it (store thread)."""
        return self.enter(self.write(file, progress), occasion=occasion)

    def beside(self, made: Made) -> tuple[str, ...]:
        """Return the names of the copies of the records that the desk has beside a backup, the oldest first."""
        return tuple(path.name for path, _ in self._vault.copies(self.folder) if path.name != made.file.name)

    def at_shift_close(self) -> Made:
        """Make the backup of a shift's close (store thread)."""
        return self.make(self.folder, occasion=Occasion.SHIFT_CLOSED)

    def _tidy(self, newest: Path) -> int:
        """Remove the desk's backups that its rule keeps no more, none longer than the shortest term: how many."""
        if newest.parent.absolute() != self.folder.absolute():
            return 0
        terms = self._store.retention.terms()
        keeping = self.keeping if terms is None else self.keeping.within(terms.shortest)
        return self._vault.keep(newest.parent, newest.name, keeping=keeping)


def record_restored(act: BackupAct, backup: Backup, *, second: str, silent: timedelta) -> tuple[Series, ...]:
    """Enter that a desk resumes from a backup whose records were `silent` so long; every series goes on after a gap.

    Returns those of which no number is left.
    """
    body = {"entries": backup.entries, "head": backup.head, "made_at": backup.at.isoformat(), "second": second}
    act.append("backup.restored", body)
    return after_restore(act, silent=silent)
