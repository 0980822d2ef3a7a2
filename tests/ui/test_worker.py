"""A worker does jobs in order, answers on the window's thread, and loses no error."""

import gc
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from kbdesk.ui.worker import Worker


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Worker]:
    worker = Worker("store")
    yield worker
    worker.close()


def test_jobs_run_in_order_on_one_other_thread_and_answer_here(worker: Worker, qtbot: QtBot) -> None:
    ran: list[tuple[int, int]] = []
    answered: list[tuple[int, int]] = []

    def job(number: int) -> int:
        ran.append((number, threading.get_ident()))
        return number

    for number in range(20):
        worker.run(lambda n=number: job(n), lambda n: answered.append((n, threading.get_ident())))
    qtbot.waitUntil(lambda: len(answered) == 20)
    assert [n for n, _ in ran] == [n for n, _ in answered] == list(range(20))
    assert {thread for _, thread in answered} == {threading.get_ident()}
    assert len({thread for _, thread in ran}) == 1
    assert threading.get_ident() not in {thread for _, thread in ran}


def test_an_answer_never_comes_inside_the_call_that_asks(worker: Worker, qtbot: QtBot) -> None:
    answered: list[int] = []
    worker.run(lambda: 1, answered.append)
    worker.run(threading.Event().is_set, lambda _set: None)
    assert answered == []
    qtbot.waitUntil(lambda: answered == [1])


class Asker(QObject):
    """Somebody who asks, and may be gone when the answer comes."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[object] = []

    def take(self, answer: object) -> None:
        self.setObjectName("took")
        self.taken.append(answer)


def test_who_is_gone_is_not_answered_and_an_error_is_told_all_the_same(worker: Worker, qtbot: QtBot) -> None:
    gone, here = Asker(), Asker()
    untaken: list[Exception] = []
    worker.unclaimed.connect(untaken.append)
    for asker in (gone, here):
        worker.run(lambda: 1, asker.take)
        worker.run(lambda: 1 // 0, asker.take, asker.take)
    delete(gone)
    qtbot.waitUntil(lambda: len(here.taken) == 2)
    assert gone.taken == [] and [type(error) for error in untaken] == [ZeroDivisionError]


def test_an_error_goes_to_who_asked(worker: Worker, qtbot: QtBot) -> None:
    failed: list[Exception] = []
    worker.run(lambda: 1 // 0, lambda _n: None, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], ZeroDivisionError)


def test_an_error_nobody_takes_is_told_all_the_same(worker: Worker, qtbot: QtBot) -> None:
    with qtbot.waitSignal(worker.unclaimed) as told:
        worker.run(lambda: 1 // 0, lambda _n: None)
    assert isinstance(told.args[0], ZeroDivisionError)


def test_of_several_wishes_about_one_thing_the_last_is_answered(worker: Worker, qtbot: QtBot) -> None:
    gate, answered = threading.Event(), []
    done: list[Any] = []
    worker.run(gate.wait, lambda _set: None)
    for number in range(5):
        worker.run_newest("proof", lambda n=number: done.append(n) or n, answered.append)
    gate.set()
    qtbot.waitUntil(lambda: bool(answered))
    worker.run(lambda: None, lambda _none: answered.append("after"))
    qtbot.waitUntil(lambda: "after" in answered)
    assert answered == [4, "after"]
    assert done == [4]


def test_what_was_asked_before_a_sign_out_is_done_and_answered_to_nobody(worker: Worker, qtbot: QtBot) -> None:
    gate, done, answered = threading.Event(), [], []
    worker.run(gate.wait, lambda _set: answered.append("gate"))
    worker.run(lambda: done.append("saved"), lambda _none: answered.append("saved"))
    worker.forget()
    gate.set()
    worker.run(lambda: None, lambda _none: answered.append("next officer"))
    qtbot.waitUntil(lambda: bool(answered))
    assert (done, answered) == (["saved"], ["next officer"])


def test_an_error_of_what_was_forgotten_is_told(worker: Worker, qtbot: QtBot) -> None:
    gate = threading.Event()
    taken: list[Exception] = []
    worker.run(gate.wait, lambda _set: None)
    worker.run(lambda: 1 // 0, lambda _n: None, taken.append)
    worker.forget()
    with qtbot.waitSignal(worker.unclaimed):
        gate.set()
    assert taken == []


def test_closing_does_what_was_asked_and_ends_the_thread(qtbot: QtBot) -> None:
    worker, done = Worker("store"), []
    for number in range(10):
        worker.run(lambda n=number: done.append(n), lambda _none: None)
    worker.close()
    assert done == list(range(10))
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("store")]


def test_an_answer_on_its_way_when_the_worker_closes_reaches_nobody(qtbot: QtBot) -> None:
    worker, answered = Worker("store"), list[int]()
    worker.run(lambda: 1, answered.append)
    worker._pool.submit(lambda: None).result()
    worker.close()
    QApplication.processEvents()
    assert answered == []


RUBBISH = 10_000
"""Far more than Python lets lie before it looks, whatever else was made or ended meanwhile."""


class _Rubbish:
    """Refers to itself, and tells on which thread it was ended."""

    def __init__(self, ended: list[str]) -> None:
        self.itself, self.ended = self, ended

    def __del__(self) -> None:
        self.ended.append(threading.current_thread().name)


def _allocate(ended: list[str]) -> list[list[int]]:
    """Make rubbish and so much else that Python looks for rubbish."""
    for _ in range(RUBBISH):
        _Rubbish(ended)
    return [[number] for number in range(20_000)]


def test_what_the_window_threw_away_is_never_ended_on_a_workers_thread(qtbot: QtBot) -> None:
    beside: list[str] = []
    thread = threading.Thread(target=_allocate, args=(beside,), name="beside")
    gc.enable()
    thread.start()
    thread.join()
    assert "beside" in beside, "control: any other thread ends it"
    ended: list[str] = []
    worker, done = Worker("store"), list[object]()
    worker.run(lambda: len(_allocate(ended)), done.append)
    qtbot.waitUntil(lambda: bool(done))
    worker.close()
    assert ended == ["MainThread"] * RUBBISH
