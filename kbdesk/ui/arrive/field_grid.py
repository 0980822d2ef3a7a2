"""The fields of one section: laid out as drawn in the form, or in two columns where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QSpacerItem, QWidget

from kbdesk.ui.kit.field import FieldShell
from kbdesk.ui.room import Room

COLUMNS = 12
_LEAST = 40


class Head(Protocol):
    """What names a section."""

    def setVisible(self, visible: bool, /) -> None: ...


class FieldGrid:
    """One section: its frame, the head beside it, and its fields on a grid of twelve columns.

    Widths come from the grid alone: a message below a field must not move its neighbours.
    """

    def __init__(self, frame: QWidget, head: Head, grid: QGridLayout) -> None:
        """Take the widgets of the compiled form as they were drawn."""
        self.frame, self.head, self._grid = frame, head, grid
        self._drawn: list[tuple[FieldShell, tuple[int, int, int, int]]] = []
        for index in range(grid.count()):
            item = grid.itemAt(index)
            field = item.widget() if item is not None else None
            if isinstance(field, FieldShell):
                self._drawn.append((field, _place(grid, index)))
                field.setSizePolicy(QSizePolicy.Policy.Ignored, field.sizePolicy().verticalPolicy())
                field.setMinimumWidth(_LEAST)
        self._halves = False
        self._fillers: list[QSpacerItem] = []

    @property
    def fields(self) -> list[FieldShell]:
        """The fields in reading order."""
        return [field for field, _ in self._drawn]

    def set_room(self, room: Room) -> None:
        """Name the section where there is room for it; lay the fields out as drawn, or in two columns."""
        self.head.setVisible(room is Room.WIDE)
        halves = room is Room.COMPACT
        if halves == self._halves:
            return
        self._halves = halves
        for index, (field, drawn) in enumerate(self._drawn):
            half = COLUMNS // 2
            self._grid.removeWidget(field)
            self._grid.addWidget(field, *((index // 2, index % 2 * half, 1, half) if halves else drawn))
        self._fill(() if halves else range(max(row for _, (row, *_) in self._drawn) + 1, self._grid.rowCount()))

    def _fill(self, rows: Sequence[int]) -> None:
        """Fill the rows that two columns had besides: Qt keeps them, and an empty one has a gap at every column."""
        for filler in self._fillers:
            self._grid.removeItem(filler)
        self._fillers = [QSpacerItem(0, 0) for _ in rows]
        for row, filler in zip(rows, self._fillers, strict=True):
            self._grid.addItem(filler, row, 0, 1, COLUMNS)


def _place(grid: QGridLayout, index: int) -> tuple[int, int, int, int]:
    """Return row, column and spans of an item."""
    place: tuple[int, int, int, int] = grid.getItemPosition(index)  # type: ignore[assignment]  # the stub says object
    return place
