"""Whether somebody is at the window: keys, the mouse, the machine's own screen lock, and the key that locks."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

LOCK_KEY: Final = Qt.Key.Key_F12
_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Presence(QObject):
    """Watches every window of the program that gets the focus; a dialog's too, where no shortcut of the desk reaches.

    Signals:
        ended: Nobody touched the program for as long as it may be left, or the machine's screen was locked.
        lock_pressed: The key that locks was pressed.
    """

    ended = Signal()
    lock_pressed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.ended)
        self._screen: QObject | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._on_focus_window_changed)

    def begin(self, minutes: float) -> None:
        """Somebody signed in, and may leave the program untouched for so long."""
        self._on_focus_window_changed(QGuiApplication.focusWindow())
        self._idle.start(int(minutes * 60_000))
        if self._screen is None:
            QTimer.singleShot(0, self, self._listen)

    def _listen(self) -> None:
        """Listen to the machine's screen lock from now on; it is loaded once the desk is shown."""
        from kbdesk.ui.screen_lock import ScreenLock  # noqa: PLC0415 - the window paints first

        self._screen = screen = ScreenLock(self)
        screen.locked.connect(self._on_screen_locked)
        screen.listen()

    def _on_screen_locked(self) -> None:
        if self._idle.isActive():
            self.ended.emit()

    def touch(self) -> None:
        """Somebody is at the desk: a scan comes in, of which no key is seen here."""
        if self._idle.isActive():
            self._idle.start()

    def end(self) -> None:
        """Nobody is signed in: nothing is left to be locked."""
        self._idle.stop()

    def _on_focus_window_changed(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Notice a touch; take the key that locks."""
        if event.type() not in _TOUCHES or not self._idle.isActive():
            return False
        self._idle.start()
        if isinstance(event, QKeyEvent) and event.key() == LOCK_KEY and not event.modifiers():
            self.lock_pressed.emit()
            return True
        return False
