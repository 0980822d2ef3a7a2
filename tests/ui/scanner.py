"""A scanner that is a keyboard, in this process: keys with their scan codes, given to the window that has the focus."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from kbdesk.domain.keyboard import US, Level
from tests.domain.bursts import KEYBOARDS

KEYCODES = 8
ENTER = 28
_HELD = {
    Level.PLAIN: Qt.KeyboardModifier.NoModifier,
    Level.SHIFT: Qt.KeyboardModifier.ShiftModifier,
    Level.ALTGR: Qt.KeyboardModifier.GroupSwitchModifier,
}


class Scanner:
    """Strikes keys so many milliseconds apart by their own times; `host` is the machine's layout, `scanner` its own."""

    def __init__(self, host: str = US, *, scanner: str = US, gap: int = 5, codes: bool = True) -> None:
        self.host, self.scanner, self.gap, self.codes = KEYBOARDS[host], KEYBOARDS[scanner], gap, codes
        self.now = 1_000_000

    def scan(self, text: str) -> None:
        """Strike the keys of a text, a line feed as Enter."""
        self.now += 5_000
        for sign in text:
            if sign == "\n":
                self.strike(ENTER, "\r", key=Qt.Key.Key_Return)
                continue
            code, level = self.scanner.places[sign]
            self.strike(code, self.host.signs.get((code, level), ""), _HELD[level])

    def types(self, text: str, gap: int = 130) -> None:
        """Type as a person does."""
        fast, self.gap = self.gap, gap
        self.scan(text)
        self.gap = fast

    def strike(
        self,
        code: int,
        text: str,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        key: Qt.Key | None = None,
    ) -> None:
        """Press and release one key."""
        named = key or (Qt.Key(ord(text.upper())) if text.isascii() and text else Qt.Key.Key_unknown)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, named, held, code + KEYCODES if self.codes else 0, 0, 0, text)
            event.setTimestamp(self.now)
            window = QGuiApplication.focusWindow()
            if window is not None:  # its press may have closed the window
                QCoreApplication.sendEvent(window, event)
        self.now += self.gap
