"""Two officers attest the time on a desk whose clock stepped back: why it is so, and the second one's password."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.desk import OfficerRow, Session
from kbdesk.ui.second_officer import SUPERVISOR, Asking, SecondOfficer
from kbdesk.ui.when import clock_time, short_date
from kbdesk.ui.worker import Worker


class Attesting(QObject):
    """Asks over the window, on whatever page the officer is.

    Signals:
        attested: The time was attested: work goes on.
        failed: It was refused, or did not work. arg: the exception.
    """

    attested = Signal()
    failed = Signal(object)

    def __init__(
        self, session: Session, store: Worker, officers: Callable[[], Sequence[OfficerRow]], window: QWidget
    ) -> None:
        """Act for an officer; the dialog opens over a window."""
        super().__init__(window)
        self._session, self._store, self._officers, self._window = session, store, officers, window

    def ask(self, what: str, catalog: Catalog) -> SecondOfficer:
        """Ask what was seen of the clock, which is told why it is not believed, and who attests it."""
        officers, session = self._officers(), self._session
        supervisor = any(o.role == SUPERVISOR for o in officers if o.name == session.officer)
        now = session.clock.now()
        asking = Asking(
            title=catalog.text("clock.attest.title", at=told_instant(now, catalog)),
            what=what,
            do=catalog.text("clock.attest.do"),
            supervisor=not supervisor,
            reason=True,
        )
        dialog = SecondOfficer(self._window.window(), session, self._store, officers, catalog, asking)
        dialog.signed.connect(self._attest)
        dialog.open()
        return dialog

    def _attest(self, second: str, reason: str) -> None:
        self._store.run(
            lambda: self._session.shift.attest_clock(reason=reason, second=second),
            lambda _none: self.attested.emit(),
            self.failed.emit,
        )


def told_instant(at: datetime, catalog: Catalog) -> str:
    """Return an instant as it is told: ``14:32, 13 Dec 2022``."""
    return f"{clock_time(at)}, {short_date(at.date(), catalog.language)}"
