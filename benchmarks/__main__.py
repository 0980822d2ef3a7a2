"""`make bench`: every row in turn, shown as it comes, then its section of docs/PROOF.md."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import ledger, lock, many, papers, passage, report, seals, start, trust, verify, wedge, zones
from benchmarks.row import Row

MEASUREMENTS: tuple[Callable[[Path], list[Row]], ...] = (
    start.rows,
    lock.rows,
    passage.rows,
    papers.rows,
    ledger.rows,
    zones.rows,
    seals.rows,
    trust.rows,
    verify.rows,
    wedge.rows,
    many.rows,
)


def main() -> int:
    """Measure, report, and return 1 if a promise that is a count was broken."""
    rows: list[Row] = []
    with TemporaryDirectory(prefix="kbdesk-bench-") as folder:
        for measurement in MEASUREMENTS:
            for row in measurement(Path(folder)):
                what, figure, promise, verdict = row.cells
                print(f"{what:<100.100} {figure:>12} {promise:>8} {verdict.strip('*')}", flush=True)
                rows.append(row)
    report.write(rows, on=date.today())
    return int(any(row.is_count and not row.kept for row in rows))


if __name__ == "__main__":
    sys.exit(main())
