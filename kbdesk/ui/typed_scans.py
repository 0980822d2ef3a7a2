"""The scanner that is a keyboard, at a window: loaded once that is painted, asked about where a Y may be a Z."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.desk import WindowDesk
from kbdesk.ui.worker import Worker

if TYPE_CHECKING:
    from kbdesk.domain.typed_scan import Reading, TypedScans
    from kbdesk.ui.wedge import Wedge

LOOK_AGAIN_MS: Final = 100
Loaded = tuple[type["Wedge"], "TypedScans"]


def load(desk: WindowDesk) -> Loaded:
    """Load what hears a scanner, and the layouts by which it is read."""
    from kbdesk.ui.wedge import Wedge  # noqa: PLC0415 - the window paints first

    return Wedge, desk.typed_scans()


class AtWindow(QObject):
    """Hears the scanner for a window, from the first paint on.

    Signals:
        began: A scan is coming in.
        read: A burst was read, before it goes anywhere. arg: its `Reading`.
        scanned: Something was scanned. arg: the `Scan`.
    """

    began = Signal()
    read = Signal(object)
    scanned = Signal(object)

    def __init__(self, desk: WindowDesk, catalog: Callable[[], Catalog], window: QWidget) -> None:
        """Belong to a window; `catalog` tells the words spoken now."""
        super().__init__(window)
        self._desk, self._catalog, self._window, self._shut = desk, catalog, window, True
        self.wedge: Wedge | None = None
        self._doubted: deque[Reading] = deque()
        self.missed = 0
        """How many scans came since nobody is signed in; nothing else is known of them."""
        self._again = QTimer(self)
        self._again.setInterval(LOOK_AGAIN_MS)
        self._again.timeout.connect(self._ask)

    def listen(self, store: Worker, fail: Callable[[Exception], None]) -> None:
        """Load on the store thread what hears the scanner, and hear it."""
        store.run(lambda: load(self._desk), self._on_loaded, fail)

    def look_again(self) -> None:
        """Read by the layouts that are kept now."""
        if self.wedge is not None:
            self.wedge.use(self._desk.typed_scans())

    def shut_door(self, shut: bool) -> None:
        """Say whether nobody is signed in."""
        self._shut, self.missed = shut, 0
        self._doubted.clear()
        if self.wedge is not None:
            self.wedge.shut_door(shut)

    @property
    def doubted(self) -> int:
        """How many scans wait for the officer to say what they read."""
        return len(self._doubted)

    def _on_loaded(self, loaded: Loaded) -> None:
        make, scans = loaded
        self.wedge = make(scans, lambda: self._desk.clock.now().date(), self)
        self.wedge.shut_door(self._shut)
        self.wedge.began.connect(self.began)
        self.wedge.scanned.connect(self._on_scanned)

    def _on_scanned(self, reading: Reading) -> None:
        """Hand a scan on; while nobody is signed in it goes nowhere. Where a Y may be a Z the officer is asked."""
        if self._shut:
            self.missed += 1
            return
        self.read.emit(reading)
        if reading.other:
            self._doubted.append(reading)
            self._ask()
        else:
            self.scanned.emit(reading.scan())

    def _ask(self) -> None:
        """Ask of one reading after the other, each when no other question is open."""
        if not self._doubted:
            self._again.stop()
            return
        self._again.start()
        if QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
            return
        from kbdesk.ui.which_reading import WhichReading  # noqa: PLC0415 - hardly ever needed

        asked = WhichReading(self._doubted[0], self._catalog(), self._window)
        asked.finished.connect(self._on_answered)
        asked.chosen.connect(self.scanned)
        asked.open()

    def _on_answered(self) -> None:
        if self._doubted:  # none where the desk was locked meanwhile
            self._doubted.popleft()
