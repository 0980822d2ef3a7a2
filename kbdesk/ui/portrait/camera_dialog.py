"""The window in which a camera's picture is looked at until one is taken."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QSizePolicy, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.portrait import whole
from kbdesk.ui.errors import sentence
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.editors import is_enter
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Mark
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.portrait.guide import paint_guide
from kbdesk.ui.portrait.source import PortraitSource

_MARGIN = 24


class _Sight(QWidget):
    """What the camera sees, with the oval for the head."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 180)

    def sizeHint(self) -> QSize:
        """Return the preferred size."""
        return QSize(640, 480)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture."""
        if self.image.isNull():
            return
        painter, across, down = QPainter(self), self.image.width(), self.image.height()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        scale = min(self.width() / across, self.height() / down)
        left, top = (self.width() - across * scale) / 2, (self.height() - down * scale) / 2
        seen = QRectF(left, top, across * scale, down * scale)
        painter.drawImage(seen, self.image)
        x, y, right, bottom = (edge * scale for edge in whole(across, down).pixels(across, down))
        paint_guide(painter, seen, QRectF(left + x, top + y, right - x, bottom - y))
        painter.end()


class CameraDialog(QDialog):
    """The camera's picture. Enter or the space bar takes it; Esc goes back. The camera is off once it is closed.

    Signals:
        shot: A picture was taken. arg: `QImage`.
    """

    shot = Signal(QImage)

    def __init__(self, window: QWidget, camera: PortraitSource, catalog: Catalog) -> None:
        """Look through a camera, over a window."""
        super().__init__(window)
        self._camera, self._catalog = camera, catalog
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(catalog.text("portrait.camera.title"))
        self.setModal(True)
        self.sight = _Sight(self)
        self.sight.setAccessibleName(catalog.text("portrait.camera.title"))
        self.message, self._mark = Paragraph(self, role="caption", tone="stop"), Mark(self, Shape.STOP, 16)
        self.other = Button(self, catalog.text("portrait.camera.other"), kind=Kind.SMALL, icon="refresh-cw")
        self.cancel = Button(self, catalog.text("arrive.cancel"))
        self.take = Button(self, catalog.text("portrait.camera.do"))
        self._lay_out()
        self.take.setEnabled(False)
        self.other.setVisible(camera.several)
        self.other.clicked.connect(camera.go_on)
        self.cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self.accept)
        camera.seen.connect(self._on_seen)
        camera.failed.connect(self._on_failed)
        self.resize((window.size() - QSize(2 * _MARGIN, 2 * _MARGIN)).boundedTo(QSize(820, 640)))
        camera.start()

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

    def hideEvent(self, event: QHideEvent) -> None:
        """Turn the camera off, however the window went."""
        super().hideEvent(event)
        self._camera.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Turn the camera off."""
        self._camera.stop()
        super().closeEvent(event)

    def _on_seen(self, image: QImage) -> None:
        first = self.sight.image.isNull()
        self.sight.image = image
        self.sight.update()
        self.take.setEnabled(True)
        if first:
            self._say("")
            self.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: Exception) -> None:
        self._say(sentence(error, self._catalog))

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self._mark.setVisible(bool(text))

    def _lay_out(self) -> None:
        said = row(column(self._mark, None, margins=(0, 1, 0, 0)), (self.message, 1), gap=8)
        buttons = row(self.cancel, self.other, None, self.take, gap=12)
        self.setLayout(column((self.sight, 1), said, buttons, gap=8, margins=(16, 16, 16, 16)))
        self._say("")
