"""What the launcher tells a window, as signals."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSocketNotifier, Signal
from PySide6.QtWidgets import QApplication, QWidget

from kbdesk.ui.relay import Relay, Word


class Hearing(QObject):
    """Listens to the launcher.

    Signals:
        shown: The window is to show itself in another's place. arg: the `Leaving`.
        alone: The one before has ended. arg: the code of what kept it from saving its draft, empty if nothing did.
        raised: The window is to come to the front.
    """

    shown = Signal(object)
    alone = Signal(str)
    raised = Signal()

    def __init__(self, relay: Relay, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._relay = relay
        self._notifier = QSocketNotifier(relay.descriptor, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)

    def _on_readable(self) -> None:
        for told in self._relay.told():
            match told.word:
                case Word.SHOW:
                    self.shown.emit(told.leaving)
                case Word.ALONE:
                    self.alone.emit(told.fault)
                case Word.RAISE:
                    self.raised.emit()


def come_forward(window: QWidget) -> None:
    """Bring a window to the front; where the desktop lets no window take the focus by itself, it is pointed out."""
    if window.isMinimized():
        window.showNormal()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)
