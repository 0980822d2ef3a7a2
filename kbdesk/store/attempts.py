"""Wrong passwords in a file beside the store: counted before anybody is in, entered in the ledger at next sign-in."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from kbdesk.store.atomic_file import replace_file
from kbdesk.store.errors import SignInDelayed, SignInRefused
from kbdesk.store.translation import translate_os

FILE: Final = "attempts.log"
FREE: Final = 5
"""Wrong passwords in a row that cost nothing."""
FIRST_DELAY: Final = timedelta(seconds=30)
LONGEST_DELAY: Final = timedelta(minutes=30)
BEGUN: Final = 1
"""What a new file counts from."""
_MOST_TOLD: Final = 1000
_MOST_COUNTED: Final = 10**9
STRANGER: Final = "-"
"""Stands for every name that no officer has: what was typed there may be a password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """Wrong passwords in a row for one name: how many, and when the last was."""

    count: int
    last: datetime

    def wait(self, now: datetime) -> timedelta:
        """Return how long the next try has to wait; a clock set back does not shorten it."""
        over = self.count - FREE
        if over < 0:
            return timedelta(0)
        delay: timedelta = min(FIRST_DELAY * 2 ** min(over, 16), LONGEST_DELAY)
        passed = max(timedelta(0), now - self.last)
        return max(timedelta(0), delay - passed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """What the file says: wrong tries ever counted, those in a row by name, and those not entered yet.

    `seen` is the number of the last entry when somebody last came in, `head` its digest: records without it are older.
    """

    count: int = 0
    wrong: Mapping[str, Wrong] = field(default_factory=lambda: MappingProxyType({}))
    waiting: tuple[tuple[datetime, str], ...] = ()
    seen: int = 0
    head: str = ""


@contextmanager
def trying(folder: Path, name: str, *, now: datetime) -> Iterator[None]:
    """Let a password be tried inside: a refusal is counted, and what is not refused ends the row.

    Raises `SignInDelayed` before anything is tried while the name has to wait, `StoreUnavailable` where a wrong try
    cannot be counted. `now` is the machine's own instant, aware.
    """
    with _held(folder):
        before = read(folder)
        wrong = before.wrong.get(name)
        if wrong is not None and wrong.last > now:  # by a clock that was wrong then: the wait begins now, and so ends
            wrong = replace(wrong, last=now)
            _write(folder, replace(before, wrong={**before.wrong, name: wrong}))
        wait = timedelta(0) if wrong is None else wrong.wait(now)
        if wait:
            raise SignInDelayed(wait)
        try:
            yield
        except SignInRefused:
            before = read(folder)
            count = before.wrong[name].count if name in before.wrong else 0
            row = {**before.wrong, name: Wrong(count=count + 1, last=now)}
            waiting = (*before.waiting, (now, name))[-_MOST_TOLD:]
            _write(folder, replace(before, count=before.count + 1, wrong=row, waiting=waiting))
            raise
        if wrong is not None:
            _end_row(folder, name)


def end_row(folder: Path, name: str) -> None:
    """Let a name be tried at once; its wrong tries stay counted, and are entered. Raises `StoreUnavailable`."""
    with _held(folder):
        _end_row(folder, name)


def _end_row(folder: Path, name: str) -> None:
    before = read(folder)
    _write(folder, replace(before, wrong={other: row for other, row in before.wrong.items() if other != name}))


def read(folder: Path) -> Attempts:
    """Return what the file says; one that is missing or damaged says nothing, which its count shows."""
    try:
        said = json.loads((folder / FILE).read_bytes())
        return Attempts(
            count=_counted(said["count"]),
            wrong={
                _name(n): Wrong(count=_counted(w["count"]), last=_instant(w["last"])) for n, w in said["wrong"].items()
            },
            waiting=tuple((_instant(one["at"]), _name(one["name"])) for one in said["waiting"]),
            seen=_counted(said.get("seen", 0)),
            head=_name(said.get("head", "")),
        )
    except FileNotFoundError:
        return Attempts()
    except OSError as error:
        raise translate_os(error, folder) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Attempts()


def entered(folder: Path, upto: Attempts, *, count: int) -> None:
    """Forget what was entered in the ledger, and go on counting from there; rows of wrong tries go on."""
    with _held(folder):
        now = read(folder)
        since = max(0, now.count - upto.count)
        left = now.waiting[len(now.waiting) - since :]
        _write(folder, replace(now, count=max(now.count, count), waiting=left))


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Keep every other process from trying at the same moment; ends with the process, however it ends."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise translate_os(error, folder) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def saw(folder: Path, seen: int, head: str) -> None:
    """Note how far the records went. Raises `StoreUnavailable`."""
    with _held(folder):
        _write(folder, replace(read(folder), seen=seen, head=head))


def begin(folder: Path) -> None:
    """Begin to count where nothing was counted, with one: a file that is missing later has gone back.

    Raises `StoreUnavailable`.
    """
    if not (folder / FILE).exists():
        _write(folder, Attempts(count=BEGUN))


def _write(folder: Path, attempts: Attempts) -> None:
    said: dict[str, Any] = {
        "count": attempts.count,
        "wrong": {n: {"count": w.count, "last": w.last.isoformat()} for n, w in attempts.wrong.items()},
        "seen": attempts.seen,
        "head": attempts.head,
        "waiting": [{"at": at.isoformat(), "name": name} for at, name in attempts.waiting],
    }
    try:
        replace_file(folder / FILE, (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode())
    except OSError as error:
        raise translate_os(error, folder) from error


def _counted(value: object) -> int:
    """Return a count that no desk outlives; a larger one would end all counting where it was entered."""
    if not isinstance(value, int) or not 0 <= value <= _MOST_COUNTED:
        raise ValueError("no count")
    return value


def _name(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no name")
    value.encode()  # a lone surrogate is no name, and no entry could hold it
    return value


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("an instant without its offset")
    return at
