"""Breaking a pruning on purpose, in a process of its own: ``python -m tests.store.breaking_retention FOLDER``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from kbdesk.store.act import StoreAct
from kbdesk.store.store import Store
from tests.store import killing
from tests.store.killing import Acknowledge
from tests.store.retained import TERMS, Desk
from tests.store.samples import OFFICER, create, reopen

PEOPLE, AT_ONCE, LATER = 6, 2, 400
"""So many closed cases, pruned two at a time, so many days later."""


class _Careless:
    """An act whose bodies go in a transaction before the one that covers them, as if the schema let them."""

    def __init__(self, store: Store, desk: Desk) -> None:
        self._store, self._desk = store, desk

    @contextmanager
    def act(self, **words: Any) -> Iterator[StoreAct]:
        on = self._desk.at.date()
        with self._store._connection.transaction(lambda _: True) as db:
            gone = [seq for case in self._store.retention.due(TERMS, on=on, most=AT_ONCE) for seq in case.entries]
            before = db.execute("SELECT sql FROM sqlite_master WHERE name = 'bodies_delete_never'").fetchone()
            kept = {seq: row for seq in gone for row in db.execute("SELECT * FROM bodies WHERE seq = ?", (seq,))}
            db.execute("DROP TRIGGER bodies_delete_never")
            db.conn.executemany("DELETE FROM bodies WHERE seq = ?", [(seq,) for seq in gone])
            db.execute(before[0])
        with self._store.act(**words) as act:
            db = act._open()
            db.conn.executemany("INSERT INTO bodies VALUES (?, ?, ?)", kept.values())
            yield act


def _pruned(store: Store, desk: Desk, sabotage: str) -> int:
    """Prune the next cases as the procedure does; return how many entries lost their bodies."""
    while store.search.catch_up(500):
        pass
    used = cast("Store", _Careless(store, desk)) if sabotage == "bodies-first" else store
    with used.act(at=desk.at, officer=OFFICER) as act:
        due = act.retention.due(TERMS, on=desk.at.date(), most=AT_ONCE)
        entries = act.retention.covering(due)
        if entries:
            told = {"cases": len(due), "drafts": 0, "entries": entries, "second": "second"}
            act.append("retention.pruned", told)
    return len(entries)


def _work(folder: Path, acknowledge: Acknowledge, sabotage: str) -> None:
    with reopen(folder) as store:
        desk = Desk(store)
        desk.days_on(LATER)
        done = 0
        while gone := _pruned(store, desk, sabotage):
            done += gone
            acknowledge(done)
        store.empty_log()


def _judged(folder: Path, told: list[str]) -> list[str]:
    """Return what is wrong after a kill: every step is whole, what was said is so, and the rest can go."""
    with reopen(folder) as store:
        check = store.check()
        wrong = [] if check.whole else ["chain broken"]
        wrong += [] if store.rebuild_compare() == () else ["registers differ"]
        wrong += [] if check.pruned >= int(told[-1] if told else 0) else ["acknowledged and lost"]
        wrong += ["half a step"] if check.pruned % (10 * AT_ONCE) else []
        if wrong:
            return wrong
        desk = Desk(store)
        desk.days_on(LATER)
        while _pruned(store, desk, ""):
            pass
        sound = store.check().pruned == 10 * PEOPLE and desk.sound()
        return [] if sound else ["cannot go on"]


def kills(folder: Path, points: dict[str, int]) -> dict[str, object]:
    """Kill a desk that prunes, at points spread over its commits, and judge what it left; under each sabotage too."""
    with create(folder / "base") as store:
        desk = Desk(store)
        for person in [desk.arrive() for _ in range(PEOPLE)]:
            desk.hand_back(person)
    found: dict[str, object] = {}
    for sabotage, most in points.items():

        def work(copy: Path, acknowledge: Acknowledge, sabotage: str = sabotage) -> None:
            _work(copy, acknowledge, sabotage)

        found[sabotage] = killing.kills(folder, most, work, _judged, where=killing.committing)
    return found


if __name__ == "__main__":
    asked = dict(word.split("=") for word in sys.argv[2:])
    sys.stdout.write(json.dumps(kills(Path(sys.argv[1]), {name: int(points) for name, points in asked.items()})))
