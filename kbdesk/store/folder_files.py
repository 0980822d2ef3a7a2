"""Small files of a folder, each read whole and replaced whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kbdesk.store.atomic_file import replace_file


@dataclass(frozen=True, slots=True)
class FolderFiles:
    """Implements `kbdesk.desk.head_office.OfficeFiles` in a folder, which is made when something is first written."""

    folder: Path

    def read(self, name: str) -> bytes:
        """Return a file, empty where there is none. Raises `OSError`."""
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            return b""

    def write(self, name: str, data: bytes) -> None:
        """Put a file in place, mode 0600. Raises `OSError`."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(self.folder / name, data)
