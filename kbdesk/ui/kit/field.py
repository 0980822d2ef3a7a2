"""A field: its name, where the value came from, the value, and below it always a line for what was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Severity
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.editors import ChoiceEditor, LineEditor
from kbdesk.ui.kit.marks import Icon, Mark, shape_of
from kbdesk.ui.kit.words import Words, dress

_SHOWN = (Severity.STOP, Severity.WARN)
_STILL_HERE = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


Editor = LineEditor | ChoiceEditor


class FieldShell(QWidget):
    """What every field has around its editor; 80 pixels high: 20 for the name, 40, 20 for the message.

    It complains only after it was left once (or touched by a scan), and is live from then on.

    Signals:
        edited: The value was changed by hand. arg: the value.
        left: The editor lost the focus to another part of the window.
    """

    edited = Signal(str)
    left = Signal()

    def __init__(self, make_editor: Callable[[QWidget], Editor], parent: QWidget | None = None) -> None:
        """Put the shell around an editor. The object's name is the draft field's name.

        Every part is made inside its parent: a sheet polishes again whatever is moved into another.
        """
        super().__init__(parent)
        head, below = QWidget(self), QWidget(self)
        self._editor = editor = make_editor(self)
        self._message: tuple[Severity, int, str] | None = None
        self._hint, self._touched = "", False
        self._label = Words(head, role="caption")
        self._tick = Icon(head, "check", 14, ink="ink3", stroke=2.5)
        self._provenance = Words(head, role="caption", tone="ink3")
        self._below = Words(below, role="caption", tone="ink3")
        self._mark = Mark(editor)
        head.setFixedHeight(20)
        below.setFixedHeight(20)
        head.setLayout(row((self._label, 1), self._tick, self._provenance, gap=4, margins=(0, 0, 0, 3)))
        below.setLayout(row(self._below, margins=(0, 1, 0, 0)))
        self.setLayout(column(head, editor, below, gap=0))
        self.setFixedHeight(80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(editor)
        self._tick.hide()
        self._provenance.hide()
        self._mark.hide()
        editor.installEventFilter(self)

    def value(self) -> str:
        """Return what stands in the field, as typed or by key."""
        raise NotImplementedError

    def set_value(self, value: str) -> None:
        """Show a value; `edited` is not emitted."""
        raise NotImplementedError

    def set_label(self, text: str) -> None:
        """Name the field, for eyes and for screen readers."""
        self._label.setText(text)
        self._editor.setAccessibleName(text)

    def set_provenance(self, text: str, *, checked: bool = False) -> None:
        """Say where the value came from; `checked` puts a tick before it: a check digit covers the value."""
        self._provenance.setText(text)
        self._provenance.setVisible(bool(text))
        self._tick.setVisible(bool(text) and checked)

    def set_hint(self, text: str) -> None:
        """Say below the field what was understood; a message outranks it."""
        if text != self._hint:
            self._hint = text
            self._show()

    def set_message(self, severity: Severity, number: int, text: str) -> None:
        """Show a finding below the field as ``number · text``, the border in its colour."""
        self._tell((severity, number, text))

    def clear_message(self) -> None:
        """Show no finding."""
        self._tell(None)

    def touch(self) -> None:
        """Let the field complain from now on: it was left, or a scan filled it, or Issue was asked for."""
        self._set_touched(True)

    def untouch(self) -> None:
        """Let the field wait again until it is left: another card is shown."""
        self._set_touched(False)

    @property
    def touched(self) -> bool:
        """Whether the field may complain."""
        return self._touched

    @property
    def severity(self) -> Severity | None:
        """What the field shows now, None while it is quiet."""
        return self._message[0] if self._message and self._touched else None

    @property
    def message(self) -> str:
        """The words below the field now."""
        return self._below.text()

    def is_cut(self) -> bool:
        """Tell whether dots stand for words in the name, the provenance or the message."""
        return any(words.is_cut() for words in (self._label, self._provenance, self._below) if not words.isHidden())

    def retranslate(self, catalog: Catalog) -> None:
        """Take the name from the message ``<object name>.label``."""
        self.set_label(catalog.text(f"{self.objectName()}.label"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that the editor was left."""
        if watched is self._editor and event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() not in _STILL_HERE:
                self.touch()
                self.left.emit()
        elif watched is self._editor and event.type() == QEvent.Type.Resize:
            self._place_mark()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """Return a size that no words change: columns must not move when a finding appears."""
        return QSize(200, 80)

    def minimumSizeHint(self) -> QSize:
        """Return the least size, whatever the words."""
        return QSize(72, 80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the mark at its place."""
        super().resizeEvent(event)
        self._place_mark()

    def _place_mark(self) -> None:
        arrow = 24 if isinstance(self._editor, ChoiceEditor) else 0
        self._mark.move(self._editor.width() - 32 - arrow, (self._editor.height() - 20) // 2)

    def _tell(self, message: tuple[Severity, int, str] | None) -> None:
        if message != self._message:
            self._message = message
            self._show()

    def _set_touched(self, touched: bool) -> None:
        if touched is not self._touched:
            self._touched = touched
            self._show()

    def _show(self) -> None:
        severity = self.severity
        text = self._hint
        if self._message and severity is not None:
            text = f"{self._message[1]} · {self._message[2]}"
        self._below.setText(text)
        self._below.setToolTip(text)
        dress(self._below, tone=str(severity) if severity else "ink3")
        self._editor.setAccessibleDescription(text)
        bordered = severity if severity in _SHOWN else None
        dress(self._editor, severity=str(bordered) if bordered else "")
        self._mark.setVisible(bordered is not None)
        if bordered is not None:
            self._mark.set_shape(shape_of(bordered))
        if isinstance(self._editor, LineEditor):
            self._editor.setTextMargins(0, 0, 28 if bordered else 0, 0)


class Field(FieldShell):
    """A field with a line of text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty field, as compiled forms do."""
        super().__init__(LineEditor, parent)
        self.editor.textEdited.connect(self.edited)

    @property
    def editor(self) -> LineEditor:
        """The line itself."""
        return cast(LineEditor, self._editor)

    def value(self) -> str:
        """Return what stands in the field."""
        return self.editor.text()

    def set_value(self, value: str) -> None:
        """Show a value. The caret stays where it was while the officer is in the field; else the beginning is shown."""
        if value == self.editor.text():
            return
        caret = self.editor.cursorPosition() if self.editor.hasFocus() else 0
        self.editor.setText(value)
        self.editor.setCursorPosition(min(caret, len(value)))

    def set_placeholder(self, text: str) -> None:
        """Show how to fill the field while it is empty."""
        self.editor.setPlaceholderText(text)

    def set_read_only(self, read_only: bool) -> None:
        """Show the value without letting it be changed."""
        self.editor.setReadOnly(read_only)


class ChoiceField(FieldShell):
    """A field with a closed choice."""

    def __init__(self, parent: QWidget | None = None, *, free: bool = False) -> None:
        """Make an empty choice, as compiled forms do."""
        super().__init__(partial(ChoiceEditor, free=free), parent)
        self.editor.picked.connect(self.edited)

    @property
    def editor(self) -> ChoiceEditor:
        """The choice itself."""
        return cast(ChoiceEditor, self._editor)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer (key, words) pairs; the value stays."""
        self.editor.set_choices(choices)

    def value(self) -> str:
        """Return the key chosen (or the text typed, in a `FreeChoiceField`)."""
        return self.editor.value()

    def set_value(self, value: str) -> None:
        """Choose by key; `edited` is not emitted."""
        self.editor.set_value(value)


class FreeChoiceField(ChoiceField):
    """A field that offers a list, and takes any other text too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty choice, as compiled forms do."""
        super().__init__(parent, free=True)
