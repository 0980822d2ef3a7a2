"""A disk whose every write and flush is noted: ``python -m tests.faults.blocks MOUNT IMAGE LOG``.

It shows one file, `disk.img`, which begins as IMAGE, and beside it `told`, into which a desk tells what it tells; LOG
is written when it is unmounted, as a pickled list of `tests.faults.events`.
"""

from __future__ import annotations

import errno
import pickle
import stat
import sys
from pathlib import Path

import mfusepy

from tests.faults.events import Event, Sync, Told, Write

DISK, TOLD = "disk.img", "told"


class Blocks(mfusepy.Operations):
    """Two files in memory; the second is kept line by line as what was told."""

    use_ns = True

    def __init__(self, image: bytes, log: Path) -> None:
        self._content = {f"/{DISK}": bytearray(image), f"/{TOLD}": bytearray()}
        self._log, self._part = log, ""
        self._events: list[Event] = []

    def getattr(self, path: str, fh: int | None = None) -> dict[str, int]:
        if path == "/":
            return {"st_mode": stat.S_IFDIR | 0o700, "st_nlink": 2}
        if path not in self._content:
            raise mfusepy.FuseOSError(errno.ENOENT)
        return {"st_mode": stat.S_IFREG | 0o600, "st_nlink": 1, "st_size": len(self._content[path])}

    def readdir(self, path: str, fh: int) -> list[str]:
        return [".", "..", DISK, TOLD]

    def open(self, path: str, flags: int) -> int:
        return 1

    def read(self, path: str, size: int, offset: int, fh: int) -> bytes:
        return bytes(self._content[path][offset : offset + size])

    def write(self, path: str, data: bytes, offset: int, fh: int) -> int:
        self._content[path][offset : offset + len(data)] = data
        if path == f"/{DISK}":
            self._events.append(Write(DISK, offset, bytes(data)))
        else:
            *lines, self._part = (self._part + data.decode()).split("\n")
            self._events += map(Told, lines)
        return len(data)

    def truncate(self, path: str, length: int, fh: int | None = None) -> int:
        return 0

    def flush(self, path: str, fh: int) -> int:
        return 0

    def fsync(self, path: str, datasync: int, fh: int) -> int:
        if path == f"/{DISK}":
            self._events.append(Sync(DISK))
        return 0

    def destroy(self, path: str) -> None:
        self._log.write_bytes(pickle.dumps(self._events))


if __name__ == "__main__":
    mount, image, log = map(Path, sys.argv[1:4])
    mfusepy.FUSE(
        Blocks(image.read_bytes(), log), str(mount), foreground=True, nothreads=True, attr_timeout=0, entry_timeout=0
    )
