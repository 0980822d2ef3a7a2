"""A scroll area whose content keeps its width when the scroll bar comes and goes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

SIDE = 24
_BAR = 12


class SteadyScroll(QScrollArea):
    """Scrolls up and down only, takes no focus itself, and gives the scroll bar its room from the right margin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty area, as compiled forms do."""
        super().__init__(parent)
        self._side = SIDE
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().rangeChanged.connect(lambda _least, most: self._keep_room(most > 0))

    def set_side(self, side: int) -> None:
        """Leave so many pixels, at least 12, at either side of the content."""
        self._side = side
        self._keep_room(self.verticalScrollBar().maximum() > 0)

    def _keep_room(self, barred: bool) -> None:
        content = self.widget()
        layout = content.layout() if content is not None else None
        if layout is not None:
            margins = layout.contentsMargins()
            right = self._side - _BAR if barred else self._side
            layout.setContentsMargins(self._side, margins.top(), right, margins.bottom())
