"""Passages that came through before a page is looked at: issued by the real desk behind a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

from pytestqt.qtbot import QtBot

from kbdesk.app import carried
from kbdesk.desk.passage import Issued
from kbdesk.desk.passage_file import read
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.worker import Worker


def sample(number: str) -> str:
    """Return the text of a carried sample passage by its first digits."""
    files = carried.folder("samples", "passages").iterdir()
    return next(file for file in files if file.name.startswith(f"{number}-")).read_text("utf-8")


def at_store(window: MainWindow, act: Callable[[Any], object], qtbot: QtBot) -> Any:
    """Do something with the window's desk on its store thread, and return the answer."""
    session = window.session
    assert session is not None
    done: list[object] = []
    failed: list[Exception] = []
    window.store.run(lambda: act(session), done.append, failed.append)
    qtbot.waitUntil(lambda: bool(done or failed), timeout=20_000)
    if failed:
        raise failed[0]
    return done[0]


@contextmanager
def busy(worker: Worker) -> Iterator[None]:
    """Keep a worker busy: what is asked of it meanwhile is answered later, and heard before this ends."""
    done = Event()
    worker.run(done.wait, lambda _was_set: None)
    try:
        yield
    finally:
        done.set()
        worker.settle()


def come_in(window: MainWindow, text: str, qtbot: QtBot, *, draft_id: str = "1" * 16) -> Issued:
    """Let a passage in, its papers printed, and return what was issued."""

    def issue(session: Any) -> Issued:
        draft = read(text, draft_id=draft_id, clock=session.clock)
        issued: Issued = session.passage.issue(draft, session.passage.examine(draft, session.passage.facts(draft)))
        session.passage.deliver(issued)
        return issued

    issued = at_store(window, issue, qtbot)
    assert isinstance(issued, Issued)
    assert issued.cards
    return issued
