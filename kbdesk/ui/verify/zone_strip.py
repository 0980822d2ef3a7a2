"""The zone that the seal has, letter by letter as papers print it; what the printed one has otherwise is boxed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.paint import CENTRE, Canvas
from kbdesk.ui.room import Room

_LINE: Final = 22
_PAD: Final = 10
_WIDEST: Final = 14.0
"""Pixels from letter to letter, where there is room for them."""


class ZoneStrip(QWidget):
    """The strip. It takes no more height than its lines, and is one text to a screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty strip."""
        super().__init__(parent)
        self._lines: tuple[str, ...] = ()
        self._odd: frozenset[tuple[int, int]] = frozenset()
        self._name = ""
        self._room = Room.WIDE
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def odd(self) -> frozenset[tuple[int, int]]:
        """The places, by line and letter, at which the printed zone is another."""
        return self._odd

    def show_zone(self, zone: str, printed: str, name: str) -> None:
        """Show a zone; what differs in the printed one is boxed, if that was read."""
        self._lines = tuple(zone.split("\n")) if zone else ()
        self._odd = differing(zone, printed) if printed else frozenset()
        self._name = name
        self.setAccessibleName(f"{name}: {zone}" if zone else "")
        self.setVisible(bool(zone))
        self.setFixedHeight(len(self._lines) * _LINE + 2 * _PAD)
        self.update()

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        self._room = room
        self.update()

    def sizeHint(self) -> QSize:
        """Return the preferred size."""
        return QSize(400, len(self._lines) * _LINE + 2 * _PAD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the strip."""
        with Canvas(self) as canvas:
            canvas.box(canvas.rect, radius=6, fill="sunken")
            left = _PAD + (140 if self._room is Room.WIDE else 0)
            if self._room is Room.WIDE:
                canvas.words(QRectF(14, _PAD, 120, _LINE), self._name, px=13, ink="ink2")
            longest = max((len(line) for line in self._lines), default=1)
            step = min(_WIDEST, (canvas.rect.width() - left - _PAD) / longest)
            for row, line in enumerate(self._lines):
                for column, letter in enumerate(line):
                    at = QRectF(left + column * step, _PAD + row * _LINE, step, _LINE)
                    if (row, column) in self._odd:
                        canvas.box(at.adjusted(-1, 1, 1, -1), radius=3, fill="warn_tint", edge="warn_line", line=2)
                    canvas.words(at, letter, px=16 if step > 10 else 13, align=CENTRE, family=fonts.ZONE)


def differing(zone: str, printed: str) -> frozenset[tuple[int, int]]:
    """Return the places, by line and letter, at which two zones differ.

    >>> sorted(differing("AB\\nCD", "AX\\nC"))
    [(0, 1), (1, 1)]
    """
    mine, theirs = zone.split("\n"), printed.split("\n")
    return frozenset(
        (row, column)
        for row, line in enumerate(mine)
        for column, letter in enumerate(line)
        if (theirs[row][column : column + 1] if row < len(theirs) else "") != letter
    )
