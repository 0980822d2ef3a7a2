"""Looks for secrets in another process's memory and in a folder, from outside: they are in this process alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

UNDO_STRIDE = 16
"""Bytes between the letters of a line's undo history."""


def _forms(secret: bytes | str) -> set[bytes]:
    """Return the halves of a key, raw and in hexadecimal; of a word its end in both cases and every coding."""
    if isinstance(secret, bytes):
        halves = (secret[: len(secret) // 2], secret[len(secret) // 2 :])
        return {form for half in halves for form in (half, half.hex().encode(), half.hex().upper().encode())}
    return {tail.encode(coding) for tail in _tails(secret) for coding in ("utf-8", "utf-16-le", "utf-32-le")}


def _tails(word: str) -> set[str]:
    """Return the end of a word in both cases: its beginning may lie under what an allocator wrote since."""
    most = max(8, len(word) // 2)
    return {form[-most:] for form in (word, word.upper(), word.lower())}


def count(data: bytes, secrets: Mapping[str, bytes | str]) -> dict[str, int]:
    """Return how often each secret stands in some bytes; those never seen are left out."""
    strides = [data[first::UNDO_STRIDE] for first in range(UNDO_STRIDE)]
    found = {}
    for name, secret in secrets.items():
        found[name] = sum(data.count(form) for form in _forms(secret))
        if isinstance(secret, str):
            letters = {tail.encode("utf-16-le")[::2] for tail in _tails(secret)}
            found[name] += sum(stride.count(form) for stride in strides for form in letters)
    return {name: times for name, times in found.items() if times}


def in_process(pid: int, secrets: Mapping[str, bytes | str]) -> dict[str, int]:
    """Return how often each secret stands in the memory that a process can write; those never seen are left out."""
    found: dict[str, int] = {}
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for first, last in _written(pid):
            try:
                memory.seek(first)
                data = memory.read(last - first)
            except (OSError, ValueError, OverflowError):
                continue
            for name, times in count(data, secrets).items():
                found[name] = found.get(name, 0) + times
    return found


def _written(pid: int) -> Iterable[tuple[int, int]]:
    """Yield the stretches of memory that are not just a file's unwritable bytes."""
    for line in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines():
        stretch, rights, _, _, _, *name = line.split(None, 5)
        if "r" in rights and not (name and name[0].startswith(("[v", "/")) and "w" not in rights):
            first, last = (int(end, 16) for end in stretch.split("-"))
            yield first, last


def in_folder(folder: Path, secrets: Mapping[str, bytes | str]) -> dict[str, int]:
    """Return how often each secret stands in the files of a folder; those never seen are left out."""
    return count(b"\0".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()), secrets)
