"""Small charts, each a card: a figure, what it is measured against, then ink. Drawn, and told in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.paint import CENTRE, RIGHT, Canvas

_SIDE: Final = 20
_HEAD: Final = 88
_LEAST: Final = 164
_BARE: Final = 112
_WIDEST_BAR: Final = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One standing bar: its name below, its value above; the one still `running` is hollow."""

    name: str
    value: int
    running: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """One lying bar: its name, its value of the most there is, a word beside it; `warned` is amber with its mark."""

    name: str
    value: int
    word: str = ""
    warned: bool = False


class ChartCard(QWidget):
    """Title, figure, what it is measured against; below that either bars, or one sentence where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty card."""
        super().__init__(parent)
        self._title, self._figure, self._against, self._nothing = "", "", "", ""
        self.setMinimumSize(240, _LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def figure(self) -> str:
        """The figure shown."""
        return self._figure

    def tell(self, title: str, figure: str, against: str, nothing: str = "") -> None:
        """Show a figure; `nothing` stands where bars would, if there are none."""
        self._title, self._figure, self._against, self._nothing = title, figure, against, nothing
        self.setMinimumHeight(_BARE if nothing else _LEAST)
        self._speak()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the preferred size."""
        return QSize(400, 240)

    def is_cut(self) -> bool:
        """Tell whether dots stand for words."""
        wide = self.width() - 2 * _SIDE
        beside = wide - fonts.width(self._figure, 40, 600) - 14
        return (
            fonts.width(self._title, 15, 600, fonts.NARROW) > wide
            or fonts.width(self._against, 13, 400, fonts.NARROW) > beside
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        with Canvas(self) as canvas:
            canvas.box(canvas.rect, radius=6, fill="surface", edge="line")
            wide = canvas.rect.width() - 2 * _SIDE
            canvas.words(QRectF(_SIDE, 14, wide, 22), self._title, weight=600)
            canvas.words(QRectF(_SIDE, 36, wide, 46), self._figure, px=40, weight=600)
            left = _SIDE + fonts.width(self._figure, 40, 600) + 14
            beside = QRectF(left, 54, canvas.rect.right() - _SIDE - left, 20)
            canvas.words(beside, self._against, px=13, ink="ink2")
            body = QRectF(_SIDE, _HEAD, wide, canvas.rect.height() - _HEAD - 12)
            if self._nothing:
                canvas.words(QRectF(body.x(), body.y(), wide, 20), self._nothing, px=13, ink="ink2")
            else:
                self.paint_ink(canvas, body)

    def paint_ink(self, canvas: Canvas, body: QRectF) -> None:
        """Draw what stands below the figure."""

    def told(self) -> str:
        """Return in words what is drawn below the figure."""
        return ""

    def _speak(self) -> None:
        parts = (self._title, f"{self._figure} {self._against}", self._nothing or self.told())
        self.setAccessibleName(". ".join(part for part in parts if part.strip()))


class BarsCard(ChartCard):
    """Standing bars beside each other, the value above each and its name below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty card."""
        super().__init__(parent)
        self.bars: tuple[Bar, ...] = ()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw these bars from now on."""
        self.bars = tuple(bars)
        self._speak()
        self.update()

    def told(self) -> str:
        """Return every bar in words."""
        return ", ".join(f"{bar.name}: {bar.value}" for bar in self.bars)

    def paint_ink(self, canvas: Canvas, body: QRectF) -> None:
        """Draw the bars on one ground."""
        ground, most = body.bottom() - 20, max((bar.value for bar in self.bars), default=0) or 1
        canvas.fill(QRectF(body.x(), ground, body.width(), 1), "edge")
        step = body.width() / max(len(self.bars), 8)
        wide, room = min(_WIDEST_BAR, step - 4), ground - body.y() - 18
        for number, bar in enumerate(self.bars):
            centre = body.x() + step * (number + 0.5)
            high = room * bar.value / most
            slot = QRectF(centre - step / 2, ground + 2, step, 18)
            canvas.words(slot, bar.name, px=13, weight=600 if bar.running else 400, align=CENTRE)
            if not bar.value:
                continue
            rect = QRectF(centre - wide / 2, ground - high, wide, high)
            if bar.running:
                canvas.box(rect, radius=2, fill="surface", edge="accent", line=2)
            else:
                canvas.box(rect, radius=2, fill="accent")
            above = QRectF(centre - step / 2, rect.y() - 19, step, 18)
            canvas.words(above, str(bar.value), px=13, weight=600, align=CENTRE)


class LyingCard(ChartCard):
    """Lying bars below each other: name, track, value, a word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty card."""
        super().__init__(parent)
        self.rows: tuple[Lying, ...] = ()

    def show_rows(self, rows: Sequence[Lying]) -> None:
        """Draw these rows from now on."""
        self.rows = tuple(rows)
        if not self._nothing:
            self.setMinimumHeight(max(_LEAST, _HEAD + 12 + 20 * len(rows)))
        self._speak()
        self.update()

    def told(self) -> str:
        """Return every row in words."""
        return ", ".join(f"{row.name}: {row.value} {row.word}".strip() for row in self.rows)

    def paint_ink(self, canvas: Canvas, body: QRectF) -> None:
        """Draw the rows, spread over the room there is."""
        step = min(44.0, body.height() / max(1, len(self.rows)))
        most = max((row.value for row in self.rows), default=0) or 1
        name = min(body.width() * 0.45, max((fonts.width(row.name, 13, 400) for row in self.rows), default=0) + 14)
        word = max((fonts.width(row.word, 13, 600) + (26 if row.warned else 0) for row in self.rows), default=0)
        word = min(body.width() * 0.3, word + 12 if word else 0)
        for number, row in enumerate(self.rows):
            top = body.y() + step * number
            self._paint_row(canvas, QRectF(body.x(), top, body.width(), step), row, name, word, most)

    @staticmethod
    def _paint_row(canvas: Canvas, rect: QRectF, row: Lying, name: float, word: float, most: int) -> None:
        canvas.words(QRectF(rect.x(), rect.y(), name - 10, rect.height()), row.name, px=13)
        number = 44.0
        track = QRectF(rect.x() + name, rect.center().y() - 5, rect.width() - name - number - word, 10)
        canvas.box(track, radius=2, fill="sunken")
        if row.value:
            part = QRectF(track.x(), track.y(), max(4.0, track.width() * row.value / most), 10)
            fill, edge = ("warn_solid", "warn_line") if row.warned else ("accent", "")
            canvas.box(part, radius=2, fill=fill, edge=edge)
        canvas.words(QRectF(track.right(), rect.y(), number, rect.height()), str(row.value), weight=600, align=RIGHT)
        if not word:
            return
        left = track.right() + number + 12
        if row.warned:
            canvas.mark(Shape.WARN, QRectF(left, rect.center().y() - 8, 16, 16))
            left += 22
        ink, weight = ("warn", 600) if row.warned else ("ink2", 400)
        beside = QRectF(left, rect.y(), rect.right() - left, rect.height())
        canvas.words(beside, row.word, px=13, weight=weight, ink=ink, align=Qt.AlignmentFlag.AlignVCenter)
