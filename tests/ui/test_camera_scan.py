"""A seal held before the camera goes its way from any page; where there is no camera the officer is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kbdesk.domain.messages import Catalog
from kbdesk.domain.portrait import PortraitError
from kbdesk.domain.scan import Scan, Source
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.portrait.source import PortraitSource
from kbdesk.ui.rail import Place
from tests.devices.test_codes import page, symbol


class Feed(QObject):
    """A camera that sees what it is given."""

    seen = Signal(QImage)
    failed = Signal(object)
    several = False

    def __init__(self) -> None:
        super().__init__()
        self.on = False

    def show(self, sheet: Image.Image) -> None:
        """Let a sheet of greys be seen."""
        self.seen.emit(QImage(sheet.tobytes(), *sheet.size, sheet.width, QImage.Format.Format_Grayscale8))

    def start(self) -> None:
        self.on = True

    def stop(self) -> None:
        self.on = False

    def go_on(self) -> None:
        pass

    def deleteLater(self) -> None:  # noqa: N802 - Qt's name
        """Live on, to be asked."""


@pytest.fixture
def feed() -> Feed:
    return Feed()


def test_ctrl_l_looks_through_the_camera_until_there_is_a_seal_and_takes_it_where_seals_go(
    signed_in: Callable[..., MainWindow], feed: Feed, qtbot: QtBot
) -> None:
    view = signed_in().view
    assert view is not None
    view.camera.source = lambda _parent: feed
    scans: list[Scan] = []
    view.scanning.seen.connect(lambda scan, _found: scans.append(scan))
    view.go(Place.SEARCH)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit), "the keys of a text field are not its own"
    QTest.keyClick(field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert feed.on
    looked: list[object] = []
    view.camera._look = lambda *picture, look=view.camera._look: looked.append(picture) or look(*picture)
    blank = QImage(401, 300, QImage.Format.Format_RGB32)
    blank.fill(Qt.GlobalColor.white)
    feed.seen.emit(blank)
    qtbot.waitUntil(lambda: bool(looked) and not view.camera._looking)
    assert (feed.on, scans) == (True, []), "nothing was seen, and it looks on"
    feed.show(page(symbol()))
    qtbot.waitUntil(lambda: view.place is Place.VERIFY)
    assert ([scan.source for scan in scans], feed.on) == ([Source.CAMERA], False)
    assert view.camera.window is None


def test_esc_scans_nothing_and_without_a_camera_the_officer_is_told(
    signed_in: Callable[..., MainWindow], feed: Feed, english: Catalog, qtbot: QtBot
) -> None:
    def none(_parent: QObject | None) -> PortraitSource:
        raise PortraitError("portrait.no-extra")

    view = signed_in().view
    assert view is not None
    view.camera.source = lambda _parent: feed
    view.camera.ask()
    window = view.camera.window
    assert window is not None
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert (feed.on, view.camera.window, QApplication.activeModalWidget()) == (False, None, None)
    view.camera.source = none
    view.camera.ask()
    assert view.scanning.strip.isVisible()
    assert view.scanning.strip.accessibleName() == english.text("fault.portrait.no-extra")
