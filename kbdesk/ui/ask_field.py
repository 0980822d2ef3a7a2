"""The one line in which a page is asked: a number, a name, or a zone that a reader sends line by line."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kbdesk.domain import numbers
from kbdesk.icao import mrz
from kbdesk.ui.kit.editors import is_enter
from kbdesk.ui.kit.paint import Canvas

_FILLER: Final = "<"
_LONGEST_LINE: Final = 44
_LONGEST: Final = 200
_EDGES: Final = 28
"""Pixels that the frame and its paddings take of the line."""


def is_part_of_zone(text: str) -> bool:
    """Tell whether a text is the first line of a zone, the rest of which is still to come."""
    bare = "".join(text.split())
    return _FILLER in bare and len(bare) <= _LONGEST_LINE


def permit_in(text: str, *, today: date) -> str:
    """Return the number of our permit whose zone a text is, empty for any other text."""
    if _FILLER not in text:
        return ""
    try:
        zone = mrz.read(text, today=today)
    except mrz.MrzError:
        return ""
    ours = zone.checks.get("document_number", False) and numbers.check(zone.document_number)
    return zone.document_number if ours else ""


def plate_text(number: str) -> str:
    """Return a registration's number as its plate says it: a permit may have the same nine characters."""
    return f"P {number[2:8]} {number[:2]} {number[8:]}"


class AskField(QLineEdit):
    """A line with a glass before it; Enter asks, and what was asked stays chosen, so that the next scan replaces it.

    Signals:
        asked: Something was asked. arg: the text on one line.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty line."""
        super().__init__(parent)
        self.setMaxLength(_LONGEST)
        self.setTextMargins(28, 0, 0, 0)
        self._hints = ("", "")

    def set_hints(self, whole: str, short: str) -> None:
        """Say what may be asked: in few words where the line is too narrow for all of them."""
        self._hints = whole, short
        self.setAccessibleName(whole)
        self._choose_hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the hint that fits."""
        super().resizeEvent(event)
        self._choose_hint()

    def _choose_hint(self) -> None:
        whole, short = self._hints
        if whole:
            self.setPlaceholderText(whole)
            self.setPlaceholderText(whole if self.is_whole() else short)

    def show_asked(self, text: str) -> None:
        """Show what was asked elsewhere, chosen, so that the next scan replaces it."""
        self.setText(text)
        self.selectAll()

    def text_on_one_line(self) -> str:
        """Return what stands there, its lines and spaces as single spaces."""
        return " ".join(self.text().split())

    def is_whole(self) -> bool:
        """Tell whether the hint can be read whole."""
        room = self.width() - self.textMargins().left() - _EDGES
        return QFontMetricsF(self.font()).horizontalAdvance(self.placeholderText()) <= room

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask at Enter; a reader's Enter within a zone only parts its lines."""
        if not is_enter(event):
            super().keyPressEvent(event)
            return
        event.accept()
        if is_part_of_zone(self.text()):
            self.setText(f"{self.text_on_one_line()} ")
            return
        self.selectAll()
        self.asked.emit(self.text_on_one_line())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose what stands there: whatever comes next replaces it."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line and its glass."""
        super().paintEvent(event)
        with Canvas(self) as canvas:
            canvas.icon("search", QRectF(11, (self.height() - 20) / 2, 20, 20), "ink2")
