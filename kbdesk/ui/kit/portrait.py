"""A portrait as large as its place, or a stand-in for one: shoulders, neck, head, hair; no features."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from kbdesk.ui.kit.paint import Canvas

Point = tuple[float, float]


class Face:
    """A portrait to be painted: its JPEG is read once, however often it is shown."""

    def __init__(self) -> None:
        self.jpeg, self.image = b"", QImage()

    def show(self, jpeg: bytes) -> bool:
        """Take a portrait, or none; False if it is the one there was."""
        if jpeg == self.jpeg:
            return False
        self.jpeg, self.image = jpeg, QImage.fromData(jpeg) if jpeg else QImage()
        return True


def draw_portrait(canvas: Canvas, rect: QRectF, radius: float = 4, face: Face | None = None) -> None:
    """Draw a face, or the stand-in where there is none, clipped to a box with round corners."""
    painter = canvas.painter
    painter.save()
    clip = QPainterPath()
    clip.addRoundedRect(rect, radius, radius)
    painter.setClipPath(clip)
    if face is not None and not face.image.isNull():
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(rect, face.image, _filling(face.image, rect))
    else:
        _draw_stand_in(canvas, rect)
    painter.restore()


def _filling(image: QImage, rect: QRectF) -> QRectF:
    """Return the part of an image that fills a box of another shape, the middle of it."""
    part = min(image.width() / rect.width(), image.height() / rect.height())
    wide, high = rect.width() * part, rect.height() * part
    return QRectF((image.width() - wide) / 2, (image.height() - high) / 2, wide, high)


def _draw_stand_in(canvas: Canvas, rect: QRectF) -> None:
    painter = canvas.painter
    canvas.fill(rect, "face_back")
    painter.setPen(Qt.PenStyle.NoPen)
    width, height = rect.width(), rect.height()
    centre = (rect.x() + width / 2, rect.y() + height * 0.43)
    head = (width * 0.185, min(height * 0.19, width * 0.25))
    for token, path in (
        ("face_neck", _neck(centre, head)),
        ("face_coat", _coat(rect, centre, head)),
        ("face_skin", _face(centre, head)),
        ("face_hair", _hair(centre, head)),
    ):
        painter.setBrush(canvas.theme.colour(token))
        painter.drawPath(path)


def _neck(centre: Point, head: Point) -> QPainterPath:
    (x, y), (rx, ry) = centre, head
    path = QPainterPath()
    path.addRoundedRect(QRectF(x - rx * 0.52, y + ry * 0.4, rx * 1.04, ry * 1.6), rx * 0.3, rx * 0.3)
    return path


def _coat(rect: QRectF, centre: Point, head: Point) -> QPainterPath:
    (cx, cy), (rx, ry) = centre, head
    x, width, bottom = rect.x(), rect.width(), rect.bottom() + 1
    path = QPainterPath()
    path.moveTo(x - width * 0.02, bottom)
    path.cubicTo(x + width * 0.03, cy + ry * 2.15, x + width * 0.2, cy + ry * 1.85, cx - rx * 0.62, cy + ry * 1.42)
    path.cubicTo(cx - rx * 0.3, cy + ry * 1.95, cx + rx * 0.3, cy + ry * 1.95, cx + rx * 0.62, cy + ry * 1.42)
    path.cubicTo(x + width * 0.8, cy + ry * 1.85, x + width * 0.97, cy + ry * 2.15, x + width * 1.02, bottom)
    return path


def _face(centre: Point, head: Point) -> QPainterPath:
    (x, y), (rx, ry) = centre, head
    path = QPainterPath()
    path.moveTo(x - rx, y - ry * 0.1)
    path.cubicTo(x - rx, y - ry * 1.3, x + rx, y - ry * 1.3, x + rx, y - ry * 0.1)
    path.cubicTo(x + rx, y + ry * 0.75, x + rx * 0.45, y + ry * 1.12, x, y + ry * 1.12)
    path.cubicTo(x - rx * 0.45, y + ry * 1.12, x - rx, y + ry * 0.75, x - rx, y - ry * 0.1)
    return path


def _hair(centre: Point, head: Point) -> QPainterPath:
    (x, y), (rx, ry) = centre, head
    path = QPainterPath()
    path.moveTo(x - rx * 1.05, y - ry * 0.22)
    path.cubicTo(x - rx * 1.22, y - ry * 1.6, x + rx * 1.22, y - ry * 1.6, x + rx * 1.05, y - ry * 0.22)
    path.cubicTo(x + rx * 0.98, y - ry * 0.5, x + rx * 0.92, y - ry * 0.62, x + rx * 0.7, y - ry * 0.7)
    path.cubicTo(x + rx * 0.3, y - ry * 0.78, x - rx * 0.35, y - ry * 0.64, x - rx * 0.74, y - ry * 0.68)
    path.cubicTo(x - rx * 0.92, y - ry * 0.62, x - rx * 0.98, y - ry * 0.5, x - rx * 1.05, y - ry * 0.22)
    return path


class Portrait(QWidget):
    """A face, or the place where one will be."""

    def __init__(self, parent: QWidget | None = None, width: int = 120, height: int = 148) -> None:
        """Make a portrait of a fixed size."""
        super().__init__(parent)
        self._face = Face()
        self.setFixedSize(width, height)

    def show_portrait(self, jpeg: bytes) -> None:
        """Show a portrait; none for no bytes."""
        if self._face.show(jpeg):
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it, or the stand-in."""
        with Canvas(self) as canvas:
            draw_portrait(canvas, canvas.rect, face=self._face)
