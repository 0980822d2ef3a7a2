"""The trust bundle of a post that issued a million permits: its bytes, and how soon it is tried and asked."""

from __future__ import annotations

from pathlib import Path

from benchmarks.row import Promise, Row
from benchmarks.timing import medians
from kbdesk.icao.trust import bundle
from kbdesk.icao.trust.bundle import Bundle
from kbdesk.icao.trust.status_list import StatusList
from kbdesk.icao.trust.trust_store import TrustStore
from tests.icao.trust import office, post

PERMITS = 1_000_000
ASKED = 1_000
ROUNDS = 9


def tried(data: bytes) -> TrustStore:
    """Return a bundle's store, every signature in it tried."""
    return TrustStore(bundle.read(data), roots=office.roots(), at=office.AT)


def rows(_: Path) -> list[Row]:
    """Write the bundle, read it, and ask it for permits all over its list."""
    permits = StatusList.of(post.listed(PERMITS))
    parts = Bundle(trust=office.signed(), status=(office.status(permits=permits),))
    data = bundle.write(parts)
    store = tried(data)
    if store.faults:
        raise SystemExit("the bundle does not hold")
    places = range(0, PERMITS, PERMITS // ASKED)
    times = medians(
        {
            "tried": lambda: tried(data),
            "asked": lambda: [store.listed("J2", "permit", index) for index in places],
        },
        rounds=ROUNDS,
    )
    return [
        Row(
            what=f"bundle with the states of {PERMITS:,} permits of a post",
            figure=len(data),
            unit="bytes",
            promise=Promise(comparison="<=", number=160_000),
        ),
        Row(what="that bundle read and every signature in it tried", figure=times["tried"], unit="ms"),
        Row(what="a thousand permits asked for in it", figure=times["asked"], unit="ms"),
    ]
