"""The ledger as a file that anyone can prove: one JSON object a line (see the manual, "The exported ledger")."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from kbdesk.domain.retention_kept import PRUNABLE
from kbdesk.store.engine import Database

FORMAT = "kbdesk ledger 1"
GUARDED: Final = frozenset({"officer.codes-printed"})
"""What a code could be guessed from leaves in no export, whoever asks for it."""


def lines(db: Database, *, bodies: bool, masked: bool = False) -> Iterator[bytes]:
    """Yield the lines of an export: a head line, then every entry in order, with its salt and body if asked.

    Without bodies no personal data leaves the store, and the chain can be proved all the same. A `masked` export
    leaves out those that tell of a person, every one what a code could be guessed from, and says so in each place.
    """
    yield _line({"format": FORMAT, "bodies": bodies})
    for seq, at, machine_at, officer, kind, body_digest, previous, digest, salt, body in db.execute(
        "SELECT e.seq, e.at, e.machine_at, e.officer, e.kind, e.body_digest, e.previous, e.digest, b.salt, b.body "
        "FROM entries e LEFT JOIN bodies b ON b.seq = e.seq ORDER BY e.seq"
    ):
        entry: dict[str, Any] = {
            "seq": seq,
            "at": at,
            "machine_at": machine_at,
            "officer": officer,
            "kind": kind,
            "body_digest": body_digest.hex(),
            "previous": previous.hex(),
            "digest": digest.hex(),
        }
        hidden = kind in GUARDED or (masked and kind in PRUNABLE)
        if bodies and body is not None and hidden:
            entry["masked"] = True
        elif bodies and body is not None:
            entry |= {"salt": salt.hex(), "body": body.decode()}
        yield _line(entry)


def _line(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
