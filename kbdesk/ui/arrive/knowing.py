"""What the desk knows that bears on the draft: read again on the store thread when a number or a plate changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kbdesk.desk.passage import PassageDesk
from kbdesk.domain.facts import Facts
from kbdesk.domain.passage import PassageDraft
from kbdesk.ui.worker import Worker


def asked(draft: PassageDraft) -> tuple[tuple[str, ...], ...]:
    """Return what facts depend on: every document's state and number, every plate."""
    documents = [(t.document_issuing_state, t.document_number) for t in draft.travelers]
    plates = [(v.plate,) for v in (draft.vehicle, draft.trailer) if v is not None]
    return (*documents, *plates)


class Knowledge(QObject):
    """The facts that bear on the newest draft. One read at a time; while it runs, only the newest draft waits.

    Signals:
        changed: The facts are others now.
        failed: They could not be read. arg: the exception.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, desk: PassageDesk, store: Worker, parent: QObject | None = None) -> None:
        """Read facts through the desk, on the store's worker."""
        super().__init__(parent)
        self._desk, self._store = desk, store
        self._known: tuple[tuple[str, ...], ...] = ()
        self._running = False
        self._next: PassageDraft | None = None
        self.facts = Facts()

    @property
    def settled(self) -> bool:
        """Whether the facts are those of the newest draft."""
        return not self._running and self._next is None

    def ask(self, draft: PassageDraft, *, again: bool = False) -> None:
        """Read the facts of a draft, unless they are known and not asked for `again`."""
        wanted = asked(draft)
        if wanted == self._known and not again:
            return
        self._known = wanted
        if self._running:
            self._next = draft
            return
        self._read(draft)

    def _read(self, draft: PassageDraft) -> None:
        self._running = True
        self._store.run(lambda: self._desk.facts(draft), self._on_read, self._on_failed)

    def _on_read(self, facts: Facts) -> None:
        self._running = False
        waiting, self._next = self._next, None
        if waiting is not None:
            self._read(waiting)
        elif facts != self.facts:
            self.facts = facts
            self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self._running, self._next, self._known = False, None, ()
        self.failed.emit(error)
