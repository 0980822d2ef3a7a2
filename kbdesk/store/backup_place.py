"""Where backups lie: the desk's own folder, or one that somebody chose and that may be on a disk of its own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from kbdesk.domain.backup import PlaceState

OWN: Final = "backups"
_BLOCKS: Final = Path("/sys/dev/block")


def own_folder(data: Path) -> Path:
    """Return the folder in a desk's data folder that has the backups where nobody chose another."""
    return data / OWN


def state_of(folder: Path, data: Path, *, chosen: bool) -> PlaceState:
    """Return how a folder for the backups of a desk stands."""
    if not chosen:
        return PlaceState.OWN
    if not os.path.isdir(folder):  # noqa: PTH112 - Path's raises where a folder above may not be entered
        return PlaceState.MISSING
    if not os.access(folder, os.W_OK | os.X_OK):
        return PlaceState.UNWRITABLE
    return PlaceState.SAME_DISK if disks(folder) & disks(data) else PlaceState.READY


def disks(folder: Path, blocks: Path = _BLOCKS) -> frozenset[str]:
    """Return the disks that a folder lies on: two partitions of one disk are one, and so is what is encrypted on it.

    `blocks` is where the system tells of its devices by number; a file system of which it tells nothing is its own.
    """
    device = folder.stat().st_dev
    block = blocks / f"{os.major(device)}:{os.minor(device)}"
    return _below(block.resolve()) if block.exists() else frozenset({str(device)})


def _below(block: Path) -> frozenset[str]:
    parts = block / "slaves"
    below = [part.resolve() for part in parts.iterdir()] if parts.is_dir() else []
    if below:
        return frozenset().union(*map(_below, below))
    return frozenset({(block.parent if (block / "partition").exists() else block).name})
