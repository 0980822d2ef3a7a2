"""The window in which a camera's picture is looked at until one is taken."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.editors import is_enter
from kbdesk.ui.portrait.camera_window import CameraWindow
from kbdesk.ui.portrait.source import PortraitSource


class CameraDialog(CameraWindow):
    """The camera's picture. Enter or the space bar takes it.

    Signals:
        shot: A picture was taken. arg: `QImage`.
    """

    shot = Signal(QImage)

    def __init__(self, window: QWidget, camera: PortraitSource, catalog: Catalog) -> None:
        """Look through a camera, over a window."""
        super().__init__(window, camera, catalog, guided=True)
        self.take = Button(self, catalog.text("portrait.camera.do"))
        self.take.setEnabled(False)
        self.take.clicked.connect(self.accept)
        self.lay_out(self.take)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the picture at Enter or space, unless another button has the focus."""
        if is_enter(event) or event.key() == Qt.Key.Key_Space:
            pressed = next((button for button in (self.other, self.cancel) if button.hasFocus()), self.take)
            pressed.click()
            return
        super().keyPressEvent(event)

    def accept(self) -> None:
        """Hand the picture over."""
        self.shot.emit(self.sight.image)
        super().accept()

    def _on_seen(self, image: QImage) -> None:
        first = self.sight.image.isNull()
        super()._on_seen(image)
        self.take.setEnabled(True)
        if first:
            self.take.setFocus(Qt.FocusReason.OtherFocusReason)
