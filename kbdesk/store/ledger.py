"""The ledger: one append-only chain of digests over salted bodies (DESIGN section 4)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from struct import Struct
from typing import Any

from kbdesk.store.engine import Database
from kbdesk.store.errors import StoreBroken
from kbdesk.store.wiping import random_bytes

GENESIS = bytes(32)
"""What the first entry names as its previous digest."""
SALT_BYTES = 16
PRUNED = "retention.pruned"
"""The kind of entry that covers bodies which are gone: its ``entries`` say by number what stays of each."""
_PREFIX = b"kbdesk entry 1"
_LENGTHS = Struct(">I")
_SEQ = Struct(">IQ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the ledger with its body; `digest` is 64 hex digits, `at` aware."""

    seq: int
    at: datetime
    officer: str
    kind: str
    body: Mapping[str, Any]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerCheck:
    """What a walk along the chain found.

    `entries` are counted as stored; `broken_at` is the first seq that does not hold, None where the chain is `whole`;
    `head` is the last digest in hex, 64 zeros for an empty ledger; `pruned` counts the bodies that are gone, each
    covered by a later entry.
    """

    entries: int
    whole: bool
    broken_at: int | None
    head: str
    pruned: int = 0


def append(
    db: Database, *, at: datetime, machine_at: datetime, officer: str, kind: str, body: Mapping[str, object]
) -> Entry:
    """Add an entry inside the caller's transaction.

    Raises `StoreBroken` for a body that is not JSON, a naive instant, or where there is no transaction.
    """
    if at.tzinfo is None or machine_at.tzinfo is None:
        raise StoreBroken("An entry needs instants with their offset; nothing was recorded.")
    if not db.conn.in_transaction:
        raise StoreBroken("An entry needs a transaction; nothing was recorded.")
    content, salt = canonical(body), bytes(random_bytes(SALT_BYTES))
    last, previous = _last(db)
    seq, body_digest = last + 1, hashlib.sha256(salt + content).digest()
    words = tuple(_utf8(w) for w in (at.isoformat(), machine_at.isoformat(), officer, kind))
    digest = _entry_digest(seq, words, body_digest, previous)
    db.execute(
        "INSERT INTO entries (seq, at, machine_at, officer, kind, body_digest, previous, digest) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (seq, *(w.decode() for w in words), body_digest, previous, digest),
    )
    db.execute("INSERT INTO bodies (seq, salt, body) VALUES (?, ?, ?)", (seq, salt, content))
    return Entry(seq=seq, at=at, officer=officer, kind=kind, body=body, digest=digest.hex())


def canonical(body: Mapping[str, object]) -> bytes:
    """Return a body as it is hashed and stored: JSON in UTF-8, keys sorted, no spaces.

    >>> canonical({"b": 1, "a": "Đ"}).decode()
    '{"a":"Đ","b":1}'
    """
    try:
        text = json.dumps(dict(body), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return text.encode()
    except (TypeError, ValueError, RecursionError):
        raise StoreBroken("An entry's body is not JSON; nothing was recorded.") from None


def holds(db: Database, seq: int, digest: str) -> bool:
    """Tell whether an entry is in the ledger."""
    row = db.execute("SELECT digest FROM entries WHERE seq = ?", (seq,)).fetchone()
    return row is not None and row[0].hex() == digest


def knows(db: Database, digest: str) -> bool:
    """Tell whether an entry of that digest is in the ledger, wherever it stands."""
    return db.execute("SELECT 1 FROM entries WHERE digest = ?", (bytes.fromhex(digest),)).fetchone() is not None


def head(db: Database) -> tuple[int, str]:
    """Return the number of the last entry and its digest."""
    seq, digest = _last(db)
    return seq, digest.hex()


def last_made(db: Database) -> datetime | None:
    """Return what the machine's clock showed when the last entry was made, None for an empty ledger."""
    row = db.execute("SELECT machine_at FROM entries ORDER BY seq DESC LIMIT 1").fetchone()
    return None if row is None else datetime.fromisoformat(row[0])


def entries(db: Database) -> Iterator[Entry]:
    """Yield every entry in order, one that was pruned with what stayed of its body."""
    for seq, at, officer, kind, digest, body in db.execute(_ENTRIES):
        when = datetime.fromisoformat(at)
        yield Entry(seq=seq, at=when, officer=officer, kind=kind, body=json.loads(body), digest=digest.hex())


def texts(db: Database) -> Iterator[tuple[str, bytes | str]]:
    """Yield kind and body, as JSON, of every entry in order; of one that was pruned what stayed."""
    for _, _, _, kind, _, body in db.execute(_ENTRIES):
        yield kind, body


def check(db: Database, *, attested: str = "") -> LedgerCheck:
    """Walk the chain over the stored bytes. A cut tail shows only against an `attested` head, 64 hex digits.

    A body may be gone where a later entry covers it.
    """
    count, head, broken_at, seen = 0, GENESIS, None, not attested
    gone, covered = list[int](), set[int]()
    for count, row in enumerate(db.execute(_WALK), 1):
        seq, *words, body_digest, previous, digest, salt, body = row
        if broken_at is None:
            whole = (
                seq == count
                and previous == head
                and digest == _entry_digest(seq, words, body_digest, previous)
                and (body is None or body_digest == hashlib.sha256(salt + body).digest())
            )
            broken_at = None if whole else count
        if body is None:
            gone.append(count)
        elif words[-1] == PRUNED.encode():
            covered.update(seq for seq in _covered(body) if seq < count)
        head = digest
        seen = seen or digest.hex() == attested
    bare = next((seq for seq in gone if seq not in covered), None)
    if bare is not None:
        broken_at = bare if broken_at is None else min(bare, broken_at)
    if broken_at is None:
        broken_at = _orphan(db, count)
    if broken_at is None and not seen:
        broken_at = count + 1
    return LedgerCheck(entries=count, whole=broken_at is None, broken_at=broken_at, head=head.hex(), pruned=len(gone))


_STAYED = f"""
    SELECT CAST(j.key AS INTEGER) AS seq, j.value AS body
    FROM entries p JOIN (SELECT seq, CAST(body AS TEXT) AS body FROM bodies) c ON c.seq = p.seq,
        json_each(c.body, '$.entries') j
    WHERE p.kind = '{PRUNED}'
"""
_ENTRIES = f"""
    WITH stayed AS MATERIALIZED ({_STAYED})
    SELECT e.seq, e.at, e.officer, e.kind, e.digest, coalesce(b.body, s.body)
    FROM entries e LEFT JOIN bodies b ON b.seq = e.seq LEFT JOIN stayed s ON s.seq = e.seq AND b.seq IS NULL
    WHERE coalesce(b.body, s.body) IS NOT NULL ORDER BY e.seq
"""
_WALK = """
    SELECT e.seq, CAST(e.at AS BLOB), CAST(e.machine_at AS BLOB), CAST(e.officer AS BLOB), CAST(e.kind AS BLOB),
           e.body_digest, e.previous, e.digest, b.salt, b.body
    FROM entries e LEFT JOIN bodies b ON b.seq = e.seq ORDER BY e.seq
"""


def _covered(body: bytes) -> Iterator[int]:
    """Yield the numbers of the entries that a body covers; a body that is not as it must be covers none."""
    try:
        named = json.loads(body)["entries"]
        yield from (int(seq) for seq in dict(named))
    except (ValueError, TypeError, KeyError, RecursionError):
        return


def _orphan(db: Database, last: int) -> int | None:
    """Return the number of a body without an entry, where the entries run from 1 to the last."""
    for where, bound in (("seq < ?", 1), ("seq > ?", last)):
        row = db.execute(f"SELECT seq FROM bodies WHERE {where} ORDER BY seq LIMIT 1", (bound,)).fetchone()
        if row is not None:
            return int(row[0])
    return None


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise StoreBroken("An entry holds half a character; nothing was recorded.") from None


def _last(db: Database) -> tuple[int, bytes]:
    row = db.execute("SELECT seq, digest FROM entries ORDER BY seq DESC LIMIT 1").fetchone()
    return (0, GENESIS) if row is None else (row[0], row[1])


def _entry_digest(seq: int, words: tuple[bytes, ...] | list[bytes], body_digest: bytes, previous: bytes) -> bytes:
    """Hash the parts of an entry, each behind its length, so that no byte can move from one to the next unseen."""
    at, machine_at, officer, kind = words
    parts = _LENGTHS.pack(len(at)), at, _LENGTHS.pack(len(machine_at)), machine_at, _LENGTHS.pack(len(officer)), officer
    rest = _LENGTHS.pack(len(kind)), kind, _LENGTHS.pack(len(body_digest)), body_digest, _LENGTHS.pack(len(previous))
    return hashlib.sha256(b"".join((_PREFIX, _SEQ.pack(8, seq), *parts, *rest, previous))).digest()
