"""The scanner's folder and the camera on the Devices page: chosen, looked into at once, lost, given up; tried out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kbdesk.domain.messages import Catalog
from kbdesk.domain.scan import Scan, Source
from kbdesk.store import settings
from kbdesk.ui.devices.camera_part import CameraPart
from kbdesk.ui.devices.folder_part import FolderPart
from kbdesk.ui.devices.page import DevicesPage
from kbdesk.ui.flat_bed import BedState
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from tests.devices.test_codes import SEAL, page, saved, symbol
from tests.ui.test_camera_scan import Feed


def open_page(window: MainWindow) -> DevicesPage:
    assert window.view is not None
    window.view.go(Place.DEVICES)
    opened = window.view.books.page(Place.DEVICES)
    assert isinstance(opened, DevicesPage)
    return opened


def test_a_folder_is_chosen_looked_into_at_once_told_when_it_is_lost_and_given_up(
    signed_in: Callable[..., MainWindow], data: Path, tmp_path: Path, qtbot: QtBot, english: Catalog
) -> None:
    window, folder = signed_in(), tmp_path / "scans"
    folder.mkdir()
    (folder / "old.png").write_bytes(saved(page(symbol(b"J20047118"))))
    opened = open_page(window)
    (part,) = (part for part in opened.parts if isinstance(part, FolderPart))
    assert (part._mark.shape, part.none.isHidden(), part.fault.isHidden()) == (Shape.NOTE, True, True)
    dialog = part.ask()
    assert dialog is not None
    dialog.fileSelected.emit(str(folder))
    dialog.reject()
    assert window.view is not None
    bed, scans = window.view.flat_bed, list[Scan]()
    window.view.scanning.seen.connect(lambda scan, _found: scans.append(scan))
    qtbot.waitUntil(lambda: bed.state is BedState.LOOKED_AT and bed.knows_old)
    assert settings.read(data).scan_folder == str(folder)
    assert part.state.text() == english.text("devices_page.folder.state.looked-at", folder=str(folder))
    (folder / "new.png").write_bytes(saved(page(symbol())))
    qtbot.waitUntil(lambda: bool(scans))
    assert [scan.data for scan in scans] == [SEAL], "what lay there before is left alone"
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    qtbot.waitUntil(lambda: part._mark.shape is Shape.STOP)
    assert part.fault.isVisible()
    part.none.click()
    qtbot.waitUntil(lambda: bed.state is BedState.OFF)
    assert settings.read(data).scan_folder == ""


def test_a_look_through_the_camera_from_the_page_is_a_trial_scan(
    signed_in: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window, feed = signed_in(), Feed()
    opened = open_page(window)
    view = window.view
    assert view is not None
    view.camera.source = lambda _parent: feed
    (part,) = (part for part in opened.parts if isinstance(part, CameraPart))
    part.try_out.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is view.camera.window)
    scans: list[Scan] = []
    view.scanning.seen.connect(lambda scan, _found: scans.append(scan))
    feed.show(page(symbol()))
    qtbot.waitUntil(lambda: bool(scans))
    assert ([scan.source for scan in scans], view.place) == ([Source.CAMERA], Place.DEVICES)
