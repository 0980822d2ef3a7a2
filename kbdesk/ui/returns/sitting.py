"""One return at a time: looked up, put right where something is different, handed back, delivered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from kbdesk.desk.handing import Handing
from kbdesk.desk.ports import PrinterError
from kbdesk.desk.return_view import ReturnView
from kbdesk.desk.returns import Returned
from kbdesk.domain import numbers
from kbdesk.domain.paper import Printed
from kbdesk.domain.returns import Returnable, ReturnCode, ReturnError
from kbdesk.domain.vocabulary import Severity
from kbdesk.ui.desk import Session
from kbdesk.ui.worker import Worker


class Stage(StrEnum):
    """How far a return is."""

    EMPTY = "empty"
    LOOKING = "looking"
    REFUSED = "refused"
    SEEN = "seen"
    SIGNING = "signing"
    DONE = "done"


class Label(StrEnum):
    """What the label on the envelope said, once it was scanned."""

    UNREAD = "unread"
    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """What was looked up: the view, and the slots in which anything lies."""

    view: ReturnView
    shelf: tuple[str, ...]


class ReturnSitting(QObject):
    """What the page shows. Everything that reaches the store is done on its worker.

    `shared` tells whether a permit and a registration have the number that was asked for.

    Signals:
        changed: What is shown is another.
        handed: Something was handed back or claimed. arg: the `Returned`.
        overtaken: Nothing was recorded: what was seen is not so any more, and is shown as it is now.
        failed: Something did not work. arg: the exception.
        delivered: The papers were printed, or refused by the printer.
    """

    changed = Signal()
    handed = Signal(object)
    overtaken = Signal()
    failed = Signal(object)
    delivered = Signal()

    def __init__(self, session: Session, store: Worker, parent: QObject | None = None) -> None:
        """Begin with nothing looked up."""
        super().__init__(parent)
        self._session, self._store = session, store
        self.stage = Stage.EMPTY
        self.view: ReturnView | None = None
        self.shelf: tuple[str, ...] = ()
        self.handing = Handing()
        self.label = Label.UNREAD
        self.refusal: Exception | None = None
        self.returned: Returned | None = None
        self.shared = False
        self._asked = ""

    # -- looking -------------------------------------------------------------------------------------
    def take(self, text: str) -> None:
        """Take what was scanned or typed: the label of the envelope in hand, else something to look up."""
        view = self.view
        if self.stage is Stage.SEEN and view is not None and view.envelope is not None and is_label(text):
            same = numbers.understand(text) == view.envelope.number
            self.label = Label.SAME if same else Label.OTHER
            self.changed.emit()
        elif text.strip():
            self.look(text)

    def look(self, text: str, kind: Returnable | None = None) -> None:
        """Look a text up; `kind` says which is meant where a permit and a registration share a number."""
        if self.stage is Stage.SIGNING:
            return
        self._asked = text
        self.shared = kind is not None and self.shared
        self._forget(Stage.LOOKING)
        self._store.run_newest("return", self._job(text, kind), self._on_looked, self._on_refused)

    def look_as(self, kind: Returnable) -> None:
        """Look up the permit or the registration of the number asked for."""
        if self.stage in (Stage.SEEN, Stage.REFUSED):
            self.look(self.view.number if self.view is not None else self._asked, kind)

    def look_again(self) -> None:
        """Look once more at what is shown, as it stands now; what was said of its handing back stays."""
        view = self.view
        if self.stage is Stage.SEEN and view is not None:
            self._store.run_newest("return", self._job(view.number, view.kind), self._on_seen_again, self._on_refused)

    def drop(self) -> None:
        """Let go of what is shown; nothing is recorded by it."""
        if self.stage is not Stage.SIGNING:
            self._forget(Stage.EMPTY)

    def _job(self, text: str, kind: Returnable | None) -> Callable[[], _Looked]:
        def look() -> _Looked:
            view = self._session.returns.look(text, kind)
            slots = (row.slot for row in self._session.custody.envelopes())
            return _Looked(view=view, shelf=tuple(slot for slot in slots if slot))

        return look

    def _on_looked(self, looked: _Looked) -> None:
        self.stage, self.view, self.shelf = Stage.SEEN, looked.view, looked.shelf
        self.shared = self.shared or any(f.code == ReturnCode.SAME_NUMBER for f in looked.view.findings)
        self.changed.emit()

    def _on_seen_again(self, looked: _Looked) -> None:
        if self.stage is Stage.SEEN:
            self._on_looked(looked)

    def _on_refused(self, error: Exception) -> None:
        self.shared = self.shared or (isinstance(error, ReturnError) and error.code == "return.two-of-a-number")
        self._forget(Stage.REFUSED, refusal=error)

    # -- handing back --------------------------------------------------------------------------------
    def differ(self, handing: Handing) -> None:
        """Say how this return differs from the holder taking everything with the paper in hand."""
        self.handing = handing
        self.changed.emit()

    @property
    def unreasoned(self) -> str:
        """The code of the first warning without a reason, empty where none is wanted."""
        warned = (f.code for f in self.view.findings if f.severity is Severity.WARN) if self.view is not None else ()
        return next((code for code in warned if not self.handing.reasons.get(code)), "")

    @property
    def ready(self) -> bool:
        """Whether the one key hands back now."""
        stopped = self.view is None or self.view.stopped is not None
        return self.stage is Stage.SEEN and not stopped and not self.unreasoned and self.label is not Label.OTHER

    def hand_back(self) -> None:
        """Hand back what is shown and print the receipt."""
        view, handing = self.view, self.handing
        if not self.ready or view is None:
            return
        self.stage = Stage.SIGNING
        self.changed.emit()
        self._store.run(lambda: self._session.returns.hand_back(view, handing), self._on_handed, self._on_failed)

    def _on_handed(self, returned: Returned) -> None:
        if returned.changed:
            self.stage, self.view, self.label = Stage.SEEN, returned.view, Label.UNREAD
            self.changed.emit()
            self.overtaken.emit()
            return
        self.stage, self.returned = Stage.DONE, returned
        self.changed.emit()
        self.handed.emit(returned)
        self._store.run(
            lambda: self._session.returns.deliver(returned.papers), self._on_delivered, self._on_undelivered
        )

    def _on_delivered(self, refused: tuple[tuple[Printed, PrinterError], ...]) -> None:
        for why in {str(error): error for _, error in refused}.values():
            self.failed.emit(why)
        self.delivered.emit()

    def _on_undelivered(self, error: Exception) -> None:
        self.failed.emit(error)
        self.delivered.emit()

    def _on_failed(self, error: Exception) -> None:
        self.stage = Stage.SEEN
        self.changed.emit()
        self.failed.emit(error)

    def _forget(self, stage: Stage, *, refusal: Exception | None = None) -> None:
        self.stage, self.refusal, self.view, self.returned = stage, refusal, None, None
        self.handing, self.label, self.shelf = Handing(), Label.UNREAD, ()
        self.changed.emit()


def is_label(text: str) -> bool:
    """Tell whether a text is the label of an envelope: its number with the letter before it."""
    return text.strip()[:1].upper() in ("E", "Е") and numbers.check(numbers.understand(text))
