"""One issue's own transaction, over and over: what it takes where much is on record, against where there is little."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from benchmarks.drill import one_person
from benchmarks.row import Promise, Row
from benchmarks.timing import medians
from kbdesk.app.session import OpenDesk
from kbdesk.domain.vocabulary import Series

ROUNDS: Final = 150
ENTRIES: Final = "SELECT kind, digest, body FROM entries NATURAL JOIN bodies WHERE seq > ? ORDER BY seq"


class Issued:
    """What the issue of one permit wrote, to be written again with other numbers."""

    def __init__(self, desk: OpenDesk) -> None:
        self._desk, self._draft = desk, one_person(desk)
        before = desk.store.last_entry()
        done = desk.passage.issue(self._draft, desk.passage.examine(self._draft, desk.passage.facts(self._draft)))
        if not done.papers:
            raise SystemExit("the passage was not issued")
        with desk.store._connection.reads() as db:
            self._entries: Sequence[tuple[str, str, dict[str, Any]]] = [
                (kind, digest.hex(), json.loads(body)) for kind, digest, body in db.execute(ENTRIES, (before,))
            ]

    def again(self) -> None:
        """Read the facts, take the numbers, append what was appended, and commit."""
        desk, passage = self._desk, self._desk.new_id()
        given: dict[object, str] = {self._draft.id: passage}
        with desk.store.act(at=desk.clock.now(), officer=desk.officer) as act:
            act.facts(replace(self._draft, id=passage))
            for kind, digest, body in self._entries:
                if kind == "surrender.recorded":
                    given[body["number"]] = act.number(Series.PERMIT)
                    given[body["envelope"]] = act.number(Series.ENVELOPE)
                given[digest] = act.append(kind, _with(body, given))


def _with(body: Mapping[str, Any], given: Mapping[object, str]) -> dict[str, Any]:
    """Return a body with other numbers in the place of those it had, in its papers too."""
    said = {key: given.get(value, value) if isinstance(value, str) else value for key, value in body.items()}
    return {**said, "papers": [_with(line, given) for line in body["papers"]]} if "papers" in body else said


def rows(many: OpenDesk, fewer: OpenDesk, *, passages: int) -> list[Row]:
    """Record at both desks in turn."""
    here, there = Issued(many), Issued(fewer)
    times = medians({"many": here.again, "fewer": there.again}, rounds=ROUNDS, warm=20)
    what = f"one permit recorded at {passages:,} passages: facts, numbers, entries, registers, commit"
    return [
        Row(
            what=what,
            against=f"{passages // 10:,}",
            figure=times["many"] / times["fewer"],
            unit="x",
            promise=Promise(comparison="<=", number=1.25),
        ),
        Row(what=what, figure=times["many"], unit="ms"),
    ]
