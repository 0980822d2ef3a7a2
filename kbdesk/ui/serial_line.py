"""The scanner on a serial line as the window sees it: what its thread tells, on the window's own thread."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from kbdesk.domain.messages import Catalog
from kbdesk.domain.scanner import LineFault, LineState, ScannerLine
from kbdesk.domain.vocabulary import Severity
from kbdesk.ui.header import Fact

if TYPE_CHECKING:
    from kbdesk.ui.desk import Scanner, WindowDesk

_LOUD = (LineState.MISSING, LineState.REFUSED)


class _Ear(QObject):
    """What the scanner's thread calls; each call becomes a queued signal.

    Signals:
        scanned: One scan came in. arg: its bytes.
        failed: Something went wrong. arg: the `LineFault`.
        became: The line stands otherwise. arg: the `LineState`.
    """

    scanned = Signal(object)
    failed = Signal(object)
    became = Signal(object)

    def scan(self, data: bytes) -> None:
        self.scanned.emit(data)

    def fault(self, fault: LineFault) -> None:
        self.failed.emit(fault)

    def state(self, state: LineState) -> None:
        self.became.emit(state)


class SerialLine(QObject):
    """One line, from sign-in to sign-out.

    Signals:
        scanned: One scan came in, whole. arg: its bytes.
        failed: Something went wrong on the line. arg: the `LineFault`.
        changed: The line stands otherwise, or the last fault is another.
    """

    scanned = Signal(object)
    failed = Signal(object)
    changed = Signal()

    def __init__(self, desk: WindowDesk, parent: QObject) -> None:
        """Stand ready; nothing is opened yet. The line is let go of when `parent` goes."""
        super().__init__(parent)
        self._desk = desk
        self._ear: _Ear | None = None
        self._scanner: Scanner | None = None
        self.state = LineState.OFF
        self.fault: LineFault | None = None
        self.fault_at: datetime | None = None
        parent.destroyed.connect(self.stop)

    @property
    def line(self) -> ScannerLine:
        """Which scanner this machine has."""
        return self._desk.scanner_line

    def start(self) -> None:
        """Listen to the scanner that the settings name, if they name one."""
        self.stop()
        self._become(LineState.OFF)
        if not self.line.port:
            return
        self._ear = ear = _Ear(self)
        queued = Qt.ConnectionType.QueuedConnection
        ear.scanned.connect(self.scanned, queued)
        ear.failed.connect(self._on_failed, queued)
        ear.became.connect(self._become, queued)
        self._scanner = self._desk.scanner(ear)
        self._scanner.start()

    def stop(self) -> None:
        """Let go of the line; what it told meanwhile reaches nobody."""
        if self._scanner is not None and self._ear is not None:
            self._scanner.stop()
            for told in (self._ear.scanned, self._ear.failed, self._ear.became):
                told.disconnect()
            self._scanner = self._ear = None

    def facts(self, catalog: Catalog) -> list[Fact]:
        """Return what the header says of the scanner: nothing while there is none."""
        if self.state is LineState.OFF:
            return []
        loud = Severity.WARN if self.state in _LOUD else None
        said = catalog.text(f"scanner.state.{self.state}")
        return [Fact(name=catalog.text("scanner.name"), value=said, severity=loud)]

    def _on_failed(self, fault: LineFault) -> None:
        self.fault, self.fault_at = fault, self._desk.clock.now()
        self.failed.emit(fault)
        self.changed.emit()

    def _become(self, state: LineState) -> None:
        if state is not self.state:
            self.state = state
            self.changed.emit()
