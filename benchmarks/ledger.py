"""How long proving the record takes, against a bare scan of the same encrypted store."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.row import Promise, Row
from benchmarks.timing import medians
from kbdesk.store.store import Store, create_store

ENTRIES = 20_000
ROUNDS = 7
AT = datetime.fromisoformat("2022-08-10T09:00:00+02:00")
BODY = {"passage": "0" * 16, "basis": dict.fromkeys(("sq", "sr", "en"), "an article in three languages, " * 24)}
SCAN = "SELECT e.seq, e.at, e.machine_at, e.officer, e.kind, e.body_digest, e.previous, e.digest, b.salt, b.body "
SCAN += "FROM entries e LEFT JOIN bodies b ON b.seq = e.seq ORDER BY e.seq"


def filled(folder: Path) -> Store:
    """Make a store whose entries are as large as those of a permit."""
    key = bytearray(range(48))
    store = create_store(folder, key=key, letter="J", desk="2", machine_now=lambda: AT)
    for first in range(0, ENTRIES, 1000):
        with store.act(at=AT + timedelta(seconds=first), officer="officer") as act:
            for number in range(first, first + 1000):
                act.append("thing.happened", {**BODY, "number": number})
    store.checkpoint()
    return store


def rows(folder: Path) -> list[Row]:
    """Prove a ledger in turn with reading every row of it."""
    with filled(folder / "ledger") as store:

        def scan() -> None:
            with store._connection.reads() as db:
                for _ in db.execute(SCAN):
                    pass

        times = medians({"check": store.check, "scan": scan}, rounds=ROUNDS)
    return [
        Row(
            what=f"proving {ENTRIES:,} entries",
            against="a bare scan of the encrypted store",
            figure=times["check"] / times["scan"],
            unit="x",
            promise=Promise(comparison="<=", number=2),
        ),
        Row(what="proving 1,000 entries", figure=times["check"] / ENTRIES * 1000, unit="ms"),
    ]
