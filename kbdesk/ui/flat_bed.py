"""A flatbed scanner's folder, looked at while an officer is on duty: each new picture is looked through for codes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kbdesk.ui.desk import ScanFiles, WindowDesk
from kbdesk.ui.worker import Worker

EVERY_MS: Final = 700


class BedState(StrEnum):
    """How the folder stands: none is set, it is looked at, it cannot be read."""

    OFF = "off"
    LOOKED_AT = "looked-at"
    LOST = "lost"


class FlatBed(QObject):
    """Looks on the press's worker, one look after the other, while its view is on the screen.

    Signals:
        failed: The folder cannot be read, and could before. arg: the exception.
        changed: It stands otherwise.
    """

    failed = Signal(object)
    changed = Signal()

    def __init__(self, desk: WindowDesk, press: Worker, take: Callable[[bytes], object], view: QWidget) -> None:
        """Stand ready; nothing is looked at where no folder is set."""
        super().__init__(view)
        self._desk, self._press, self._take, self._view = desk, press, take, view
        self._files: ScanFiles | None = None
        self._is_looking = False
        self.state, self.knows_old = BedState.OFF, False
        self.fault: Exception | None = None
        self.fault_at: datetime | None = None
        self._again = QTimer(self)
        self._again.setInterval(EVERY_MS)
        self._again.timeout.connect(self._on_time)

    @property
    def folder(self) -> str:
        """Which folder this machine has, empty for none."""
        return self._desk.scan_folder

    def start(self) -> None:
        """Look into the folder that the settings name from now on; at once, to know what is old (`knows_old`)."""
        self._files, self.knows_old, self._is_looking = self._desk.scan_files(), False, False
        self._become(BedState.OFF if self._files is None else BedState.LOOKED_AT)
        if self._files is None:
            self._again.stop()
        else:
            self._again.start()
            self._on_time()

    def _on_time(self) -> None:
        files = self._files
        if files is not None and self._view.isVisible() and not self._is_looking:
            self._is_looking = True
            self._press.run(files.look, partial(self._on_found, files), partial(self._on_failed, files))

    def _on_found(self, files: ScanFiles, found: list[bytes]) -> None:
        if files is not self._files:
            return
        self._is_looking, self.knows_old = False, True
        self._become(BedState.LOOKED_AT)
        for data in found:
            self._take(data)

    def _on_failed(self, files: ScanFiles, error: Exception) -> None:
        """Say once that the folder is gone; it is looked for again."""
        if files is not self._files:
            return
        self._is_looking = False
        if self.state is not BedState.LOST:
            self.fault, self.fault_at = error, self._desk.clock.now()
            self._become(BedState.LOST)
            self.failed.emit(error)

    def _become(self, state: BedState) -> None:
        if state is not self.state:
            self.state = state
            self.changed.emit()
