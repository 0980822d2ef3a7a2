"""Ask the rules procedure why a card meets its measure, and show the answer."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.passage import PassageDraft
from kbdesk.rulebook.explanation import Explanation
from kbdesk.ui.arrive.why import Why
from kbdesk.ui.desk import Session
from kbdesk.ui.worker import Worker


class Explaining(QObject):
    """Explains one card at a time; of several questions the last is answered.

    Signals:
        failed: There is no answer. arg: the exception.
    """

    failed = Signal(object)

    def __init__(self, session: Session, store: Worker, page: QWidget) -> None:
        """Ask on the store's worker; the answer opens over a page."""
        super().__init__(page)
        self._session, self._store, self._page = session, store, page

    def ask(self, draft: PassageDraft, path: str, catalog: Catalog) -> None:
        """Explain one card of a draft in the words of a language."""

        def show(told: tuple[Explanation, ...]) -> None:
            found = next((explanation for explanation in told if explanation.path == path), None)
            if found is not None and self._page.isVisible():
                Why(self._page.window(), found, catalog, self._session.reference).open()

        self._store.run_newest("why", lambda: self._session.rules.explain(draft), show, self.failed.emit)
