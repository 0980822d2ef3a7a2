"""The bar at the foot of a page with one act: the ways out, what was just done, and the act, which its key signs."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QWidget

from kbdesk.ui.kit.boxes import row
from kbdesk.ui.kit.primary import Primary
from kbdesk.ui.kit.signing_key import SigningKey
from kbdesk.ui.kit.toast import Toast
from kbdesk.ui.room import Room

_MORE: Final = 100
"""The share of the room that what was done takes before the gaps beside it take any."""


class SigningBar(QFrame):
    """The bar. Where there is little room, what was done stands in the place of the ways out while it is said.

    Signals:
        crowded_changed: The ways out went, or came back.
    """

    crowded_changed = Signal()

    def __init__(self, *ways: QWidget, parent: QWidget) -> None:
        """Put these ways out at the left."""
        super().__init__(parent)
        self.setProperty("panel", "bar")
        self.toast, self.sign = Toast(self), Primary(self)
        self._ways, self._room = ways, Room.WIDE
        self._row = row(*ways, None, (self.toast, _MORE), None, self.sign, gap=12)
        self.setLayout(self._row)
        self._key = SigningKey(self, self.sign)
        self.toast.installEventFilter(self)

    @property
    def crowded(self) -> bool:
        """Whether there is no room for the ways out now."""
        return self._room is not Room.WIDE and not self.toast.isHidden()

    def watch(self, window: QWidget) -> None:
        """Listen to the signing key in a window."""
        self._key.watch(window)

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        self._room = room
        compact = room is Room.COMPACT
        side = 16 if compact else 24
        self._row.setContentsMargins(side, 0, side, 0)
        self.setFixedHeight(56 if compact else 72)
        self.sign.setFixedHeight(48 if compact else 56)
        self.sign.setFixedWidth(352 if room is Room.WIDE else 296)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that something is said, and that it is said no longer."""
        if watched is self.toast and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            for way in self._ways:
                way.setVisible(not self.crowded)
            self.crowded_changed.emit()
        return False
