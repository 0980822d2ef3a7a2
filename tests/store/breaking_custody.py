"""Breaking a return on purpose, in a process of its own: ``python -m tests.store.breaking_custody WHAT FOLDER ...``."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kbdesk.domain.returns import Returnable
from kbdesk.domain.vocabulary import Disposition, PermitState, Series
from kbdesk.store.act import StoreAct
from kbdesk.store.store import Store
from tests.store import killing, ptrace
from tests.store.killing import Acknowledge
from tests.store.samples import AT, OFFICER, create, issue, reopen

TODAY = AT.date()
PERMITS = 2


def close(act: StoreAct, permit: str, passage: int) -> None:
    """Do the first half of what the desk does for a return: the return itself, which closes the permit."""
    (row,) = act.custody.holding(permit, on=TODAY)
    body = {
        "passage": f"{passage:016x}", "number": act.number(Series.RETURN), "kind": "permit", "returned": permit,
        "envelope": row.number, "collector": "holder", "report_reference": "", "overstay_days": 0, "closes": True,
    }  # fmt: skip
    digest = act.append("return.recorded", body)
    papers = [{"kind": "return-receipt", "number": body["number"], "sha256": "e" * 64, "entry": digest, "card": ""}]
    act.append("papers.sealed", {"passage": body["passage"], "papers": papers})


def empty(act: StoreAct, permit: str) -> None:
    """Do the second half: hand back what was held."""
    (row,) = act.custody.holding(permit, on=TODAY)
    act.append("custody.returned", {"envelope": row.number, "items": list(row.contents), "to": "holder"})


def hand_back(store: Store, permit: str, passage: int, sabotage: str, acknowledge: Callable[[], object]) -> None:
    """Hand one permit's document back, in one act unless sabotaged, and only then say so."""
    if sabotage == "said-too-early":
        acknowledge()
    with store.act(at=AT, officer=OFFICER) as act:
        close(act, permit, passage)
        if sabotage != "two-transactions":
            empty(act, permit)
    if sabotage == "two-transactions":
        with store.act(at=AT, officer=OFFICER) as act:
            empty(act, permit)
    if sabotage != "said-too-early":
        acknowledge()


def kills(folder: Path, points: int, sabotage: str) -> dict[str, object]:
    """Kill a desk that hands back, at points spread over all it does, and judge each time what it left."""
    with create(folder / "base") as store:
        permits = [issue(store, number) for number in range(1, PERMITS + 1)]

    def work(desk: Path, acknowledge: Acknowledge) -> None:
        with reopen(desk) as store:
            for place, permit in enumerate(permits):
                hand_back(store, permit, 100 + place, sabotage, partial(acknowledge, permit))

    return killing.kills(folder, points, work, lambda desk, told: _judged(desk, permits, set(told)))


def _judged(folder: Path, permits: list[str], acknowledged: set[str]) -> list[str]:
    """Return what is wrong with a desk after a kill; then let it hand back what is left."""
    wrong = []
    with reopen(folder) as store:
        wrong += [] if store.check().whole else ["chain broken"]
        wrong += ["registers differ"] if store.rebuild_compare() else []
        for place, permit in enumerate(permits):
            recorded = store.returns.recorded(Returnable.PERMIT, permit)
            (row,) = store.custody.holding(permit, on=TODAY)
            closed = recorded is not None and recorded.state is PermitState.RETURNED
            emptied = row.state is Disposition.RETURNED and not row.contents
            wrong += ["half a return"] if closed is not emptied else []
            wrong += ["contents lost"] if len(row.contents) + len(row.given_back) != 1 else []
            wrong += ["acknowledged and lost"] if permit in acknowledged and not closed else []
            if not closed:
                hand_back(store, permit, 200 + place, "none", lambda: None)
        wrong += ["cannot go on"] if store.custody.held(on=TODAY) else []
    return wrong


def syncs(folder: Path) -> dict[str, int]:
    """Return how often the disk was waited for in each further return."""
    return {"syncs": _syncs(folder / "two", 2) - _syncs(folder / "one", 1)}


def _syncs(folder: Path, returns: int) -> int:
    with create(folder) as store:
        permits = [issue(store, number) for number in range(1, PERMITS + 1)]
    seen: Counter[bool] = Counter()

    def count(call: ptrace.Call) -> int:
        seen[call.number in ptrace.SYNC] += 1
        return 0

    def work() -> None:
        with reopen(folder) as store:
            issue(store, 99)
            for place, permit in enumerate(permits[:returns]):
                hand_back(store, permit, 100 + place, "none", lambda: None)

    ptrace.traced(work, count)
    return seen[True]


def main(what: str, folder: Path, *rest: str) -> object:
    return syncs(folder) if what == "syncs" else kills(folder, int(rest[0]), rest[1])


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])))
