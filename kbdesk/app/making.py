"""What making a desk's folder has in common, for drills and for real: checked names, and all of it or nothing."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from kbdesk.app import carried
from kbdesk.cli.joiner import EnvironmentFailedError, InputError
from kbdesk.domain.vocabulary import ShelfName
from kbdesk.store import attempts
from kbdesk.store.slot_file import COPY, FILE, is_there

_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_SLOTS: Final = (COPY, FILE)
_DESKS: Final = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter_of(crossing: str, *, desk: str, shelf: str) -> str:
    """Return the letter of a crossing. Raises `InputError` for a crossing, desk or shelf that is none."""
    place = carried.reference().crossings.get(crossing)
    if place is None:
        raise InputError(f"--crossing: is one of {', '.join(carried.reference().crossings)}")
    if len(desk) != 1 or desk not in _DESKS:
        raise InputError("--desk: is one character, 1-9 or A-Z")
    if shelf not in tuple(ShelfName):
        raise InputError(f"--shelf: is one of {', '.join(ShelfName)}")
    return place.letter


def fill_folder(data: Path, fill: Callable[[Path], None]) -> None:
    """Fill a folder beside, then put it where the desk will be looked for; the key slots come last.

    What fails half way leaves nothing. Raises `InputError` where there is a desk, `EnvironmentFailedError`.
    """
    if is_there(data):
        raise InputError("--data: there is a desk in this folder already; it was left as it is")
    part = data / ".made"
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700)
        fill(part)
        for name in (*sorted(p.name for p in part.iterdir() if p.name not in _SLOTS), *_SLOTS):
            (part / name).rename(data / name)
    except OSError as error:
        raise EnvironmentFailedError(f"The data folder cannot be made: {error.strerror}.") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def begun_with(data: Path, officers: Iterable[tuple[str, str]]) -> dict[str, object]:
    """Return what the records of a desk that begins, or begins to know its officers, say of them.

    Wrong passwords are counted from then on.
    """
    attempts.begin(data)
    known = [{"name": name, "role": role} for name, role in officers]
    return {"officers": known, "attempts": attempts.read(data).count}


def spoken(groups: int) -> str:
    """Return a secret that can be read aloud: groups of two syllables, some 12 bits each."""
    syllables = [secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS) for _ in range(2 * groups)]
    return "-".join(a + b for a, b in zip(syllables[::2], syllables[1::2], strict=True))
