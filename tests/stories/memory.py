"""Looks for secrets in another process's memory and in a folder, from outside: they are in this process alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

UNDO_STRIDE = 16
"""Bytes between the letters of a line's undo history."""


def patterns(secrets: Mapping[str, bytes | str]) -> dict[str, re.Pattern[bytes]]:
    """Return what to look for: of keys the raw and the hexadecimal halves, of words every way a program keeps them."""
    return {name: re.compile(b"|".join(_forms(secret)), re.DOTALL) for name, secret in secrets.items()}


def _forms(secret: bytes | str) -> Iterable[bytes]:
    if isinstance(secret, bytes):
        half = len(secret) // 2
        for part in (secret[:half], secret[half:]):
            yield re.escape(part)
            yield re.escape(part.hex().encode())
            yield re.escape(part.hex().upper().encode())
        return
    for word in {secret, secret.upper(), secret.lower()}:
        tail = word[-max(8, len(word) // 2) :]  # the beginning may lie under what an allocator wrote since
        for coding in ("utf-8", "utf-16-le", "utf-32-le"):
            yield re.escape(tail.encode(coding))
        yield (b".{%d}" % (UNDO_STRIDE - 2)).join(re.escape(letter.encode("utf-16-le")) for letter in tail)


def in_process(pid: int, secrets: Mapping[str, bytes | str]) -> dict[str, int]:
    """Return how often each secret stands in the memory that a process can write; those never seen are left out."""
    found: dict[str, int] = {}
    looked = patterns(secrets)
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for first, last in _written(pid):
            try:
                memory.seek(first)
                data = memory.read(last - first)
            except (OSError, ValueError, OverflowError):
                continue
            for name, pattern in looked.items():
                count = len(pattern.findall(data))
                if count:
                    found[name] = found.get(name, 0) + count
    return found


def _written(pid: int) -> Iterable[tuple[int, int]]:
    """Yield the stretches of memory that are not just a file's unwritable bytes."""
    for line in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines():
        stretch, rights, _, _, _, *name = line.split(None, 5)
        if "r" in rights and not (name and name[0].startswith(("[v", "/")) and "w" not in rights):
            first, last = (int(end, 16) for end in stretch.split("-"))
            yield first, last


def in_folder(folder: Path, secrets: Mapping[str, bytes | str]) -> dict[str, int]:
    """Return in how many files of a folder each secret stands; those in none are left out."""
    contents = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    hits = {name: sum(1 for c in contents if pattern.search(c)) for name, pattern in patterns(secrets).items()}
    return {name: count for name, count in hits.items() if count}
