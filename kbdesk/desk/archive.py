"""Archive: a paper leaves the desk as a file, with its record attached or locked by a password; this is entered."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256 as digest_of
from pathlib import Path
from typing import Final, Protocol

from kbdesk.desk.paper_errors import PapersError
from kbdesk.desk.ports import Clock, PaperRow
from kbdesk.desk.recorded import PaperStore, known_number, original
from kbdesk.domain.paper import Attached, Printed
from kbdesk.domain.vocabulary import FileForm, PaperKind

LEAST_PASSWORD: Final = 12
RECORD: Final = "record.json"
SEAL: Final = "seal.bin"


class FileMaker(Protocol):
    """Makes files of drawn papers."""

    def archived(self, pdf: bytes, attached: Sequence[Attached], *, at: datetime) -> bytes:
        """Return PDF/A-3b with files attached; the same input gives the same bytes."""

    def locked(self, pdf: bytes, password: str) -> bytes:
        """Return a PDF that opens with a password only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCopy:
    """A paper saved as a file: which, in which form, and the SHA-256 of paper and file in hex."""

    kind: PaperKind
    number: str
    form: FileForm
    paper: str
    sha256: str


class ArchiveDesk:
    """Papers as files (store thread). Refusals are `PapersError`; then nothing is entered and no file stays.

    `redraw` draws a recorded paper again and makes sure that its bytes are those recorded; `save` writes a file whole
    or not at all. Where several things bear a number and have a paper of a kind, `sha256` chooses.
    """

    def __init__(
        self,
        *,
        store: PaperStore,
        redraw: Callable[[PaperRow], Printed],
        files: FileMaker,
        clock: Clock,
        officer: str,
        save: Callable[[Path, bytes], None],
    ) -> None:
        self._store, self._redraw, self._files = store, redraw, files
        self._clock, self._officer, self._save = clock, officer, save

    def archive(self, number: str, path: Path, *, kind: PaperKind = PaperKind.PERMIT, sha256: str = "") -> FileCopy:
        """Save a paper as it was drawn, as PDF/A-3b with the record it belongs to and its seal attached."""
        row = self._row(number, kind, sha256)
        pdf = self._files.archived(self._redraw(row).pdf, attached(row), at=row.at)
        return self._put(row, path, pdf, FileForm.ARCHIVE)

    def lock(
        self, number: str, path: Path, password: str, *, kind: PaperKind = PaperKind.PERMIT, sha256: str = ""
    ) -> FileCopy:
        """Save a paper as it was drawn, under AES-256 and a password of `LEAST_PASSWORD` letters at least."""
        if len(password) < LEAST_PASSWORD:
            raise PapersError("papers.password-short", least=str(LEAST_PASSWORD))
        row = self._row(number, kind, sha256)
        return self._put(row, path, self._files.locked(self._redraw(row).pdf, password), FileForm.ENCRYPTED)

    def _row(self, number: str, kind: PaperKind, sha256: str) -> PaperRow:
        clean = known_number(number)
        row, _ = original(self._store.issued.rows(clean), kind, clean, sha256)
        return row

    def _put(self, row: PaperRow, path: Path, pdf: bytes, form: FileForm) -> FileCopy:
        """Enter the file and write it; if either fails, neither stays."""
        done = FileCopy(
            kind=row.kind, number=row.number, form=form, paper=row.sha256, sha256=digest_of(pdf).hexdigest()
        )
        passage, saved = {"passage": row.body["passage"]} if "passage" in row.body else {}, False
        named = {"kind": str(row.kind), "number": row.number, "form": str(form)}
        try:
            with self._store.act(at=self._clock.now(), officer=self._officer) as act:
                act.append("paper.exported", {**passage, **named, "sha256": row.sha256, "file_sha256": done.sha256})
                self._write(path, pdf)
                saved = True
        except BaseException:
            if saved:
                path.unlink(missing_ok=True)
            raise
        return done

    def _write(self, path: Path, pdf: bytes) -> None:
        try:
            self._save(path, pdf)
        except OSError as error:
            raise PapersError("papers.not-saved", why=error.strerror or type(error).__name__) from error


def attached(row: PaperRow) -> tuple[Attached, ...]:
    """Return what an archive copy carries: the record as JSON (its keys in order), and the seal where there is one."""
    record = {
        "paper": {"kind": str(row.kind), "number": row.number, "sha256": row.sha256},
        "entry": {"digest": row.digest, "at": row.at.isoformat(), "officer": row.officer, "body": row.body},
    }
    text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    files = [Attached(name=RECORD, media_type="application/json", data=text.encode())]
    if row.seal:
        files.append(Attached(name=SEAL, media_type="application/octet-stream", data=row.seal))
    return tuple(files)
