"""The camera's part of the Devices page: whether its extra is there, and a look through it, which is a trial scan."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.camera_scan import KEY, CameraScans
from kbdesk.ui.devices.part import DevicePart
from kbdesk.ui.kit.boxes import row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.portrait.source import is_installed


class CameraPart(DevicePart):
    """The part. The camera itself is not asked before somebody looks through it."""

    def __init__(self, camera: CameraScans, parent: QWidget | None = None) -> None:
        """Show a camera."""
        super().__init__(parent)
        self.try_out = Button(self, icon="scan-line")
        self.fill(row(self.try_out, None, gap=12))
        self.try_out.clicked.connect(camera.ask)

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        there, text = is_installed(), catalog.text
        self.title.setText(text("portrait.camera.title"))
        self.try_out.setText(text("devices_page.camera.try"))
        self.try_out.setVisible(there)
        ready = text("devices_page.camera.ready", key=KEY.replace("+", " "))
        self.show_state(ready if there else text("fault.portrait.no-extra"), Shape.OK if there else Shape.NOTE)
