"""A backup under way over the window: how far it is, and the way to stop it, which leaves what was there."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from kbdesk.desk.backup import Made
from kbdesk.domain.backup import Occasion
from kbdesk.domain.messages import Catalog
from kbdesk.ui.desk import Session
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.worker import Worker

_WHOLE = 1000


class StoppedError(Exception):
    """The officer stopped it."""


class BackingUp(QDialog):
    """Writes a backup on a worker of its own, beside the desk's work, and enters it on the store's.

    Signals:
        made: It is there and entered. arg: the `Made`.
        failed: It was not made. arg: the exception.
        stopped: The officer stopped it.
    """

    made = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    _advanced = Signal(int)

    def __init__(
        self,
        window: QWidget,
        session: Session,
        store: Worker,
        catalog: Catalog,
        *,
        to: Path,
        occasion: Occasion = Occasion.ON_DEMAND,
    ) -> None:
        """Be ready to write into a folder."""
        super().__init__(window)
        self._session, self._store, self._to, self._occasion = session, store, to, occasion
        self._stop = threading.Event()
        self._worker = Worker("backup", self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(catalog.text("officers_page.backup.title"))
        self.setModal(True)
        self.bar, self.cancel = QProgressBar(self), Button(self, catalog.text("officers_page.backup.stop"))
        self.bar.setRange(0, _WHOLE)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(catalog.text("officers_page.backup.title"))
        self.setLayout(
            column(
                Paragraph(self, catalog.text("officers_page.backup.title"), role="section"),
                Paragraph(self, catalog.text("officers_page.backup.what", folder=to.name), tone="ink2"),
                12,
                self.bar,
                12,
                row(None, self.cancel),
                gap=4,
                margins=(24, 16, 24, 16),
            )
        )
        self.setMinimumWidth(460)
        self._advanced.connect(self.bar.setValue)
        store.closing.connect(self._give_up)
        self.cancel.clicked.connect(self.reject)

    def begin(self) -> None:
        """Show it and write."""
        self.open()
        self._worker.run(
            lambda: self._session.backups.write(self._to, self._look), self._on_written, self._on_not_written
        )

    def reject(self) -> None:
        """Stop; the dialog stays until nothing is left of what was written."""
        self._stop.set()
        self.cancel.setEnabled(False)

    def _give_up(self) -> None:
        """Stop, as the window goes: what is half written is taken away, what is whole stays and is not entered."""
        self._stop.set()
        self._worker.close()

    def _look(self, share: float) -> None:
        """Tell how far it is; called on the worker's thread."""
        if self._stop.is_set():
            raise StoppedError
        self._advanced.emit(int(share * _WHOLE))

    def _on_written(self, made: Made) -> None:
        self.cancel.setEnabled(False)
        self._store.run(
            lambda: self._session.backups.enter(made, occasion=self._occasion),
            self._end,
            self._on_not_written,
        )

    def _end(self, made: Made) -> None:
        self._worker.close()
        self.accept()
        self.made.emit(made)

    def _on_not_written(self, error: Exception) -> None:
        self._worker.close()
        self.accept()
        if isinstance(error, StoppedError):
            self.stopped.emit()
        else:
            self.failed.emit(error)
