"""A folder as the printer: each paper becomes one PDF file in it."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

from kbdesk.desk.ports import PrintAnswer, PrinterError, PrintJob
from kbdesk.devices.at_once import AtOnce
from kbdesk.domain.paper import Printed

_NAMED: Final = re.compile(r"([0-9A-Z]{9})-([a-z][a-z-]*[a-z])(?:-[0-9]+)?\.pdf")
_PRIVATE: Final = 0o600
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_ALLOWED: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


class Tray(AtOnce):
    """Implements `kbdesk.desk.ports.Printer`. Two desks may share a folder: their numbers never meet."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def hand(self, jobs: Sequence[PrintJob]) -> None:
        """Write papers; each is answered for at once."""
        for job in jobs:
            try:
                self.put(job.printed)
            except PrinterError as error:
                self._answers.append(PrintAnswer(job=job, error=error))
            else:
                self._answers.append(PrintAnswer(job=job))

    def put(self, printed: Printed) -> None:
        """Write ``NUMBER-kind.pdf``, whole, durable and this account's alone, or raise `PrinterError`, leaving nothing.

        No file is ever overwritten: other bytes under the same name make ``NUMBER-kind-1.pdf``, and so on; the same
        bytes are there already.
        """
        try:
            path = self.path(printed)
            if not path.exists():
                _write(path, printed.pdf)
        except OSError as error:
            code, sentence = _told(error)
            raise PrinterError(sentence, code=code) from error

    def path(self, printed: Printed) -> Path:
        """Return the file that holds this paper, or that `put` will make for it. May raise `OSError`."""
        copy, path = 0, self._folder / f"{printed.number}-{printed.kind}.pdf"
        while path.exists() and path.read_bytes() != printed.pdf:
            copy += 1
            path = self._folder / f"{printed.number}-{printed.kind}-{copy}.pdf"
        return path

    def kept(self) -> tuple[tuple[str, str], ...]:
        """Return the papers by number and kind; a folder that is not there has none. May raise `OSError`."""
        return tuple(dict.fromkeys(paper for _, paper in self._files()))

    def forget(self, papers: Collection[tuple[str, str]]) -> Iterator[str]:
        """Remove papers by number and kind, and yield the name of each file as it goes. May raise `OSError`."""
        for path, paper in self._files():
            if paper in papers:
                path.unlink(missing_ok=True)
                yield path.name

    def _files(self) -> Iterator[tuple[Path, tuple[str, str]]]:
        for path in sorted(self._folder.iterdir()) if self._folder.is_dir() else ():
            if found := _NAMED.fullmatch(path.name):
                yield path, (found[1], found[2])


def _write(path: Path, pdf: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        made = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, _PRIVATE)
        with os.fdopen(made, "wb") as file:
            os.fchmod(made, _PRIVATE)
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _told(error: OSError) -> tuple[str, str]:
    """Return the code and the sentence of what stands in the way."""
    if error.errno in _NO_ROOM:
        return "printer.full", "The disk of the printer folder is full; the paper was not written."
    if error.errno in _NOT_ALLOWED:
        return "printer.read-only", "The printer folder cannot be written; the paper was not written."
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return "printer.missing", "The printer folder does not exist; the paper was not written."
    return "printer.failing", "The disk of the printer folder reports an error; the paper was not written."
