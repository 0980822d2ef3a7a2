"""What a key that was kept back would have done: the shortcut of the program that Qt would have found for it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QWidget

_Context = Qt.ShortcutContext


def shortcut_of(event: QKeyEvent) -> QShortcut | None:
    """Return the shortcut that a key is where the focus is now; None where it is a key like others."""
    active = QApplication.activePopupWidget() or QApplication.activeWindow()
    if active is None:
        return None
    sequence = QKeySequence(event.keyCombination())
    bound = active.window().findChildren(QShortcut)
    return next((one for one in bound if one.key() == sequence and one.isEnabled() and _is_near(one, active)), None)


def is_claimed(window: QWindow, event: QKeyEvent) -> bool:
    """Tell whether what has the focus takes a key for itself though it is a shortcut, as a field takes Ctrl+Z."""
    override = QKeyEvent(
        QEvent.Type.ShortcutOverride, event.key(), event.modifiers(), event.nativeScanCode(),
        event.nativeVirtualKey(), event.nativeModifiers(), event.text(), event.isAutoRepeat(),
    )  # fmt: skip
    override.ignore()
    QCoreApplication.sendEvent(window, override)
    return override.isAccepted()


def _is_near(shortcut: QShortcut, active: QWidget) -> bool:
    """Tell whether a shortcut reaches the focus, by the rules of its context."""
    owner, focused = shortcut.parent(), QApplication.focusWidget()
    if not isinstance(owner, QWidget) or not (owner.isVisible() and owner.isEnabled()):
        return False
    match shortcut.context():
        case _Context.WidgetShortcut:
            return owner is focused
        case _Context.WidgetWithChildrenShortcut:
            return focused is not None and (owner is focused or owner.isAncestorOf(focused))
        case _:
            return owner.window() is active
