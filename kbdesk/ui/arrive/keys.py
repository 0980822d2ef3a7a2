"""The keys of the page: the same in every language, none that a scanner can type, none that a text field may keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class PageKeys(QObject):
    """Shortcuts of one page. Text fields would take some of them (Ctrl+Z, Ctrl+E) for themselves: they may not."""

    def __init__(self, page: QWidget, acts: Mapping[str, Callable[[], object]]) -> None:
        """Bind sequences such as ``Ctrl+N`` to what they do."""
        super().__init__(page)
        self._kept: list[QKeySequence] = []
        for keys, act in acts.items():
            sequence = QKeySequence(keys)
            shortcut = QShortcut(sequence, page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
            self._kept.append(sequence)

    def guard(self, editors: Iterable[QWidget | None]) -> None:
        """Keep these editors from taking the page's keys."""
        for editor in filter(None, editors):
            editor.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Refuse an editor's claim on a key of the page."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if QKeySequence(event.keyCombination()) not in self._kept:
            return False
        event.ignore()
        return True
