"""Breaking a desk that gets a new key: ``python -m tests.store.breaking_rekey FOLDER POINTS|none [SABOTAGE]``."""

from __future__ import annotations

import errno
import json
import re
import shutil
import sys
from collections import Counter
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path

from kbdesk.app import rekeying as program
from kbdesk.app.clock import machine_now
from kbdesk.app.drill import make
from kbdesk.app.sign_in import sign_in
from kbdesk.cli.joiner import SignIn
from kbdesk.cli.officers import tell_code
from kbdesk.store import slots
from kbdesk.store.errors import StoreError
from kbdesk.store.slot_file import Slot
from tests.cheap import CHEAP
from tests.store import killing, ptrace
from tests.store.killing import Acknowledge

OTHERS = ("supervisor2",)
"""Whom a drill desk has beside the two who sign."""
RENAME, UNLINK = 82, 87
CODE = re.compile(r"[a-z]{4}(?:-[a-z]{4}){11}")


def kills(folder: Path, points: int, sabotage: str) -> dict[str, object]:
    """Kill a desk that gets a new key at points spread over all that takes, and judge each time what it left."""
    passwords, loading = _made(folder / "base"), killing.copied(folder / "base", folder / "loading")
    _rekey(loading, passwords, folder / "said", as_json=False)  # what is loaded at first use is loaded here

    def work(desk: Path, _: Acknowledge) -> None:
        _rekey(desk, passwords, folder / "acknowledged", as_json=False, last=sabotage == "told-last")

    return killing.kills(folder, points, work, lambda desk, told: _judged(desk, told, passwords), where=_step)


def failing(folder: Path, sabotage: str) -> dict[str, object]:
    """Let each sync of the whole fail in its turn, and judge each time what that left."""
    passwords, desk, said = _made(folder / "base"), folder / "work", folder / "said"
    faults: Counter[str] = Counter()

    def work() -> None:
        if sabotage == "old-slots-first":
            _drop_first()
        with suppress(StoreError):
            _rekey(desk, passwords, said, as_json=True)

    for step in count(1):
        shutil.rmtree(desk, ignore_errors=True)
        killing.copied(folder / "base", desk)
        said.write_text("")
        left = [step]

        def judge(call: ptrace.Call, left: list[int] = left) -> int:
            left[0] -= call.number in ptrace.SYNC and _rekeying(call)
            failed, left[0] = left[0] == 0, left[0] or -1
            return errno.EIO if failed else 0

        ptrace.traced(work, judge)
        if left[0] > 0:
            break
        faults.update(_judged(desk, said.read_text().split(), passwords))
        if sabotage and faults:
            break
    return {"steps": step - 1, "faults": dict(faults)}


def _rekey(desk: Path, passwords: dict[str, str], said: Path, *, as_json: bool, last: bool = False) -> None:
    """Give a desk a new key, as the command does that prints into a file; carelessly: it tells the code `last`."""
    sys.stdout, tell = said.open("a", encoding="utf-8"), partial(tell_code, as_json=as_json)
    if last:
        tell(program.rekey(_two(desk, passwords), without=OTHERS))
    else:
        program.rekey(_two(desk, passwords), without=OTHERS, tell=tell)


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


def _step(call: ptrace.Call) -> bool:
    """Tell whether a call is one by which what there is comes to be something else, or to stay."""
    return (call.number in ptrace.SYNC or call.number in (RENAME, UNLINK)) and _rekeying(call)


def _two(desk: Path, passwords: dict[str, str]) -> SignIn:
    return SignIn(
        data=desk,
        officer="supervisor",
        password=bytearray(passwords["supervisor"].encode()),
        second="officer",
        second_password=bytearray(passwords["officer"].encode()),
    )


def _judged(desk: Path, told: list[str], passwords: dict[str, str]) -> list[str]:
    """Return what is wrong after a kill: both must open it, it must work on, and somebody know the sealed code."""
    wrong = []
    try:
        wrong += _worked_on(desk, passwords)
    except StoreError as error:
        return [f"does not open: {error.code}"]
    old = _opens(desk, "supervisor2", passwords["supervisor2"])
    new = any(_opens(desk, slots.RECOVERY, code) for code in CODE.findall(" ".join(told)))
    wrong += ["a code opens what has its old key"] if old and new else []
    return wrong + ([] if old or new else ["only the two who signed open it"])


def _opens(desk: Path, name: str, password: str) -> bool:
    """Tell whether a password opens a slot of the one key that is left once somebody has signed in."""
    try:
        slots.unwrap(desk / slots.FILE, name, bytearray(password.encode()))
    except StoreError:
        return False
    return True


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
    where, points, careless = Path(sys.argv[1]), sys.argv[2], "".join(sys.argv[3:])
    found = kills(where, int(points), careless) if points.isdigit() else failing(where, careless)
    sys.__stdout__.write(json.dumps(found))  # type: ignore[union-attr]  # there is one here
