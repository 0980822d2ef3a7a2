"""One kind of day that is recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.faults.held import Opens
from tests.store.books_day import Rooms
from tests.store.samples import reopen

Tell = Callable[..., None]
"""Tells a person something, in words of its own."""
Also = Callable[[Path, Sequence[str]], list[str]]
"""Returns what is wrong with other files than the store, given what was told."""

THERE: Final = "there"
"""Told when a desk is made: what it recorded before was told to nobody."""
GONE: Final = "gone"
"""Told when somebody took the store away: nothing may be acknowledged from then on, and nothing can be opened."""


def _nothing_else(_folder: Path, _told: Sequence[str]) -> list[str]:
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One kind of day: `base` makes the desk in a folder, `work` works on it, `opens` opens it afterwards.

    `inject` are options of strace by which calls fail. `also` judges other files. `share` is how much of what is tried
    falls to this run, beside others. Where it `begins` a desk nothing is promised before that is told. `excused` is
    what was wrong by today's measure before anything was cut.
    """

    base: Callable[[Path, Rooms], object]
    work: Callable[[Path, Rooms, Tell], object]
    opens: Opens = reopen
    also: Also = _nothing_else
    inject: tuple[str, ...] = ()
    share: float = 1.0
    begins: bool = False
    excused: frozenset[str] = frozenset()
