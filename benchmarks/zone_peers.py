"""Reads zones with another library, where that is installed. Run by `benchmarks.zones`; imports nothing of ours.

Takes a file with a JSON list of zones and the name of a library; says ``ready``, then for every line it is sent reads
all zones once and answers how many it took for right.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

Reads = Callable[[str], bool]


def passporteye() -> Reads:
    """Return the reading of text by PassportEye."""
    parse = import_module("passporteye.mrz.text").MRZ
    return lambda zone: bool(parse(zone.split("\n")).valid)


def fastmrz() -> Reads:
    """Return the reading of text by fastmrz; where it fails in itself, it has not taken the zone."""
    validate = import_module("fastmrz").FastMRZ().validate_mrz

    def read(zone: str) -> bool:
        try:
            return bool(validate(zone)["is_valid"])
        except (IndexError, ValueError):
            return False

    return read


PEERS: dict[str, Callable[[], Reads]] = {"passporteye": passporteye, "fastmrz": fastmrz}


def main(file: Path, peer: str) -> None:
    """Answer until standard input ends."""
    zones = json.loads(file.read_text("utf-8"))
    read = PEERS[peer]()
    print("ready", flush=True)
    for _ in sys.stdin:
        print(sum(map(read, zones)), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
