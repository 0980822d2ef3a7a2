"""The shelf a desk obeys: its records say so, and the settings file, which anybody could edit, follows them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from kbdesk.domain.vocabulary import ShelfName
from kbdesk.store import settings as machine
from kbdesk.store.errors import StoreError
from kbdesk.store.settings import Settings
from kbdesk.store.store import Store


def by_the_records(settings: Settings, store: Store) -> Settings:
    """Return the settings with the shelf of the records, which is in force; their own where the records name none."""
    return replace(settings, shelf=ShelfName(store.shelf() or settings.shelf))


def enter_disputed(data: Path, store: Store, at: datetime) -> None:
    """Enter that the settings file names another shelf than the records, and put it right."""
    said = machine.read(data)
    obeyed = by_the_records(said, store)
    if said.shelf is not obeyed.shelf:
        with store.act(at=at, officer="") as act:
            act.append("shelf.disputed", {"settings": str(said.shelf), "obeyed": str(obeyed.shelf)})
        machine.write(data, obeyed)


def follow(data: Path, store: Store) -> None:
    """Let the settings file follow the records; where that cannot be, the next sign-in does it, and says so."""
    with suppress(StoreError):
        machine.write(data, by_the_records(machine.read(data), store))
