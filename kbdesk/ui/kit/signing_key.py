"""The key that signs: F9 acts once, on release, and only if it was pressed here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kbdesk.ui.kit.primary import Primary


class SigningKey(QObject):
    """Lets a key press the primary action of a page while the page is visible. Its neighbours do nothing."""

    def __init__(self, page: QWidget, action: Primary, key: Qt.Key = Qt.Key.Key_F9) -> None:
        """Watch a page's window for the key."""
        super().__init__(page)
        self._page, self._action, self._key = page, action, key
        self._down = False

    def watch(self, window: QWidget) -> None:
        """Listen to every key that reaches a window or anything in it."""
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the key, and no other."""
        if not isinstance(event, QKeyEvent) or event.key() != self._key or not self._page.isVisible():
            return False
        if event.type() == QEvent.Type.KeyPress:
            self._down = self._down or not event.isAutoRepeat()
            return True
        if event.type() == QEvent.Type.KeyRelease and self._down and not event.isAutoRepeat():
            self._down = False
            self._action.press()
            return True
        return False
