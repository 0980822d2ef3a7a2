"""Scanners: typing taken for a keyboard's scans, scans missed, and how soon a scanned card is filled.

The rule it is held against is that of onscan.js with its defaults: at least 6 signs before Enter or Tab or a tenth of a
second of rest, at most 30 ms a sign on average.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.row import Promise, Row
from kbdesk.domain.keystroke import Key, Role
from tests.domain.bursts import CORPUS, RECORDED, Desk, case_keys, play, recorded_keys

HOUSE = Path(__file__).resolve().parents[1]
_LEAST, _AVERAGE, _REST = 6, 30, 100


def found_by_average(keys: Sequence[Key]) -> list[int]:
    """Return how many signs each scan has that the rule by averages finds."""
    runs: list[list[Key]] = [[]]
    for key in keys:
        if runs[-1] and key.at - runs[-1][-1].at > _REST:
            runs.append([])
        if key.role is Role.END:
            runs.append([])
        elif key.role is Role.SIGN:
            runs[-1].append(key)
    long = (run for run in runs if len(run) >= _LEAST)
    return [len(run) for run in long if run[-1].at - run[0].at <= len(run) * _AVERAGE]


def rows(folder: Path) -> list[Row]:
    """Play the corpus, and scan cards in a window of a drill desk."""
    typing = [case_keys(case) for case in CORPUS["typing"]]
    recorded = [recorded_keys(repetition) for repetition in RECORDED["repetition"]]
    scans = [case_keys(case) for case in CORPUS["scan"]]
    signs = [sum(key.role is Role.SIGN for key in keys) for keys in scans]
    false = sum(len(play(case).scans) for case in CORPUS["typing"])
    missed = sum(
        [sum(key.role is Role.SIGN for key in scan) for scan in play(case).scans] != [size]
        for case, size in zip(CORPUS["scan"], signs, strict=True)
    )
    leaked = sum(len(play(case).landed) for case in CORPUS["scan"])
    by_average = sum(found_by_average(keys) != [size] for keys, size in zip(scans, signs, strict=True))
    none = Promise(comparison="=", number=0)
    command = [sys.executable, "-m", "benchmarks.scanned", str(folder / "scanned")]
    paths = os.pathsep.join(map(str, (HOUSE, HOUSE / "packaging")))
    environment = os.environ | {"PYTHONPATH": paths}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    told = json.loads(done.stdout)
    return [
        Row(
            what=f"scans seen in {sum(map(len, typing)):,} keys of typing, held keys and fists",
            figure=false,
            unit="scans",
            promise=none,
        ),
        Row(
            what=f"scans seen in {sum(map(len, recorded)):,} keys as eleven people were recorded typing them",
            figure=sum(len(Desk().strike(keys).rest().scans) for keys in recorded),
            unit="scans",
            promise=none,
        ),
        Row(
            what="the same keys three times as fast: typing such as nobody was recorded at",
            figure=sum(len(Desk().strike(recorded_keys(one, faster=3)).rest().scans) for one in RECORDED["repetition"]),
            unit="scans",
        ),
        Row(what=f"scans missed or torn of {len(scans)}", figure=missed, unit="scans", promise=none),
        Row(what="keys of those scans that stayed in a field", figure=leaked, unit="keys", promise=none),
        Row(
            what="scans seen in all that typing by onscan.js's rule",
            figure=sum(len(found_by_average(keys)) for keys in (*typing, *recorded)),
            unit="scans",
        ),
        Row(what="scans missed or torn by onscan.js's rule", figure=by_average, unit="scans"),
        Row(
            what=f"from a zone's last key to its card filled and painted, median of {told['scans']}",
            figure=told["ms"],
            unit="ms",
            promise=Promise(comparison="<=", number=200),
        ),
        Row(
            what=f"over a serial line, the 80 ms of silence that end a scan included, median of {told['scans']}",
            figure=told["line"],
            unit="ms",
            promise=Promise(comparison="<=", number=300),
        ),
        Row(
            what="the slowest of a zone's 93 keys on the window's thread, the same median",
            figure=told["slowest"],
            unit="ms",
            promise=Promise(comparison="<=", number=50),
        ),
    ]
