"""The registers of the desk's keys for seals and of the trust bundle, and the secrets that open those keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from kbdesk.domain.signers import KeyPlace, SignerRow, SignerState
from kbdesk.store.engine import Database
from kbdesk.store.entry_body import text, value, words
from kbdesk.store.errors import StoreBroken
from kbdesk.store.ledger import Entry

TABLES = ("signers", "trust_parts", "trust_roots")
_ROWS = (
    "SELECT key, place, token, signer, issuer, reference, public_key, certificate, state, requested_at "
    "FROM signers ORDER BY entry"
)


@dataclass(frozen=True, slots=True)
class SignerBook:
    """Implements `kbdesk.desk.keys_ports.Signers` over whatever gives it the database: the store, or an act."""

    reads: Callable[[], AbstractContextManager[Database]]

    def rows(self) -> tuple[SignerRow, ...]:
        """Return the desk's keys, in the order in which they were made."""
        with self.reads() as db:
            return tuple(_row(row) for row in db.execute(_ROWS))

    def in_state(self, state: SignerState) -> SignerRow | None:
        """Return the key that is in a state, the latest where there are several."""
        return next((row for row in reversed(self.rows()) if row.state is state), None)

    def sequences(self) -> dict[str, int]:
        """Return the highest sequence seen of each part of a bundle: of ``trust`` and of each desk."""
        with self.reads() as db:
            return dict(db.execute("SELECT part, sequence FROM trust_parts"))

    def roots(self) -> frozenset[bytes]:
        """Return the SHA-256 of the certificates of the authorities that are trusted here."""
        with self.reads() as db:
            return frozenset(bytes.fromhex(found) for (found,) in db.execute("SELECT fingerprint FROM trust_roots"))

    def secret(self, key: str) -> bytearray | None:
        """Return the passphrase or PIN that opens a key; None where there is none. To be wiped."""
        with self.reads() as db:
            row = db.execute("SELECT secret FROM signer_secrets WHERE key = ?", (key,)).fetchone()
        return None if row is None else bytearray(row[0])


def keep_secret(db: Database, key: str, secret: bytearray) -> None:
    """Keep what opens a key, in place of what did."""
    db.execute("INSERT OR REPLACE INTO signer_secrets (key, secret) VALUES (?, ?)", (key, bytes(secret)))


def drop_secret(db: Database, key: str) -> None:
    """Forget what opens a key: its file is of no use to anyone then."""
    db.execute("DELETE FROM signer_secrets WHERE key = ?", (key,))


def _row(row: tuple[str, ...]) -> SignerRow:
    key, place, token, signer, issuer, reference, public_key, certificate, state, requested_at = row
    return SignerRow(
        key=key,
        place=KeyPlace(place),
        token=token,
        signer=signer,
        issuer=issuer,
        reference=reference,
        public_key=bytes.fromhex(public_key),
        certificate=bytes.fromhex(certificate),
        state=SignerState(state),
        requested_at=datetime.fromisoformat(requested_at),
    )


def _requested(db: Database, entry: Entry) -> None:
    db.execute("UPDATE signers SET state = 'withdrawn' WHERE state = 'requested'")
    said = tuple(text(entry, key) for key in ("key", "place", "token", "signer", "public_key"))
    db.execute(
        "INSERT INTO signers (entry, requested_at, key, place, token, signer, public_key, issuer, reference, "
        "certificate, state) VALUES (?, ?, ?, ?, ?, ?, ?, '', '', '', 'requested')",
        (entry.seq, entry.at.isoformat(), *said),
    )


def _imported(db: Database, entry: Entry) -> None:
    said = tuple(text(entry, key) for key in ("signer", "issuer", "reference", "certificate"))
    state = SignerState.IN_USE if value(entry, "in_use", bool) else SignerState.READY
    _change(
        db,
        entry,
        "UPDATE signers SET signer = ?, issuer = ?, reference = ?, certificate = ?, state = ? WHERE key = ?",
        (*said, str(state), text(entry, "key")),
    )


def _rolled(db: Database, entry: Entry) -> None:
    former = text(entry, "former")
    if former:
        _change(db, entry, "UPDATE signers SET state = 'retired' WHERE key = ?", (former,))
    _change(db, entry, "UPDATE signers SET state = 'in-use' WHERE key = ?", (text(entry, "key"),))


def _revoked(db: Database, entry: Entry) -> None:
    _change(db, entry, "UPDATE signers SET state = 'revoked' WHERE key = ?", (text(entry, "key"),))


def _change(db: Database, entry: Entry, statement: str, values: tuple[str, ...]) -> None:
    if db.execute(statement, values).rowcount != 1:
        raise StoreBroken(f"The entry {entry.kind} names a key that is not there; nothing was recorded.")


def _bundle(db: Database, entry: Entry) -> None:
    for part, sequence in value(entry, "sequences", Mapping).items():
        if not isinstance(sequence, int):
            raise StoreBroken(f"The entry {entry.kind} has something else than numbers; nothing was recorded.")
        db.execute(
            "INSERT INTO trust_parts (part, sequence, entry) VALUES (?, ?, ?) ON CONFLICT DO UPDATE "
            "SET sequence = excluded.sequence, entry = excluded.entry WHERE excluded.sequence > sequence",
            (part, sequence, entry.seq),
        )


def _trusted(db: Database, entry: Entry) -> None:
    _bundle(db, entry)
    for root in words(entry, "roots"):
        db.execute("INSERT OR IGNORE INTO trust_roots (fingerprint, entry) VALUES (?, ?)", (root, entry.seq))


PROJECTIONS: Final[Mapping[str, Callable[[Database, Entry], None]]] = MappingProxyType(
    {
        "signer.requested": _requested,
        "signer.imported": _imported,
        "signer.rolled": _rolled,
        "signer.revoked": _revoked,
        "bundle.imported": _trusted,
        "bundle.exported": _bundle,
        "bundle.renewed": _bundle,
    }
)
"""What each kind of entry means to these registers."""
