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
        """Take 88 x 72 pixels, or 56 x 46 where there is little room."""
        self._room = room
        self.setFixedSize(QSize(WIDTHS[room], 72 if room is Room.WIDE else 46))

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
            canvas.box(QRectF(0, 12, 4, canvas.rect.height() - 24), radius=2, fill="frame_mark")

    def _paint_wide(self, canvas: Canvas, ink: str) -> None:
        wide = canvas.rect.width()
        second = "frame_ink" if self._on_tile() else "frame_ink2"
        canvas.icon(self._icon, QRectF(wide / 2 - 12, 8, 24, 24), second if not self._marked else "frame_ink")
        if self._marked:
            canvas.mark(Shape.WARN, QRectF(wide / 2 + 14, 4, 16, 16))
        weight = 600 if self.isChecked() else 500
        canvas.words(QRectF(12, 34, wide - 24, 18), self.text(), px=13, weight=weight, ink=ink, align=CENTRE)
        canvas.words(QRectF(0, 51, wide, 16), self._below, px=12, ink=second, align=CENTRE)

    def _paint_narrow(self, canvas: Canvas, ink: str) -> None:
        wide, lift = canvas.rect.width(), 5 if self._below else 13
        canvas.icon(self._icon, QRectF(wide / 2 - 10, lift, 20, 20), ink)
        if self._marked:
            canvas.mark(Shape.WARN, QRectF(wide / 2 + 8, 2, 14, 14))
        canvas.words(QRectF(0, 26, wide, 16), self._below, px=12, weight=500, ink=ink, align=CENTRE)
