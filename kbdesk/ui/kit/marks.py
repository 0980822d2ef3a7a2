"""Severity marks and icons as widgets."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from kbdesk.domain.vocabulary import Severity
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.paint import Canvas

_SHAPES = {Severity.STOP: Shape.STOP, Severity.WARN: Shape.WARN, Severity.NOTE: Shape.NOTE}


def shape_of(severity: Severity) -> Shape:
    """Return the mark of a severity."""
    return _SHAPES[severity]


class Mark(QWidget):
    """One severity mark. It says nothing by itself to a screen reader: the words beside it do."""

    def __init__(self, parent: QWidget | None = None, shape: Shape = Shape.OK, px: int = 20) -> None:
        """Make a mark `px` pixels square."""
        super().__init__(parent)
        self._shape = shape
        self.setFixedSize(px, px)

    @property
    def shape(self) -> Shape:
        """What is shown."""
        return self._shape

    def set_shape(self, shape: Shape) -> None:
        """Show another mark."""
        self._shape = shape
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark."""
        with Canvas(self) as canvas:
            canvas.mark(self._shape, canvas.rect)


class Icon(QWidget):
    """One line icon in one token."""

    def __init__(
        self,
        parent: QWidget | None = None,
        name: str = "check",
        px: int = 20,
        *,
        ink: str = "ink2",
        stroke: float = 1.75,
    ) -> None:
        """Make an icon `px` pixels square."""
        super().__init__(parent)
        self._name, self._ink, self._stroke = name, ink, stroke
        self.setFixedSize(px, px)

    def set_icon(self, name: str, ink: str = "") -> None:
        """Show another icon, in another token if one is given."""
        self._name, self._ink = name, ink or self._ink
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        with Canvas(self) as canvas:
            canvas.icon(self._name, QRectF(self.rect()), self._ink, self._stroke)
