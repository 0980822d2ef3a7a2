"""What is about to be put to two officers: a new book, or the end of a suspension, with what it would change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from kbdesk.desk.book_difference import Change
from kbdesk.desk.replay import Replay, Replaying
from kbdesk.desk.rule_errors import RulesError
from kbdesk.domain.orders import Suspension
from kbdesk.rulebook.faults import Fault
from kbdesk.rulebook.schema import Book
from kbdesk.ui.desk import Session
from kbdesk.ui.worker import Worker

T = TypeVar("T")
SIGNATURE = ".sig"
"""A book's signature lies beside it, under its name with this added."""
LARGEST = 1_000_000
"""Bytes that a book may have: the longest of the history shelf has some 40,000."""


class FileTooLargeError(Exception):
    """A file that no book is."""

    code = "rules_page.too-large"

    def __init__(self) -> None:
        super().__init__("The file is too large to be a book.")


class Stage(StrEnum):
    """How far a proposal has come."""

    NONE = "none"
    READING = "reading"
    FAULTY = "faulty"
    REPLAYING = "replaying"
    STOPPED = "stopped"
    READY = "ready"
    SIGNING = "signing"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBook:
    """A book file as it was read: name, bytes, the signature beside it (empty where there is none).

    `before` is the text of the same id on the shelf, None where there is none; `changes` lead from it to `book`.
    """

    file: str
    data: bytes
    signature: bytes
    book: Book
    before: Book | None
    changes: tuple[Change, ...]


class Proposal(QObject):
    """One proposal at a time. The replay is worked on in short steps, so that the desk goes on meanwhile.

    Signals:
        changed: Anything of it is another now.
        failed: A fault of file or store. arg: the exception.
        done: It was put in force.
    """

    changed = Signal()
    failed = Signal(object)
    done = Signal()

    def __init__(self, session: Session, store: Worker, files: Worker, parent: QObject | None = None) -> None:
        """Work on the store's worker; read files on another, as a stick may be slow."""
        super().__init__(parent)
        self._session, self._store, self._files = session, store, files
        self._watch = QElapsedTimer()
        self._run = 0
        self._clear()

    def _clear(self) -> None:
        self._run += 1
        self.stage = Stage.NONE
        self.file = ""
        self.faults: tuple[Fault, ...] = ()
        self.book: NewBook | None = None
        self.suspension: Suspension | None = None
        self.replay: Replay | None = None
        self.read, self.last = 0, 0
        self._replaying: Replaying | None = None

    @property
    def seconds_left(self) -> int | None:
        """How long the replay will take yet, None while that cannot be told."""
        if self.stage is not Stage.REPLAYING or not self.read or self._watch.elapsed() < 500:
            return None
        return round(self._watch.elapsed() / 1000 * (self.last - self.read) / self.read)

    @property
    def signed(self) -> bool:
        """Whether it may be put to two officers: a book needs a signature beside it."""
        return self.book is None or bool(self.book.signature)

    # -- proposing -----------------------------------------------------------------------------------
    def open_file(self, path: Path) -> None:
        """Read a book, check it, compare it, and play the last days again with it."""
        self._begin(Stage.READING)
        self.file = path.name
        self.changed.emit()
        self._ask(self._files, lambda: (_bytes(path), _signature(path)), self._on_file_read)

    def lift(self, suspension: Suspension) -> None:
        """Play the last days again as they would have been without a suspension."""
        self._begin(Stage.REPLAYING)
        self.suspension = suspension
        self.changed.emit()
        self._ask(self._store, lambda: self._session.rules.replaying_lift(suspension.id), self._on_replaying)

    def stop(self) -> None:
        """Stop the replay where it is; nothing has been changed by it."""
        if self.stage is Stage.REPLAYING and self._replaying is not None:
            self._run += 1
            self._end_replay(Stage.STOPPED)

    def again(self) -> None:
        """Begin a replay that was stopped once more."""
        if self.stage is Stage.STOPPED:
            self._start_replay()

    def drop(self) -> None:
        """Let go of the proposal; nothing has been changed by it."""
        self._clear()
        self.changed.emit()

    def put(self, second: str) -> None:
        """Put it in force, with a second officer whose password was tried."""
        if self.stage is not Stage.READY:
            return
        self.stage = Stage.SIGNING
        self.changed.emit()
        book, suspension, replay, rules = self.book, self.suspension, self.replay, self._session.rules

        def act() -> None:
            if book is not None:
                rules.activate(book.file, book.data, book.signature, second=second, shown=replay)
            elif suspension is not None:
                rules.lift(suspension.id, second=second, shown=replay)

        self._ask(self._store, act, lambda _none: self._on_put(), self._on_put_failed)

    # -- answers -------------------------------------------------------------------------------------
    def _begin(self, stage: Stage) -> None:
        self._clear()
        self.stage = stage

    def _ask(
        self,
        worker: Worker,
        job: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Ask a worker; an answer to a proposal that was let go since is nobody's."""
        run = self._run
        refuse = failed or self._on_failed
        worker.run(
            job,
            lambda answer: done(answer) if run == self._run else None,
            lambda error: refuse(error) if run == self._run else None,
        )

    def _on_file_read(self, read: tuple[bytes, bytes]) -> None:
        data, signature = read
        self._ask(self._store, lambda: self._examined(self.file, data, signature), self._on_examined)

    def _examined(self, file: str, data: bytes, signature: bytes) -> NewBook | tuple[Fault, ...]:
        """Check a book and compare it with the one it would replace (store thread)."""
        rules = self._session.rules
        try:
            book = rules.read(file, data)
        except RulesError as error:
            if error.faults:
                return error.faults
            raise
        faults = rules.check(file, data.decode("utf-8-sig"))
        if faults:
            return faults
        before = None
        if any(line.id == book.id for line in rules.listed(self._session.clock.now())):
            before = rules.book(book.id, self._session.clock.now())
        changes = rules.difference(before, book) if before is not None else ()
        return NewBook(file=file, data=data, signature=signature, book=book, before=before, changes=changes)

    def _on_examined(self, answer: NewBook | tuple[Fault, ...]) -> None:
        if isinstance(answer, NewBook):
            self.book = answer
            self._start_replay()
        else:
            self.faults, self.stage = answer, Stage.FAULTY
            self.changed.emit()

    def _start_replay(self) -> None:
        self.stage, self.read, self.last = Stage.REPLAYING, 0, 0
        self.changed.emit()
        book, suspension, rules = self.book, self.suspension, self._session.rules
        if book is not None:
            self._ask(self._store, lambda: rules.replaying(book.file, book.data), self._on_replaying)
        elif suspension is not None:
            self._ask(self._store, lambda: rules.replaying_lift(suspension.id), self._on_replaying)

    def _on_replaying(self, replaying: Replaying) -> None:
        self._replaying = replaying
        self._watch.start()
        self._step()

    def _step(self) -> None:
        replaying = self._replaying
        if replaying is not None:
            self._ask(self._store, replaying.step, self._on_stepped)

    def _on_stepped(self, more: bool) -> None:
        if self._replaying is None:
            return
        self.read, self.last = self._replaying.progress
        if more:
            self.changed.emit()
            self._step()
        else:
            self._end_replay(Stage.READY)

    def _end_replay(self, stage: Stage) -> None:
        if self._replaying is not None:
            self.replay = self._replaying.result()
        self._replaying, self.stage = None, stage
        self.changed.emit()

    def _on_put(self) -> None:
        self._clear()
        self.changed.emit()
        self.done.emit()

    def _on_put_failed(self, error: Exception) -> None:
        self.stage = Stage.READY
        self.changed.emit()
        self.failed.emit(error)

    def _on_failed(self, error: Exception) -> None:
        self._clear()
        self.changed.emit()
        self.failed.emit(error)


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise FileTooLargeError
    return data


def _signature(path: Path) -> bytes:
    beside = path.with_name(path.name + SIGNATURE)
    return _bytes(beside) if beside.exists() else b""
