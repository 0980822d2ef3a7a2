"""A window through which a camera is looked: its picture, what went wrong, another camera, the way back."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QCloseEvent, QHideEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QSizePolicy, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.portrait import whole
from kbdesk.ui.errors import sentence
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Mark
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.portrait.guide import paint_guide
from kbdesk.ui.portrait.source import PortraitSource

_MARGIN = 24


class Sight(QWidget):
    """What the camera sees, with the oval for the head where a portrait is taken."""

    def __init__(self, parent: QWidget | None = None, *, guided: bool) -> None:
        """See nothing yet."""
        super().__init__(parent)
        self.image, self._guided = QImage(), guided
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
        if self._guided:
            x, y, right, bottom = (edge * scale for edge in whole(across, down).pixels(across, down))
            paint_guide(painter, seen, QRectF(left + x, top + y, right - x, bottom - y))
        painter.end()


class CameraWindow(QDialog):
    """The camera's picture over a window. Esc goes back; the camera is off once it is closed, however that came."""

    def __init__(self, window: QWidget, camera: PortraitSource, catalog: Catalog, *, guided: bool) -> None:
        """Look through a camera; `guided` shows where a head belongs."""
        super().__init__(window)
        self._camera, self._catalog = camera, catalog
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(catalog.text("portrait.camera.title"))
        self.setModal(True)
        self.sight = Sight(self, guided=guided)
        self.sight.setAccessibleName(catalog.text("portrait.camera.title"))
        self.message, self._mark = Paragraph(self, role="caption", tone="stop"), Mark(self, Shape.STOP, 16)
        self.other = Button(self, catalog.text("portrait.camera.other"), kind=Kind.SMALL, icon="refresh-cw")
        self.cancel = Button(self, catalog.text("arrive.cancel"))
        self.other.setVisible(camera.several)
        self.other.clicked.connect(camera.go_on)
        self.cancel.clicked.connect(self.reject)
        camera.seen.connect(self._on_seen)
        camera.failed.connect(self._on_failed)
        self.resize((window.size() - QSize(2 * _MARGIN, 2 * _MARGIN)).boundedTo(QSize(820, 640)))

    def hideEvent(self, event: QHideEvent) -> None:
        """Turn the camera off, however the window went."""
        super().hideEvent(event)
        self._camera.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Turn the camera off."""
        self._camera.stop()
        super().closeEvent(event)

    def lay_out(self, *ways_on: QWidget) -> None:
        """Lay out the window with the ways on at the right of its foot, and begin to see."""
        said = row(column(self._mark, None, margins=(0, 1, 0, 0)), (self.message, 1), gap=8)
        buttons = row(self.cancel, self.other, None, *ways_on, gap=12)
        self.setLayout(column((self.sight, 1), said, buttons, gap=8, margins=(16, 16, 16, 16)))
        self._say("")
        self._camera.start()

    def _on_seen(self, image: QImage) -> None:
        if self.sight.image.isNull():
            self._say("")
        self.sight.image = image
        self.sight.update()

    def _on_failed(self, error: Exception) -> None:
        self._say(sentence(error, self._catalog))

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self._mark.setVisible(bool(text))
