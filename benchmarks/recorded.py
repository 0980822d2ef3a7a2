"""Records passages and marks, for a tracer outside, where each begins and ends. Run by `benchmarks.passage`.

Prints one JSON document: for each passage the pages that it added to the write-ahead log.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from benchmarks.drill import drill_desk, family, one_person
from benchmarks.wal import frames
from kbdesk.cli.joiner import Session
from kbdesk.domain.passage import PassageDraft

MARK = "kbdesk-benchmark-"


def mark(name: str) -> None:
    """Ask for a file that is not there: a call that changes nothing and that a tracer sees."""
    os.access(f"{MARK}{name}", os.F_OK)


def record(session: Session, draft: PassageDraft, wal: Path, name: str) -> int:
    """Issue a passage and print it; return the pages that the issue added to the log."""
    desk = session.passage
    seen = desk.examine(draft, desk.facts(draft))
    before = frames(wal)
    mark(f"{name}-begins")
    issued = desk.issue(draft, seen)
    mark(f"{name}-is-recorded")
    pages = frames(wal) - before
    if not issued.papers or issued.left is not None:
        raise SystemExit(f"{name}: the passage was not issued whole")
    desk.deliver(issued)
    mark(f"{name}-is-printed")
    return pages


def main(folder: Path) -> None:
    """Record one person on foot, then a family in a car."""
    with drill_desk(folder) as session:
        wal = next(folder.glob("*-wal"))
        pages = {
            "person": record(session, one_person(session), wal, "person"),
            "family": record(session, family(session), wal, "family"),
        }
    print(json.dumps(pages))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
