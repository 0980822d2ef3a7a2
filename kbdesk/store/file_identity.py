"""Whether the files that are open are still the ones that stand in the data folder (FAULTS finding 4)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileIdentity:
    """Device and inode of each file of a store; SQLite notices neither removal nor exchange."""

    files: tuple[tuple[Path, int, int], ...]

    @classmethod
    def of(cls, *paths: Path) -> FileIdentity:
        """Take the identity of files that have just been opened; raises `OSError` if one is not there."""
        return cls(tuple((path, s.st_dev, s.st_ino) for path in paths for s in (path.stat(),)))

    def holds(self) -> bool:
        """Tell whether all of them stand where they stood."""
        try:
            return all((s.st_dev, s.st_ino) == (dev, ino) for path, dev, ino in self.files for s in (path.stat(),))
        except OSError:
            return False
