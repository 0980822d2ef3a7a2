"""A backup as one file: a plain tar whose first part tells the digest of every other; not one byte of it is free."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from tarfile import USTAR_FORMAT, HeaderError, TarInfo
from typing import Any, BinaryIO, Final

from kbdesk.domain.backup import Backup
from kbdesk.store.errors import BackupTooNew, BackupUnproved, BackupUnreadable
from kbdesk.store.translation import STORE_FILE

FORMAT: Final = "kbdesk backup 1"
HEAD: Final = "backup.json"
PARTS: Final = re.compile(
    rf"settings\.toml|keys(\.copy)?\.json|{re.escape(STORE_FILE)}|trust\.bundle|(drill_)?books\.pem|signer-request\.pem"
    r"|signer-[0-9a-f]{12}\.pem|drill-passwords\.txt|drill-office/[a-z0-9][a-z0-9._-]{0,60}"
)
"""The files of a data folder that a backup holds; under no other name does anything come out of one."""
NEEDED: Final = frozenset({"settings.toml", "keys.json", STORE_FILE})
_BLOCK: Final = 512
_CHUNK: Final = 1 << 20
_LARGEST_HEAD: Final = 1 << 20
_LARGEST_PART: Final = 8**11 - 1
"""What the format of 1988 has digits for: 8 GiB."""

Progress = Callable[[float], None]
"""Told what share is done, 0 to 1; whatever it raises ends the work, which leaves nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file of a backup: its size in bytes, and its SHA-256 in hex."""

    size: int
    sha256: str


def measured(opened: BinaryIO) -> Part:
    """Return size and digest of an open file, and leave it at its beginning. Raises `OSError`."""
    digest, size = hashlib.sha256(), 0
    while chunk := opened.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
    opened.seek(0)
    return Part(size=size, sha256=digest.hexdigest())


def packed(
    files: Mapping[str, BinaryIO], backup: Backup, parts: Mapping[str, Part], progress: Progress
) -> Iterator[bytes]:
    """Yield the bytes of a backup of open files, by the names that they have in it.

    Files are open since they were measured: one that another has taken the place of meanwhile is still itself. One that
    was written into ends it. Raises `BackupUnproved`, `OSError`.
    """
    head = _head(backup, parts)
    yield _header(HEAD, len(head), backup.at)
    yield head
    yield _padding(len(head))
    whole, done = sum(part.size for part in parts.values()) or 1, 0
    for name, part in parts.items():
        yield _header(name, part.size, backup.at)
        digest, left = hashlib.sha256(), part.size
        while chunk := files[name].read(min(_CHUNK, left)):
            digest.update(chunk)
            left -= len(chunk)
            done += len(chunk)
            progress(done / whole)
            yield chunk
        if left or digest.hexdigest() != part.sha256:
            raise BackupUnproved
        yield _padding(part.size)
    yield bytes(2 * _BLOCK)


def head_of(file: Path) -> Backup:
    """Return what a backup says it holds. Raises `BackupUnreadable`, `BackupTooNew`, `OSError`."""
    with file.open("rb") as opened:
        return _opened(opened)[0]


def unpack(file: Path, into: Path | None, progress: Progress) -> Backup:
    """Read a backup to its last byte, and lay its files into a folder if one is named, mode 0600.

    Returns what it holds, with its size and digest. Raises `BackupUnreadable` unless every byte is what was written,
    `BackupTooNew`, `OSError`; then some files may lie in the folder.
    """
    whole = hashlib.sha256()
    with file.open("rb") as opened:
        backup, parts, begun = _opened(opened)
        whole.update(begun)
        sizes, done = sum(part.size for part in parts.values()) or 1, 0
        for name, part in parts.items():
            _expect(opened, _header(name, part.size, backup.at), whole)
            for chunk in _copied(opened, part, None if into is None else into / name):
                whole.update(chunk)
                done += len(chunk)
                progress(done / sizes)
            _expect(opened, _padding(part.size), whole)
        _expect(opened, bytes(2 * _BLOCK), whole)
        if opened.read(1):
            raise BackupUnreadable
        return replace(backup, size=opened.tell(), sha256=whole.hexdigest())


def _copied(opened: BinaryIO, part: Part, to: Path | None) -> Iterator[bytes]:
    """Yield a part chunk by chunk, and write it where it is wanted."""
    if to is not None:
        to.parent.mkdir(mode=0o700, exist_ok=True)
        to.touch(mode=0o600, exist_ok=False)
    digest, left = hashlib.sha256(), part.size
    out = None if to is None else to.open("wb")
    try:
        while left:
            chunk = opened.read(min(_CHUNK, left))
            if not chunk:
                raise BackupUnreadable
            digest.update(chunk)
            left -= len(chunk)
            if out is not None:
                out.write(chunk)
            yield chunk
    finally:
        if out is not None:
            out.close()
    if digest.hexdigest() != part.sha256:
        raise BackupUnreadable


def _opened(opened: BinaryIO) -> tuple[Backup, dict[str, Part], bytes]:
    """Return what a backup says of itself, and the bytes read for that."""
    first = opened.read(_BLOCK)
    try:
        size = TarInfo.frombuf(first, "ascii", "strict").size
        text = opened.read(size) if 0 < size <= _LARGEST_HEAD else b""
        said = json.loads(text)
        if not isinstance(said, dict) or not str(said.get("format", "")).startswith("kbdesk backup "):
            raise BackupUnreadable
        if said["format"] != FORMAT:
            raise BackupTooNew
        backup, parts = _understood(said)
        written = _header(HEAD, size, backup.at) + _head(backup, parts) + _padding(size)
    except (HeaderError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        raise BackupUnreadable from None
    begun = first + text + opened.read(len(_padding(size)))
    if begun != written:
        raise BackupUnreadable
    return backup, parts, begun


def _understood(said: dict[str, Any]) -> tuple[Backup, dict[str, Part]]:
    parts = {name: Part(size=int(one["size"]), sha256=str(one["sha256"])) for name, one in said["parts"].items()}
    backup = Backup(
        letter=str(said["letter"]),
        desk=str(said["desk"]),
        drill=bool(said["drill"]),
        at=datetime.fromisoformat(said["at"]),
        schema=int(said["schema"]),
        entries=int(said["entries"]),
        head=str(said["head"]),
    )
    named = all(PARTS.fullmatch(name) for name in parts) and set(parts) >= NEEDED
    if not named or backup.at.tzinfo is None or not all(0 <= part.size <= _LARGEST_PART for part in parts.values()):
        raise ValueError("a backup of something else")
    return backup, parts


def _head(backup: Backup, parts: Mapping[str, Part]) -> bytes:
    said = {
        "format": FORMAT,
        "letter": backup.letter,
        "desk": backup.desk,
        "drill": backup.drill,
        "at": backup.at.isoformat(),
        "schema": backup.schema,
        "entries": backup.entries,
        "head": backup.head,
        "parts": {name: asdict(part) for name, part in parts.items()},
    }
    whole = hashlib.sha256(json.dumps(said).encode("ascii")).hexdigest()
    return json.dumps({**said, "sha256": whole}, indent=1).encode("ascii") + b"\n"


def _header(name: str, size: int, at: datetime) -> bytes:
    info = TarInfo(name)
    info.size, info.mtime, info.mode = size, int(at.timestamp()), 0o600
    return info.tobuf(USTAR_FORMAT, "ascii", "strict")


def _padding(size: int) -> bytes:
    return bytes(-size % _BLOCK)


def _expect(opened: BinaryIO, wanted: bytes, whole: Any) -> None:
    if opened.read(len(wanted)) != wanted:
        raise BackupUnreadable
    whole.update(wanted)
