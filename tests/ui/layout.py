"""What cannot be read whole on a page: the sizes of window it is tried at, and a look over every part in sight."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QPushButton, QStyle, QStyleOptionComboBox, QWidget
from pytestqt.exceptions import TimeoutError as WaitedTooLong
from pytestqt.qtbot import QtBot

from kbdesk.domain.vocabulary import Language
from kbdesk.ui.ask_field import AskField
from kbdesk.ui.kit.editors import ChoiceEditor
from kbdesk.ui.kit.field import FieldShell
from kbdesk.ui.kit.primary import Primary
from kbdesk.ui.kit.tabs import Segments, Tabs
from kbdesk.ui.kit.words import Words
from kbdesk.ui.shift.charts import ChartCard

SIZES = [(1366, 768), (1093, 614), (683, 384)]
BY_TURNS = [(language, SIZES[turn % len(SIZES)]) for turn, language in enumerate(Language)]
"""Each language with the size at which its window is opened; from there on it is given every other size."""


def resized(window: QWidget) -> Iterator[tuple[int, int]]:
    """Yield the size that a window has, and each of the others once it has that."""
    opened = window.size().toTuple()
    for size in sorted(SIZES, key=lambda one: one != opened):
        window.resize(*size)
        yield size
        assert window.size().toTuple() == size


def cut(widget: QWidget) -> Iterator[str]:
    """Yield what cannot be read whole, and every button that stands partly outside the window."""
    beyond = widget.window().width()
    for part in widget.findChildren(QWidget):
        if not part.isVisible():
            continue
        if isinstance(part, FieldShell | Primary | Tabs | Segments | ChartCard) and part.is_cut():
            yield f"{type(part).__name__} {part.objectName() or part.accessibleName()}"
        if isinstance(part, Words) and part.is_cut():
            yield f"words {part.text()}"
        if isinstance(part, AskField) and not part.text() and not part.is_whole():
            yield f"hint {part.placeholderText()}"
        if isinstance(part, ChoiceEditor) and not part.isEditable() and _is_choice_cut(part):
            yield f"choice {part.currentText()}"
        if isinstance(part, QPushButton) and part.width() < part.sizeHint().width():
            yield f"button {part.text()}"
        if isinstance(part, QAbstractButton) and part.mapTo(part.window(), QPoint()).x() + part.width() > beyond:
            yield f"pushed out {part.text() or part.accessibleName()}"


def _is_choice_cut(choice: ChoiceEditor) -> bool:
    look, kind, part = QStyleOptionComboBox(), QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    choice.initStyleOption(look)
    room = choice.style().subControlRect(kind, look, part, choice).width()
    return choice.fontMetrics().horizontalAdvance(choice.currentText()) > room


def whole(widget: QWidget, qtbot: QtBot) -> bool:
    """Tell whether everything can be read, once the layout has settled."""
    with suppress(WaitedTooLong):
        qtbot.waitUntil(lambda: not list(cut(widget)))
    return not list(cut(widget))
