"""The officers' key slots: each password unwraps the same store key and salt (DESIGN section 7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kbdesk.domain.passwords import prepared
from kbdesk.store import slot_file, wrapping
from kbdesk.store.errors import OfficerUnknown, PasswordWrong, StoreBroken
from kbdesk.store.slot_file import FILE, SECRET_BYTES, Slot
from kbdesk.store.wiping import random_bytes, wipe
from kbdesk.store.wrapping import FULL_COST, Cost

__all__ = [
    "FILE",
    "RECOVERY",
    "NewOfficer",
    "Officer",
    "Opened",
    "awaiting",
    "cost_of",
    "digests",
    "hold",
    "keep_generation",
    "make_slots",
    "next_generation",
    "officers",
    "opened",
    "others",
    "put",
    "remove",
    "sealed",
    "settle",
    "standing",
    "tell",
    "unwrap",
]

RECOVERY: Final = "recovery"
"""Name and role of the slot that the sealed recovery code opens: it is no officer's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Who may sign in; readable before anybody has."""

    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOfficer:
    """An officer to make a slot for; `password` is UTF-8."""

    name: str
    role: str
    password: bytearray


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A slot that a password opened, and the 48 bytes of key and salt that were in it."""

    slot: Slot
    key: bytearray


def make_slots(
    path: Path, new_officers: Sequence[NewOfficer], *, cost: Cost = FULL_COST, drill: bool = False
) -> bytearray:
    """Write a slot an officer around a new random key; return the 48 bytes of key and salt. Wipes the passwords.

    A cost below `FULL_COST` is for drill desks only. Raises `StoreBroken` for such a cost elsewhere, for no officers
    and for one name twice; `StoreUnavailable` if the file cannot be written.
    """
    if not drill and not _at_least_full(cost):
        raise StoreBroken("Only a drill desk may use a cheaper key derivation.")
    if len({o.name for o in new_officers}) != len(new_officers) or not new_officers:
        raise StoreBroken("Each officer needs a name of their own, and there must be one.")
    secret = random_bytes(SECRET_BYTES)
    try:
        slot_file.write(path, tuple(_slot(officer, secret, cost) for officer in new_officers), sequence=1)
    except BaseException:
        wipe(secret)
        raise
    finally:
        wipe(*(o.password for o in new_officers))
    return secret


def officers(path: Path) -> tuple[Officer, ...]:
    """Return the officers who have a slot, in the order made. Raises `SlotsMissing` or `SlotsDamaged`."""
    found = slot_file.whole_copies(path)[0].slots
    known = {slot.name: slot.role for slot in found if slot.role != RECOVERY}
    return tuple(Officer(name=name, role=role) for name, role in known.items())


def unwrap(path: Path, name: str, password: bytearray) -> bytearray:
    """Return the 48 bytes of key and salt; wipes the password whatever happens.

    Raises `OfficerUnknown`, `PasswordWrong`, `SlotsMissing` or `SlotsDamaged`. An altered name, role or cost fails as
    a wrong password does: all of them are bound into the slot. Where the two copies differ, either may open.
    """
    try:
        return _unwrapped(path, name, password)[0]
    finally:
        wipe(password)


def opened(path: Path, name: str, password: bytearray) -> tuple[Opened, ...]:
    """Return every slot of a name that a password opens, those of the newest key first; wipes the password.

    There are two keys only where a new one was about to take the old one's place. Raises as `unwrap` does.
    """
    try:
        typed, found = composed(password), list[Opened]()
        for slot in sorted(_slots_of(path, name), key=lambda one: -one.generation):
            with suppress(PasswordWrong):
                key = wrapping.unwrap(slot.wrapped, typed, bound_to=slot.bound_to)
                found.append(Opened(slot=slot, key=key))
        if not found:
            raise PasswordWrong
        return tuple(found)
    finally:
        wipe(password)


def next_generation(path: Path, people: Sequence[NewOfficer], secret: bytearray, *, cost: Cost) -> tuple[Slot, ...]:
    """Return slots of some people for a new key; `put` lays them beside those for the old one. Wipes passwords."""
    generation = max((slot.generation for slot in slot_file.whole_copies(path)[0].slots), default=0) + 1
    try:
        return tuple(replace(_slot(one, secret, cost), generation=generation) for one in people)
    finally:
        wipe(*(one.password for one in people))


def keep_generation(path: Path, generation: int) -> bool:
    """Take away all slots of other keys; return whether there were any."""
    slots = slot_file.whole_copies(path)[0].slots
    if all(slot.generation == generation for slot in slots):
        return False
    slot_file.change(path, lambda slots: tuple(slot for slot in slots if slot.generation == generation))
    return True


def cost_of(path: Path, name: str) -> Cost:
    """Return what a guess at an officer's password costs. Raises `OfficerUnknown`."""
    return next(iter(_slots_of(path, name))).wrapped.cost


def sealed(path: Path, new: NewOfficer, *, by: str, password: bytearray) -> Slot:
    """Return a slot for an officer; `by` opens the key with a password of their own.

    It costs a guess what it costs at the slot of `by`. Wipes both passwords; raises as `unwrap` does.
    """
    try:
        secret, found = _unwrapped(path, by, password)
        try:
            return replace(_slot(new, secret, found.wrapped.cost), generation=found.generation)
        finally:
            wipe(secret)
    finally:
        wipe(password, new.password)


def put(path: Path, *new: Slot, awaits: str = "") -> None:
    """Lay slots beside those that their officers have.

    Where they await an entry either opens, until `settle` is told whether that is recorded.
    """
    slot_file.change(path, lambda slots: (*slots, *(replace(one, awaits=awaits) for one in new)))


def awaiting(path: Path, name: str) -> bool:
    """Tell whether an officer has a slot, in either copy, of which it is not settled whether it counts."""
    return any(slot.awaits and slot.name == name for copy in slot_file.whole_copies(path) for slot in copy.slots)


def standing(path: Path, name: str, recorded: Callable[[str], bool]) -> frozenset[str]:
    """Return the digests of the slots that an officer has in either copy, as `settle` would leave them."""
    found = [slot for copy in slot_file.whole_copies(path) for slot in copy.slots if slot.name == name]
    taken = [slot for slot in found if slot.awaits and recorded(slot.awaits)]
    return frozenset(slot.digest for slot in taken or found if taken or not slot.awaits)


def settle(path: Path, recorded: Callable[[str], bool]) -> None:
    """Let each slot whose entry is recorded take its officer's place, and take away those whose entry is not."""
    found = slot_file.whole_copies(path)[0].slots
    awaited = [slot for slot in found if slot.awaits]
    if awaited:
        standing = {slot.name: slot for slot in found if not slot.awaits}
        standing |= {slot.name: replace(slot, awaits="") for slot in awaited if recorded(slot.awaits)}
        slot_file.change(path, lambda _: tuple(standing.values()))


def digests(path: Path) -> dict[str, str]:
    """Return by name the digest of every slot that counts."""
    return {slot.name: slot.digest for slot in slot_file.whole_copies(path)[0].slots if not slot.awaits}


def others(path: Path, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names under which there are slots of which the digest is not the one `known` by name."""
    later = slot_file.whole_copies(path)[0].slots
    return tuple(dict.fromkeys(slot.name for slot in later if slot.digest != known.get(slot.name)))


def hold(path: Path, known: Mapping[str, str], *, roles: Mapping[str, str]) -> None:
    """Leave of all slots those of which the digest is `known`; what stands in the other copy alone is taken there.

    Beside each stands the role that its officer has by `roles`, where that is known.
    """
    later, *other = slot_file.whole_copies(path)
    found: dict[str, Slot] = {}
    for slot in (slot for copy in (later, *other) for slot in copy.slots):
        if known.get(slot.name) == slot.digest:
            found.setdefault(slot.name, replace(slot, awaits="", role=roles.get(slot.name, slot.role)))
    if tuple(found.values()) != later.slots:
        slot_file.change(path, lambda _: tuple(found.values()))


def remove(path: Path, name: str) -> None:
    """Take an officer's slot away: their password opens nothing here any more."""
    slot_file.change(path, lambda slots: tuple(slot for slot in slots if slot.name != name))


def tell(path: Path, name: str, *, role: str) -> None:
    """Write another role beside a slot, for who looks before anybody signed in; the records decide what it may do."""
    slot_file.change(path, lambda slots: tuple(replace(s, role=role) if s.name == name else s for s in slots))


def _unwrapped(path: Path, name: str, password: bytearray) -> tuple[bytearray, Slot]:
    slots = _slots_of(path, name)
    refused, typed = PasswordWrong(), composed(password)
    for slot in slots:
        try:
            return wrapping.unwrap(slot.wrapped, typed, bound_to=slot.bound_to), slot
        except PasswordWrong as error:
            refused = error
    raise refused


def _slots_of(path: Path, name: str) -> list[Slot]:
    """Return an officer's slots in both copies, each once. Raises `OfficerUnknown` where there is none."""
    found = {slot: None for copy in slot_file.whole_copies(path) for slot in copy.slots if slot.name == name}
    if not found:
        raise OfficerUnknown
    return list(found)


def composed(password: bytearray) -> bytearray:
    """Return a password in Unicode's composed form, whatever keyboard typed it; most are, and stay where they are."""
    if password.isascii():
        return password
    try:
        return bytearray(prepared(password.decode()).encode())
    except UnicodeDecodeError:
        return password


def _at_least_full(cost: Cost) -> bool:
    return cost.memory_kib >= FULL_COST.memory_kib and cost.passes >= FULL_COST.passes


def _slot(officer: NewOfficer, secret: bytearray, cost: Cost) -> Slot:
    empty = wrapping.Wrapped(cost=cost, salt=b"", nonce=b"", sealed=b"")
    slot = Slot(name=officer.name, role=officer.role, bound_role=officer.role, wrapped=empty)
    typed = composed(officer.password)
    return replace(slot, wrapped=wrapping.wrap(secret, typed, cost=cost, bound_to=slot.bound_to))
