"""The verdict: one word as large as it fits, its mark and tone, what it means, and the standard's own status."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.paint import RIGHT, Canvas
from kbdesk.ui.room import Room
from kbdesk.ui.verify.words import Told

_HEIGHTS: Final = {Room.WIDE: 196, Room.TIGHT: 168, Room.COMPACT: 88}
_MARKS: Final = {Room.WIDE: 128, Room.TIGHT: 96, Room.COMPACT: 56}
_WORDS: Final = {Room.WIDE: 96, Room.TIGHT: 72, Room.COMPACT: 32}
_SIDES: Final = {Room.WIDE: 40, Room.TIGHT: 24, Room.COMPACT: 16}
_STATUS_WIDE: Final = {Room.WIDE: 300, Room.TIGHT: 260, Room.COMPACT: 0}


class VerdictPanel(QWidget):
    """The panel. Word, mark and colour say the same thing; it is one text to a screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty panel."""
        super().__init__(parent)
        self._told: Told | None = None
        self._caption = self._took = ""
        self._room = Room.WIDE
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_room(Room.WIDE)

    @property
    def told(self) -> Told | None:
        """What is shown."""
        return self._told

    def show_told(self, told: Told, caption: str, took: str) -> None:
        """Show a verdict; `caption` names the standard's status, `took` says how long it took."""
        self._told, self._caption, self._took = told, caption, took
        said = (told.word, told.told, told.besides, f"{caption}: {told.status}", told.level)
        self.setAccessibleName(". ".join(part.rstrip(".") for part in said if part))
        self.update()

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        self._room = room
        self.setFixedHeight(_HEIGHTS[room])
        self.update()

    def sizeHint(self) -> QSize:
        """Return the preferred size."""
        return QSize(640, _HEIGHTS[self._room])

    def is_cut(self) -> bool:
        """Tell whether dots stand for words."""
        told = self._told
        if told is None:
            return False
        wide = self._wide()
        lines = [(told.word, 28, 700, wide), (told.told, self._told_px(), 500, wide), (told.besides, 13, 400, wide)]
        if self._room is not Room.COMPACT:
            wide = _STATUS_WIDE[self._room]
            lines += [(self._caption, 13, 400, wide), (told.status, 13, 600, wide), (self._took, 13, 400, wide)]
        return any(fonts.width(text, px, weight, fonts.NARROW) > room for text, px, weight, room in lines)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the panel."""
        told = self._told
        if told is None:
            return
        with Canvas(self) as canvas:
            tone = str(told.mark)
            canvas.fill(canvas.rect, f"{tone}_tint")
            canvas.fill(QRectF(0, canvas.rect.height() - 2, canvas.rect.width(), 2), f"{tone}_solid")
            px = _MARKS[self._room]
            canvas.mark(told.mark, QRectF(_SIDES[self._room], (canvas.rect.height() - 2 - px) / 2, px, px))
            self._paint_words(canvas, told)
            if self._room is not Room.COMPACT:
                self._paint_status(canvas, told)

    def _paint_words(self, canvas: Canvas, told: Told) -> None:
        left, wide, px = self._left(), self._wide(), self._word_px(told)
        compact, told_px = self._room is Room.COMPACT, self._told_px()
        lines = 22 + 18 if compact else 28 + 22
        high = _WORDS[self._room] * (1.3 if compact else 1.04)
        top = (canvas.rect.height() - 2 - high - lines) / 2
        ink = str(told.mark) if told.mark is not Shape.WAIT else "ink"
        canvas.words(QRectF(left, top, wide, high), told.word, px=px, weight=700, ink=ink)
        canvas.words(QRectF(left, top + high, wide, 22 if compact else 28), told.told, px=told_px, weight=500)
        at = QRectF(left, top + high + (22 if compact else 28), wide, 18 if compact else 22)
        canvas.words(at, told.besides, px=13 if compact else 15, ink="ink2")

    def _paint_status(self, canvas: Canvas, told: Told) -> None:
        wide, side, high = _STATUS_WIDE[self._room], _SIDES[self._room], canvas.rect.height()
        left, top = canvas.rect.width() - wide - side, (high - 2 - 132) / 2
        for height, text, px, weight, ink in (
            (20, self._caption, 13, 400, "ink2"),
            (26, told.status, 17, 600, "ink"),
            (20, told.level, 13, 400, "ink2"),
            (18, "", 13, 400, "ink2"),
            (28, told.at, 20, 500, "ink"),
            (20, self._took, 13, 400, "ink2"),
        ):
            canvas.words(QRectF(left, top, wide, height), text, px=px, weight=weight, ink=ink, align=RIGHT)
            top += height

    def _word_px(self, told: Told) -> int:
        """Return how large the word can be, in the narrow cut first."""
        px = _WORDS[self._room]
        while px > 28 and fonts.width(told.word, px, 700, fonts.NARROW) > self._wide():
            px -= 2
        return px

    def _told_px(self) -> int:
        return {Room.WIDE: 20, Room.TIGHT: 17, Room.COMPACT: 15}[self._room]

    def _left(self) -> float:
        return _SIDES[self._room] * 1.5 + _MARKS[self._room]

    def _wide(self) -> float:
        right = _STATUS_WIDE[self._room]
        return self.width() - self._left() - _SIDES[self._room] - (right + 24 if right else 0)
