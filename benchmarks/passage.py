"""Syncs and log pages of a recorded passage, counted from outside the program."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from benchmarks.recorded import MARK
from benchmarks.row import Promise, Row

SYNCS = ("fsync", "fdatasync", "sync_file_range", "msync", "syncfs", "sync")
MARKS = ("access", "faccessat", "faccessat2")
CALL = re.compile(rf"(?P<sync>\b(?:{'|'.join(SYNCS)})\()|{MARK}(?P<mark>[a-z-]+)")


def syncs(trace: str) -> dict[str, int]:
    """Return, for each mark, the syncs between the mark before it and itself."""
    counts: dict[str, int] = {}
    seen = 0
    for call in CALL.finditer(trace):
        if call["mark"]:
            counts[call["mark"]] = seen
            seen = 0
        else:
            seen += 1
    return counts


def rows(folder: Path) -> list[Row]:
    """Record passages under a tracer and return what they cost."""
    trace = folder / "trace"
    command = ["strace", "-f", "-qq", "-e", f"trace={','.join(SYNCS + MARKS)}", "-o", str(trace)]
    command += [sys.executable, "-m", "benchmarks.recorded", str(folder / "recorded")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    pages = json.loads(done.stdout)
    counted = syncs(trace.read_text(encoding="utf-8", errors="replace"))
    one = Promise(comparison="=", number=1)
    return [
        Row(what="syncs of one permit recorded", figure=counted["person-is-recorded"], unit="syncs", promise=one),
        Row(
            what="syncs of three permits and a registration recorded",
            figure=counted["family-is-recorded"],
            unit="syncs",
            promise=one,
        ),
        Row(what="syncs of printing one permit's papers", figure=counted["person-is-printed"], unit="syncs"),
        Row(
            what="log pages of one permit recorded",
            figure=pages["person"],
            unit="pages",
            promise=Promise(comparison="<=", number=20),
        ),
        Row(what="log pages of three permits and a registration", figure=pages["family"], unit="pages"),
    ]
