"""The procedure of officers joined over a data folder, and what passwords may not be."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kbdesk.app import carried
from kbdesk.desk.officers import OfficersDesk
from kbdesk.desk.ports import Clock
from kbdesk.domain.post import Post
from kbdesk.store import attempts, slots
from kbdesk.store.errors import StoreError
from kbdesk.store.slot_file import Slot
from kbdesk.store.store import Store

OWN = ("kbdesk", "border", "desk", "granica", "kufi", "policija", "policia", "kosovo", "kosova", "srbija")
"""Words of the place that anybody would try, in every language."""


@dataclass(frozen=True, slots=True)
class FolderSlot:
    """Implements `kbdesk.desk.officers.SealedSlot` for the key file of a data folder."""

    path: Path
    slot: Slot

    @property
    def digest(self) -> str:
        """What the records know it by."""
        return self.slot.digest

    def put(self, *, awaits: str) -> None:
        """Let it count once an entry is recorded."""
        slots.put(self.path, self.slot, awaits=awaits)


@dataclass(frozen=True, slots=True)
class FolderSlots:
    """Implements `kbdesk.desk.officers.KeySlots` in a data folder."""

    data: Path
    knows: Callable[[str], bool]
    """Tells whether an entry is recorded."""

    def names(self) -> Collection[str]:
        """Return who has a slot."""
        return frozenset(one.name for one in slots.officers(self.data / slots.FILE))

    def seal(self, name: str, role: str, new: bytearray, *, by: str, password: bytearray) -> FolderSlot:
        """Return a slot for an officer's new password."""
        given, path = slots.NewOfficer(name=name, role=role, password=new), self.data / slots.FILE
        return FolderSlot(path, slots.sealed(path, given, by=by, password=password))

    def settle(self) -> None:
        """Let the slots count whose entries are recorded, and no others. Where that cannot be, a sign-in does it."""
        with suppress(StoreError):
            slots.settle(self.data / slots.FILE, self.knows)

    def remove(self, name: str) -> None:
        """Take an officer's slot away."""
        slots.remove(self.data / slots.FILE, name)

    def tell(self, name: str, *, role: str) -> None:
        """Write another role beside a slot."""
        slots.tell(self.data / slots.FILE, name, role=role)

    def end_wait(self, name: str) -> None:
        """Let an officer try a new password at once; where that cannot be written, they wait."""
        with suppress(StoreError):
            attempts.end_row(self.data, name)


@cache
def common_passwords() -> Collection[str]:
    """Return the passwords that everybody guesses first."""
    return frozenset(carried.folder("passwords", "common.txt").read_text("ascii").split())


def own_words(post: Post) -> Collection[str]:
    """Return what anybody knows of a desk."""
    return frozenset((*OWN, post.crossing, *post.names.values()))


def officers_desk(data: Path, store: Store, clock: Clock, officer: str, post: Post) -> OfficersDesk:
    """Return the procedure of officers of an open desk."""
    return OfficersDesk(
        store=store,
        clock=clock,
        officer=officer,
        slots=FolderSlots(data, store.knows),
        common=common_passwords,
        own=own_words(post),
    )
