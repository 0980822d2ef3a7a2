"""The two editors a field can hold: a line of text and a choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from kbdesk.ui.kit.paint import Canvas

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def is_enter(event: QKeyEvent) -> bool:
    """Tell whether a key is Enter by itself, of either half of the keyboard."""
    return event.key() in _ENTER and event.modifiers() in _BARE


class LineEditor(QLineEdit):
    """A line of text; Enter goes on to the next field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on at Enter; all else is typed."""
        if is_enter(event):
            self.focusNextChild()
            event.accept()
            return
        super().keyPressEvent(event)


class ChoiceEditor(QComboBox):
    """A choice of (key, words); with `free` set, other text may be typed and comes back as it is.

    Signals:
        picked: Another value was chosen or typed by hand. arg: the key, or the text typed.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, free: bool = False) -> None:
        """Make an empty choice."""
        super().__init__(parent)
        self.setMaxVisibleItems(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(1)
        if free:
            self.setEditable(True)
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            self._complete_anywhere()
        self.activated.connect(lambda _index: self.picked.emit(self.value()))
        self.editTextChanged.connect(lambda _text: self.picked.emit(self.value()))

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer (key, words) pairs; the value stays if it is among them or free."""
        value, blocked = self.value(), self.blockSignals(True)
        self.clear()
        for key, words in choices:
            self.addItem(words, key)
        self.blockSignals(blocked)
        self.set_value(value)

    def value(self) -> str:
        """Return the key chosen, or the text typed where it is not on the list."""
        index = self.currentIndex()
        if self.isEditable():
            index = self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
        if index >= 0:
            return str(self.itemData(index))
        return self.currentText() if self.isEditable() else ""

    def set_value(self, value: str) -> None:
        """Choose by key, or show text that is not on the list; nothing is emitted."""
        blocked = self.blockSignals(True)
        index = self.findData(value)
        self.setCurrentIndex(index)
        if index < 0 and self.isEditable():
            self.setEditText(value)
        line = self.lineEdit()
        if line is not None and not self.hasFocus():
            line.setCursorPosition(0)
        self.blockSignals(blocked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on at Enter; Space and F4 open the list as everywhere."""
        if is_enter(event):
            self.focusNextChild()
            event.accept()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: a wheel over a closed choice must not change what is recorded."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the choice and its arrow; a sheet cannot draw one without a file."""
        super().paintEvent(event)
        with Canvas(self) as canvas:
            at = QRectF(self.width() - 28, (self.height() - 16) / 2, 16, 16)
            canvas.icon("chevron-down", at, "ink2" if self.isEnabled() else "off_ink", 2.25)

    def _complete_anywhere(self) -> None:
        completer = QCompleter(self.model(), self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
