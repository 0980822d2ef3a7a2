"""The place of the portrait on a card: shows it, and takes another by press, drop or paste."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.paint import Canvas
from kbdesk.ui.kit.portrait import Face, draw_portrait
from kbdesk.ui.room import Room
from kbdesk.ui.verify.taking import TakesPictures, given

KEY: Final = "Ctrl+F"
_LARGE, _SMALL = (120, 148), (56, 72)
_STRIP: Final = 28


class PortraitPlace(QAbstractButton, TakesPictures):
    """A button as large as a portrait. Where the window is not wide it is small, and there only with a portrait.

    Signals:
        offered: A picture was dropped or pasted here. arg: the path of its file, its bytes, or what else it was.
    """

    offered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty place, as compiled forms do."""
        super().__init__(parent)
        self._face, self._room, self._wanted = Face(), Room.WIDE, True
        self._catalog: Catalog | None = None
        self._marked = self._dragged = False
        self._says = ""
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._fit()

    @property
    def portrait(self) -> bytes:
        """The portrait shown, empty if there is none."""
        return self._face.jpeg

    def show_portrait(self, jpeg: bytes, *, note: str = "") -> None:
        """Show a portrait and what was found of it, or the place for one."""
        self._face.show(jpeg)
        self._marked, self._says = bool(note), note
        self._speak()
        self._fit()
        self.update()

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog = catalog
        self._speak()
        self.update()

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        self._room = room
        self._fit()

    def setVisible(self, visible: bool) -> None:
        """Be there where the section's head is, and where there is a portrait."""
        self._wanted = visible
        super().setVisible(visible or bool(self.portrait))

    def _fit(self) -> None:
        self.setFixedSize(*(_LARGE if self._room is Room.WIDE else _SMALL))
        super().setVisible(self._wanted or bool(self.portrait))

    def _speak(self) -> None:
        if self._catalog is None:
            return
        name = self._catalog.text("portrait.there" if self.portrait else "portrait.none")
        self.setAccessibleName(f"{name}. {self._says}" if self._says else name)
        self.setToolTip(self._says or self._catalog.text("portrait.hint", key=KEY.replace("+", " ")))

    # -- taking --------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what the clipboard holds at Ctrl+V."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take(QGuiApplication.clipboard().mimeData())
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file or a picture, and say so."""
        if self.isEnabled() and (event.mimeData().hasUrls() or event.mimeData().hasImage()):
            event.acceptProposedAction()
            self._drag(on=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Say no more that it would be taken."""
        super().dragLeaveEvent(event)
        self._drag(on=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was let go here."""
        self._drag(on=False)
        event.acceptProposedAction()
        self.take(event.mimeData())

    def take(self, mime: QMimeData | None) -> None:
        """Offer what a drop or the clipboard holds; nothing at all is offered as no bytes."""
        self.offered.emit(given(mime) or b"")

    def _drag(self, *, on: bool) -> None:
        self._dragged = on
        self.update()

    # -- painting ------------------------------------------------------------------------------------
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the portrait or the stand-in, and how to take one."""
        with Canvas(self) as canvas:
            draw_portrait(canvas, canvas.rect, face=self._face)
            looked_at = self.isEnabled() and (self.underMouse() or self.hasFocus())
            if self._room is Room.WIDE and self.isEnabled() and (looked_at or not self.portrait):
                self._paint_strip(canvas)
            if self._marked:
                canvas.mark(Shape.NOTE, QRectF(canvas.rect.right() - 22, 4, 18, 18))
            if self._dragged:
                canvas.box(canvas.rect, edge="accent", line=2)

    def _paint_strip(self, canvas: Canvas) -> None:
        if self._catalog is None:
            return
        strip = QRectF(0, canvas.rect.height() - _STRIP, canvas.rect.width(), _STRIP)
        canvas.painter.save()
        canvas.painter.setClipRect(strip)
        canvas.box(canvas.rect, fill="surface", edge="line")
        canvas.painter.restore()
        cap = QRectF(canvas.rect.right() - 48, strip.y() + 5, 42, 18)
        room = QRectF(8, strip.y(), cap.x() - 12, _STRIP)
        canvas.words(room, self._catalog.text("portrait.label"), px=13, ink="accent")
        canvas.keycap(cap, KEY.replace("+", " "))
