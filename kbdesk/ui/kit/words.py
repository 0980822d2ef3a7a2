"""One line of words that takes the narrow cut where it does not fit, and dots only after that."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kbdesk.ui.kit import fonts


def dress(widget: QWidget, **properties: str) -> None:
    """Set dynamic properties the sheet selects by, and have the sheet read again; nothing happens if all are equal."""
    changed = {name: value for name, value in properties.items() if widget.property(name) != value}
    for name, value in changed.items():
        widget.setProperty(name, value)
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


class Words(QLabel):
    """A label of plain text on one line. The sheet sizes it by `role` and colours it by `tone`."""

    def __init__(self, parent: QWidget | None = None, text: str = "", *, role: str = "", tone: str = "") -> None:
        """Make a label; `parent` comes first, as compiled forms give it."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)
        self.setText(text)

    def is_cut(self) -> bool:
        """Tell whether dots stand for words now: not even the narrow cut fits."""
        return self._too_wide(fonts.narrow(self.font()))

    def minimumSizeHint(self) -> QSize:
        """Return the size in the narrow cut."""
        wide = QFontMetricsF(fonts.narrow(self.font())).horizontalAdvance(self.text())
        return QSize(int(wide) + 1 + self._sides(), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text in the widest cut that fits."""
        font = self.font()
        if not self._too_wide(font):
            super().paintEvent(event)
            return
        font = fonts.narrow(font)
        room = self.contentsRect()
        with QPainter(self) as painter:
            painter.setFont(font)
            shown = QFontMetricsF(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width() + 0.5)
            self.style().drawItemText(
                painter, room, int(self.alignment()), self.palette(), self.isEnabled(), shown, self.foregroundRole()
            )

    def _too_wide(self, font: QFont) -> bool:
        metrics = QFontMetricsF(font)
        return bool(metrics.horizontalAdvance(self.text()) > self.contentsRect().width() + 0.5)

    def _sides(self) -> int:
        margins = self.contentsMargins()
        return margins.left() + margins.right()


class Paragraph(QLabel):
    """Plain text that wraps."""

    def __init__(self, parent: QWidget | None = None, text: str = "", *, role: str = "", tone: str = "") -> None:
        """Make a paragraph; `parent` comes first, as compiled forms give it."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if role:
            self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)
        self.setText(text)
