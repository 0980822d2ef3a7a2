"""A pruning under way over the window: step by step beside the desk's work, and the way to stop between two steps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from kbdesk.desk.retention import MOST_BESIDE_WORK, Pruned
from kbdesk.domain.messages import Catalog
from kbdesk.ui.desk import Session
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.worker import Worker


class Pruning(QDialog):
    """Lets go of what is due, a step at a time; what one step let go of stays gone when it is stopped.

    Signals:
        ended: It is over. arg: how many cases went.
        failed: A step was refused or did not work. arg: the exception; what went before stays gone.
    """

    ended = Signal(int)
    failed = Signal(object)

    def __init__(
        self, window: QWidget, session: Session, store: Worker, catalog: Catalog, *, second: str, cases: int
    ) -> None:
        """Be ready to prune; `cases` is how many were found due, as far as anybody looked."""
        super().__init__(window)
        self._session, self._store, self._catalog, self._second = session, store, catalog, second
        self._gone, self._first, self._stopped = 0, True, False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = catalog.text("retention_page.pruning.title")
        self.setWindowTitle(title)
        self.setModal(True)
        self.bar, self.cancel = QProgressBar(self), Button(self, catalog.text("officers_page.backup.stop"))
        self.bar.setRange(0, max(1, cases))
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        self._told = Paragraph(self, tone="ink2")
        self.setLayout(
            column(
                Paragraph(self, title, role="section"),
                self._told,
                12,
                self.bar,
                12,
                row(None, self.cancel),
                gap=4,
                margins=(24, 16, 24, 16),
            )
        )
        self.setMinimumWidth(460)
        self.cancel.clicked.connect(self.reject)
        self._tell()

    def begin(self) -> None:
        """Show it and prune."""
        self.open()
        self._step()

    def reject(self) -> None:
        """Stop after the step that is under way."""
        self._stopped = True
        self.cancel.setEnabled(False)

    def _step(self) -> None:
        desk, first = self._session.retention, self._first
        self._first = False
        self._store.run(
            lambda: desk.prune_next(second=self._second, first=first, most=MOST_BESIDE_WORK),
            self._on_pruned,
            self._on_failed,
        )

    def _on_pruned(self, step: Pruned) -> None:
        self._gone += step.cases
        self.bar.setMaximum(max(self.bar.maximum(), self._gone + int(step.more)))
        self.bar.setValue(self._gone)
        self._tell()
        if step.more and not self._stopped:
            self._step()
        else:
            self._store.run(self._session.retention.finish, lambda _none: self._end(), self._on_failed)

    def _end(self) -> None:
        self.accept()
        self.ended.emit(self._gone)

    def _on_failed(self, error: Exception) -> None:
        self.accept()
        self.failed.emit(error)

    def _tell(self) -> None:
        self._told.setText(self._catalog.count("retention_page.pruning.gone", self._gone))
