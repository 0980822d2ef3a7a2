"""Wrong passwords in a file beside the store: counted before anybody is in, entered in the ledger at next sign-in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Final

from kbdesk.store import attempts_log
from kbdesk.store.attempts_log import FILE, counted, held
from kbdesk.store.errors import SignInDelayed, SignInRefused

FREE: Final = 5
"""Wrong passwords in a row that cost nothing."""
FIRST_DELAY: Final = timedelta(seconds=30)
LONGEST_DELAY: Final = timedelta(minutes=30)
BEGUN: Final = 1
"""What a new file counts from."""
_MOST_TOLD: Final = 1000
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
    """What the file says: wrong tries ever counted, those in a row by name, and those not entered yet."""

    count: int = 0
    wrong: Mapping[str, Wrong] = field(default_factory=lambda: MappingProxyType({}))
    waiting: tuple[tuple[datetime, str], ...] = ()


@contextmanager
def trying(folder: Path, name: str, *, now: datetime) -> Iterator[None]:
    """Let a password be tried inside: a refusal is counted, and what is not refused ends the row.

    Raises `SignInDelayed` before anything is tried while the name has to wait, `StoreUnavailable` where a wrong try
    cannot be counted. `now` is the machine's own instant, aware.
    """
    with held(folder):
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
    with held(folder):
        _end_row(folder, name)


def _end_row(folder: Path, name: str) -> None:
    before = read(folder)
    _write(folder, replace(before, wrong={other: row for other, row in before.wrong.items() if other != name}))


def read(folder: Path) -> Attempts:
    """Return what the file says; one that is missing or damaged says nothing, which its count shows."""
    said = attempts_log.read(folder)
    try:
        return Attempts(
            count=counted(said["count"]),
            wrong={
                _name(n): Wrong(count=counted(w["count"]), last=_instant(w["last"])) for n, w in said["wrong"].items()
            },
            waiting=tuple((_instant(one["at"]), _name(one["name"])) for one in said["waiting"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return Attempts()


def entered(folder: Path, upto: Attempts, *, count: int) -> None:
    """Forget what was entered in the ledger, and go on counting from there; rows of wrong tries go on."""
    with held(folder):
        now = read(folder)
        since = max(0, now.count - upto.count)
        left = now.waiting[len(now.waiting) - since :]
        _write(folder, replace(now, count=max(now.count, count), waiting=left))


def begin(folder: Path) -> None:
    """Begin to count where nothing was counted, with one: a file that is missing later has gone back.

    Raises `StoreUnavailable`.
    """
    if not (folder / FILE).exists():
        _write(folder, Attempts(count=BEGUN))


def _write(folder: Path, attempts: Attempts) -> None:
    attempts_log.write(
        folder,
        {
            "count": attempts.count,
            "wrong": {n: {"count": w.count, "last": w.last.isoformat()} for n, w in attempts.wrong.items()},
            "waiting": [{"at": at.isoformat(), "name": name} for at, name in attempts.waiting],
        },
    )


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
