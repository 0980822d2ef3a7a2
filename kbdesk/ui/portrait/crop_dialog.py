"""The window in which a portrait is cut out of a picture."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.portrait import HEIGHT, WIDTH, Picture
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.editors import is_enter
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Mark
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.portrait.crop_view import CropView
from kbdesk.ui.room import Room, room_behind

_MARGIN = 24
_SIDE = 248


class CropDialog(QDialog):
    """The picture, the frame on it, and how many pixels it has. Enter takes it; Esc goes back and changes nothing.

    Signals:
        cut: What is in the frame is the portrait. arg: its `Crop`.
    """

    cut = Signal(object)

    def __init__(self, window: QWidget, picture: Picture, catalog: Catalog) -> None:
        """Open over a window."""
        super().__init__(window)
        self._catalog = catalog
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(catalog.text("portrait.crop.title"))
        self.setModal(True)
        self.view = CropView(picture, self)
        self.view.setAccessibleName(catalog.text("portrait.crop.title"))
        self.view.setAccessibleDescription(catalog.text("portrait.crop.what"))
        self.told, self._mark = Paragraph(self, role="caption"), Mark(self, Shape.NOTE, 16)
        self.turn = Button(self, catalog.text("portrait.crop.turn"), kind=Kind.SMALL, icon="rotate-cw")
        self.cancel = Button(self, catalog.text("arrive.cancel"))
        self.take = Button(self, catalog.text("portrait.crop.do"))
        self._lay_out(room_behind(window))
        self.view.changed.connect(self._on_changed)
        self.turn.clicked.connect(self.view.turn)
        self.cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self.accept)
        for keys, act in (("Ctrl+Z", self.view.undo), ("Ctrl+R", self.view.turn)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self._on_changed()
        room = window.size() - QSize(2 * _MARGIN, 2 * _MARGIN)
        self.resize(room.boundedTo(QSize(820, 640)))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the portrait at Enter, wherever the focus is but on another button."""
        if is_enter(event):
            pressed = next((button for button in (self.turn, self.cancel) if button.hasFocus()), self.take)
            pressed.click()
            return
        super().keyPressEvent(event)

    def accept(self) -> None:
        """Hand the frame over."""
        self.cut.emit(self.view.frame.crop)
        super().accept()

    def _on_changed(self) -> None:
        frame, text = self.view.frame, self._catalog.text
        sized = text("portrait.crop.pixels", width=round(frame.wide), height=round(frame.high))
        small = text("portrait.crop.small", width=WIDTH, height=HEIGHT)
        self.told.setText(f"{sized} {small}" if frame.is_small else sized)
        self._mark.setVisible(frame.is_small)

    def _lay_out(self, room: Room) -> None:
        compact = room is Room.COMPACT
        text, side = self._catalog.text, QWidget(self)
        keys = Paragraph(self, text("portrait.crop.keys"), role="caption", tone="ink2")
        keys.setVisible(not compact)
        said = row(column(self._mark, None, margins=(0, 1, 0, 0)), (self.told, 1), gap=8)
        side.setLayout(
            column(
                Paragraph(self, text("portrait.crop.title"), role="section"),
                Paragraph(self, text("portrait.crop.what"), tone="ink2", role="caption" if compact else ""),
                said,
                row(self.turn, None),
                keys,
                None,
                column(self.take, self.cancel, gap=8),
                gap=8 if compact else 12,
            )
        )
        side.setFixedWidth(_SIDE)
        margin = 16 if compact else _MARGIN
        self.setLayout(row((self.view, 1), side, gap=margin, margins=(margin, margin, margin, margin)))
