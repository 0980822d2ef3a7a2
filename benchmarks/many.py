"""A desk with a million passages on record beside one with a tenth of them: what issuing and searching take there."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmarks import commits, restoring, search, verify
from benchmarks.drill import drill_desk
from benchmarks.passages import Crowd, fill
from benchmarks.row import Row
from kbdesk.app.session import OpenDesk

MANY: Final = int(os.environ.get("KBDESK_PASSAGES", "1000000"))
"""The promises are for 1,000,000; KBDESK_PASSAGES measures fewer, for a quick look."""


@contextmanager
def filled_desk(folder: Path, *, passages: int) -> Iterator[tuple[OpenDesk, Crowd]]:
    """Make a drill desk and give it a record; its search index is still to be filled.

    The crowd is the bench's own, half a million people whom no desk has in memory. Python's collections pass them by:
    one alone would go through them for most of a second, and count as the desk's.
    """
    with drill_desk(folder) as desk:
        if not isinstance(desk, OpenDesk):
            raise SystemExit("no desk of the program")
        crowd = fill(desk.store, passages=passages)
        desk.store.checkpoint()
        gc.collect()
        gc.freeze()
        yield desk, crowd


def rows(folder: Path) -> list[Row]:
    """Fill both desks, record in turn at each, then ask the larger one all that can be asked."""
    with filled_desk(folder / "many", passages=MANY) as (desk, crowd):
        with filled_desk(folder / "fewer", passages=MANY // 10) as (fewer, _):
            recorded = commits.rows(desk, fewer, passages=MANY)
        listed = verify.listed(desk, passages=MANY)
        found = search.rows(desk, crowd, folder / "many", passages=MANY)
        return [*recorded, *listed, *found, *restoring.rows(desk, folder / "many", passages=MANY)]
