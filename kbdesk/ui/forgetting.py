"""What of an officer's work stands outside the desk's own pages: the clipboard, dialogs and lists that are open."""

from __future__ import annotations

from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget


def forget_outside(window: QWidget) -> None:
    """Clear what was copied or selected, and take away everything that is open over a window; nothing is asked."""
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    if clipboard.supportsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.hide()
            if isinstance(other, QDialog):
                other.deleteLater()
