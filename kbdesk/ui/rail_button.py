"""A place an officer can go to, as a tile of the rail."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.paint import CENTRE, Canvas
from kbdesk.ui.kit.theme import Theme
from kbdesk.ui.kit.tokens import Style
from kbdesk.ui.room import Room

WIDTHS: Final = {Room.WIDE: 88, Room.TIGHT: 56, Room.COMPACT: 56}
_HEIGHTS: Final = {Room.WIDE: 58, Room.TIGHT: 42, Room.COMPACT: 32}


class RailButton(QAbstractButton):
    """Icon, word and key; without the word where there is little room. `checkable` if it is a place."""

    def __init__(self, icon: str, key: str = "", parent: QWidget | None = None, *, place: bool = True) -> None:
        super().__init__(parent)
        self._icon, self._key, self._below, self._marked = icon, key, key, False
        self._room = Room.WIDE
        self.setCheckable(place)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_room(Room.WIDE)

    def set_word(self, word: str) -> None:
        """Name the place."""
        self.setText(word)
        self.setAccessibleName(word)
        self.setToolTip(f"{word}  {self._key}" if self._key else word)

    def set_count(self, count: int) -> None:
        """Show a number under the word, with the mark of something to be done; 0 shows the key again."""
        self._below = str(count) if count else self._key
        self._marked = count > 0
        self.setAccessibleDescription(str(count) if count else "")
        self.update()

    def set_room(self, room: Room) -> None:
        """Take 88 x 58 pixels, or 56 x 42 or 32 where there is little room: ten tiles and the drafts must fit."""
        self._room = room
        self.setFixedSize(QSize(WIDTHS[room], _HEIGHTS[room]))

    def is_cut(self) -> bool:
        """Tell whether dots stand for words."""
        return self._room is Room.WIDE and fonts.width(self.text(), 13, 600, fonts.NARROW) > self.width() - 24

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tile."""
        with Canvas(self) as canvas:
            self._paint_ground(canvas)
            ink = "frame_ink" if self._on_tile() or self._room is Room.WIDE else "frame_ink2"
            if self._room is Room.WIDE:
                self._paint_wide(canvas, ink)
            else:
                self._paint_narrow(canvas, ink)

    def _on_tile(self) -> bool:
        return self.isChecked() or self.isDown()

    def _paint_ground(self, canvas: Canvas) -> None:
        tile, high = canvas.rect.adjusted(8, 0, -8, 0), Theme.current().style is Style.HIGH
        if self._room is not Room.WIDE:
            tile = canvas.rect.adjusted(6, 0, -6, 0)
        if self._on_tile() and high:
            canvas.box(tile, radius=6, edge="frame_mark", line=3)
        elif self._on_tile():
            canvas.box(tile, radius=6, fill="frame_on")
        elif self.underMouse():
            canvas.box(tile, radius=6, fill="frame_hover")
        if self.isChecked() and not high:
            canvas.box(QRectF(0, 10, 4, canvas.rect.height() - 20), radius=2, fill="frame_mark")

    def _paint_wide(self, canvas: Canvas, ink: str) -> None:
        wide = canvas.rect.width()
        second = "frame_ink" if self._on_tile() else "frame_ink2"
        canvas.icon(self._icon, QRectF(wide / 2 - 11, 4, 22, 22), second if not self._marked else "frame_ink")
        if self._marked:
            canvas.mark(Shape.WARN, QRectF(wide / 2 + 14, 2, 16, 16))
        weight = 600 if self.isChecked() else 500
        canvas.words(QRectF(12, 25, wide - 24, 18), self.text(), px=13, weight=weight, ink=ink, align=CENTRE)
        canvas.words(QRectF(0, 41, wide, 15), self._below, px=12, ink=second, align=CENTRE)

    def _paint_narrow(self, canvas: Canvas, ink: str) -> None:
        wide, high = canvas.rect.width(), canvas.rect.height()
        if self._room is Room.COMPACT:
            below = self._below if fonts.width(self._below, 12, 500) <= wide - 32 else ""
            left = 9 if below else wide / 2 - 9
            canvas.icon(self._icon, QRectF(left, (high - 18) / 2, 18, 18), ink)
            if self._marked:
                canvas.mark(Shape.WARN, QRectF(left + 13, 2, 12, 12))
            canvas.words(QRectF(28, 0, wide - 32, high), below, px=12, weight=500, ink=ink, align=CENTRE)
            return
        canvas.icon(self._icon, QRectF(wide / 2 - 10, 4 if self._below else (high - 20) / 2, 20, 20), ink)
        if self._marked:
            canvas.mark(Shape.WARN, QRectF(wide / 2 + 8, 2, 14, 14))
        canvas.words(QRectF(0, 25, wide, 15), self._below, px=12, weight=500, ink=ink, align=CENTRE)
