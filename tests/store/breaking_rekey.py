"""Breaking a desk that gets a new key: ``python -m tests.store.breaking_rekey FOLDER POINTS|SABOTAGE``."""

from __future__ import annotations

import errno
import json
import shutil
import sys
from collections import Counter
from contextlib import suppress
from itertools import count
from pathlib import Path

from kbdesk.app import rekeying as program
from kbdesk.app.clock import machine_now
from kbdesk.app.drill import make
from kbdesk.app.sign_in import sign_in
from kbdesk.cli.joiner import SignIn
from kbdesk.store import slots
from kbdesk.store.errors import StoreError
from kbdesk.store.slot_file import Slot
from tests.cheap import CHEAP
from tests.store import killing, ptrace
from tests.store.killing import Acknowledge

OTHERS = ("supervisor2",)
"""Whom a drill desk has beside the two who sign."""


def kills(folder: Path, points: int) -> dict[str, object]:
    """Kill a desk that gets a new key at points spread over all that takes, and judge each time what it left."""
    passwords = _made(folder / "base")

    def work(desk: Path, acknowledge: Acknowledge) -> None:
        acknowledge(program.rekey(_two(desk, passwords), without=OTHERS).recovery_code)

    return killing.kills(folder, points, work, lambda desk, told: _judged(desk, told, passwords), where=_rekeying)


def failing(folder: Path, sabotage: str) -> dict[str, object]:
    """Let each sync of the whole fail in its turn, and judge each time what that left."""
    passwords, desk = _made(folder / "base"), folder / "work"
    faults: Counter[str] = Counter()

    def work() -> None:
        if sabotage == "old-slots-first":
            _drop_first()
        with suppress(StoreError):
            program.rekey(_two(desk, passwords), without=OTHERS)

    for step in count(1):
        shutil.rmtree(desk, ignore_errors=True)
        killing.copied(folder / "base", desk)
        left = [step]

        def judge(call: ptrace.Call, left: list[int] = left) -> int:
            left[0] -= call.number in ptrace.SYNC and _rekeying(call)
            failed, left[0] = left[0] == 0, left[0] or -1
            return errno.EIO if failed else 0

        ptrace.traced(work, judge)
        if left[0] > 0:
            break
        faults.update(_judged(desk, [], passwords))
    return {"steps": step - 1, "faults": dict(faults)}


def _made(folder: Path) -> dict[str, str]:
    made = make(folder, crossing="jarinje", desk="2", shelf="seeds", cost=CHEAP)
    return {name: password for name, _, password in made.officers}


def _drop_first() -> None:
    """Take the old slots away before the store has the new key: what must be seen."""
    put = slots.put

    def put_alone(path: Path, *new: Slot, awaits: str = "") -> None:
        put(path, *new, awaits=awaits)
        slots.keep_generation(path, new[0].generation)

    slots.put = put_alone


def _rekeying(call: ptrace.Call) -> bool:
    return call.path.endswith((".rekeyed-desk.db", "/desk.db", ".keys.json.new", ".keys.copy.json.new", "/work"))


def _two(desk: Path, passwords: dict[str, str]) -> SignIn:
    return SignIn(
        data=desk,
        officer="supervisor",
        password=bytearray(passwords["supervisor"].encode()),
        second="officer",
        second_password=bytearray(passwords["officer"].encode()),
    )


def _judged(desk: Path, told: list[str], passwords: dict[str, str]) -> list[str]:
    """Return what is wrong after a kill: both must open the desk, and it must work on."""
    wrong = []
    try:
        wrong += _worked_on(desk, passwords)
    except StoreError as error:
        return [f"does not open: {error.code}"]
    if told:
        try:
            slots.unwrap(desk / slots.FILE, "supervisor2", bytearray(passwords["supervisor2"].encode()))
            wrong.append("the old slot of another stands")
        except StoreError:
            pass
        slots.unwrap(desk / slots.FILE, slots.RECOVERY, bytearray(told[0].encode()))
    return wrong


def _worked_on(desk: Path, passwords: dict[str, str]) -> list[str]:
    """Open the desk by the two, look at it and let it work on."""
    session = sign_in(_two(desk, passwords))
    try:
        wrong = [] if session.store.check().whole else ["chain broken"]
        wrong += ["a copy left"] if [*desk.glob(".rekeyed-*")] else []
        wrong += ["registers differ"] if session.store.rebuild_compare() else []
        with session.store.act(at=machine_now(), officer="supervisor") as act:
            act.append("thing.happened", {})
    finally:
        session.close()
    return wrong


if __name__ == "__main__":
    where, what = Path(sys.argv[1]), sys.argv[2]
    sys.stdout.write(json.dumps(kills(where, int(what)) if what.isdigit() else failing(where, what)))
