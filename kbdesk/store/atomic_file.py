"""Replacing a small file so that either the old or the new one is there, whole, after any fault."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Write `content` beside `path`, sync it, rename it into place and sync the folder; mode 0600.

    Raises `OSError`; then the old file stands and nothing is left beside it.
    """
    replace_with(path, (content,))


def replace_with(path: Path, parts: Iterable[bytes], *, check: Callable[[Path], object] | None = None) -> None:
    """Do as `replace_file` with a content that comes in parts; whatever is raised, the old file stands.

    `check` is handed the new file once it is on the disk, before it takes the old one's place.
    """
    new = path.with_name(f".{path.name}.new")
    try:
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(descriptor, 0o600)
            file.writelines(parts)
            file.flush()
            os.fsync(descriptor)
        if check is not None:
            check(new)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    _sync(folder, os.O_DIRECTORY)


def sync_tree(folder: Path) -> None:
    """Make every file and every name below a folder durable."""
    for path in (*folder.rglob("*"), folder):
        _sync(path)


def _sync(path: Path, flags: int = 0) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
