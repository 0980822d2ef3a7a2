"""How far the records were seen: noted beside them, so that older ones in their place are told from them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kbdesk.store import attempts_log
from kbdesk.store.attempts_log import counted, held


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsSeen:
    """The number of the last entry that was seen and its digest, 64 hex digits; 0 where nothing is known."""

    entries: int = 0
    head: str = ""


def read(folder: Path) -> RecordsSeen:
    """Return what was noted. Raises `StoreUnavailable`."""
    said = attempts_log.read(folder)
    try:
        return RecordsSeen(entries=counted(said["seen"]), head=str(said["head"]))
    except (ValueError, KeyError):
        return RecordsSeen()


def note(folder: Path, entries: int, head: str) -> None:
    """Note how far the records go, once what they hold is on the disk. Raises `StoreUnavailable`."""
    with held(folder):
        if read(folder) != RecordsSeen(entries=entries, head=head):
            attempts_log.write(folder, {"seen": entries, "head": head})
