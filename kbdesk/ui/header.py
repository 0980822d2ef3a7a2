"""The strip at the top: which way, where, and the age of what a decision rests on. It shows only what exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, auto
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from kbdesk.domain.vocabulary import Direction, Severity
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Icon, Mark, shape_of
from kbdesk.ui.kit.words import Words, dress
from kbdesk.ui.room import Room
from kbdesk.ui.when import clock_time

_LINES: Final = (18, 21)
"""Heights of the two lines of every block, so that all of them stand on the same ground."""

_BETWEEN: Final = 20
"""Pixels between one block and the next."""

_DOWN, _ACROSS, _BACK = (
    QBoxLayout.Direction.TopToBottom,
    QBoxLayout.Direction.LeftToRight,
    QBoxLayout.Direction.RightToLeft,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One instrument: its name and what it says; a `severity` draws the eye and is told by the words too.

    `brief` says it all, its name too, where there is little room; without it the name stands before the value.
    """

    name: str
    value: str
    severity: Severity | None = None
    brief: str = ""


class FactCell(QFrame):
    """A fact in two lines, or in one where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = Words(role="caption", tone="frame2")
        self._mark = Mark(None, Shape.WARN, 16)
        self._value = Words(role="instrument", tone="frame")
        _on_lines(self._name, self._value)
        self._box = column(self._name, row(self._mark, self._value, None, gap=6), gap=0, margins=(12, 4, 12, 4))
        self.setLayout(self._box)
        self._mark.hide()
        self._fact, self._room = Fact(name="", value=""), Room.WIDE

    @property
    def is_loud(self) -> bool:
        """Whether what it shows draws the eye."""
        return self._fact.severity in (Severity.WARN, Severity.STOP)

    def show_fact(self, fact: Fact) -> None:
        """Show a fact; the same words go to screen readers."""
        self._fact = fact
        self._say()
        self.setAccessibleName(f"{fact.name}: {fact.value}")
        loud = self.is_loud
        tone = str(fact.severity) if loud else ""
        dress(self, cell=tone)
        dress(self._value, tone=f"frame-{tone}" if tone else "frame")
        self._mark.setVisible(loud)
        if fact.severity is not None and loud:
            self._mark.set_shape(shape_of(fact.severity))

    def set_room(self, room: Room) -> None:
        """Take one line where there is little room."""
        self._room = room
        self._say()
        compact = room is Room.COMPACT
        self._box.setDirection(_ACROSS if compact else _DOWN)
        self._box.setSpacing(6 if compact else 0)
        self._box.setContentsMargins(8, 2, 8, 2) if compact else self._box.setContentsMargins(12, 4, 12, 4)

    def _say(self) -> None:
        brief = self._fact.brief if self._room is Room.COMPACT else ""
        self._name.setText(self._fact.name)
        self._name.setVisible(not brief)
        self._value.setText(brief or self._fact.value)


class Lent(IntEnum):
    """What of the header makes room for something that is told, each with all before it."""

    NOTHING = auto()
    QUIET = auto()
    FACTS = auto()
    OFFICER = auto()
    POST = auto()


class Header(QFrame):
    """Direction, post, facts, officer, clock.

    Signals:
        changed: What stands in it is otherwise, and with it the room there is.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "header")
        self._facts: tuple[Fact, ...] = ()
        self._room, self._lent = Room.WIDE, Lent.NOTHING
        self._way = Icon(None, "log-in", 24, ink="frame_mark")
        self._post, self._place = Words(role="caption", tone="frame2"), Words(role="section", tone="frame")
        self._officer_word, self._officer = Words(role="caption", tone="frame2"), Words(role="instrument", tone="frame")
        self._clock = Words(role="clock", tone="frame")
        for words in (self._officer_word, self._officer):
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        _on_lines(self._post, self._place)
        _on_lines(self._officer_word, self._officer)
        self._post_box = column(self._post, self._place, gap=0)
        self._officer_box = column(self._officer_word, self._officer, gap=0)
        self._cells = row(gap=8)
        self._row = row(
            self._way, 16, self._post_box, _BETWEEN, self._cells, None, 12, self._officer_box, 28, self._clock,
            gap=0, margins=(24, 0, 24, 0),
        )  # fmt: skip
        for block in (self._post_box, self._cells, self._officer_box):
            self._row.setAlignment(block, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(self._row)
        self.set_room(Room.WIDE)

    def show_post(self, *, place: str, post: str, direction: Direction) -> None:
        """Show where the desk stands and which way it works now."""
        self._place.setText(place)
        self._post.setText(post)
        self.changed.emit()
        self._way.set_icon("log-in" if direction is Direction.ENTRY else "log-out")

    def show_officer(self, word: str, officer: str) -> None:
        """Show who is on duty."""
        self._officer_word.setText(word)
        self._officer.setText(officer)
        self.changed.emit()

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Show what a decision rests on, in this order."""
        self._facts = facts
        while self._cells.count() < len(facts):
            self._cells.addWidget(FactCell())
        for cell, fact in zip(self._fact_cells(), facts, strict=False):
            cell.show_fact(fact)
        self._choose_cells()
        self.changed.emit()

    def show_time(self, at: datetime) -> None:
        """Show the desk's clock."""
        self._clock.setText(clock_time(at))

    def lend(self, wide: int, least: int) -> QRect:
        """Return where something stands for a while: beside the facts, or in the place of what matters least.

        It is as wide as it would be, at least as it must be. Direction and clock always stay.
        """
        self.take_back()
        self._row.activate()
        free = {lent: self._free(lent) for lent in Lent}
        self._lent = next((lent for lent in Lent if free[lent].width() >= least), Lent.POST)
        self._choose_cells()
        there = free[self._lent]
        return QRect(there.center().x() - wide // 2, there.y(), wide, there.height()).intersected(there)

    def take_back(self) -> None:
        """Show all again."""
        self._lent = Lent.NOTHING
        self._choose_cells()

    def _free(self, lent: Lent) -> QRect:
        """Return the stretch that is free once so much makes room."""
        left = self._way.geometry().right() + _BETWEEN
        if lent < Lent.POST:
            left += self._post_box.sizeHint().width() + _BETWEEN
        left += sum(cell.sizeHint().width() + self._cells.spacing() for cell in self._shown(lent))
        right = self._clock.geometry().left() - _BETWEEN
        if lent < Lent.OFFICER:
            right -= self._officer_box.sizeHint().width() + _BETWEEN
        edge = 1 if self._room is Room.COMPACT else 4
        return QRect(left, edge, max(0, right - left), self.height() - 2 * edge)

    def set_room(self, room: Room) -> None:
        """Take 56 pixels of height, or 40 where there is little room."""
        self._room = room
        compact = room is Room.COMPACT
        self.setFixedHeight(40 if compact else 56)
        side = 16 if compact else 24
        self._row.setContentsMargins(side, 0, side, 0)
        for box in (self._post_box, self._officer_box):
            box.setDirection(_BACK if compact else _DOWN)
            box.setSpacing(8 if compact else 0)
        dress(self._clock, role="value" if compact else "clock")
        self._choose_cells()
        self.changed.emit()

    def _choose_cells(self) -> None:
        """Show what has its place now."""
        shown = self._shown(self._lent)
        for cell in self._fact_cells():
            cell.set_room(self._room)
            cell.setVisible(cell in shown)
        for label in (self._post, self._place):
            label.setVisible(self._lent < Lent.POST)
        self._officer.setVisible(self._lent < Lent.OFFICER)
        self._officer_word.setVisible(self._lent < Lent.OFFICER and self._room is not Room.COMPACT)

    def _shown(self, lent: Lent) -> list[FactCell]:
        """Return the facts that have their place, where there is little room the one that most needs to be seen."""
        cells = self._fact_cells()[: len(self._facts)]
        if self._room is Room.COMPACT:
            cells = sorted(cells, key=lambda cell: not cell.is_loud)[:1]
        return [cell for cell in cells if lent < Lent.QUIET or (lent < Lent.FACTS and cell.is_loud)]

    def _fact_cells(self) -> list[FactCell]:
        items = (self._cells.itemAt(i) for i in range(self._cells.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, FactCell)]


def _on_lines(upper: Words, lower: Words) -> None:
    for words, height in zip((upper, lower), _LINES, strict=True):
        words.setFixedHeight(height)
