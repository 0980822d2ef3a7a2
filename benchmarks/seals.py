"""Seals signed and verified on P-256, against what `openssl speed` does of the same on this machine.

Why signing stays below its goal: decision 019.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import thread_time

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from benchmarks.row import Promise, Row
from kbdesk.icao.seal import signature
from tests.icao.seal import sealed

ROUNDS = 5
AT_ONCE = 2_000


def rows(_: Path) -> list[Row]:
    """Sign and verify the seal of a permit in turn with OpenSSL, which signs a digest and reads no key meanwhile."""
    key, public, content = sealed.key(), sealed.public(), sealed.content()
    same_each_time = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
    signed = signature.sign(key, content)
    ours: dict[str, list[float]] = {"signed": [], "verified": []}
    theirs: dict[str, list[float]] = {"signed": [], "verified": []}
    library: list[float] = []
    for _round in range(ROUNDS):
        ours["signed"].append(_a_second(lambda: signature.sign(key, content)))
        library.append(_a_second(lambda: key.sign(content, same_each_time)))
        ours["verified"].append(_a_second(lambda: signature.verify(public, content, signed)))
        for name, figure in zip(theirs, _openssl(), strict=True):
            theirs[name].append(figure)
    return [
        Row(
            what=f"seals {name} a second, P-256",
            against="openssl speed",
            figure=median(ours[name]) / median(theirs[name]),
            unit="x",
            promise=Promise(comparison=">=", number=0.85),
        )
        for name in ours
    ] + [
        Row(
            what="seals signed a second, P-256",
            against="the library's own deterministic signing",
            figure=median(ours["signed"]) / median(library),
            unit="x",
            promise=Promise(comparison=">=", number=0.85),
        )
    ]


def _a_second(task: Callable[[], object]) -> float:
    """Return how many times a second of the processor's a task is done: OpenSSL counts in those too."""
    begun = thread_time()
    for _ in range(AT_ONCE):
        task()
    return AT_ONCE / (thread_time() - begun)


def _openssl() -> tuple[float, float]:
    """Return how many signatures a second OpenSSL makes and verifies, from the last line: +F4:3:256:made:verified."""
    command = ["openssl", "speed", "-seconds", "1", "-mr", "ecdsap256"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    fields = said.strip().splitlines()[-1].split(":")
    return float(fields[3]), float(fields[4])
