"""Breaking a desk on purpose, in a process of its own: ``python -m tests.store.breaking WHAT FOLDER ...``."""

from __future__ import annotations

import errno
import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from kbdesk.store.errors import StoreError
from kbdesk.store.store import Store
from tests.store import ptrace
from tests.store.samples import AT, OFFICER, create, issue, issue_in, reopen

Work = Callable[[], object]


def syncs(folder: Path, acts: int) -> int:
    """Return how often the disk was waited for in opening a desk, issuing so many permits and closing it."""
    create(folder).close()
    seen: Counter[bool] = Counter()

    def count(call: ptrace.Call) -> int:
        seen[call.number in ptrace.SYNC] += 1
        return 0

    def work() -> None:
        with reopen(folder) as store:
            for number in range(acts):
                issue(store, number)

    ptrace.traced(work, count)
    return seen[True]


def failing(folder: Path, *, kind: str, file: str, times: int, error: int) -> dict[str, object]:
    """Issue a permit while a kind of call fails so many times, then issue another; tell what each said.

    `file` holds the endings of the names of the files on which it fails, apart by spaces.
    """
    create(folder).close()
    numbers = ptrace.SYNC if kind == "sync" else ptrace.WRITE
    answers, armed = folder / "answers", folder / "armed"
    left = [times]

    def judge(call: ptrace.Call) -> int:
        if call.number in numbers and call.path.endswith(tuple(file.split())) and left[0] and armed.exists():
            left[0] -= 1
            return error
        return 0

    def work() -> None:
        with reopen(folder) as store:
            issue(store, 1)
            armed.touch()
            said = [_said(lambda: _issue_and_checkpoint(store, 2)), store.trouble.code if store.trouble else ""]
            said.append(_said(lambda: _issue_and_checkpoint(store, 3)))
            answers.write_text(json.dumps(said))

    ptrace.traced(work, judge)
    first, trouble, second = json.loads(answers.read_text())
    with reopen(folder) as store:
        there = [n for n in (1, 2, 3) if store.recorded(f"{n:016x}")]
        whole = store.check().whole and store.rebuild_compare() == ()
    return {"first": first, "trouble": trouble, "second": second, "there": there, "whole": whole, "left": left[0]}


def _said(work: Work) -> str:
    try:
        work()
    except StoreError as error:
        return error.code
    return "done"


def _issue_and_checkpoint(store: Store, number: int) -> None:
    with store.act(at=AT, officer=OFFICER) as act:
        issue_in(act, number)
    store.checkpoint()


def main(what: str, folder: Path, *rest: str) -> object:
    if what == "syncs":
        return syncs(folder, int(rest[0]))
    return failing(folder, kind=rest[0], file=rest[1], times=int(rest[2]), error=getattr(errno, rest[3]))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])))
