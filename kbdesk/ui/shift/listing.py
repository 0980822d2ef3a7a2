"""A list with what it is of above it and what can be done with the row chosen below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import QWidget

from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.room import Room
from kbdesk.ui.rules.told_list import ToldList, ToldRow


class Listing(QWidget):
    """Head, one line below it, the rows, a row of buttons. Without rows it says so, and buttons for one are off.

    Signals:
        asked: A button was pressed. arg: its name.
    """

    asked = Signal(str)

    def __init__(self, buttons: Sequence[str], of_row: Sequence[str] = (), parent: QWidget | None = None) -> None:
        """Make an empty list with buttons by name; those `of_row` need a row."""
        super().__init__(parent)
        self._of_row, self._compact = frozenset(of_row), False
        self._head, self._what = Paragraph(self, role="section"), Paragraph(self, role="caption")
        self._nothing = Paragraph(self, tone="ink2")
        self.list, self._rest = ToldList(self), QWidget(self)
        self.buttons = {name: Button(self, kind=Kind.SMALL) for name in buttons}
        self._bar = row(*self.buttons.values(), None, gap=8)
        self._box = column(
            self._head,
            self._what,
            self._bar,
            4,
            self._nothing,
            (self.list, 1),
            (self._rest, 1),
            gap=6,
            margins=(24, 16, 24, 16),
        )
        self.setLayout(self._box)
        self.setFocusProxy(self.list)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, chosen=name: self.asked.emit(chosen))
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._offer())

    @property
    def row(self) -> int:
        """The number of the row chosen, -1 while there is none."""
        return self.list.currentIndex().row()

    def choose(self, number: int) -> None:
        """Choose a row."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(self.list.model().index(number, 0), flags)

    def show_words(self, head: str, what: str, nothing: str, names: Sequence[str]) -> None:
        """Take the words: of the head, the line below it, the empty list, the buttons in their order."""
        self._head.setText(head)
        self.say(what)
        self._nothing.setText(nothing)
        self.list.setAccessibleName(head)
        for button, name in zip(self.buttons.values(), names, strict=True):
            button.setText(name)

    def say(self, what: str) -> None:
        """Say something below the head; nothing where there is little room."""
        self._what.setText(what)
        self._what.setVisible(bool(what) and not self._compact)

    def show_rows(self, rows: Sequence[ToldRow]) -> None:
        """Show these rows; the choice stays where it can, else it is the first."""
        before = max(0, self.row)
        self.list.show_rows(rows)
        self._nothing.setVisible(not rows)
        self.list.setVisible(bool(rows))
        self._rest.setVisible(not rows)
        if rows and self.row < 0:
            self.choose(min(before, len(rows) - 1))
        self._offer()

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        self._compact = room is Room.COMPACT
        self._head.setVisible(not self._compact)
        self._what.setVisible(bool(self._what.text()) and not self._compact)
        side = 16 if self._compact else 24
        self._box.setContentsMargins(side, 8 if room is Room.COMPACT else 16, side, 8)

    def _offer(self) -> None:
        for name, button in self.buttons.items():
            button.setEnabled(name not in self._of_row or self.row >= 0)
