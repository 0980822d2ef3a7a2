"""Keeping the draft: saved on the store thread within a second of each edit, never more than one save on its way."""

from __future__ import annotations

from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from kbdesk.desk.passage import PassageDesk
from kbdesk.domain.passage import PassageDraft
from kbdesk.ui.worker import Worker

DELAY_MS = 400


class Kept(StrEnum):
    """Where the draft stands between the keyboard and the disk."""

    NOTHING = "nothing"
    WAITING = "waiting"
    SAVING = "saving"
    SAVED = "saved"
    FAILED = "failed"


class Keeper(QObject):
    """Saves the newest draft 400 ms after the first edit that is not yet saved.

    One that was put away and could not be saved is tried again with the next, and stays as it was left until then.

    Signals:
        changed: The state is another, or a second more has passed since the draft was saved.
        saved: A draft was saved.
    """

    changed = Signal()
    saved = Signal()

    def __init__(self, desk: PassageDesk, store: Worker, parent: QObject | None = None) -> None:
        """Keep drafts through the desk, on the store's worker."""
        super().__init__(parent)
        self._desk, self._store = desk, store
        self._draft: PassageDraft | None = None
        self._owed: dict[str, tuple[PassageDraft, bool]] = {}
        self._known = ""
        self.state, self.seconds = Kept.NOTHING, 0
        self.error: Exception | None = None
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(DELAY_MS)
        self._delay.timeout.connect(self.save)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._on_second_passed)

    def open(self, draft: PassageDraft) -> None:
        """Take note of a draft that was kept before, unless it is blank."""
        self._known = draft.id if draft.cards() else ""

    def follow(self, draft: PassageDraft) -> None:
        """Take note of a newer draft; one that is blank again before anything of it was kept leaves nothing."""
        if draft.cards() or draft.id == self._known:
            self.edited(draft)
        else:
            self.forget()

    def edited(self, draft: PassageDraft) -> None:
        """Take note of a newer draft."""
        self._draft = draft
        if self.state is not Kept.SAVING:
            self._become(Kept.WAITING)
            if not self._delay.isActive():
                self._delay.start()

    def forget(self) -> None:
        """Let go of the draft: it was recorded, discarded or handed on."""
        self._delay.stop()
        self._draft = None
        self._become(Kept.NOTHING)

    def put_away(self, *, parked: bool) -> None:
        """Save the draft as the officer leaves it, unless it is blank, and let go of it."""
        self._delay.stop()
        draft = self._draft
        self.forget()
        if draft is not None and draft.cards():
            self._owed[draft.id] = (draft, parked)
            self.save_owed()

    def taken_up(self, draft: PassageDraft) -> PassageDraft:
        """Return a draft as it was put away, where it is not known to be saved so; the one given else."""
        left, _parked = self._owed.pop(draft.id, (draft, False))
        if left is not draft:
            self.edited(left)
        return left

    def save(self) -> None:
        """Save now what has not been saved, whatever the delay says."""
        self._delay.stop()
        self.save_owed()
        draft = self._draft
        if draft is None:
            return
        self._known = draft.id
        self._become(Kept.SAVING)
        self._store.run(lambda: self._desk.save(draft), lambda _none: self._on_saved(draft), self._on_failed)

    def save_again(self) -> None:
        """Save what could not be saved before."""
        if self.state is Kept.FAILED or self._owed:
            self.save()

    def save_owed(self) -> None:
        """Save what was put away and is not known to be saved."""
        for draft, parked in self._owed.values():
            self._store.run(
                partial(self._desk.save, draft, parked=parked), partial(self._on_put_away, draft), self._on_failed
            )

    def _on_put_away(self, draft: PassageDraft, _none: None) -> None:
        if self._owed.get(draft.id, (None,))[0] == draft:
            del self._owed[draft.id]
        self.saved.emit()
        if self._draft is None and not self._owed and self.state is Kept.FAILED:
            self._become(Kept.NOTHING)

    def _on_saved(self, draft: PassageDraft) -> None:
        self.saved.emit()
        if self._draft is None:
            return
        if self._draft != draft:
            self._become(Kept.WAITING)
            self._delay.start()
            return
        self._become(Kept.SAVED)

    def _on_failed(self, error: Exception) -> None:
        self.error = error
        self._become(Kept.FAILED)

    def _on_second_passed(self) -> None:
        self.seconds += 1
        self.changed.emit()

    def _become(self, state: Kept) -> None:
        self.state, self.seconds = state, 0
        if state is Kept.SAVED:
            self._second.start()
        else:
            self._second.stop()
        self.changed.emit()
