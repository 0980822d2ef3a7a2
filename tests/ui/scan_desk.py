"""A window at which somebody came in, and what of its papers a scanner reads."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kbdesk.domain.scan import Scan, Source
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.scanning import Scanning


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A window at which a family came in, and what of its papers a scanner reads."""

    window: MainWindow
    number: str
    permit: bytes
    zone: str
    seal: bytes
    envelope: str
    of_vehicle: tuple[bytes, bytes]
    qtbot: QtBot

    @property
    def scanning(self) -> Scanning:
        assert self.window.view is not None
        return self.window.view.scanning

    @property
    def place(self) -> Place:
        assert self.window.view is not None
        return self.window.view.place

    def go(self, place: Place) -> None:
        assert self.window.view is not None
        self.window.view.go(place)

    def page(self, place: Place) -> object:
        assert self.window.view is not None
        return self.window.view.books.page(place)

    def scan(self, data: str | bytes, source: Source = Source.SERIAL) -> None:
        self.window.scanned(Scan(data=data, source=source))

    def settle(self) -> None:
        self.window.store.settle()
        QApplication.processEvents()
        self.window.store.settle()

    @property
    def told(self) -> str:
        assert not self.scanning.strip.isHidden()
        return self.scanning.strip.accessibleName()
