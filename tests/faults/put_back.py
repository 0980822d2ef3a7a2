"""A desk's folder put back as it was under a program that has it open, which must not notice."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

PAPERS: Final = ".pdf"
"""What ends so is never written again: it is there or not."""


class Standing:
    """What stands in a folder now, to be put back: each file under its name again, the same file with its content.

    Every file has a second name `aside` for as long; to read one and close it lets go of all locks that this process
    has on it, which its forks do not have either.
    """

    def __init__(self, folder: Path, aside: Path) -> None:
        self._folder, self._aside = folder, aside
        shutil.rmtree(aside, ignore_errors=True)
        shutil.copytree(folder, aside, copy_function=os.link)
        files, self._folders = _inside(folder)
        self._files = {name: b"" if name.endswith(PAPERS) else (folder / name).read_bytes() for name in files}

    def put_back(self) -> None:
        """Take away what is new, give back what is gone, and write anew what is another."""
        files, folders = _inside(self._folder)
        for name in files - self._files.keys():
            (self._folder / name).unlink()
        for name in sorted(folders - self._folders, reverse=True):
            (self._folder / name).rmdir()
        for name, content in self._files.items():
            file, kept = self._folder / name, self._aside / name
            if name not in files or not file.samefile(kept):
                file.unlink(missing_ok=True)
                file.hardlink_to(kept)
            if not name.endswith(PAPERS) and file.read_bytes() != content:
                write_in_place(file, content)


def write_in_place(file: Path | str, content: bytes) -> None:
    """Write into the very file that is there, or a new one; it is never shorter meanwhile than what is mapped of it."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        os.pwrite(descriptor, content, 0)
        os.ftruncate(descriptor, len(content))
    finally:
        os.close(descriptor)


def _inside(folder: Path) -> tuple[set[str], set[str]]:
    """Return the names below a folder: of files, and of folders."""
    files, folders = set[str](), set[str]()
    for where, inner, names in os.walk(folder):
        below = os.path.relpath(where, folder)
        files |= {os.path.normpath(f"{below}/{name}") for name in names}
        folders |= {os.path.normpath(f"{below}/{name}") for name in inner}
    return files, folders
