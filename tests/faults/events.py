"""What a program asked of its disk, in order, as `strace` saw it: the events a power cut is made between."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

TRACED: Final = (
    "open,openat,creat,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,fsync,fdatasync,sync,syncfs,"
    "sync_file_range,msync,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,link,linkat,symlink,symlinkat,"
    "sendfile,copy_file_range,fallocate,splice,lseek"
)
"""Every call that can change a file, a name or a position; `-shm` files are mapped memory and not seen at all."""


@dataclass(frozen=True, slots=True)
class Make:
    """A name for a new, empty file; that of a folder ends with a stroke."""

    path: str


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes at a place; None for the place appends."""

    path: str
    at: int | None
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    """A length given to a file."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """A file, or a folder's names, made durable."""

    path: str


@dataclass(frozen=True, slots=True)
class Rename:
    """A name exchanged for another."""

    path: str
    to: str


@dataclass(frozen=True, slots=True)
class Unlink:
    """A name taken away."""

    path: str


@dataclass(frozen=True, slots=True)
class Told:
    """A line told to a person, outside of what is cut."""

    line: str


Event = Make | Write | Truncate | Sync | Rename | Unlink | Told


class UnmodelledError(Exception):
    """The program did something to its files that no state is made of."""


_LINE: Final = re.compile(r"^(\d+)\s+(\w+)\((.*)\)\s+=\s+(-?\d+)(.*)$", re.DOTALL)
_RESUMED: Final = re.compile(r"^(\d+)\s+<\.\.\. \w+ resumed>(.*)$", re.DOTALL)
_STRING: Final = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_DESCRIPTOR: Final = re.compile(r"^(\d+)<((?:\\x[0-9a-f]{2})*)>(\(deleted\))?")
_OPENED: Final = re.compile(r"^<((?:\\x[0-9a-f]{2})*)>")
_SYNCS: Final = frozenset({"fsync", "fdatasync"})
_WRITES: Final = frozenset({"write", "writev", "pwrite64"})


@dataclass(frozen=True, slots=True)
class _Call:
    """One call of the trace that succeeded."""

    name: str
    arguments: str
    result: int
    tail: str

    @property
    def strings(self) -> list[bytes]:
        return [_bytes(found) for found in _STRING.findall(self.arguments)]

    @property
    def last(self) -> int:
        return int(self.arguments.rsplit(",", 1)[1])


def read(lines: Iterable[str], root: Path, told: Path, names: Iterable[str]) -> list[Event]:
    """Return the events of a trace (`strace -f -y -xx`) below `root`, and the lines written to the file `told`.

    `names` are the files that stood below `root` before. Raises `UnmodelledError` rather than leave anything out.
    """
    reader = _Reader(root, told, set(names))
    for call in _calls(lines):
        reader.take(call)
    return reader.events


def _calls(lines: Iterable[str]) -> Iterator[_Call]:
    """Yield calls in the order that is safe to believe: a sync as it begins, all else as it ends."""
    waiting: dict[str, str] = {}
    order: list[list[_Call]] = []
    begun: dict[str, list[_Call]] = {}
    for line in lines:
        if "<unfinished ...>" in line:
            process = line.split(None, 1)[0]
            waiting[process] = line[: line.index("<unfinished ...>")].rstrip()
            begun[process] = []
            order.append(begun[process])
            continue
        resumed = _RESUMED.match(line)
        whole, place = line, None
        if resumed:
            whole = waiting.pop(resumed[1], "") + resumed[2]
            place = begun.pop(resumed[1], None)
        found = _LINE.match(whole.rstrip("\n"))
        if found is None or int(found[4]) < 0:
            continue
        call = _Call(found[2], found[3], int(found[4]), found[5])
        if place is not None and call.name in _SYNCS:
            place.append(call)
        else:
            order.append([call])
    return (call for calls in order for call in calls)


class _Reader:
    """Turns calls into events, keeping each descriptor's position."""

    def __init__(self, root: Path, told: Path, names: set[str]) -> None:
        self._root, self._told, self._names = f"{root.resolve()}", f"{told.resolve()}", names
        self._at: dict[tuple[int, str], int] = {}
        self._appending: set[tuple[int, str]] = set()
        self._folders: set[str] = set()
        self._part = ""
        self.events: list[Event] = []

    def take(self, call: _Call) -> None:
        if call.name in ("open", "openat", "creat"):
            self._open(call)
            return
        if call.name in ("rename", "renameat", "renameat2"):
            self._rename(call)
            return
        if call.name in ("unlink", "unlinkat", "rmdir"):
            name = self._below(self._named(call))
            if name is not None:
                folder = call.name == "rmdir" or "AT_REMOVEDIR" in call.arguments
                self._names.discard(name)
                self.events.append(Unlink(f"{name}/" if folder else name))
            return
        if call.name == "mkdir":
            name = self._below(call.strings[0])
            if name is not None:
                self._folders.add(name)
                self.events.append(Make(f"{name}/"))
            return
        descriptor = _DESCRIPTOR.match(call.arguments)
        if descriptor is None:
            if any(self._below(string) for string in call.strings):
                raise UnmodelledError(f"{call.name}: {call.strings}")
            return
        if descriptor[3]:
            return  # its name is gone: no cut brings it back
        path = os.fsdecode(_bytes(descriptor[2]))
        if path == self._told and call.name in _WRITES:
            *lines, self._part = (self._part + b"".join(call.strings).decode()).split("\n")
            self.events += map(Told, lines)
            return
        name = self._below(os.fsencode(path))
        if name is not None:
            self._change(call, int(descriptor[1]), name)

    def _change(self, call: _Call, descriptor: int, name: str) -> None:
        key = (descriptor, name)
        if call.name in _SYNCS:
            self.events.append(Sync(name))
        elif call.name == "pwrite64":
            self.events.append(Write(name, call.last, call.strings[0][: call.result]))
        elif call.name in ("write", "writev"):
            at = None if key in self._appending else self._at.get(key, 0)
            self.events.append(Write(name, at, b"".join(call.strings)[: call.result]))
            self._at[key] = self._at.get(key, 0) + call.result
        elif call.name == "lseek":
            self._at[key] = call.result
        elif call.name == "ftruncate":
            self.events.append(Truncate(name, call.last))
        else:
            raise UnmodelledError(f"{call.name}: {name}")

    def _open(self, call: _Call) -> None:
        opened = _OPENED.match(call.tail)
        name = None if opened is None else self._below(_bytes(opened[1]))
        if name is None:
            return
        self._at[call.result, name] = 0
        (self._appending.add if "O_APPEND" in call.arguments else self._appending.discard)((call.result, name))
        if "O_TMPFILE" in call.arguments:
            raise UnmodelledError(f"O_TMPFILE: {name}")
        if ("O_CREAT" in call.arguments or call.name == "creat") and name not in self._names:
            self._names.add(name)
            self.events.append(Make(name))
        elif "O_TRUNC" in call.arguments or call.name == "creat":
            self.events.append(Truncate(name, 0))

    def _rename(self, call: _Call) -> None:
        old, new = (self._below(string) for string in call.strings[:2])
        if old is None and new is None:
            return
        if old is None or new is None or "EXCHANGE" in call.arguments:
            raise UnmodelledError(f"rename: {old} {new}")
        if old in self._folders:
            self._folder_renamed(old, new)
            return
        self._names.discard(old)
        self._names.add(new)
        for descriptor, name in [key for key in self._at if key[1] == old]:
            self._at[descriptor, new] = self._at.pop((descriptor, name))
        self.events.append(Rename(old, new))

    def _folder_renamed(self, old: str, new: str) -> None:
        def moved(name: str) -> str:
            return new + name[len(old) :] if name == old or name.startswith(f"{old}/") else name

        self._folders, self._names = set(map(moved, self._folders)), set(map(moved, self._names))
        self._at = {(descriptor, moved(name)): at for (descriptor, name), at in self._at.items()}
        self._appending = {(descriptor, moved(name)) for descriptor, name in self._appending}
        self.events.append(Rename(f"{old}/", f"{new}/"))

    def _named(self, call: _Call) -> bytes:
        """Return the path that a call names, which may be told from an open folder on."""
        folder, (path, *_) = _DESCRIPTOR.match(call.arguments), call.strings
        return path if folder is None else os.path.join(_bytes(folder[2]), path)  # noqa: PTH118 - bytes

    def _below(self, path: bytes) -> str | None:
        """Return a path below the root, ``.`` for itself; None for one elsewhere and for mapped memory."""
        whole = os.path.normpath(os.fsdecode(path))
        if whole == self._root:
            return "."
        below = whole.startswith(f"{self._root}/") and not whole.endswith("-shm")
        return whole[len(self._root) + 1 :] if below else None


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))
