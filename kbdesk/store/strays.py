"""Questions to the registers: which jobs may still come out of a printer, by the entries of each paper's way there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from kbdesk.domain.printers import OF_QT
from kbdesk.domain.strays import BY_OFFICER, PrintStep, Stray, astray
from kbdesk.domain.vocabulary import PaperKind
from kbdesk.store.engine import Database

_STEPS: Final = """
    WITH named AS MATERIALIZED (
        SELECT p.sealed, p.place, p.kind, p.number, p.copy, p.sha256, p.printed FROM {which}
    ),
    steps AS (
        SELECT n.*, q.entry FROM named n JOIN print_steps q ON (q.sealed, q.place) = (n.sealed, n.place)
        UNION SELECT n.*, n.printed FROM named n WHERE n.printed IS NOT NULL
    )
    SELECT s.sealed, s.place, s.kind, s.number, s.copy, s.sha256, e.kind, substr(lower(hex(e.digest)), 1, 16), b.body
    FROM steps s JOIN entries e ON e.seq = s.entry JOIN bodies b ON b.seq = s.entry
    ORDER BY s.sealed, s.place, s.entry
"""
_OF_PAPER: Final = _STEPS.format(which="papers p WHERE (p.kind, p.number, p.sha256) = (?, ?, ?)")
_DOUBTED: Final = """
    (
        SELECT r.sealed, r.place FROM print_steps r WHERE r.state = 'unconfirmed'
        UNION SELECT r.sealed, r.place FROM print_steps r JOIN bodies x ON x.seq = r.entry
        WHERE r.state = 'reserved' AND json_extract(CAST(x.body AS TEXT), '$.reason') = ?
    ) d CROSS JOIN papers p ON (p.sealed, p.place) = (d.sealed, d.place)
"""
_OF_ALL: Final = _STEPS.format(which=_DOUBTED)


def of_paper(db: Database, kind: PaperKind, number: str, sha256: str) -> Sequence[Stray]:
    """Return the jobs of a paper that may still come out."""
    return tuple(_strays(db, _OF_PAPER, (kind, number, sha256)))


def of_all(db: Database) -> Sequence[Stray]:
    """Return every job that may still come out of a printer that can be asked."""
    return tuple(stray for stray in _strays(db, _OF_ALL, (BY_OFFICER,)) if not stray.printer.startswith(OF_QT))


def _strays(db: Database, query: str, given: tuple[Any, ...]) -> Iterator[Stray]:
    for _, rows in groupby(db.execute(query, given), key=lambda row: row[:2]):
        steps = list(rows)
        _, _, kind, number, copy, sha256, *_ = steps[0]
        found = astray(PrintStep(kind=step, job=job, body=json.loads(body)) for *_, step, job, body in steps)
        for job, (printers, seen) in found.items():
            for printer in printers:
                yield Stray(
                    kind=PaperKind(kind), number=number, copy=copy, sha256=sha256, job=job, printer=printer, seen=seen
                )
