"""The officer's own drafts in the rail: listed with their age, opened on the Arrive page, gone along one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from kbdesk.desk.ports import DraftRow
from kbdesk.domain.messages import Catalog
from kbdesk.domain.passage import PassageDraft
from kbdesk.ui.arrive.page import ArrivePage
from kbdesk.ui.desk import Session
from kbdesk.ui.draft_words import draft_entry
from kbdesk.ui.rail import Rail
from kbdesk.ui.worker import Worker


class OwnDrafts(QObject):
    """The drafts as they were read last.

    Signals:
        opened: A draft was asked for, and is on the Arrive page.
        failed: They could not be read. arg: the exception.
    """

    opened = Signal()
    failed = Signal(object)

    def __init__(
        self, session: Session, store: Worker, arrive: ArrivePage, rail: Rail, catalog: Callable[[], Catalog]
    ) -> None:
        """List in a rail what is opened on a page; `catalog` tells the words spoken now."""
        super().__init__(arrive)
        self._session, self._store, self._arrive, self._rail = session, store, arrive, rail
        self._catalog = catalog
        self._drafts: Sequence[DraftRow] = ()

    def refresh(self) -> None:
        """Read the drafts again."""
        self._store.run(self._session.drafts, self._on_read, self.failed.emit)

    def show(self, now: datetime) -> None:
        """Show the drafts with their age as of now."""
        own = (draft for draft in self._drafts if draft.officer == self._session.officer)
        current, catalog = self._arrive.draft_id, self._catalog()
        self._rail.show_drafts(tuple(draft_entry(draft, now, catalog, current=current) for draft in own))

    def open(self, draft_id: str) -> None:
        """Open a draft; what stands open is kept."""
        if not draft_id or draft_id == self._arrive.draft_id:
            self.opened.emit()
            return
        self._arrive.save()
        self._store.run(lambda: self._session.load_draft(draft_id), self._on_loaded, self.failed.emit)

    def open_next(self) -> None:
        """Open the draft after the one that stands open."""
        self.open(self._rail.drafts.after(self._arrive.draft_id))

    def _on_read(self, drafts: Sequence[DraftRow]) -> None:
        self._drafts = drafts
        self.show(self._session.clock.now())

    def _on_loaded(self, draft: PassageDraft | None) -> None:
        if draft is not None:
            self._arrive.open_draft(draft)
            self.opened.emit()
        self.refresh()
