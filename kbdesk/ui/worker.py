"""A thread that works for the window: jobs in order, answers on the window's own thread."""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from shiboken6 import isValid

T = TypeVar("T")
Failed = Callable[[Exception], object]
Takers = tuple[Callable[[Any], object], Failed | None]


class Worker(QObject):
    """One thread that owns what only one thread may touch: the store, or the press.

    A job's answer comes back by a queued signal, so `done` and `failed` run where the worker was made. A method of what
    was deleted meanwhile is not called. An error that nobody takes is told by the signal `unclaimed`, and never lost.

    From the first worker on, Python's search for rubbish runs on the window's thread alone, whenever an answer comes:
    on any other it would end widgets where they may not be touched.

    Signals:
        unclaimed: A job failed that was given without `failed`. arg: the exception.
        closing: It is about to be closed: what would still give it a job ends now.
    """

    unclaimed = Signal(object)
    closing = Signal()
    _answered = Signal(object, object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Start the thread when the first job comes; `name` is the thread's."""
        super().__init__(parent)
        gc.disable()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._newest: dict[str, Future[Any]] = {}
        self._awaited: set[Future[Any]] = set()
        self._closed = False
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    def run(self, job: Callable[[], T], done: Callable[[T], object], failed: Failed | None = None) -> None:
        """Do a job after those before it, then hand its answer to `done` or its error to `failed`."""
        self._submit(job, done, failed)

    def run_newest(
        self, about: str, job: Callable[[], T], done: Callable[[T], object], failed: Failed | None = None
    ) -> None:
        """Do a job unless a newer one about the same thing comes first; only the newest is answered."""
        self.drop(about)
        future = self._submit(job, done, failed, about)
        self._newest[about] = future

    def drop(self, about: str) -> None:
        """Answer nobody about the newest job of a thing: what it was asked for is not looked at any more."""
        older = self._newest.pop(about, None)
        if older is not None:
            older.cancel()

    def forget(self) -> None:
        """Answer nobody about the jobs given so far: who asked is gone. They are done, and errors are still told."""
        self._awaited.clear()

    def settle(self) -> None:
        """Wait until everything asked for is done and answered: the window is about to close."""
        self._pool.submit(nothing).result()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def close(self) -> None:
        """Do what was asked and end the thread; nothing is answered after this."""
        if self._closed:
            return
        self.closing.emit()
        self._closed = True
        self._answered.disconnect(self._on_answered)
        self._pool.shutdown(wait=True)

    def _submit(
        self, job: Callable[[], T], done: Callable[[T], object], failed: Failed | None, about: str = ""
    ) -> Future[T]:
        future = self._pool.submit(job)
        self._awaited.add(future)
        future.add_done_callback(lambda answer: self._answered.emit(answer, (done, failed), about))
        return future

    def _on_answered(self, answer: Future[Any], takers: Takers, about: str) -> None:
        _collect()
        if self._closed:  # an answer on its way when the worker was closed still arrives
            return
        awaited = answer in self._awaited
        self._awaited.discard(answer)
        if answer.cancelled() or (about and self._newest.get(about) is not answer):
            return
        done, failed = takers if awaited else (_nobody, None)
        error = answer.exception()
        if error is None:
            if _is_there(done):
                done(answer.result())
        elif not isinstance(error, Exception):
            raise error
        elif failed is not None and _is_there(failed):
            failed(error)
        else:
            self.unclaimed.emit(error)


def _collect() -> None:
    """Look for rubbish as Python would by itself: often among what is young, seldom among what is old."""
    due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if due[0]:
        gc.collect(2 if due[2] and due[1] else 1 if due[1] else 0)


def _is_there(taker: Callable[[Any], object]) -> bool:
    """Tell whether what a taker is a method of still exists."""
    owner = getattr(taker, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


def _nobody(_answer: object) -> None:
    """Take an answer that nobody waits for any more."""


def nothing() -> None:
    """Be the last job: when it is done, all before it are."""
