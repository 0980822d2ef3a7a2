"""What the seal says, in large type, to be held against the paper letter by letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.paint import Canvas
from kbdesk.ui.room import Room
from kbdesk.ui.verify.words import Claim

_LARGE: Final = {Room.WIDE: 28, Room.TIGHT: 22, Room.COMPACT: 20}
_LEAST: Final = 15
_HIGH: Final = {Room.WIDE: 64, Room.TIGHT: 56, Room.COMPACT: 52}
_PRINTED: Final = 24
_LONG: Final = frozenset({"surname", "given_names", "make_model"})


class ClaimLine(QWidget):
    """One claim: its name, the value as large as it fits, and below it what the printed zone says otherwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty line."""
        super().__init__(parent)
        self._claim = Claim(name="", label="", value="")
        self._differs, self._relied, self._room = "", True, Room.WIDE
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def claim(self) -> Claim:
        """What is shown."""
        return self._claim

    def show_claim(self, claim: Claim, differs: str, *, relied: bool) -> None:
        """Show a claim; `differs` says what is printed instead, `relied` whether it is to be relied on at all."""
        self._claim, self._differs, self._relied = claim, differs, relied
        said = (f"{claim.label}: {claim.value}", differs)
        self.setAccessibleName(". ".join(part for part in said if part))
        self.setToolTip(claim.value)
        self._take_height()

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        self._room = room
        self._take_height()

    def sizeHint(self) -> QSize:
        """Return the preferred size."""
        return QSize(200, self.minimumHeight())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the claim."""
        with Canvas(self) as canvas:
            wide, high = canvas.rect.width(), _HIGH[self._room]
            canvas.words(QRectF(0, 4, wide, 18), self._claim.label, px=13, ink="ink2")
            at = QRectF(0, 21, wide, high - 26)
            if self._differs:
                canvas.box(at.adjusted(0, 0, 0, 2), fill="warn_tint", edge="warn_line", line=2)
                at = at.adjusted(8, 0, -8, 0)
            ink = "ink" if self._relied else "ink2"
            canvas.words(at, self._claim.value, px=self._px(at.width()), weight=500, ink=ink)
            if self._differs:
                canvas.mark(Shape.WARN, QRectF(0, high, 16, 16))
                canvas.words(QRectF(22, high - 2, wide - 22, 20), self._differs, px=13, ink="warn")
            canvas.fill(QRectF(0, canvas.rect.height() - 1, wide, 1), "line")

    def _px(self, wide: float) -> int:
        px = _LARGE[self._room]
        while px > _LEAST and fonts.width(self._claim.value, px, 500, fonts.NARROW) > wide:
            px -= 1
        return px

    def _take_height(self) -> None:
        self.setFixedHeight(_HIGH[self._room] + (_PRINTED if self._differs else 0))
        self.update()


class Claims(QWidget):
    """The claims, two abreast, a long one on its own line where there is little room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty sheet."""
        super().__init__(parent)
        self._lines: list[ClaimLine] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.setLayout(self._grid)
        self._room = Room.WIDE
        self._shown = 0

    @property
    def lines(self) -> tuple[ClaimLine, ...]:
        """What is shown."""
        return tuple(self._lines[: self._shown])

    def show_claims(self, claims: Sequence[tuple[Claim, str]], *, relied: bool) -> None:
        """Show claims, each with the words for what is printed instead."""
        self._shown = len(claims)
        while len(self._lines) < len(claims):
            self._lines.append(ClaimLine(self))
        for line, (claim, differs) in zip(self._lines, claims, strict=False):
            line.show_claim(claim, differs, relied=relied)
        self._place()

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        self._room = room
        for line in self._lines:
            line.set_room(room)
        self._place()

    def _place(self) -> None:
        for line in self._lines:
            self._grid.removeWidget(line)
        row, column = 0, 0
        for index, line in enumerate(self._lines):
            there = index < self._shown
            line.setVisible(there)
            line.set_room(self._room)
            if not there:
                continue
            alone = self._room is Room.COMPACT and line.claim.name in _LONG
            if alone and column:
                row, column = row + 1, 0
            self._grid.addWidget(line, row, column, 1, 2 if alone else 1)
            row, column = (row + 1, 0) if alone or column else (row, 1)
        self._grid.setRowStretch(row + 1, 1)
