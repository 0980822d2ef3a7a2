"""Breaking a desk that is being backed up: ``python -m tests.store.breaking_backup FOLDER WHAT ...``."""

from __future__ import annotations

import errno
import json
import sys
from pathlib import Path

from kbdesk.store import backup as backups
from kbdesk.store.backup_file import unpack
from kbdesk.store.errors import StoreError
from kbdesk.store.store import Store
from tests.store import killing, ptrace
from tests.store.backups import back_up, furnish, unwatched
from tests.store.killing import Acknowledge
from tests.store.samples import create, issue, reopen


def made(folder: Path) -> int:
    """Make a desk with a backup beside its records, and one more act; return how many entries the backup has."""
    with create(folder) as store:
        issue(store, 1)
        furnish(folder)
        entries = back_up(folder, store, folder / "b").entries
        issue(store, 2)
    return entries


def kills(folder: Path, points: int, sabotage: str) -> dict[str, object]:
    """Kill a desk that replaces its backup at points spread over all that takes."""
    old = made(folder / "base")

    def work(desk: Path, acknowledge: Acknowledge) -> None:
        with reopen(desk) as store:
            if sabotage == "in-place":
                backups.replace_with = _in_place  # type: ignore[assignment]  # what it is tried against
            back_up(desk, store, desk / "b")
            acknowledge("made")

    return killing.kills(folder, points, work, lambda desk, told: _judged(desk, told, old), where=_after_opening)


def _in_place(path: Path, parts: object, *, check: object = None) -> None:
    """Write over what is there, without a sync: what must be seen."""
    with path.open("wb", buffering=0) as file:
        for part in parts:  # type: ignore[attr-defined]  # bytes
            file.write(part)
    check(path)  # type: ignore[operator]  # as the real one does


def _after_opening(call: ptrace.Call) -> bool:
    return call.path.endswith((".backup-desk.db", "/b", "/.b.new", "/work"))


def _judged(desk: Path, told: list[str], old: int) -> list[str]:
    """Return what is wrong after a kill; then back up again, over whatever the kill left."""
    wrong = []
    try:
        entries = unpack(desk / "b", None, unwatched).entries
    except StoreError:
        return ["no backup"]
    with reopen(desk) as store:
        now = store.check().entries
        wrong += ["neither the old nor the new"] if entries not in (old, now) else []
        wrong += ["acknowledged and lost"] if told and entries != now else []
        again = back_up(desk, store, desk / "b").entries
        wrong += ["no further backup"] if again != now else []
    wrong += [p.name for p in desk.iterdir() if p.name.startswith(".")]
    return wrong


def failing(folder: Path, error: int) -> dict[str, object]:
    """Back up while every write of the new file fails; tell what was said and what is left."""
    old, answer = made(folder), folder.with_name(f"{folder.name}-answer")

    def judge(call: ptrace.Call) -> int:
        return error if call.number in ptrace.WRITE and call.path.endswith("/.b.new") else 0

    def work() -> None:
        with reopen(folder) as store:
            answer.write_text(_said(folder, store))

    ptrace.traced(work, judge)
    left = [p.name for p in folder.iterdir() if p.name.startswith(".")]
    return {"said": answer.read_text(), "old": unpack(folder / "b", None, unwatched).entries == old, "left": left}


def _said(folder: Path, store: Store) -> str:
    try:
        back_up(folder, store, folder / "b")
    except StoreError as fault:
        return fault.code
    return "done"


def main(folder: Path, what: str, *rest: str) -> object:
    if what == "kills":
        return kills(folder, int(rest[0]), rest[1])
    return failing(folder, getattr(errno, rest[0]))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), *sys.argv[2:])))
