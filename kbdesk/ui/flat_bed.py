"""A flatbed scanner's folder, looked at while an officer is on duty: each new picture is looked through for codes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kbdesk.ui.desk import ScanFiles
from kbdesk.ui.worker import Worker

EVERY_MS: Final = 700


class FlatBed(QObject):
    """Looks on the press's worker, one look after the other, while its view is on the screen.

    Signals:
        failed: The folder cannot be read, and could before. arg: the exception.
    """

    failed = Signal(object)

    def __init__(self, files: ScanFiles | None, press: Worker, take: Callable[[bytes], object], view: QWidget) -> None:
        """Stand ready; nothing is looked at where no folder is set."""
        super().__init__(view)
        self._files, self._press, self._take, self._view = files, press, take, view
        self._is_looking = self._is_lost = False
        self.knows_old = False
        self._again = QTimer(self)
        self._again.setInterval(EVERY_MS)
        self._again.timeout.connect(self._on_time)

    def start(self) -> None:
        """Look from now on; at once, to know what is old (`knows_old`)."""
        if self._files is not None:
            self._again.start()
            self._on_time()

    def _on_time(self) -> None:
        if self._files is not None and self._view.isVisible() and not self._is_looking:
            self._is_looking = True
            self._press.run(self._files.look, self._on_found, self._on_failed)

    def _on_found(self, files: list[bytes]) -> None:
        self._is_looking, self._is_lost, self.knows_old = False, False, True
        for data in files:
            self._take(data)

    def _on_failed(self, error: Exception) -> None:
        """Say once that the folder is gone; it is looked for again."""
        self._is_looking = False
        if not self._is_lost:
            self._is_lost = True
            self.failed.emit(error)
