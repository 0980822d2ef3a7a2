"""A scanner that is a keyboard, in this process: keys with their scan codes, given to the window that has the focus."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShortcut

from kbdesk.domain.keyboard import US, Level
from kbdesk.ui.bound_keys import shortcut_of
from tests.domain.bursts import KEYBOARDS

KEYCODES = 8
ENTER, ALT = 28, 56
KEYPAD = (82, 79, 80, 81, 75, 76, 77, 71, 72, 73)
"""The keys of the keypad, by their digits."""
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
        self._bound: QShortcut | None = None

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

    def command(self, letter: str) -> None:
        """Strike a letter's key with Ctrl held, as scanners do for control characters."""
        code, _level = self.scanner.places[letter.lower()]
        self.strike(code, chr(ord(letter) - 64), Qt.KeyboardModifier.ControlModifier, key=Qt.Key(ord(letter)))

    def compose(self, text: str) -> None:
        """Compose a text: Alt, its digits on the keypad a millisecond apart, Alt let go."""
        alt = Qt.KeyboardModifier.AltModifier
        self.now += 5_000
        for sign in text:
            self.press(ALT, "", alt, key=Qt.Key.Key_Alt)
            for digit in f"{ord(sign):03}":
                self.now += 1
                self.press(KEYPAD[int(digit)], digit, alt)
                self.release(KEYPAD[int(digit)], digit, alt)
            self.now += self.gap
            self.release(ALT, "", key=Qt.Key.Key_Alt)

    def strike(
        self,
        code: int,
        text: str,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        key: Qt.Key | None = None,
    ) -> None:
        """Press and release one key; a shortcut acts in place of its press where nobody takes that, as in Qt."""
        self.press(code, text, held, key=key)
        self.release(code, text, held, key=key)
        self.now += self.gap

    def press(
        self,
        code: int,
        text: str,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        key: Qt.Key | None = None,
    ) -> None:
        """Press a key."""
        named = key or _named(text)
        bound = None if self._send(QEvent.Type.ShortcutOverride, named, code, held, text) else self._bound
        if bound is not None:
            bound.activated.emit()
        else:
            self._send(QEvent.Type.KeyPress, named, code, held, text)

    def release(
        self,
        code: int,
        text: str,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        key: Qt.Key | None = None,
    ) -> None:
        """Let a key go."""
        self._send(QEvent.Type.KeyRelease, key or _named(text), code, held, text)

    def _send(self, kind: QEvent.Type, key: Qt.Key, code: int, held: Qt.KeyboardModifier, text: str) -> bool:
        """Give a key to the window that has the focus, its press may have closed it; tell whether it was taken."""
        event = QKeyEvent(kind, key, held, code + KEYCODES if self.codes else 0, 0, 0, text)
        event.setTimestamp(self.now)
        event.setAccepted(kind != QEvent.Type.ShortcutOverride)
        self._bound = shortcut_of(event)
        window = QGuiApplication.focusWindow()
        if window is not None:
            QCoreApplication.sendEvent(window, event)
        return event.isAccepted()


def _named(text: str) -> Qt.Key:
    return Qt.Key(ord(text.upper())) if text.isascii() and text else Qt.Key.Key_unknown
