"""Power cuts tried on a recorded run, in a process of its own.

``python -m tests.faults.crashes RUN SEED STATES [SABOTAGE]`` prints what was found as JSON, half of the states by each
model of folders; ``python -m tests.faults.crashes again FILE EVENT STATE`` judges one state of a recording that was
kept for its faults.
"""

from __future__ import annotations

import json
import pickle
import sys
from dataclasses import asdict
from pathlib import Path
from time import monotonic

from tests.faults.disk import Folders
from tests.faults.recording import ROOT, record, scratch
from tests.faults.runs import RUNS, rooms
from tests.faults.sabotages import SABOTAGES
from tests.faults.states import Found, Judge, Kept, explore, replay

KEPT = ROOT / "out" / "faults"
"""Where recordings with faults are kept."""


def tried(run: str, seed: int, states: int, sabotage: str = "", *, until: float = float("inf")) -> Found:
    """Record a run and judge so many distinct states of it; a sabotaged one until its first fault.

    A recording with faults is kept, unless it was sabotaged.
    """
    with scratch() as folder:
        recording = record(run, folder / "recorded", rooms(folder / "tray"), sabotage)
        if sabotage and SABOTAGES[sabotage].lasting:
            SABOTAGES[sabotage].apply(Path())
        found = Found()
        for folders in reversed(Folders):
            part = explore(
                recording,
                Judge(folder / "judged", RUNS[run]),
                folders=folders,
                seed=seed,
                states=states // len(Folders),
                until=until,
                first=bool(sabotage),
            )
            found.add(part)
            if part.faults and sabotage:
                return found
            if part.faults:
                kept = Kept(run=run, sabotage=sabotage, seed=seed, folders=folders, recording=recording)
                found.kept.append(str(_keep(kept).relative_to(ROOT)))
    return found


def _keep(kept: Kept) -> Path:
    KEPT.mkdir(parents=True, exist_ok=True)
    file = KEPT / f"{kept.run}-{kept.sabotage or 'honest'}-{kept.seed}-{kept.folders}.pickle"
    file.write_bytes(pickle.dumps(kept))
    return file


def again(file: Path, event: int, state: int) -> list[str]:
    """Return what is wrong with one state of a kept recording."""
    kept: Kept = pickle.loads(file.read_bytes())
    if kept.sabotage and SABOTAGES[kept.sabotage].lasting:
        SABOTAGES[kept.sabotage].apply(Path())
    with scratch() as folder:
        judge = Judge(folder / "judged", RUNS[kept.run])
        return replay(kept.recording, judge, folders=kept.folders, seed=kept.seed, event=event, state=state)


def main(words: list[str]) -> object:
    if words[0] == "again":
        return again(Path(words[1]), int(words[2]), int(words[3]))
    began = monotonic()
    found = tried(words[0], int(words[1]), int(words[2]), *words[3:])
    return {**asdict(found), "seconds": round(monotonic() - began, 2)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1:])))
