"""The register of codes by which supervisors sign from afar: what is left of their newest sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kbdesk.domain.second_codes import CodePlace
from kbdesk.store import code_digest
from kbdesk.store.engine import Database
from kbdesk.store.entry_body import text, value, words
from kbdesk.store.errors import StoreBroken
from kbdesk.store.ledger import Entry

TABLES = ("second_codes",)
_GUARDED: Final = "digest LIKE '%:%'"
"""Sheets of versions whose digests told their codes within a second sign nothing any more."""


@dataclass(frozen=True, slots=True)
class CodeBook:
    """The register over whatever gives it the database: the store, or an act."""

    reads: Callable[[], AbstractContextManager[Database]]

    def next(self, name: str) -> CodePlace | None:
        """Return the place of the code to be asked for next, None where a supervisor has none left."""
        with self.reads() as db:
            row = db.execute(
                f"SELECT entry, min(place), count(*) FROM second_codes WHERE officer = ? AND {_GUARDED}", (name,)
            ).fetchone()
        return None if not row[2] else CodePlace(sheet=row[0], place=row[1], left=row[2])

    def is_next(self, name: str, code: bytes | bytearray) -> bool:
        """Tell whether a code is the one to be asked for next: no other counts."""
        with self.reads() as db:
            row = db.execute(
                f"SELECT salt, digest FROM second_codes WHERE officer = ? AND {_GUARDED} ORDER BY place LIMIT 1",
                (name,),
            ).fetchone()
        return row is not None and code_digest.is_of(row[1], bytes.fromhex(row[0]), code)


def _printed(db: Database, entry: Entry) -> None:
    """Take the place of the sheet before."""
    name, salts, digests = text(entry, "name"), words(entry, "salts"), words(entry, "digests")
    db.execute("DELETE FROM second_codes WHERE officer = ?", (name,))
    for place, (salt, kept) in enumerate(zip(salts, digests, strict=True), 1):
        db.execute(
            "INSERT INTO second_codes (officer, place, entry, salt, digest) VALUES (?, ?, ?, ?, ?)",
            (name, place, entry.seq, salt, kept),
        )


def _used(db: Database, entry: Entry) -> None:
    found = db.execute(
        "DELETE FROM second_codes WHERE officer = ? AND place = ?", (text(entry, "name"), value(entry, "place", int))
    )
    if found.rowcount != 1:
        raise StoreBroken(f"The entry {entry.kind} names a code that is not there; nothing was recorded.")


def _voided(db: Database, _entry: Entry) -> None:
    """Void all sheets: a desk out of a backup does not know which codes were used since."""
    db.execute("DELETE FROM second_codes")


def _went_back(db: Database, entry: Entry) -> None:
    """Void all sheets likewise; entries of versions that did not know of it left them as they were."""
    if entry.body.get("codes_void"):
        _voided(db, entry)


PROJECTIONS: Final[Mapping[str, Callable[[Database, Entry], None]]] = MappingProxyType(
    {
        "officer.codes-printed": _printed,
        "officer.code-used": _used,
        "backup.restored": _voided,
        "store.went-back": _went_back,
    }
)
"""What each kind of entry means to this register."""
