"""Power cuts tried on a recorded run, in a process of its own, which prints what was found as JSON.

``python -m tests.faults.crashes states RUN SEED STATES [SABOTAGE]`` lays so many distinct states down, half by each
model of folders; ``... below RUN SEED CUTS [SABOTAGE]`` cuts so often below a real ext4; ``... again FILE EVENT STATE``
judges one state of a recording that was kept for its faults. ``... share SEED STATES PART PARTS`` shares so many states
among all runs and tries one part of these; ``... careless SEED STATES PART PARTS`` tries to catch one part of all
sabotages, each within so many.
"""

from __future__ import annotations

import json
import pickle
import signal
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from time import monotonic

from tests.faults import ext4
from tests.faults.disk import Folders
from tests.faults.recording import ROOT, record, scratch
from tests.faults.runs import RUNS, rooms
from tests.faults.sabotages import SABOTAGES, Catcher
from tests.faults.states import Found, Judge, Kept, explore, replay

KEPT = ROOT / "out" / "faults"
"""Where recordings with faults are kept."""


def tried(run: str, seed: int, states: int, sabotage: str = "") -> Found:
    """Record a run and judge so many distinct states of it; a sabotaged one until its first fault."""
    with scratch() as folder:
        recording = record(run, folder / "recorded", rooms(folder / "tray"), sabotage)
        _last(sabotage)
        found = Found()
        for folders in reversed(Folders):
            judge = Judge(folder / "judged", RUNS[run])
            most = states // len(Folders)
            part = explore(recording, judge, folders=folders, seed=seed, states=most, first=bool(sabotage))
            found.add(part)
            if part.faults:
                kept = Kept(run=run, sabotage=sabotage, seed=seed, folders=folders, recording=recording)
                found.kept.append(_keep(kept))
            if part.faults and sabotage:
                break
    return found


def below(run: str, seed: int, cuts: int, sabotage: str = "") -> Found:
    """Record a run on a real ext4 and cut so often below it; a sabotaged one until its first fault."""
    with scratch() as folder:
        recording = ext4.record(run, folder / "recorded", rooms(folder / "tray"), sabotage)
        _last(sabotage)
        judge = Judge(folder / "judged", RUNS[run])
        found = ext4.explore(recording, judge, folder, seed=seed, cuts=cuts, first=bool(sabotage))
        if found.faults:
            kept = Kept(run=run, sabotage=sabotage, seed=seed, folders=None, recording=recording)
            found.kept.append(_keep(kept))
    return found


def _last(sabotage: str) -> None:
    """Sabotage this process too, where the desk that opens again is as careless as the one that worked."""
    if sabotage and SABOTAGES[sabotage].lasting:
        SABOTAGES[sabotage].apply(Path())


def _keep(kept: Kept) -> str:
    KEPT.mkdir(parents=True, exist_ok=True)
    file = KEPT / f"{kept.sabotage or kept.run}-{kept.seed}-{kept.folders or 'ext4'}.pickle"
    file.write_bytes(pickle.dumps(kept))
    return str(file.relative_to(ROOT))


def again(file: Path, event: int, state: int) -> list[str]:
    """Return what is wrong with one state of a kept recording."""
    kept: Kept = pickle.loads(file.read_bytes())
    _last(kept.sabotage)
    with scratch() as folder:
        judge = Judge(folder / "judged", RUNS[kept.run])
        if kept.folders is None:
            return ext4.replay(kept.recording, judge, folder, seed=kept.seed, event=event, state=state)
        return replay(kept.recording, judge, folders=kept.folders, seed=kept.seed, event=event, state=state)


def share(seed: int, states: int, part: int, parts: int) -> dict[str, Found]:
    """Try a part of all runs, each with its share of so many states."""
    unit = states / sum(run.share for run in RUNS.values())
    return {name: tried(name, seed, round(unit * RUNS[name].share)) for name in list(RUNS)[part::parts]}


def careless(seed: int, states: int, part: int, parts: int) -> dict[str, Found]:
    """Try to catch a part of all sabotages; those that change this process too come last."""
    names = [name for name, one in SABOTAGES.items() if Catcher.STATES in one.caught_by]
    mine = sorted(names[part::parts], key=lambda name: SABOTAGES[name].lasting)
    return {name: tried(SABOTAGES[name].run, seed, states, name) for name in mine}


def main(asked: Sequence[str]) -> object:
    what, *words = asked
    if what == "again":
        return again(Path(words[0]), int(words[1]), int(words[2]))
    if what in ("share", "careless"):
        many = {"share": share, "careless": careless}[what](*map(int, words))
        return {name: asdict(found) for name, found in many.items()}
    began = monotonic()
    found = {"states": tried, "below": below}[what](words[0], int(words[1]), int(words[2]), *words[3:])
    return {**asdict(found), "seconds": round(monotonic() - began, 2)}


def _ended(*_: object) -> None:
    """End as after an error, so that what was mounted and laid down goes."""
    raise SystemExit(1)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _ended)
    sys.stdout.write(json.dumps(main(sys.argv[1:])))
