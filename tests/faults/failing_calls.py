"""Each call by which an act comes to the disk failed once, and what the desk said of it, did, and holds judged.

``python -m tests.faults.failing_calls SEED CALLS [SABOTAGE]`` fails so many calls, as many of each operation, one
desk each, drawn by lot where there are more, until a sabotage is caught, and prints what was found as JSON.
"""

from __future__ import annotations

import errno
import gc
import json
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from kbdesk.app.clock import DRILL_BEGINS
from kbdesk.app.session import OpenDesk
from kbdesk.desk.handing import Handing
from kbdesk.desk.signer_errors import SignerError
from kbdesk.domain.custody import HeldFor
from kbdesk.domain.passage import CardDecision, PassageDraft
from kbdesk.domain.returns import Returnable, ReturnCode
from kbdesk.store.errors import StoreError
from tests.faults import drill_day, oracle
from tests.faults.drill_day import Day, Made
from tests.faults.kills import MEMORY, TRAY, Spoil
from tests.faults.sabotages import SABOTAGES
from tests.store import ptrace

CALLS: Final = MappingProxyType(
    {1: "write", 18: "pwrite64", 74: "fsync", 77: "ftruncate", 82: "rename", 87: "unlink", 257: "openat"}
)
"""Those that can change a file or a name, or make it durable."""
ERRORS: Final = (errno.EIO, errno.ENOSPC)
DONE, UNPRINTED, IN_DOUBT = "done", "not printed", "store.in-doubt"
NUMBER, LATER = 1, 2


@dataclass(slots=True, kw_only=True)
class Found:
    """The calls of each operation, those of each kind that were failed, what the desk said, and what was wrong."""

    calls: dict[str, int] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)
    said: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the desk said of the act, what it found out of an act in doubt, and whether the act is there."""

    said: str
    settled: bool | None
    there: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What an officer does: `act` tells whether all was printed, or raises; `there` whether it is in the records."""

    act: Callable[[OpenDesk], bool]
    there: Callable[[OpenDesk], bool]


def passing(draft: PassageDraft) -> Operation:
    """Keep a draft and issue what it asks for."""

    def act(desk: OpenDesk) -> bool:
        desk.passage.save(draft)
        issued = desk.passage.issue(draft, desk.passage.examine(draft, desk.passage.facts(draft)))
        return not desk.passage.deliver(issued)

    return Operation(act=act, there=lambda desk: desk.store.recorded(draft.id))


def turned_away() -> PassageDraft:
    """Return a traveler who is refused."""
    refused = CardDecision(action="refuse", reason="declined-to-surrender", article="documents-2022:1")
    draft = drill_day.person(f"{NUMBER:016x}", NUMBER)
    return replace(draft, travelers=(replace(draft.travelers[0], decision=refused),))


def hand_back(desk: OpenDesk) -> bool:
    """Hand back what the desk holds."""
    (number,) = _held(desk)
    done = desk.returns.hand_back(
        desk.returns.look(number, Returnable.PERMIT), Handing(reasons={ReturnCode.NOT_CHECKED: "the code is torn"})
    )
    return not desk.returns.deliver(done.papers)


def _held(desk: OpenDesk) -> list[str]:
    held = desk.store.custody.held(on=DRILL_BEGINS.date())
    return [envelope.held_for for envelope in held if envelope.kind is HeldFor.PERMIT]


def close(desk: OpenDesk) -> bool:
    """Count and close the shift."""
    return not desk.shift.deliver(desk.shift.close(desk.shift.expected()))


OPERATIONS: Final[Mapping[str, Operation]] = MappingProxyType(
    {
        "record": passing(turned_away()),
        "issue": passing(drill_day.driver(f"{NUMBER:016x}", NUMBER)),
        "return": Operation(act=hand_back, there=lambda desk: not _held(desk)),
        "close": Operation(act=close, there=lambda desk: desk.store.shifts.current() is None),
    }
)


class Failing:
    """One desk, copied for each call that fails; `spoil` is done in each child first."""

    def __init__(self, scratch: Path, spoil: Spoil | None = None) -> None:
        self._base, self._copy, self._told, self._answer = (scratch / n for n in ("base", "copy", "told", "answer"))
        self._spoil = spoil
        drill_day.ready()
        self._made = drill_day.make(self._base)
        with closing(self._made.sign_in()) as desk:
            Day(number=LATER, tell=lambda *_: None).issue(desk)  # what is loaded at first use is loaded here
        gc.collect()
        gc.freeze()

    def calls(self, operation: str) -> list[str]:
        """Return the kind of each call of an operation in turn, undisturbed."""
        kinds: list[str] = []
        assert self._tried(operation, lambda kind: kinds.append(kind) or 0) == 0
        assert self._answered() == Answer(said=DONE, settled=None, there=True)
        return kinds

    def wrong(self, operation: str, place: int, error: int, found: Found) -> list[str]:
        """Fail one call and return what is wrong with what the desk said, and with what it holds afterwards."""
        before: list[str] = []

        def fail(kind: str) -> int:
            before.append(kind)
            return error if len(before) == place + 1 else 0

        status = self._tried(operation, fail)
        if len(before) <= place:
            return []  # a run now and then has a call less than the one that was counted
        _count(found.failed, before[place])
        if status != 0:
            return [f"fell over: {status}"]
        answer = self._answered()
        _count(found.said, answer.said)
        return [*_contradicts(answer), *self._holds()]

    def _tried(self, operation: str, judge: Callable[[str], int]) -> int | None:
        """Work in a child, each call that matters `judge`d until the desk has spoken; return the child's status."""
        shutil.rmtree(self._copy, ignore_errors=True)
        shutil.copytree(self._base, self._copy)
        for file in (self._told, self._answer):
            file.unlink(missing_ok=True)
        spoken = False

        def each(call: ptrace.Call) -> int:
            nonlocal spoken
            spoken = spoken or call.path == str(self._answer)
            mine = call.number in CALLS and call.path.startswith(f"{self._copy}/")
            return judge(CALLS[call.number]) if mine and not spoken else 0

        return ptrace.traced_from(partial(self._prepared, operation), each).status

    def _prepared(self, operation: str) -> ptrace.Work:
        gc.disable()
        if self._spoil is not None:
            self._spoil(self._copy / TRAY)
        desk = self._at().sign_in()
        return lambda: self._work(desk, OPERATIONS[operation])

    def _work(self, desk: OpenDesk, operation: Operation) -> None:
        said = _said(desk, operation)
        with self._answer.open("w", encoding="utf-8") as answer:
            settled = desk.store.settled()
            answer.write(json.dumps([said, settled, operation.there(desk)]))
        with self._told.open("w", encoding="utf-8", buffering=1) as told:
            later = Day(number=LATER + 1, tell=lambda *words: told.write(" ".join(map(str, words)) + "\n"))
            drill_day.work_on(desk, later)
        desk.close()

    def _holds(self) -> list[str]:
        told: list[oracle.Told] = []
        for line in self._told.read_text("utf-8").splitlines():
            kind, key, value = line.split()
            told.append((kind, key, value))
        with closing(self._at().sign_in()) as desk:
            return oracle.wrong(desk.store, told, tray=drill_day.tray(desk))

    def _answered(self) -> Answer:
        said, settled, there = json.loads(self._answer.read_text("utf-8"))
        return Answer(said=said, settled=settled, there=there)

    def _at(self) -> Made:
        return self._made.at(self._copy)


def _said(desk: OpenDesk, operation: Operation) -> str:
    try:
        return DONE if operation.act(desk) else UNPRINTED
    except (StoreError, SignerError) as error:
        return str(error.code)


def _count(counts: dict[str, int], name: str) -> None:
    counts[name] = counts.get(name, 0) + 1


def _contradicts(answer: Answer) -> list[str]:
    """Return where what the desk said is not so."""
    if answer.said == IN_DOUBT:
        return [] if answer.settled is answer.there else ["settled as what it is not"]
    if answer.settled is not None:
        return ["in doubt, and not told"]
    if answer.said in (DONE, UNPRINTED):
        return [] if answer.there else ["called recorded and not there"]
    return ["called unrecorded and there"] if answer.there else []


def tried(seed: int, most: int, sabotage: str = "") -> Found:
    """Fail so many calls, as many of each operation, with one error or another, and judge each time."""
    found, chance = Found(), random.Random(seed)
    with tempfile.TemporaryDirectory(dir=MEMORY, prefix="kbdesk-failing-") as scratch:
        desk = Failing(Path(scratch), SABOTAGES[sabotage].apply if sabotage else None)
        for operation in OPERATIONS:
            calls = desk.calls(operation)
            found.calls[operation] = len(calls)
            places = [(place, error) for place in range(len(calls)) for error in ERRORS]
            for place, error in chance.sample(places, min(most // len(OPERATIONS), len(places))):
                where = f"{operation}, call {place}, {calls[place]}, {errno.errorcode[error]}"
                found.faults += [f"{where}: {one}" for one in desk.wrong(operation, place, error, found)]
                if sabotage and found.faults:
                    return found
    return found


def main(words: Sequence[str]) -> object:
    seed, most, *sabotage = words
    return asdict(tried(int(seed), int(most), *sabotage))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1:])))
