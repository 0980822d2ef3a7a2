"""Tabs with a line under the one that is open, and segments: a choice of two to four, all in sight."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.paint import Canvas
from kbdesk.ui.kit.theme import Theme
from kbdesk.ui.kit.tokens import Style


class Tabs(QTabBar):
    """A tab bar, 36 to 44 pixels high; arrow keys go along it. A tab's data is its mark, if it has one."""

    GAP = 24

    def __init__(self, parent: QWidget | None = None, *, height: int = 36, px: int = 15) -> None:
        """Make an empty bar."""
        super().__init__(parent)
        self._height, self._px = height, px
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_tabs(self, names: list[str]) -> None:
        """Show these tabs; the open one stays open where it still exists."""
        for index, name in enumerate(names[: self.count()]):
            self.setTabText(index, name)
        for name in names[self.count() :]:
            self.addTab(name)
        while self.count() > len(names):
            self.removeTab(self.count() - 1)
        self.updateGeometry()
        self.update()

    def set_mark(self, index: int, shape: Shape | None) -> None:
        """Put a mark after a tab's name."""
        self.setTabData(index, shape)
        self.update()

    def tabSizeHint(self, index: int) -> QSize:
        """Return the room of a tab with the gap to the next."""
        return QSize(round(self._text_width(index)) + self._mark_room(index) + self.GAP, self._height)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Return the room of a tab in the narrow cut."""
        return QSize(round(self._narrow_width(index)) + self._mark_room(index) + self.GAP // 2, self._height)

    def is_cut(self) -> bool:
        """Tell whether dots stand for words."""
        needs = (self._narrow_width(i) + self._mark_room(i) - self.tabRect(i).width() for i in range(self.count()))
        return any(need > 0.5 for need in needs)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar."""
        with Canvas(self) as canvas:
            canvas.fill(QRectF(0, self.height() - 1, self.width(), 1), "line")
            for index in range(self.count()):
                self._paint_tab(canvas, index)

    def _paint_tab(self, canvas: Canvas, index: int) -> None:
        room, chosen = QRectF(self.tabRect(index)), index == self.currentIndex()
        mark = self.tabData(index)
        wide = min(room.width() - self._mark_room(index), self._text_width(index) + 1)
        canvas.words(
            QRectF(room.x(), 0, wide, self.height() - 2),
            self.tabText(index),
            px=self._px,
            weight=600 if chosen else 400,
            ink="ink" if chosen else "ink2",
        )
        if isinstance(mark, Shape):
            canvas.mark(mark, QRectF(room.x() + wide + 6, (self.height() - 18) / 2, 16, 16))
        if chosen:
            canvas.fill(QRectF(room.x(), self.height() - 3, wide + self._mark_room(index), 3), "accent")

    def _text_width(self, index: int) -> float:
        return fonts.width(self.tabText(index), self._px, 600)

    def _narrow_width(self, index: int) -> float:
        return fonts.width(self.tabText(index), self._px, 600, fonts.NARROW)

    def _mark_room(self, index: int) -> int:
        return 22 if isinstance(self.tabData(index), Shape) else 0


class Segments(QTabBar):
    """A choice of two to four side by side in a well, 32 pixels high; a tab's data is the name of its icon."""

    def __init__(self, parent: QWidget | None = None, *, height: int = 32, px: int = 13) -> None:
        """Make an empty choice."""
        super().__init__(parent)
        self._height, self._px = height, px
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_segments(self, segments: list[tuple[str, str]]) -> None:
        """Offer (words, icon name or nothing); the choice stays where it can."""
        for index, (text, icon) in enumerate(segments):
            if index >= self.count():
                self.addTab(text)
            self.setTabText(index, text)
            self.setTabData(index, icon)
        while self.count() > len(segments):
            self.removeTab(self.count() - 1)
        self.updateGeometry()
        self.update()

    def is_cut(self) -> bool:
        """Tell whether a segment stands partly outside: it does not shrink."""
        return self.count() > 0 and self.tabRect(self.count() - 1).right() > self.width()

    def tabSizeHint(self, index: int) -> QSize:
        """Return the room of a segment."""
        icon = 24 if self.tabData(index) else 0
        return QSize(round(fonts.width(self.tabText(index), self._px, 600)) + 26 + icon, self._height)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Return the room of a segment: it does not shrink."""
        return self.tabSizeHint(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the choice."""
        high = Theme.current().style is Style.HIGH
        with Canvas(self) as canvas:
            canvas.box(canvas.rect, radius=6, fill="sunken", edge="edge" if high else "")
            for index in range(self.count()):
                room = QRectF(self.tabRect(index)).adjusted(2, 2, -2, -2)
                chosen = index == self.currentIndex()
                if chosen:
                    canvas.box(room, fill="surface", edge="accent" if high else "edge", line=2 if high else 1)
                ink, left = "ink" if chosen else "ink2", room.x() + 11
                if icon := self.tabData(index):
                    canvas.icon(str(icon), QRectF(room.x() + 8, (self.height() - 16) / 2, 16, 16), ink, 2)
                    left += 19
                words = QRectF(left, 0, room.right() - left, self.height())
                canvas.words(words, self.tabText(index), px=self._px, weight=600 if chosen else 500, ink=ink)
