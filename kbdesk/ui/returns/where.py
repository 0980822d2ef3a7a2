"""Where: the envelope and its slot, large enough to read from the shelf, and the shelf with the slot lit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.paint import CENTRE, Canvas

_PLACE: Final = re.compile(r"([A-Z])\s*-?\s*(\d{1,3})")
_LEAST_COLUMNS: Final = 24
_MOST_ROWS: Final = 6
_MOST_COLUMNS: Final = 40
_PAD: Final = 20
_SMALL: Final = 60
"""Up to this height of the figures the shelf has no room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A shelf of lettered rows and numbered places; `taken` are those in which anything lies, as (row, column).

    `rows` are those drawn, by their place in the alphabet: rows without anything are left out.
    """

    rows: tuple[int, ...]
    columns: int
    taken: frozenset[tuple[int, int]]


def place_of(slot: str) -> tuple[int, int] | None:
    """Return row and column of a slot written as letter and number, both from 0; None for any other slot.

    >>> place_of("B 7")
    (1, 6)
    """
    found = _PLACE.fullmatch(slot.strip().upper())
    if found is None or not int(found[2]):
        return None
    return ord(found[1]) - ord("A"), int(found[2]) - 1


def shelf_of(slots: Iterable[str], lit: str) -> Shelf | None:
    """Return the shelf that holds some slots, its rows around the one lit; None where that is on no such shelf."""
    here = place_of(lit)
    taken = {place for place in map(place_of, slots) if place is not None and place[1] < _MOST_COLUMNS}
    if here is None or here[1] >= _MOST_COLUMNS:
        return None
    rows = sorted({row for row, _ in taken} | {here[0]})
    first = max(0, min(rows.index(here[0]) - _MOST_ROWS // 2, len(rows) - _MOST_ROWS))
    shown = tuple(rows[first : first + _MOST_ROWS])
    columns = max(column for row, column in (*taken, here) if row in shown) + 1
    return Shelf(rows=shown, columns=max(_LEAST_COLUMNS, columns), taken=frozenset(taken))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the panel says: names of the two figures, the figures, a mark with what is to be done, and the shelf.

    Without a `slot`, `envelope` has the panel to itself.
    """

    envelope_name: str = ""
    envelope: str = ""
    slot_name: str = ""
    slot: str = ""
    mark: Shape = Shape.WAIT
    title: str = ""
    detail: str = ""
    shelf: Shelf | None = None


class Where(QWidget):
    """The panel; 96 pixels high figures where there is room, smaller ones where there is little."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty panel."""
        super().__init__(parent)
        self._told = Told()
        self._figure = 96
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_figure(96)

    @property
    def told(self) -> Told:
        """What is shown."""
        return self._told

    def show_told(self, told: Told) -> None:
        """Show it; the same words go to screen readers."""
        self._told = told
        figures = (told.envelope_name, told.envelope, told.slot_name, told.slot, told.title, told.detail)
        self.setAccessibleName(", ".join(part for part in figures if part))
        self._take_size()
        self.update()

    def set_figure(self, px: int) -> None:
        """Draw the figures so many pixels high."""
        self._figure = px
        self._take_size()

    def sizeHint(self) -> QSize:
        """Return the preferred size."""
        return QSize(600, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the panel."""
        with Canvas(self) as canvas:
            canvas.box(canvas.rect, radius=6, fill="accent_tint", edge="accent_line")
            self._paint_figures(canvas)
            self._paint_task(canvas)
            if self._shelf is not None:
                self._paint_shelf(canvas, self._shelf)

    def _take_size(self) -> None:
        task = 28 if self._told.title else 0
        shelf = 10 + 24 * len(self._shelf.rows) + 22 if self._shelf is not None else 0
        self.setFixedHeight(36 + self._high() + task + shelf + 12)

    @property
    def _shelf(self) -> Shelf | None:
        """The shelf, where there is room to draw it."""
        return self._told.shelf if self._figure > _SMALL else None

    def _high(self) -> int:
        return round(self._figure * 1.12)

    def _slot_width(self) -> float:
        if not self._told.slot:
            return 0
        return max(90, min(fonts.width(self._told.slot, self._figure, 700) + 8, self.width() * 0.34))

    def _paint_figures(self, canvas: Canvas) -> None:
        told, slot, high = self._told, self._slot_width(), self._high()
        wide = self.width() - 2 * _PAD - (slot + 40 if slot else 0)
        canvas.words(QRectF(_PAD, 12, wide, 22), told.envelope_name, px=17 if self._figure > _SMALL else 15, ink="ink2")
        self._paint_figure(canvas, QRectF(_PAD, 36, wide, high), told.envelope, "ink")
        if not slot:
            return
        left = _PAD + wide + 20
        canvas.fill(QRectF(left, 18, 1, high + 12), "accent_line")
        left += 20
        canvas.words(QRectF(left, 12, slot, 22), told.slot_name, px=17 if self._figure > _SMALL else 15, ink="ink2")
        self._paint_figure(canvas, QRectF(left, 36, slot, high), told.slot, "accent")

    def _paint_figure(self, canvas: Canvas, rect: QRectF, text: str, ink: str) -> None:
        """Paint a figure as large as it fits, in the narrow cut first."""
        px = self._figure
        while px > 20 and fonts.width(text, px, 700, fonts.NARROW) > rect.width():
            px -= 2
        canvas.words(rect, text, px=px, weight=700, ink=ink)

    def _paint_task(self, canvas: Canvas) -> None:
        told, top = self._told, 36 + self._high() + 2
        if not told.title:
            return
        canvas.mark(told.mark, QRectF(_PAD, top + 1, 18, 18))
        canvas.words(QRectF(_PAD + 26, top, self.width() - 2 * _PAD - 26, 20), f"{told.title} {told.detail}".strip())

    def _paint_shelf(self, canvas: Canvas, shelf: Shelf) -> None:
        lit, left = place_of(self._told.slot), float(_PAD)
        top = self.height() - 10 - 22 - 24 * len(shelf.rows)
        step = (self.width() - 2 * _PAD - 28) / shelf.columns
        for line, row in enumerate(shelf.rows):
            here = lit is not None and lit[0] == row
            name = QRectF(left, top + 24 * line, 20, 20)
            ink, weight = ("accent", 700) if here else ("ink2", 400)
            canvas.words(name, chr(ord("A") + row), px=13, weight=weight, ink=ink)
            for column in range(shelf.columns):
                at = QRectF(left + 28 + step * column + 1, top + 24 * line, step - 3, 20)
                if (row, column) == lit:
                    continue
                filled = (row, column) in shelf.taken
                canvas.box(at, radius=2, fill="accent_line" if filled else "surface", edge="accent_line")
        self._paint_columns(canvas, shelf, step)
        if lit is not None and lit[0] in shelf.rows and lit[1] < shelf.columns:
            at = QRectF(left + 28 + step * lit[1] - 2, top + 24 * shelf.rows.index(lit[0]) - 3, step + 3, 26)
            canvas.box(at, radius=4, fill="accent")
            canvas.words(at, str(lit[1] + 1), px=13, weight=700, ink="on_accent", align=CENTRE)

    def _paint_columns(self, canvas: Canvas, shelf: Shelf, step: float) -> None:
        lit, left, top = place_of(self._told.slot), float(_PAD), self.height() - 10 - 22
        every = 1 if step >= 20 else 2 if step >= 11 else 4
        for column in range(shelf.columns):
            here = lit is not None and lit[1] == column
            if here or column % every == 0:
                at = QRectF(left + 28 + step * column - 6, top, step + 12, 20)
                ink, weight = ("accent", 700) if here else ("ink2", 400)
                canvas.words(at, str(column + 1), px=13, weight=weight, ink=ink, align=CENTRE)
