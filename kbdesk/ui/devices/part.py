"""One part of the Devices page: a card with its title, how the device stands, and what can be done with it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLayout, QSizePolicy, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.scan import Recognised, Scan
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Mark
from kbdesk.ui.kit.words import Paragraph, Words
from kbdesk.ui.room import Room


class DevicePart(QFrame):
    """A part. It looks at its device whenever the page is gone to.

    Signals:
        failed: Something was refused or did not work. arg: the exception.
        told: Something was done. args: what, in words; a second line.
    """

    failed = Signal(object)
    told = Signal(str, str)

    name: ClassVar[str] = ""
    """By which the page is told to open the part, empty for one that nobody asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the head; the part puts its own below by `fill`."""
        super().__init__(parent)
        self.setProperty("panel", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.title, self._mark, self.state = Words(self, role="section"), Mark(self, px=16), Paragraph(self)

    def fill(self, *below: QWidget | QLayout) -> None:
        """Lay the part out: its head, then what it is given."""
        head = row(column(self._mark, None, margins=(0, 2, 0, 0)), (self.state, 1), gap=8)
        self.setLayout(column(self.title, head, *below, gap=10, margins=(20, 14, 20, 16)))

    def show_state(self, text: str, shape: Shape) -> None:
        """Say how the device stands."""
        self.state.setText(text)
        self._mark.set_shape(shape)

    def look(self) -> None:
        """Look at the device again."""

    def tick(self) -> None:
        """Show what has changed since the last second."""

    def show_scan(self, scan: Scan, found: Recognised) -> None:
        """Take note of what was scanned while the page is in sight."""

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
