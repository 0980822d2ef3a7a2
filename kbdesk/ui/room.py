"""How much room a window has, and which layout that calls for."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_WIDE: Final = (1280, 700)
_TIGHT: Final = (960, 560)


class Room(StrEnum):
    """Wide (1366 x 768), tight (125 % of that) or compact (from 150 %): chosen by logical pixels."""

    WIDE = "wide"
    TIGHT = "tight"
    COMPACT = "compact"


def room_of(size: QSize) -> Room:
    """Return the room that a window of this size has."""
    width, height = size.width(), size.height()
    if width < _TIGHT[0] or height < _TIGHT[1]:
        return Room.COMPACT
    return Room.TIGHT if width < _WIDE[0] or height < _WIDE[1] else Room.WIDE


def room_behind(window: QWidget) -> Room:
    """Return the room of the desk's window that a dialog is to stand over, be it over another dialog."""
    while (below := window.parentWidget()) is not None:
        window = below.window()
    return room_of(window.size())
