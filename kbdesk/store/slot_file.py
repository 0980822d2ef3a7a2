"""The file of the key slots, written twice: whichever copy is whole opens the desk, and mends the other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from kbdesk.store.atomic_file import replace_file
from kbdesk.store.errors import SlotsDamaged, SlotsMissing
from kbdesk.store.translation import translate_os
from kbdesk.store.wrapping import TAG_BYTES, Cost, Wrapped

FILE: Final = "keys.json"
COPY: Final = "keys.copy.json"
VERSION: Final = 1
SECRET_BYTES: Final = 48
"""32 bytes of store key, then the 16 bytes of salt that a torn first sector would lose (FAULTS finding 1)."""
MOST_MEMORY_KIB: Final = 1024 * 1024
MOST_PASSES: Final = 64
MOST_LANES: Final = 64
_MOST_COUNTED: Final = 10**15
_DIGEST_BYTES: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What one password opens. `bound_role` is the role that was bound into it when it was made.

    `generation` counts the desk's keys: two stand in the file only while a new key takes the old one's place.
    `awaits` is the digest of the entry by which the slot takes the place of its officer's other one.
    """

    name: str
    role: str
    bound_role: str
    wrapped: Wrapped
    generation: int = 0
    awaits: str = ""

    @property
    def bound_to(self) -> bytes:
        """What is authenticated with the key."""
        return json.dumps([VERSION, self.name, self.bound_role]).encode()

    @property
    def digest(self) -> str:
        """What the records know the slot by, 64 hex digits: of all that it is but `role` and `awaits`; no secret."""
        cost, wrapped = self.wrapped.cost, self.wrapped
        sealed = [wrapped.salt.hex(), wrapped.nonce.hex(), wrapped.sealed.hex()]
        said = [VERSION, self.name, self.bound_role, cost.memory_kib, cost.passes, cost.lanes, *sealed, self.generation]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotFile:
    """All slots, in the order made; of two copies the one with the higher `sequence` was written later."""

    sequence: int
    slots: tuple[Slot, ...]


def whole_copies(path: Path) -> tuple[SlotFile, ...]:
    """Return what is whole of the two copies, the later first, one where both are the same.

    Raises `SlotsMissing` where there is neither, `SlotsDamaged` where none is whole, `StoreUnavailable`.
    """
    found: dict[SlotFile, None] = {}
    damaged: SlotsDamaged | None = None
    for file in (path, _copy(path)):
        try:
            found[_read(file)] = None
        except SlotsMissing:
            continue
        except SlotsDamaged as error:
            damaged = damaged or error
    if not found:
        raise damaged or SlotsMissing
    return tuple(sorted(found, key=lambda one: -one.sequence))


def write(path: Path, slots: tuple[Slot, ...], *, sequence: int) -> None:
    """Replace both copies, each whole or not at all. Raises `StoreUnavailable`; then the later one may be new."""
    said = {"version": VERSION, "sequence": sequence, "slots": [_said(slot) for slot in slots]}
    content = (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
    try:
        for file in (path, _copy(path)):
            replace_file(file, content)
    except OSError as error:
        raise translate_os(error, path.parent) from error


def change(path: Path, changed: Callable[[tuple[Slot, ...]], tuple[Slot, ...]]) -> None:
    """Write what becomes of the slots."""
    now = whole_copies(path)[0]
    write(path, changed(now.slots), sequence=_after(now))


def mend(path: Path) -> bool:
    """Write both copies anew where one is missing, damaged or the older; return whether that was needed."""
    now = whole_copies(path)[0]
    try:
        if _read(path) == _read(_copy(path)):
            return False
    except (SlotsMissing, SlotsDamaged):
        pass
    write(path, now.slots, sequence=_after(now))
    return True


def is_there(folder: Path) -> bool:
    """Tell whether a folder is a desk's: it has key slots."""
    return (folder / FILE).exists() or (folder / COPY).exists()


def _after(now: SlotFile) -> int:
    """Return the next number; where there is none any more, of two the first is the later one."""
    return min(now.sequence + 1, _MOST_COUNTED)


def _copy(path: Path) -> Path:
    return path.with_name(COPY)


def _said(slot: Slot) -> dict[str, Any]:
    cost = slot.wrapped.cost
    return {
        "name": slot.name,
        "role": slot.role,
        "bound_role": slot.bound_role,
        "generation": slot.generation,
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "lanes": cost.lanes,
        "salt": slot.wrapped.salt.hex(),
        "nonce": slot.wrapped.nonce.hex(),
        "sealed": slot.wrapped.sealed.hex(),
        **({"awaits": slot.awaits} if slot.awaits else {}),
    }


def _read(path: Path) -> SlotFile:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise SlotsMissing from None
    except OSError as error:
        raise translate_os(error, path.parent) from error
    return _parsed(content)


@lru_cache(maxsize=2)
def _parsed(content: bytes) -> SlotFile:
    """Return what a copy says: a sign-in looks a dozen times, and both copies say the same."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        raise SlotsDamaged from None
    try:
        if data["version"] != VERSION:
            raise SlotsDamaged("The key file keys.json was written by another version of the program.")
        sequence = _counted(data.get("sequence", 0))
        return SlotFile(sequence=sequence, slots=tuple(_understood(one) for one in data["slots"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise SlotsDamaged from None


def _understood(slot: dict[str, Any]) -> Slot:
    memory, passes, lanes = (_counted(slot[key]) for key in ("memory_kib", "passes", "lanes"))
    cost = Cost(memory_kib=memory, passes=passes, lanes=lanes)
    salt, nonce, sealed = (bytes.fromhex(slot[key]) for key in ("salt", "nonce", "sealed"))
    within = 8 * cost.lanes <= cost.memory_kib <= MOST_MEMORY_KIB and 1 <= cost.passes <= MOST_PASSES
    within = within and 1 <= cost.lanes <= MOST_LANES
    if not within or (len(salt), len(nonce), len(sealed)) != (16, 12, SECRET_BYTES + TAG_BYTES):
        raise ValueError("a slot out of bounds")
    role, awaits = _text(slot["role"]), _text(slot.get("awaits", ""))
    if len(bytes.fromhex(awaits)) not in (0, _DIGEST_BYTES):
        raise ValueError("a slot that awaits no entry")
    wrapped = Wrapped(cost=cost, salt=salt, nonce=nonce, sealed=sealed)
    return Slot(
        name=_text(slot["name"]),
        role=role,
        bound_role=_text(slot.get("bound_role", role)),
        wrapped=wrapped,
        generation=_counted(slot.get("generation", 0)),
        awaits=awaits,
    )


def _counted(value: object) -> int:
    if type(value) is not int or not 0 <= value <= _MOST_COUNTED:
        raise ValueError("a number that counts nothing")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a name or role that is not text")
    value.encode()  # half a character could be said to nobody
    return value
