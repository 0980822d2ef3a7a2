"""Passwords after NIST SP 800-63B-4, 3.1.1: long, not common, nothing of one's own; no make-up, no expiry."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from enum import StrEnum
from typing import Final

SHORTEST: Final = 15
"""Characters, as the standard asks where a password is the only factor."""
LONGEST: Final = 200
"""Characters; the standard asks for 64 at least."""
_SHORTEST_RUN: Final = 3
_RUNS: Final = (
    *("abcdefghijklmnopqrstuvwxyz", "01234567890"),
    *("qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm"),
)
_ROWS: Final = tuple(row for run in _RUNS for row in (run, run[::-1]))


class Weakness(StrEnum):
    """Why a password is not taken."""

    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    OWN = "own"


def prepared(password: str) -> str:
    """Return a password as it is derived from: in Unicode's composed form, whatever keyboard typed it."""
    return unicodedata.normalize("NFC", password)


def weakness(password: str, *, common: Collection[str], own: Collection[str]) -> Weakness | None:
    """Return why a password is not taken, None for a good one.

    `common` are passwords that are tried first by those who guess, in lower case; `own` words that are known of the
    officer and the desk. One made of two common ones, of one piece again and again, or of a run is common too.

    >>> weakness("correct horse battery", common={"password"}, own={"Besa"}) is None
    True
    >>> weakness("passwordpassword1", common={"password", "password1"}, own=())
    <Weakness.COMMON: 'common'>
    """
    said = prepared(password)
    if len(said) < SHORTEST:
        return Weakness.SHORT
    if len(said) > LONGEST:
        return Weakness.LONG
    bare = "".join(c for c in said.casefold() if c.isalnum())
    if _is_common(bare, common) or _repeats(bare) or _is_run(bare):
        return Weakness.COMMON
    rest = bare
    for word in sorted(("".join(c for c in w.casefold() if c.isalnum()) for w in own), key=len, reverse=True):
        rest = rest.replace(word, "") if len(word) >= _SHORTEST_RUN else rest
    if rest != bare and (len(rest) < SHORTEST // 2 or rest in common):
        return Weakness.OWN
    return None


def _is_common(bare: str, common: Collection[str]) -> bool:
    return bare in common or any(bare[:cut] in common and bare[cut:] in common for cut in range(1, len(bare)))


def _repeats(bare: str) -> bool:
    """Tell whether a text is one piece of up to a third of it, again and again."""
    return any(
        bare == (bare[:size] * (len(bare) // size + 1))[: len(bare)] for size in range(1, max(2, len(bare) // 3 + 1))
    )


def _is_run(bare: str) -> bool:
    """Tell whether a text is put together of pieces of a row of keys or of the alphabet, there or back."""
    place = 0
    while place < len(bare):
        pieces = (bare[place : place + size] for size in range(len(bare) - place, _SHORTEST_RUN - 1, -1))
        run = next((piece for piece in pieces if any(piece in row for row in _ROWS)), "")
        if not run:
            return False
        place += len(run)
    return True
