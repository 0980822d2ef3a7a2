"""Drafts of other officers, for a supervisor who gives one to somebody else: whose, how large, how old, never what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from kbdesk.desk.ports import DraftRow
from kbdesk.domain.messages import Catalog
from kbdesk.ui.desk import OfficerRow, Session
from kbdesk.ui.rail import Rail
from kbdesk.ui.when import brief_age
from kbdesk.ui.worker import Worker


class Giving(QObject):
    """Shows in the rail how many drafts others have, where a supervisor is on duty, and opens the list of them.

    Signals:
        given: A draft is another officer's now.
        failed: It was refused, or did not work. arg: the exception.
    """

    given = Signal()
    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        store: Worker,
        officers: Callable[[], Sequence[OfficerRow]],
        rail: Rail,
        catalog: Callable[[], Catalog],
    ) -> None:
        super().__init__(rail)
        self._session, self._store, self._officers, self._rail, self._catalog = session, store, officers, rail, catalog
        self._rows: tuple[DraftRow, ...] = ()
        rail.others.clicked.connect(self.open)

    def look(self) -> None:
        """Read again what others have."""
        self._store.run_newest("others", self._read, self._on_read, self.failed.emit)

    def _read(self) -> tuple[DraftRow, ...]:
        """Return what others have (store thread, where the procedure is loaded when it is first asked for)."""
        return self._session.between.others()

    def _on_read(self, rows: tuple[DraftRow, ...]) -> None:
        self._rows = rows
        self._rail.show_others(len(rows))

    def open(self) -> QMenu:
        """Open the list: a draft, then to whom."""
        catalog, now = self._catalog(), self._session.clock.now()
        menu = QMenu(catalog.text("rail.others"), self._rail)
        for row in self._rows:
            words = (row.officer, catalog.count("draft.cards", row.cards), brief_age(row.saved_at, now))
            to = menu.addMenu(" · ".join(words))
            to.setObjectName(row.id)
            for officer in self._officers():
                if officer.name != row.officer:
                    action = to.addAction(catalog.text("giving.to", officer=officer.name))
                    action.setObjectName(officer.name)
                    action.triggered.connect(partial(self._give, row, officer.name))
        menu.popup(self._rail.others.mapToGlobal(self._rail.others.rect().topRight()))
        return menu

    def _give(self, row: DraftRow, to: str, _checked: bool = False) -> None:
        give = partial(self._session.between.give, row, to=to)
        self._store.run(give, lambda _none: self.given.emit(), self.failed.emit)
