"""The shelf and the settings that a desk obeys: its records say which, and the file, which anybody could edit, follows.

A drill desk obeys its file in all but the shelf: it keeps no secrets, and its passwords lie beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kbdesk.domain.vocabulary import ShelfName
from kbdesk.store import settings as machine
from kbdesk.store.errors import StoreError
from kbdesk.store.settings import Settings, held, with_said
from kbdesk.store.store import Store


def by_the_records(settings: Settings, store: Store) -> Settings:
    """Return the settings with what the records say, which is in force; their own where the records say nothing."""
    obeyed = replace(settings, shelf=ShelfName(store.shelf() or settings.shelf))
    return obeyed if settings.drill else with_said(obeyed, store.settings().settings)


def still(found: Settings, obeyed: Settings) -> Settings:
    """Return what the file says now, but for what it may not change of what is obeyed."""
    return found if found.drill else with_said(found, held(obeyed))


def body_of(settings: Settings, changed: Mapping[str, Any], former: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an entry says by which some settings change: all that are held from then on, and what was before."""
    return {} if settings.drill else {"settings": held(replace(settings, **changed)), "former": dict(former)}


def enter_disputed(data: Path, store: Store, at: datetime) -> None:
    """Enter in what the settings file differs from the records, and put it right; take over what they never said.

    A change is entered before the file follows it: one that was broken off between the two is nobody's doing.
    """
    found = machine.read(data)
    obeyed = by_the_records(found, store)
    if found.shelf is not obeyed.shelf and found.shelf not in store.former_shelves():
        with store.act(at=at, officer="") as act:
            act.append("shelf.disputed", {"settings": str(found.shelf), "obeyed": str(obeyed.shelf)})
    if not found.drill:
        _enter_held(found, obeyed, store, at)
    if found != obeyed:
        with suppress(StoreError):  # a file that cannot be written keeps nobody out: the next sign-in tells it again
            machine.write(data, obeyed)


def _enter_held(found: Settings, obeyed: Settings, store: Store, at: datetime) -> None:
    known, in_force, in_file = store.settings(), held(obeyed), held(found)
    left_behind = known.former.items()
    disputed = [one[0] for one in in_file.items() if one not in in_force.items() and one not in left_behind]
    if disputed:
        with store.act(at=at, officer="") as act:
            act.append("settings.disputed", {"names": disputed, "settings": in_force})
    elif known.settings.keys() != in_force.keys():
        with store.act(at=at, officer="") as act:
            act.append("settings.known", {"settings": in_force})


def follow(data: Path, store: Store) -> None:
    """Let the settings file follow the records; where that cannot be, the next sign-in does it, and says so."""
    with suppress(StoreError):
        machine.write(data, by_the_records(machine.read(data), store))


def keep(data: Path, changed: Mapping[str, Any]) -> None:
    """Let the settings file say what was changed. Raises `kbdesk.store.errors.StoreError`."""
    machine.write(data, replace(machine.read(data), **changed))
