"""The Devices page: scanners, printers and the place of backups, each a part of its own; a scan here is a trial."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.scan import Recognised, Scan
from kbdesk.ui.arrive.steady_scroll import SteadyScroll
from kbdesk.ui.desk_page import DeskPage
from kbdesk.ui.devices.part import DevicePart
from kbdesk.ui.kit.boxes import column, panel, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.toast import Toast
from kbdesk.ui.kit.words import Words
from kbdesk.ui.rail import Place
from kbdesk.ui.room import Room


class DevicesPage(DeskPage):
    """The page. The scanners stand beside all else, or above it where there is little room."""

    def __init__(
        self,
        scanners: Sequence[DevicePart],
        others: Sequence[DevicePart],
        catalog: Catalog,
        parent: QWidget | None = None,
    ) -> None:
        """Show these parts."""
        super().__init__(parent)
        self._others, self.parts = others, (*scanners, *others)
        self._title, self.back, self.toast = Words(self, role="title"), Button(self), Toast(self)
        self._lay_out()
        for part in self.parts:
            part.failed.connect(self.failed)
            part.told.connect(self.toast.say)
        self.lead_back(self.back, Place.ARRIVE)
        self.setFocusProxy(self.back)
        self.set_room(Room.WIDE)
        self.retranslate(catalog)

    def look(self) -> None:
        """Look at every device again."""
        for part in self.parts:
            part.look()

    def open(self, text: str) -> None:
        """Go to a part by its name."""
        for part in self.parts:
            if part.name == text:
                part.setFocus()
                self._scroll.ensureWidgetVisible(part)

    def tick(self, _now: datetime) -> None:
        """Let the parts show what has changed."""
        for part in self.parts:
            part.tick()

    def scanned(self, _found: Recognised) -> bool:
        """Keep every scan here: it is a trial."""
        return True

    def show_scan(self, scan: Scan, found: Recognised) -> None:
        """Show a trial scan, while the page is in sight."""
        if self.isVisible():
            for part in self.parts:
                part.show_scan(scan, found)

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._title.setText(catalog.text("devices_page.title"))
        self.back.setText(catalog.text("devices_page.back"))
        for part in self.parts:
            part.retranslate(catalog)

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        compact, side = room is Room.COMPACT, 16 if room is Room.COMPACT else 24
        self._title.setVisible(not compact)
        self._head_row.setContentsMargins(side, 12, side, 4)
        self._scroll.set_side(side)
        self._place(beside=room is Room.WIDE)
        self._bar_row.setContentsMargins(side, 0, side, 0)
        self._bar.setFixedHeight(56 if compact else 72)
        for part in self.parts:
            part.set_room(room)

    def _place(self, *, beside: bool) -> None:
        """Put the others beside the scanners, or all of them below each other into one column."""
        self._held.setSpacing(16 if beside else 0)
        self._held.setStretch(1, int(beside))
        for part in self.parts:
            for old in (self._left, self._right):
                old.removeWidget(part)
            box = self._right if beside and part in self._others else self._left
            box.insertWidget(box.count() - 1, part)

    def _lay_out(self) -> None:
        self._left, self._right = column(None, gap=16), column(None, gap=16)
        held, self._held = QWidget(self), row((self._left, 1), (self._right, 1), gap=16, margins=(24, 8, 24, 16))
        held.setLayout(self._held)
        self._scroll = SteadyScroll(self)
        self._scroll.setWidget(held)
        self._head_row = row(self._title, None, gap=24)
        self._bar_row = row(self.back, None, self.toast, None, gap=12)
        self._bar = panel("bar", self._bar_row)
        work = panel("surface", column(self._head_row, (self._scroll, 1), gap=0))
        self.setLayout(column((work, 1), self._bar, gap=0))
