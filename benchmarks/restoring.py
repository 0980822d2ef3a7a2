"""A desk with many passages on record out of its backup, on a machine that has nothing but the file."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import Final

from benchmarks.drill import two_officers
from benchmarks.row import Promise, Row
from kbdesk.app.script import Script
from kbdesk.app.session import OpenDesk
from kbdesk.desk.backup import unwatched

TEN_MINUTES: Final = Promise(comparison="<=", number=600_000)


def rows(desk: OpenDesk, folder: Path, *, passages: int) -> list[Row]:
    """Write the backup as at the close of a shift, restore it where nothing is, and sign in there."""
    who, file = two_officers(folder, folder.with_name("restored")), folder.with_name("backup")
    begun = perf_counter()
    made = desk.backups.make(file).backup
    written = (perf_counter() - begun) * 1000
    script, begun = Script(), perf_counter()
    held = script.restore(file, who, unwatched)
    with script.open(two_officers(folder, who.data)) as restored:
        if held.backup.entries != made.entries or not isinstance(restored, OpenDesk):
            raise SystemExit("what was restored is not the desk")
        if restored.store.last_entry() <= made.entries:
            raise SystemExit("the desk does not say that it was restored")
    took = (perf_counter() - begun) * 1000
    what = f"desk of {passages:,} passages"
    return [
        Row(
            what=f"{what} restored from its backup into an empty folder and open",
            figure=took,
            unit="ms",
            promise=TEN_MINUTES,
        ),
        Row(what=f"{what}, its backup written and proved", figure=written, unit="ms"),
        Row(what=f"{what}, the size of that backup", figure=made.size / 1e6, unit="MB"),
    ]
