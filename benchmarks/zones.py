"""Zones of all formats as text: how many are wrongly refused, and how quickly they are read, against two libraries.

What those libraries read from pictures is not measured. The zones come from the tests' generator, which shares no code
with the reader.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks import zone_peers
from benchmarks.peer_process import Peer, started
from benchmarks.row import Promise, Row
from benchmarks.timing import medians
from kbdesk.icao.mrz import read
from tests.icao.generated import made
from tests.icao.zones import TODAY

MANY, TIMED = 100_000, 2_000
ROUNDS = 25
SEED = 9303


@contextmanager
def peer(name: str, zones: list[str], folder: Path) -> Iterator[Peer]:
    """Start a library on some zones."""
    file = folder / f"{name}-{len(zones)}.json"
    file.write_text(json.dumps(zones), "utf-8")
    with started(zone_peers, str(file), name) as process:
        yield process


def read_all(zones: list[str]) -> int:
    """Read zones here; return how many are right."""
    return sum(read(zone, today=TODAY).valid for zone in zones)


def rows(folder: Path) -> list[Row]:
    """Read many zones once, and some over and over in turn with the libraries."""
    many = [zone.text for zone in made(MANY, seed=SEED)]
    documents = [zone.text for zone in made(TIMED, seed=SEED) if not zone.format.startswith("MRV")]
    refused = {"kbdesk": MANY - read_all(many)}
    with ExitStack() as open_peers:
        timed = {name: open_peers.enter_context(peer(name, documents, folder)) for name in zone_peers.PEERS}
        tasks = {name: library.ask for name, library in timed.items()}
        times = medians({"kbdesk": lambda: read_all(documents), **tasks}, rounds=ROUNDS)
    for name in zone_peers.PEERS:
        with peer(name, many, folder) as library:
            refused[name] = MANY - library.ask()
    fastest = min(zone_peers.PEERS, key=lambda name: times[name])
    return [
        Row(
            what=f"zones wrongly refused of {MANY:,} of five formats",
            figure=refused["kbdesk"],
            unit="zones",
            promise=Promise(comparison="=", number=0),
        ),
        *(Row(what=f"the same, by {name}", figure=refused[name], unit="zones") for name in zone_peers.PEERS),
        Row(
            what="zones of documents read: how many times quicker",
            against=f"{fastest}, the quickest of {len(zone_peers.PEERS)}",
            figure=times[fastest] / times["kbdesk"],
            unit="x",
            promise=Promise(comparison=">=", number=4),
        ),
        Row(what="a thousand zones read", figure=1000 * times["kbdesk"] / len(documents), unit="ms"),
    ]
