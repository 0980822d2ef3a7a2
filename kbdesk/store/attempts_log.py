"""The file beside the store that is read before anybody is in: wrong passwords, and how far the records were seen."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from kbdesk.store.atomic_file import replace_file
from kbdesk.store.translation import translate_os

FILE: Final = "attempts.log"
_MOST_COUNTED: Final = 10**9


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep every other process from the file for a moment; ends with the process, however it ends."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise translate_os(error, folder) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def read(folder: Path) -> Mapping[str, Any]:
    """Return what the file says, nothing where it is missing or damaged. Raises `StoreUnavailable`."""
    try:
        return _parsed((folder / FILE).read_bytes())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise translate_os(error, folder) from error
    except (ValueError, RecursionError):
        return {}


def write(folder: Path, said: Mapping[str, object]) -> None:
    """Let the file say this besides all else that it says. Raises `StoreUnavailable`."""
    try:
        replace_file(folder / FILE, _content({**read(folder), **said}))
    except OSError as error:
        raise translate_os(error, folder) from error


def counted(value: object) -> int:
    """Return a count that no desk outlives; a larger one would end all counting where it was entered."""
    if not isinstance(value, int) or not 0 <= value <= _MOST_COUNTED:
        raise ValueError("no count")
    return value


@lru_cache(maxsize=2)
def _parsed(content: bytes) -> Mapping[str, Any]:
    """Return what a file says: a sign-in looks half a dozen times."""
    said = json.loads(content)
    _content(said)  # what could not be written again would keep everybody out
    return MappingProxyType(said if isinstance(said, dict) else {})


def _content(said: object) -> bytes:
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
