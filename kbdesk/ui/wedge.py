"""The one filter that every key of the program passes: what a scanner types goes the scan's way and nowhere else."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from kbdesk.domain.burst import ENOUGH, Burst, Ruling, Shape
from kbdesk.domain.composed import ALT, Composing
from kbdesk.domain.keyboard import US, Level, latin_beside
from kbdesk.domain.keystroke import Key, Role
from kbdesk.domain.typed_scan import TypedScans
from kbdesk.ui.bound_keys import is_claimed, shortcut_of
from kbdesk.ui.leaked import Restore, before, writes
from kbdesk.ui.presence import LOCK_KEY

_KEYCODES: Final = 0 if sys.platform == "win32" else 8
"""What X11 and Wayland add to a key's number; Windows adds nothing."""
_ALTGR_KEY: Final = 100
_MODIFIER = Qt.KeyboardModifier
_COMMANDS: Final = _MODIFIER.ControlModifier | _MODIFIER.MetaModifier | _MODIFIER.AltModifier
_FUNCTIONS: Final = MappingProxyType(
    dict(zip(range(Qt.Key.Key_F1, Qt.Key.Key_F24 + 1), (*range(59, 69), 87, 88, *range(183, 195)), strict=True))
)
"""The numbers of F1 to F24, however a system counts them."""
_FRAMES: Final = MappingProxyType({48: "\x02", 46: "\x03"})
"""What a scanner means by Ctrl and the keys of B and C, whatever letters a layout has there."""


class Wedge(QObject):
    """Watches the keys of every window of the program that gets the focus, dialogs and lists among them.

    Signals:
        began: A scan is coming in: somebody is at the desk.
        scanned: A scan is whole. arg: its `Reading`.
    """

    began = Signal()
    scanned = Signal(object)

    def __init__(self, scans: TypedScans, today: Callable[[], date], parent: QObject | None = None) -> None:
        """Read what is typed as `scans` does."""
        super().__init__(parent)
        self._today = today
        self._before: deque[Restore] = deque(maxlen=ENOUGH)
        self._taken: set[int] = set()
        self._altgr = self._giving_back = False
        self._window: QWindow | None = None
        self._clock = QElapsedTimer()
        self._clock.start()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_waited)
        self._scans = scans
        self._burst, self._composing = Burst(self._shape), Composing()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._on_focus_window_changed)
            self._on_focus_window_changed(_focused())

    def use(self, scans: TypedScans) -> None:
        """Read by other layouts from now on, what is coming in among it."""
        self._scans = scans

    def shut_door(self, shut: bool) -> None:
        """Say whether nobody is signed in: passwords may be typed, by whatever types them."""
        self._burst.by_length_alone = shut

    def _shape(self, keys: Sequence[Key]) -> Shape:
        return self._scans.shape(keys)

    # -- keys ----------------------------------------------------------------------------------------
    def _on_focus_window_changed(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of a scan; leave all else."""
        if self._giving_back or not isinstance(event, QKeyEvent) or event.key() == LOCK_KEY:
            return False
        self._window = watched if isinstance(watched, QWindow) else None
        match event.type():
            case QEvent.Type.KeyPress:
                return self._press(event)
            case QEvent.Type.KeyRelease:
                return self._release(event)
            case QEvent.Type.ShortcutOverride if self._withholds(event):
                event.accept()
                return True
            case _:
                return False

    def _withholds(self, event: QKeyEvent) -> bool:
        """Tell whether a key must not do what it is bound to, or not yet."""
        return self._burst.caught or (self._burst.withholds(self._key(event)) and shortcut_of(event) is not None)

    def _press(self, event: QKeyEvent) -> bool:
        key = self._key(event)
        if key.code == _ALTGR_KEY:
            self._altgr = True
        if key.role is Role.HELD:
            return False
        if self._composing.strike(key.code, alt=event.modifiers() & _COMMANDS == _MODIFIER.AltModifier):
            self._taken.add(_name(event))
            return True
        ruling = self._burst.strike(key)
        self._obey(ruling)
        if ruling.lands:
            self._before.append(before(_receiver()))
            return False
        self._taken.add(_name(event))
        return True

    def _release(self, event: QKeyEvent) -> bool:
        """Keep the release of a key whose press was kept: a button would click, and Issue be signed, by it."""
        code = event.nativeScanCode() - _KEYCODES
        if code == _ALTGR_KEY:
            self._altgr = False
        if code == ALT and not event.isAutoRepeat():
            self._compose(event)
        if _name(event) not in self._taken:
            return False
        if not event.isAutoRepeat():
            self._taken.discard(_name(event))
        return True

    def _compose(self, event: QKeyEvent) -> None:
        """Strike the sign that is there when Alt goes up."""
        at, board = event.timestamp() or self._clock.elapsed(), self._scans.keyboards[US]
        key = self._composing.let_go(at, board, acts=not writes(_receiver()))
        if key is None:
            return
        named = Qt.Key.Key_Return if key.role is Role.END else Qt.Key.Key_unknown
        key = replace(key, event=QKeyEvent(QEvent.Type.KeyPress, named, _MODIFIER.NoModifier, key.text))
        ruling = self._burst.strike(key)
        self._obey(replace(ruling, back=(*ruling.back, key)) if ruling.lands else ruling)

    def _key(self, event: QKeyEvent) -> Key:
        held = event.modifiers()
        altgr = self._altgr or bool(held & _MODIFIER.GroupSwitchModifier)
        level = Level.ALTGR if altgr else Level.SHIFT if held & _MODIFIER.ShiftModifier else Level.PLAIN
        code = _FUNCTIONS.get(event.key(), max(0, event.nativeScanCode() - _KEYCODES))
        framed = held & _COMMANDS == _MODIFIER.ControlModifier and not altgr
        return Key(
            at=event.timestamp() or self._clock.elapsed(),
            code=code,
            text=_FRAMES.get(code, event.text()) if framed else event.text(),
            level=level,
            control=bool(held & _COMMANDS) and not altgr,
            repeat=event.isAutoRepeat(),
            acts=not writes(_receiver()),
            event=_copy(event, key=self._latin(code, event.key()) if framed else None),
        )

    def _latin(self, code: int, key: int) -> int | None:
        """Return the key that a command is struck with where the layout has a Cyrillic letter there."""
        if not 0x400 <= key < 0x500:
            return None
        letter = latin_beside(chr(key), code, self._scans.keyboards)
        return ord(letter) if letter is not None and letter.isascii() else None

    # -- rulings -------------------------------------------------------------------------------------
    def _on_waited(self) -> None:
        """Look whether keys wait to be seen: a window that was busy may have let the time run out."""
        QTimer.singleShot(0, self, self._on_idle)

    def _on_idle(self) -> None:
        if not self._timer.isActive():
            self._obey(self._burst.wait())

    def _obey(self, ruling: Ruling) -> None:
        if ruling.leaked:
            for _ in range(ruling.leaked - 1):
                self._before.pop()
            self._before.pop()()
            self.began.emit()
        if ruling.scan:
            self.scanned.emit(self._scans.read(ruling.scan, today=self._today()))
        if ruling.back:
            self._give_back(ruling.back)
        wait = self._burst.ends_in
        if wait is None:
            self._timer.stop()
        else:
            self._timer.start(wait)

    def _give_back(self, keys: tuple[Key, ...]) -> None:
        """Let keys land that were typed after all."""
        self._giving_back = True
        for key in keys:
            window = _focused() or self._window
            if window is not None and isValid(window) and isinstance(key.event, QKeyEvent):
                self._before.append(before(_receiver()))
                self._let_land(window, key.event)
        self._giving_back = False

    def _let_land(self, window: QWindow, event: QKeyEvent) -> None:
        """Let a key do what it is bound to, or go where the focus is; it goes up there when it does under the hand."""
        shortcut = shortcut_of(event)
        if shortcut is not None and not is_claimed(window, event):
            shortcut.activated.emit()
        else:
            QCoreApplication.sendEvent(window, event)
        if _name(event) in self._taken:
            self._taken.discard(_name(event))
        else:
            QCoreApplication.sendEvent(window, _copy(event, QEvent.Type.KeyRelease))


def _focused() -> QWindow | None:
    return QGuiApplication.focusWindow()


def _name(event: QKeyEvent) -> int:
    """Return what tells a key from others between its press and its release."""
    return event.nativeScanCode() or event.key()


def _receiver() -> QWidget | None:
    """Return the widget that keys go to; a list of completions hands them on to the field that it belongs to."""
    popup = QApplication.activePopupWidget()
    if popup is None:
        return QApplication.focusWidget()
    return popup.focusProxy() or popup


def _copy(event: QKeyEvent, kind: QEvent.Type | None = None, *, key: int | None = None) -> QKeyEvent:
    """Return a key's event that outlives the delivery of the one there is."""
    return QKeyEvent(
        kind or event.type(),
        event.key() if key is None else key,
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
    )
