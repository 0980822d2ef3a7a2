"""What a field held before keys landed in it that were a scanner's, and how it is put back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

Restore = Callable[[], None]


def writes(widget: QWidget | None) -> bool:
    """Tell whether keys that land in a widget are written there, rather than do something."""
    return _line(widget) is not None or (isinstance(widget, QPlainTextEdit) and not widget.isReadOnly())


def before(widget: QWidget | None) -> Restore:
    """Remember a widget's text, caret and selection; return what puts them back."""
    line = _line(widget)
    if line is not None:
        return _before_line(line)
    if isinstance(widget, QPlainTextEdit):
        return _before_text(widget)
    return lambda: None


def _line(widget: QWidget | None) -> QLineEdit | None:
    if isinstance(widget, QComboBox):
        widget = widget.lineEdit()
    return widget if isinstance(widget, QLineEdit) and not widget.isReadOnly() else None


def _before_line(line: QLineEdit) -> Restore:
    text, caret = line.text(), line.cursorPosition()
    start, length = line.selectionStart(), len(line.selectedText())

    def restore() -> None:
        if not isValid(line):
            return
        popup = QApplication.activePopupWidget()
        if popup is not None and popup.focusProxy() in (line, line.parentWidget()):
            popup.hide()
        _undo_line(line, text)
        if line.text() != text:
            line.selectAll()
            line.insert(text)
        line.setCursorPosition(caret)
        if length:
            backwards = caret == start
            line.setSelection(start + length if backwards else start, -length if backwards else length)

    return restore


def _undo_line(line: QLineEdit, text: str) -> None:
    """Undo if that gives the text: then nothing of what leaked can ever be undone into it."""
    if line.text() == text or not line.isUndoAvailable():
        return
    line.undo()
    if line.text() != text:
        line.redo()


def _before_text(editor: QPlainTextEdit) -> Restore:
    text, cursor = editor.toPlainText(), editor.textCursor()
    anchor, position = cursor.anchor(), cursor.position()

    def restore() -> None:
        if not isValid(editor):
            return
        if editor.toPlainText() != text and editor.document().isUndoAvailable():
            editor.undo()
            if editor.toPlainText() != text:
                editor.redo()
        if editor.toPlainText() != text:
            whole = editor.textCursor()
            whole.select(QTextCursor.SelectionType.Document)
            whole.insertText(text)
        back = editor.textCursor()
        back.setPosition(anchor)
        back.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(back)

    return restore
