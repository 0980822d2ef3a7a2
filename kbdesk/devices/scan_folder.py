"""The folder into which a flatbed scanner puts its pictures: each is read once it is whole, and never changed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

SUFFIXES: Final = frozenset({".jpg", ".jpeg", ".png", ".pdf"})
LARGEST: Final = (64 << 20) + 1
"""Bytes read of a file: one more than any reader takes, so that it says what is wrong."""
PATIENCE: Final = 8
"""Looks for which a file that does not end as its kind does may stand still before it is taken as it is."""
_MOST: Final = 20_000
"""Files of a folder that are looked at."""
_ENDS: Final = {b"\xff\xd8\xff": b"\xff\xd9", b"\x89PNG": b"IEND\xaeB`\x82", b"%PDF": b"%%EOF"}
"""By how a file begins, what stands at its end."""
_TAIL: Final = 1024

_Stamp = tuple[int, int]
"""Size, and when it was changed, in nanoseconds."""


class ScanFolder:
    """One folder. What lies there at the first look is old and is left alone. Any thread, one at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._taken: dict[str, _Stamp] | None = None
        self._waiting: dict[str, tuple[_Stamp, int]] = {}

    def look(self) -> list[bytes]:
        """Return the files that became whole since the last look, oldest first. Raises `OSError`.

        A file is whole when it stood still from one look to the next and ends as its kind does, or stands still for
        `PATIENCE` looks. One written again under its name is another file.
        """
        there = dict(self._files())
        if self._taken is None:
            self._taken = there
            return []
        self._taken = {name: stamp for name, stamp in self._taken.items() if name in there}
        waiting: dict[str, tuple[_Stamp, int]] = {}
        found: list[tuple[int, bytes]] = []
        for name, stamp in there.items():
            if self._taken.get(name) == stamp:
                continue
            before, looks = self._waiting.get(name, (None, 0))
            looks = looks + 1 if before == stamp else 0
            data = self._read(name) if looks and stamp[0] else None
            if data is not None and (_ends(data) or looks >= PATIENCE):
                found.append((stamp[1], data))
                self._taken[name] = stamp
            else:
                waiting[name] = stamp, looks
        self._waiting = waiting
        return [data for _, data in sorted(found, key=lambda one: one[0])]

    def _files(self) -> Iterator[tuple[str, _Stamp]]:
        """Yield the pictures in the folder; links, hidden files and what vanishes under the eye are passed over."""
        with os.scandir(self._folder) as entries:
            for _, entry in zip(range(_MOST), entries, strict=False):
                if entry.name.startswith(".") or Path(entry.name).suffix.lower() not in SUFFIXES:
                    continue
                try:
                    known = entry.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue
                if stat.S_ISREG(known.st_mode):
                    yield entry.name, (known.st_size, known.st_mtime_ns)

    def _read(self, name: str) -> bytes | None:
        """Return the bytes of a file, None where its writer still holds it or took it away."""
        try:
            with (self._folder / name).open("rb") as file:
                return file.read(LARGEST)
        except (FileNotFoundError, PermissionError):
            return None


def _ends(data: bytes) -> bool:
    """Tell whether a file ends as its kind does; of a kind that is not known it is not told."""
    end = next((end for head, end in _ENDS.items() if data.startswith(head)), None)
    return end is not None and end in data[-_TAIL:]
