"""The officers' key slots in `keys.json`: each password unwraps the same store key and salt (DESIGN section 7)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbdesk.store import wrapping
from kbdesk.store.atomic_file import replace_file
from kbdesk.store.errors import OfficerUnknown, SlotsDamaged, SlotsMissing, StoreBroken
from kbdesk.store.translation import translate_os
from kbdesk.store.wiping import random_bytes, wipe
from kbdesk.store.wrapping import FULL_COST, TAG_BYTES, Cost, Wrapped

FILE = "keys.json"
VERSION = 1
RECOVERY = "recovery"
"""Name and role of the slot that the sealed recovery code opens: it is no officer's."""
SECRET_BYTES = 48
"""32 bytes of store key, then the 16 bytes of salt that a torn first sector would lose (FAULTS finding 1)."""
MOST_MEMORY_KIB = 1024 * 1024
MOST_PASSES = 64


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
        slots = [_slot(officer, secret, cost) for officer in new_officers]
    finally:
        wipe(*(o.password for o in new_officers))
    content = json.dumps({"version": VERSION, "slots": slots}, ensure_ascii=False, indent=1) + "\n"
    try:
        replace_file(path, content.encode())
    except OSError as error:
        wipe(secret)
        raise translate_os(error, path.parent) from error
    return secret


def officers(path: Path) -> tuple[Officer, ...]:
    """Return the officers who have a slot, in the order made. Raises `SlotsMissing` or `SlotsDamaged`."""
    return tuple(officer for officer, _ in _read(path) if officer.role != RECOVERY)


def unwrap(path: Path, name: str, password: bytearray) -> bytearray:
    """Return the 48 bytes of key and salt; wipes the password whatever happens.

    Raises `OfficerUnknown`, `PasswordWrong`, `SlotsMissing` or `SlotsDamaged`. An altered name, role or cost fails as
    a wrong password does: all of them are bound into the slot.
    """
    try:
        for officer, wrapped in _read(path):
            if officer.name == name:
                return wrapping.unwrap(wrapped, password, bound_to=_bound_to(officer))
        raise OfficerUnknown
    finally:
        wipe(password)


def _at_least_full(cost: Cost) -> bool:
    return cost.memory_kib >= FULL_COST.memory_kib and cost.passes >= FULL_COST.passes


def _slot(officer: NewOfficer, secret: bytearray, cost: Cost) -> dict[str, Any]:
    known = Officer(name=officer.name, role=officer.role)
    wrapped = wrapping.wrap(secret, officer.password, cost=cost, bound_to=_bound_to(known))
    return {
        "name": officer.name,
        "role": officer.role,
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "lanes": cost.lanes,
        "salt": wrapped.salt.hex(),
        "nonce": wrapped.nonce.hex(),
        "sealed": wrapped.sealed.hex(),
    }


def _bound_to(officer: Officer) -> bytes:
    return json.dumps([VERSION, officer.name, officer.role]).encode()


def _read(path: Path) -> list[tuple[Officer, Wrapped]]:
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise SlotsMissing from None
    except OSError as error:
        raise translate_os(error, path.parent) from error
    except (ValueError, RecursionError):
        raise SlotsDamaged from None
    try:
        if data["version"] != VERSION:
            raise SlotsDamaged("The key file keys.json was written by another version of the program.")
        return [_understood(slot) for slot in data["slots"]]
    except (KeyError, TypeError, ValueError, AttributeError):
        raise SlotsDamaged from None


def _understood(slot: dict[str, Any]) -> tuple[Officer, Wrapped]:
    officer = Officer(name=_text(slot["name"]), role=_text(slot["role"]))
    cost = Cost(memory_kib=int(slot["memory_kib"]), passes=int(slot["passes"]), lanes=int(slot["lanes"]))
    salt, nonce, sealed = (bytes.fromhex(slot[key]) for key in ("salt", "nonce", "sealed"))
    within = 8 * cost.lanes <= cost.memory_kib <= MOST_MEMORY_KIB and 1 <= cost.passes <= MOST_PASSES
    if not within or cost.lanes < 1 or (len(salt), len(nonce), len(sealed)) != (16, 12, SECRET_BYTES + TAG_BYTES):
        raise ValueError("a slot out of bounds")
    return officer, Wrapped(cost=cost, salt=salt, nonce=nonce, sealed=sealed)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a name or role that is not text")
    return value
