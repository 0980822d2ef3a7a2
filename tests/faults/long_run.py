"""What a long run is made of, and what it says of itself in docs/PROOF.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

STEPPED: Final = "between boundaries"
"""What kills are called that come some steps behind a system call, where nothing but shared memory is written."""
STEPPED_OF: Final = 50
"""Of so many kills one at least is such a one."""


class Kind(StrEnum):
    """What is tried."""

    STATES = "distinct crash states"
    BELOW = "cuts below a real ext4"
    KILLS = "kills at the boundaries of system calls"
    CALLS = "calls failed, one for each desk"
    SABOTAGE = "sabotages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A piece of work for one process: the words of its command, its seed, and at most how much."""

    kind: Kind
    name: str
    seed: int
    words: tuple[str, ...]
    most: int


@dataclass(slots=True)
class Total:
    """What was found so far."""

    begun: int = 0
    done: Counter[Kind] = field(default_factory=Counter)
    on_its_way: Counter[Kind] = field(default_factory=Counter)
    by_run: dict[Kind, Counter[str]] = field(default_factory=lambda: {kind: Counter() for kind in Kind})
    after: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    boundaries: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    caught: dict[tuple[str, str], int] = field(default_factory=dict)
    faults: Counter[Kind] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def begin(self, task: Task) -> None:
        """Count a task as on its way."""
        self.begun += 1
        self.on_its_way[task.kind] += task.most

    def furthest_behind(self, wanted: Mapping[Kind, int]) -> Kind | None:
        """Return the kind of which the least share is done or on its way, None when all is."""
        shares = {kind: self.on_its_way[kind] / most for kind, most in wanted.items() if self.on_its_way[kind] < most}
        return min(shares, key=lambda kind: shares[kind]) if shares else None

    def count(self, task: Task, found: Mapping[str, Any] | None, *, said: str) -> list[str]:
        """Count what a task found; None where its process failed, and what it `said` last. Returns what was wrong."""
        before = len(self.wrong)
        if found is None:
            last = said.rpartition("\n")[2]
            self.wrong.append(f"{task.kind} of {task.name}, seed {task.seed}: the process failed: {last}")
        elif task.kind is Kind.SABOTAGE:
            self._sabotaged(task, found)
        elif task.kind is Kind.KILLS:
            self.by_run[task.kind].update(found["kills"])
            self.done[task.kind] += sum(found["kills"].values())
            self.boundaries |= Counter(found["boundaries"])
            self.wrong += [f"kill: {fault}" for fault in found["faults"]]
        elif task.kind is Kind.CALLS:
            failed = sum(found["failed"].values())
            self.done[task.kind] += failed
            self.on_its_way[task.kind] += failed - task.most
            self.by_run[task.kind].update(found["failed"])
            self.said.update(found["said"])
            self.wrong += [f"seed {task.seed}, {fault}" for fault in found["faults"]]
        else:
            self.done[task.kind] += found["distinct"]
            self.on_its_way[task.kind] += found["distinct"] - task.most
            self.by_run[task.kind][task.name] += found["distinct"]
            self.events[task.name] = max(self.events[task.name], found["events"])
            self.after.update(found["after"] if task.kind is Kind.STATES else {})
            names = ", ".join(found["kept"])
            self.wrong += [
                f"{task.name}, seed {task.seed}, event {fault['event']}, state {fault['state']} of {names}: "
                f"{'; '.join(fault['words'])}"
                for fault in found["faults"]
            ]
        self.faults[task.kind] += len(self.wrong) - before
        return self.wrong[before:]

    def _sabotaged(self, task: Task, found: Mapping[str, Any]) -> None:
        tried = found["distinct"] if "distinct" in found else sum(found["kills"].values())
        if found["faults"]:
            self.done[task.kind] += 1
            self.caught[task.name, task.words[0]] = tried
        else:
            self.wrong.append(f"{task.name} passed {tried} {task.words[0]} of seed {task.seed}")

    def line(self, task: Task) -> str:
        """Return how far it has come, in a line."""
        figures = ", ".join(f"{count:,} {kind}" for kind, count in self.done.items())
        return f"{task.name}, seed {task.seed}: {figures}, {len(self.wrong)} wrong"


def rows(
    total: Total,
    wanted: Mapping[Kind, int],
    *,
    minutes: float,
    workers: int,
    lacking: Sequence[str],
    careless: Sequence[tuple[str, str]] = (),
) -> Iterator[str]:
    """Yield the lines of the section; of the `careless` desks those too that this run did not catch or come to."""
    yield f"It took {minutes:.1f} minutes of {workers} {'processes' if workers > 1 else 'process'}."
    if lacking:
        yield f"Nothing was cut below a real ext4: it takes {', '.join(lacking)}."
    yield from ("", "| what | done | asked for | wrong |", "|---|---|---|---|")
    for kind, most in wanted.items():
        yield f"| {kind} | {total.done[kind]:,} | {most:,} | {total.faults[kind]} |"
        if kind is Kind.KILLS:
            stepped = total.by_run[kind][STEPPED]
            yield f"| of these stepped into what is written to shared memory | {stepped:,} | {most // STEPPED_OF:,} | |"
    yield from ("", "| recorded run | its events | crash states | cuts below ext4 |", "|---|---|---|---|")
    for run, states in total.by_run[Kind.STATES].items():
        yield f"| {run} | {total.events[run]:,} | {states:,} | {total.by_run[Kind.BELOW][run]:,} |"
    yield from ("", "| the cut came after | crash states |", "|---|---|")
    yield from (f"| {kind} | {count:,} |" for kind, count in total.after.most_common())
    yield from ("", "| killed in | boundaries, at most | kills |", "|---|---|---|")
    for name, kills in total.by_run[Kind.KILLS].items():
        yield f"| {name} | {total.boundaries[name] or ''} | {kills:,} |"
    yield from ("", "| call that failed | times |", "|---|---|")
    yield from (f"| {call} | {times:,} |" for call, times in total.by_run[Kind.CALLS].most_common())
    yield from ("", "| the desk said of its act | times |", "|---|---|")
    yield from (f"| {word} | {times:,} |" for word, times in total.said.most_common())
    yield from ("", "| sabotage | caught by | after |", "|---|---|---|")
    yield from (f"| {name} | {by} | {tried:,} |" for (name, by), tried in total.caught.items())
    yield from (f"| {name} | {by} | not in this run |" for name, by in careless if (name, by) not in total.caught)
    if total.wrong:
        yield from ("", f"**{len(total.wrong)} wrong**, the first:", "")
        yield from (f"- {one}" for one in total.wrong[:20])
