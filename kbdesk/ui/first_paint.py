"""The first paint of a window: what nobody needs to see it waits until then."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Watches a window until it has been painted once.

    Signals:
        done: The window has been painted, and the officer sees it.
    """

    done = Signal()

    def __init__(self, window: QWidget) -> None:
        """Begin to watch."""
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the event alone; the signal comes once it, and all that is painted with it, has been dealt with."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.done.emit)
        return False
