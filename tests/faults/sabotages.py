"""What a careless desk would do: each a small change to the real one, in a process of its own, that must be caught."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any, Final

from kbdesk.app import making
from kbdesk.desk.issue import Issue
from kbdesk.devices.tray import Tray
from kbdesk.domain.numbers import make
from kbdesk.domain.vocabulary import Series
from kbdesk.store import atomic_file, backup, before_migrating, connection, ledger, numbers, records_seen
from kbdesk.store.act import StoreAct
from kbdesk.store.connection import Connection
from kbdesk.store.engine import Database, Error
from kbdesk.store.file_identity import FileIdentity
from kbdesk.store.store import Store


class Catcher(StrEnum):
    """Who must catch a sabotage: the states of a power cut, or kills at the boundaries of system calls."""

    STATES = "states"
    KILLS = "kills"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sabotage:
    """A change that `apply` makes to this process, given the folder that is its printer.

    `run` is the recorded run that shows it to the states. `lasting` is what the desk still has when it opens again.
    """

    apply: Callable[[Path], object]
    run: str = "surrender"
    caught_by: frozenset[Catcher] = frozenset({Catcher.STATES})
    lasting: bool = False


def _synchronous(how: str) -> Callable[[Path], None]:
    def apply(_: Path) -> None:
        kept = (setting for setting in connection._SETTINGS if not setting.startswith("synchronous"))
        connection._SETTINGS = (*kept, f"synchronous={how}")  # type: ignore[assignment]  # what it is tried against

    return apply


def _print_first(tray: Path) -> None:
    """Put papers into the printer as soon as they are drawn, before COMMIT."""
    record = Issue.record

    def printing(issue: Issue, *asked: Any) -> Any:
        cards, papers = record(issue, *asked)
        for printed in papers:
            Tray(tray).put(printed)
        return cards, papers

    Issue.record = printing  # type: ignore[method-assign]  # what it is tried against


def _split(_: Path) -> None:
    """Commit each entry by itself."""
    append = StoreAct.append

    def alone(act: StoreAct, kind: str, body: Mapping[str, object]) -> str:
        digest = append(act, kind, body)
        act._open().execute("COMMIT")
        act._open().execute("BEGIN IMMEDIATE")
        return digest

    StoreAct.append = alone  # type: ignore[method-assign]  # what it is tried against


def _number_outside(_: Path) -> None:
    """Give a permit the next number, and count it as taken once its act is over."""
    act, number, given = Store.act, StoreAct.number, list[Series]()

    def peeked(begun: StoreAct, series: Series) -> str:
        given.append(series)
        last = numbers._last(begun._open(), series) + given.count(series)
        return make(begun._sign.letter, begun._sign.desk, last)

    @contextmanager
    def counting(store: Store, *, at: datetime, officer: str) -> Iterator[StoreAct]:
        with act(store, at=at, officer=officer) as begun:
            yield begun
        while given:
            with act(store, at=at, officer=officer) as later:
                number(later, given.pop())

    Store.act, StoreAct.number = counting, peeked  # type: ignore[method-assign]  # what it is tried against


def _without_salt(_: Path) -> None:
    text = connection.key_text
    connection.key_text = lambda key: text(key)[:66] + b"'"


def _replacing(*, aside: bool = True, file: bool = True, folder: bool = True) -> Callable[[Path], None]:
    """Replace files without one of the three: written aside, the file synced, its folder synced."""

    def replace(path: Path, parts: Iterable[bytes], *, check: Callable[[Path], object] | None = None) -> None:
        new = path.with_name(f".{path.name}.new") if aside else path
        with new.open("wb") as opened:
            opened.writelines(parts)
            opened.flush()
            if file:
                os.fsync(opened.fileno())
        if check is not None:
            check(new)
        new.replace(path)
        if folder:
            atomic_file.sync_folder(path.parent)

    def apply(_: Path) -> None:
        atomic_file.replace_with = backup.replace_with = replace

    return apply


def _failed_when_in_doubt(_: Path) -> None:
    """Say of every COMMIT that fails that nothing was recorded, and go on."""

    def commit(opened: Connection, _landed: object) -> None:
        try:
            opened._db.execute("COMMIT")
        except Error:
            opened._db.rollback()
            raise

    Connection._commit = commit  # type: ignore[method-assign]  # what it is tried against


def _automatic_only(_: Path) -> None:
    """Leave the log to SQLite, which says nothing when it cannot tidy up."""
    kept = (setting for setting in connection._SETTINGS if not setting.startswith("wal_autocheckpoint"))
    connection._SETTINGS = (*kept, "wal_autocheckpoint=20")  # type: ignore[assignment]  # what it is tried against
    Connection.checkpoint = lambda _: None  # type: ignore[method-assign]  # the same


def _noted_first(_: Path) -> None:
    """Note how far the records go before that is so."""
    commit = Connection._commit

    def noting(opened: Connection, landed: Callable[[Database], bool]) -> None:
        records_seen.note(opened._folder, *ledger.head(opened._db))
        commit(opened, landed)

    Connection._commit = noting  # type: ignore[method-assign]  # what it is tried against


def _blind_to_removal(_: Path) -> None:
    FileIdentity.holds = lambda _: True  # type: ignore[method-assign]  # what it is tried against


def _begun_unsynced(_: Path) -> None:
    making.sync_tree = making.sync_folder = lambda _: None


def _kept_unsynced(_: Path) -> None:
    """Keep what an older program left without a sync, of the file or of its name."""
    before_migrating.os = SimpleNamespace(**{**vars(os), "fsync": lambda _: None})  # type: ignore[assignment]  # the same
    before_migrating.sync_folder = lambda _: None


_BOTH: Final = frozenset(Catcher)
SABOTAGES: Final[Mapping[str, Sabotage]] = MappingProxyType(
    {
        "synchronous-off": Sabotage(apply=_synchronous("OFF")),
        "synchronous-normal": Sabotage(apply=_synchronous("NORMAL")),
        "print-before-commit": Sabotage(apply=_print_first, caught_by=_BOTH),
        "split-transaction": Sabotage(apply=_split, caught_by=_BOTH),
        "number-outside": Sabotage(apply=_number_outside, caught_by=_BOTH),
        "key-without-salt": Sabotage(apply=_without_salt, run="growing", lasting=True),
        "replaced-without-file-sync": Sabotage(apply=_replacing(file=False), run="closing"),
        "replaced-without-folder-sync": Sabotage(apply=_replacing(folder=False), run="closing"),
        "written-in-place": Sabotage(apply=_replacing(aside=False), run="closing"),
        "in-doubt-told-as-failed": Sabotage(apply=_failed_when_in_doubt, run="in-doubt"),
        "automatic-checkpoint-only": Sabotage(apply=_automatic_only, run="not-growing"),
        "kept-unsynced": Sabotage(apply=_kept_unsynced, run="migrating-5"),
        "begun-unsynced": Sabotage(apply=_begun_unsynced, run="restoring"),
        "noted-before-commit": Sabotage(apply=_noted_first, run="leaving"),
        "blind-to-removal": Sabotage(apply=_blind_to_removal, run="taken-away"),
    }
)
"""By name; the harness that lets one pass proves nothing."""
