"""Opens a part of the Devices page, as it stands once everything was looked at."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QApplication

from kbdesk.ui.devices.page import DevicesPage
from kbdesk.ui.devices.part import DevicePart
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place

Opened = TypeVar("Opened", bound=DevicePart)


def open_part(window: MainWindow, kind: type[Opened]) -> Opened:
    """Go to the page and return the part."""
    assert window.view is not None
    window.view.go(Place.DEVICES)
    page = window.view.books.page(Place.DEVICES)
    assert isinstance(page, DevicesPage)
    (part,) = (part for part in page.parts if isinstance(part, kind))
    window._devices.settle()
    QApplication.processEvents()
    return part
