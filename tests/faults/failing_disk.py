"""A disk that fails when it is told to: ``python -m tests.faults.failing_disk FOLDER`` mounts it by FUSE."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

import mfusepy

from tests.store.killing import ROOT

CONTROL: Final = "/.control"
PAGE: Final = 4096
ROOMY: Final = 1 << 28
_MOUNTED_WITHIN: Final = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What fails: an operation (`write`, `fsync`, `read`, `create`, or `any` but reading), on files whose names end so.

    It fails `times` times and no more (0: for ever) with an errno, or takes `delay` seconds longer.
    """

    op: str
    end: str = ""
    error: int = 0
    times: int = 0
    delay: float = 0.0

    def concerns(self, op: str, path: str) -> bool:
        """Tell whether an operation on a path is meant."""
        return path.endswith(self.end) and (op == self.op or (self.op == "any" and op != "read"))


@dataclass(slots=True)
class _File:
    mode: int
    content: bytearray = field(default_factory=bytearray)


class FailingDisk(mfusepy.Operations):
    """Files in memory, and rules of what fails. Written to the control file: a rule as JSON, ``[]`` forgets all."""

    use_ns = True

    def __init__(self) -> None:
        self._files: dict[str, _File] = {}
        self._folders = {"/": 0o700}
        self._rules: list[dict[str, Any]] = []
        self._room = ROOMY

    def _told(self, said: Any) -> None:
        if said == []:
            self._rules, self._room = [], ROOMY
        elif "room" in said:
            self._room = self._used() + said["room"]
        else:
            self._rules.append(said)

    def _fail(self, op: str, path: str) -> None:
        for kept in list(self._rules):
            rule = Rule(**kept)
            if not rule.concerns(op, path):
                continue
            time.sleep(rule.delay)
            if rule.times == 1:
                self._rules.remove(kept)
            elif rule.times:
                kept["times"] -= 1
            if rule.error:
                raise mfusepy.FuseOSError(rule.error)

    def _used(self) -> int:
        return sum(len(file.content) for file in self._files.values())

    def _file(self, path: str) -> _File:
        if path not in self._files:
            raise mfusepy.FuseOSError(errno.ENOENT)
        return self._files[path]

    def getattr(self, path: str, fh: int | None = None) -> dict[str, Any]:
        owner = {"st_uid": os.getuid(), "st_gid": os.getgid()}
        if path in self._folders:
            return {"st_mode": stat.S_IFDIR | self._folders[path], "st_nlink": 2, **owner}
        if path == CONTROL:
            return {"st_mode": stat.S_IFREG | 0o600, "st_nlink": 1, "st_size": 0, **owner}
        file = self._file(path)
        return {"st_mode": stat.S_IFREG | file.mode, "st_nlink": 1, "st_size": len(file.content), **owner}

    def readdir(self, path: str, fh: int) -> Iterator[str]:
        there = path.rstrip("/") + "/"
        inside = (name.removeprefix(there) for name in (*self._files, *self._folders) if name.startswith(there))
        yield from (".", "..", *(name for name in inside if name and "/" not in name))

    def create(self, path: str, mode: int, fi: Any = None) -> int:
        self._fail("create", path)
        self._files[path] = _File(mode & 0o777)
        return 0

    def open(self, path: str, flags: int) -> int:
        return 0

    def read(self, path: str, size: int, offset: int, fh: int) -> bytes:
        if path == CONTROL:
            return b""
        self._fail("read", path)
        return bytes(self._file(path).content[offset : offset + size])

    def write(self, path: str, data: bytes, offset: int, fh: int) -> int:
        if path == CONTROL:
            self._told(json.loads(data))
            return len(data)
        self._fail("write", path)
        content = self._file(path).content
        if self._used() + max(0, offset + len(data) - len(content)) > self._room:
            raise mfusepy.FuseOSError(errno.ENOSPC)
        content.extend(bytes(max(0, offset - len(content))))
        content[offset : offset + len(data)] = data
        return len(data)

    def truncate(self, path: str, length: int, fh: int | None = None) -> int:
        if path == CONTROL:
            return 0
        self._fail("truncate", path)
        content = self._file(path).content
        del content[length:]
        content.extend(bytes(length - len(content)))
        return 0

    def fsync(self, path: str, datasync: int, fh: int) -> int:
        self._fail("fsync", path)
        return 0

    def fsyncdir(self, path: str, datasync: int, fh: int) -> int:
        self._fail("fsync", path)
        return 0

    def unlink(self, path: str) -> int:
        self._fail("unlink", path)
        self._file(path)
        del self._files[path]
        return 0

    def rename(self, old: str, new: str) -> int:
        self._fail("rename", old)
        if old in self._folders:
            self._folders = {_moved(name, old, new): mode for name, mode in self._folders.items()}
            self._files = {_moved(name, old, new): file for name, file in self._files.items()}
        else:
            self._files[new] = self._files.pop(old)
        return 0

    def mkdir(self, path: str, mode: int) -> int:
        self._fail("create", path)
        self._folders[path] = mode & 0o777
        return 0

    def rmdir(self, path: str) -> int:
        del self._folders[path]
        return 0

    def chmod(self, path: str, mode: int) -> int:
        if path in self._folders:
            self._folders[path] = mode & 0o777
        else:
            self._file(path).mode = mode & 0o777
        return 0

    def utimens(self, path: str, times: Any = None) -> int:
        return 0

    def statfs(self, path: str) -> dict[str, int]:
        free = max(0, self._room - self._used()) // PAGE
        return {"f_bsize": PAGE, "f_frsize": PAGE, "f_blocks": ROOMY // PAGE, "f_bfree": free, "f_bavail": free}


def _moved(name: str, old: str, new: str) -> str:
    return new + name.removeprefix(old) if name == old or name.startswith(f"{old}/") else name


@dataclass(frozen=True, slots=True, kw_only=True)
class Disk:
    """A failing disk that is mounted."""

    folder: Path

    def fails(self, rule: Rule) -> None:
        """Let it fail from now on."""
        self._tell(asdict(rule))

    def has_room(self, count: int) -> None:
        """Let only so many more bytes go onto it."""
        self._tell({"room": count})

    def mend(self) -> None:
        """Let it be sound again."""
        self._tell([])

    def _tell(self, said: object) -> None:
        (self.folder / CONTROL[1:]).write_text(json.dumps(said))


@contextmanager
def mounted(folder: Path) -> Iterator[Disk]:
    """Mount a failing disk over an empty folder; what is still open on it when it is left is lost."""
    server = subprocess.Popen([sys.executable, "-m", "tests.faults.failing_disk", str(folder)], cwd=ROOT)
    try:
        until = time.monotonic() + _MOUNTED_WITHIN
        while not folder.is_mount():
            assert server.poll() is None and time.monotonic() < until, "FUSE does not mount here"
            time.sleep(0.01)
        yield Disk(folder=folder)
    finally:
        subprocess.run(["fusermount3", "-u", "-z", str(folder)], check=False)
        server.kill()
        server.wait()


if __name__ == "__main__":
    mfusepy.FUSE(
        FailingDisk(),
        sys.argv[1],
        foreground=True,
        nothreads=True,
        fsname="failing",
        attr_timeout=0,
        entry_timeout=0,
    )
