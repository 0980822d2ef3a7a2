"""What making a desk's folder has in common, for drills and for real: checked names, and all of it or nothing."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from kbdesk.app import carried
from kbdesk.cli.joiner import EnvironmentFailedError, InputError
from kbdesk.domain.vocabulary import ShelfName
from kbdesk.store import attempts, slots
from kbdesk.store.atomic_file import sync_folder, sync_tree
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


def nobody(_made: object) -> None:
    """Tell nobody."""


def fill_folder(data: Path, fill: Callable[[Path], None], *, tell: Callable[[], object] = lambda: None) -> None:
    """Fill a folder beside, then put it where the desk will be looked for; the key slots come last.

    What fails half way leaves no desk, and whoever tries again gets one. What is made when this returns is durable.
    `tell` shows what is shown once, when nothing is left but to put the folder in place: what it raises leaves no desk.
    Raises `InputError` where there is a desk, `EnvironmentFailedError`.
    """
    part = data / ".made"
    if is_there(data):
        raise InputError("--data: there is a desk in this folder already; it was left as it is")
    if (data / "desk.db").exists() and not part.exists():
        raise InputError(
            "--data: this folder holds the records of a desk that lost its keys; they were left as they are"
        )
    try:
        if not data.is_dir():
            data.mkdir(parents=True, mode=0o700)
            sync_folder(data.parent)
        data.chmod(0o700)
        broken_off = part.is_dir()
        _fill_aside(part, fill, tell, again=broken_off)
        for names in (sorted(one.name for one in part.iterdir() if one.name not in _SLOTS), _SLOTS):
            for name in names:
                if broken_off and (data / name).is_dir():
                    shutil.rmtree(data / name)
                (part / name).rename(data / name)
            sync_folder(data)
        part.rmdir()
    except OSError as error:
        raise EnvironmentFailedError(f"The data folder cannot be made: {error.strerror}.") from error


def _fill_aside(part: Path, fill: Callable[[Path], None], tell: Callable[[], object], *, again: bool) -> None:
    """Fill a folder; while it stands, folders beside it are of a desk that did not come to be, not somebody else's."""
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    try:
        fill(part)
        sync_tree(part)
        taken = (part.with_name(one.name) for one in part.iterdir() if one.is_dir())
        if not again and any(one.is_dir() and any(one.iterdir()) for one in taken):
            raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY))
        sync_folder(part.parent)
        tell()
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        if again:
            part.mkdir(mode=0o700)
        raise


def begun_with(data: Path, officers: Iterable[tuple[str, str]]) -> dict[str, object]:
    """Return what the records of a desk that begins, or begins to know its officers, say of them and of their slots.

    Wrong passwords are counted from then on.
    """
    attempts.begin(data)
    known = [{"name": name, "role": role} for name, role in officers]
    return {"officers": known, "slots": slots.digests(data / FILE), "attempts": attempts.read(data).count}


def recovery_code() -> str:
    """Return a new sealed code: some 147 bits."""
    return spoken(12)


def spoken(groups: int) -> str:
    """Return a secret that can be read aloud: groups of two syllables, some 12 bits each."""
    syllables = [secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS) for _ in range(2 * groups)]
    return "-".join(a + b for a, b in zip(syllables[::2], syllables[1::2], strict=True))
