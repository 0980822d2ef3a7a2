"""Takes a portrait through a camera that is fed frames, in a process of its own: QtMultimedia says much at its start.

Prints one JSON document: what the desk did in each case.
"""

from __future__ import annotations

import importlib.abc
import json
import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kbdesk.app import carried
from kbdesk.devices.codes import in_view
from kbdesk.devices.portrait import Pictures
from kbdesk.domain.codes import Code
from kbdesk.domain.portrait import size
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.camera_scan import CameraScans, CodeWindow
from kbdesk.ui.kit.looks import read_looks
from kbdesk.ui.kit.theme import Theme
from kbdesk.ui.kit.tokens import Style
from kbdesk.ui.portrait.camera_dialog import CameraDialog
from kbdesk.ui.portrait.crop_dialog import CropDialog
from kbdesk.ui.portrait.portraying import Portraying
from kbdesk.ui.worker import Worker
from tests.devices.test_codes import SEAL, page, symbol

ENGLISH = carried.catalogs()[Language.EN]


class Hidden(importlib.abc.MetaPathFinder):
    """Lets a library not be found, as where its extra is not installed."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name == "PySide6.QtMultimedia":
            raise ModuleNotFoundError(name)
        return None


def wait(until: Callable[[], object], what: str) -> None:
    watch = QElapsedTimer()
    watch.start()
    while not until():
        if watch.elapsed() > 15_000:
            raise TimeoutError(what)
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


class Desk:
    """A page that takes portraits, and what became of it."""

    def __init__(self) -> None:
        self.page = QWidget()
        self.page.resize(1000, 700)
        self.page.show()
        self.press = Worker("press", self.page)
        self.portraying = Portraying(Pictures(), self.press, self.page)
        self.taken: list[bytes] = []
        self.failed: list[str] = []
        self.portraying.taken.connect(lambda _card, jpeg: self.taken.append(bytes(jpeg)))
        self.portraying.failed.connect(lambda error: self.failed.append(str(error)))

    def entry(self) -> tuple[str, bool]:
        """Return the menu's words for the camera, and whether it can be chosen."""
        menu = self.portraying.menu(self.page, "traveler[1]", ENGLISH, there=False)
        (action,) = (action for action in menu.actions() if action.objectName() == "camera")
        found = action.text(), action.isEnabled()
        menu.close()
        return found

    def dialog(self, kind: type[Any]) -> Any:
        wait(lambda: isinstance(QApplication.activeModalWidget(), kind), kind.__name__)
        return QApplication.activeModalWidget()


def without_the_extra() -> dict[str, Any]:
    finder = Hidden()
    sys.meta_path.insert(0, finder)
    desk = Desk()
    entry = desk.entry()
    desk.portraying.from_camera()
    sys.meta_path.remove(finder)
    return {"entry": entry, "failed": desk.failed, "open": QApplication.activeModalWidget() is not None}


def without_a_camera() -> dict[str, Any]:
    desk = Desk()
    entry = desk.entry()
    desk.portraying.from_camera()
    dialog = desk.dialog(CameraDialog)
    said, enabled = dialog.message.text(), dialog.take.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    still = dialog.isVisible()
    dialog.reject()
    return {"entry": entry, "said": said, "enabled": enabled, "still": still}


def with_frames() -> dict[str, Any]:
    from PySide6.QtMultimedia import QVideoFrame, QVideoFrameInput

    from kbdesk.ui.portrait.camera import DeskCamera

    desk, feed = Desk(), QVideoFrameInput()
    desk.portraying.source = lambda parent: DeskCamera(parent, feed)
    desk.entry()
    desk.portraying.from_camera()
    dialog = desk.dialog(CameraDialog)
    before = dialog.take.isEnabled()
    image = QImage(1280, 960, QImage.Format.Format_RGB32)
    image.fill(0x2040C0)

    def seen() -> bool:
        feed.sendVideoFrame(QVideoFrame(image))
        return bool(dialog.take.isEnabled())

    wait(seen, "a frame")
    grabbed = dialog.grab().size()
    QTest.keyClick(dialog, Qt.Key.Key_Space)
    crop = desk.dialog(CropDialog)
    QTest.keyClick(crop.view, Qt.Key.Key_Return)
    wait(lambda: desk.taken, "the portrait")
    shown = QImage.fromData(desk.taken[0])
    middle = shown.pixelColor(shown.width() // 2, shown.height() // 2)
    return {
        "before": before,
        "size": size(desk.taken[0]),
        "bytes": len(desk.taken[0]),
        "colour": [middle.red(), middle.green(), middle.blue()],
        "fits": grabbed.width() <= 1000 and grabbed.height() <= 700,
        "failed": desk.failed,
    }


def with_a_code() -> dict[str, Any]:
    from PySide6.QtMultimedia import QVideoFrame, QVideoFrameInput

    from kbdesk.ui.portrait.camera import DeskCamera

    desk, feed, found = Desk(), QVideoFrameInput(), list[Code]()
    scans = CameraScans(in_view, desk.press, lambda: ENGLISH, desk.page)
    scans.source = lambda parent: DeskCamera(parent, feed)
    scans.seen.connect(found.extend)
    scans.ask()
    desk.dialog(CodeWindow)
    sheet = page(symbol())
    image = QImage(sheet.tobytes(), sheet.width, sheet.height, sheet.width, QImage.Format.Format_Grayscale8)

    def seen() -> bool:
        feed.sendVideoFrame(QVideoFrame(image.convertToFormat(QImage.Format.Format_RGB32)))
        return bool(found)

    wait(seen, "a code")
    is_open = QApplication.activeModalWidget() is not None
    return {"is_the_seal": [code.data for code in found] == [SEAL], "open": is_open}


def main() -> None:
    app = QApplication([])
    Theme(app, read_looks(carried.folder())).apply(Style.LIGHT)
    cases = (without_the_extra, without_a_camera, with_frames, with_a_code)
    sys.stdout.write(json.dumps({case.__name__: case() for case in cases}))


if __name__ == "__main__":
    main()
