"""What the records keep of a six-digit code: a digest whose every guess costs what a guess at a password does."""

from __future__ import annotations

import secrets
from typing import Final

from kbdesk.store.wrapping import Cost, derive

SHEET_COST: Final = Cost(memory_kib=19 * 1024, passes=2, lanes=1)
DRILL_COST: Final = Cost(memory_kib=64, passes=1, lanes=1)
"""Of a drill desk, which keeps no secrets."""
PEPPERS: Final = 8
"""One of so many bytes is mixed in and kept nowhere: a guess tries them all, while a sheet is made with one a code."""


def digest(salt: bytes, code: str, *, cost: Cost) -> str:
    """Return what is kept of a code: what a try costs, and Argon2id of the code with its salt and a pepper, in hex."""
    said = f"{cost.memory_kib}:{cost.passes}:{cost.lanes}"
    return f"{said}:{_of(salt, bytearray(code.encode()), secrets.randbelow(PEPPERS), cost)}"


def is_of(kept: str, salt: bytes, code: bytes | bytearray) -> bool:
    """Tell whether a digest is that of a code."""
    *cost, found = kept.split(":")
    memory_kib, passes, lanes = map(int, cost)
    bounds = Cost(memory_kib=memory_kib, passes=passes, lanes=lanes)
    return any(_of(salt, bytearray(code), pepper, bounds) == found for pepper in range(PEPPERS))


def _of(salt: bytes, code: bytearray, pepper: int, cost: Cost) -> str:
    return derive(code, salt + bytes([pepper]), cost).hex()
