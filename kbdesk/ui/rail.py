"""The rail at the left: where an officer can go, the drafts, and at the foot settings and the lock."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.draft_list import DraftEntry, DraftList
from kbdesk.ui.kit.boxes import column, line, row
from kbdesk.ui.kit.words import Words
from kbdesk.ui.rail_button import WIDTHS, RailButton
from kbdesk.ui.room import Room

_SPACING: Final = {Room.WIDE: (2, 6), Room.TIGHT: (2, 4), Room.COMPACT: (0, 4)}
"""Between the tiles and at the ends of the rail, in pixels."""


class Place(StrEnum):
    """A page of the window."""

    ARRIVE = "arrive"
    RETURN = "return"
    VERIFY = "verify"
    SEARCH = "search"
    CUSTODY = "custody"
    SHIFT = "shift"
    STOCK = "stock"
    RULES = "rules"
    OFFICERS = "officers"
    DEVICES = "devices"
    RETENTION = "retention"
    UNPRINTED = "unprinted"


KEYS: Final = MappingProxyType(
    {
        "F2": Place.ARRIVE,
        "F4": Place.VERIFY,
        "F5": Place.SEARCH,
        "Ctrl+F3": Place.CUSTODY,
        "F6": Place.SHIFT,
        "Ctrl+F6": Place.STOCK,
        "F7": Place.RULES,
        "Ctrl+F7": Place.OFFICERS,
        "Ctrl+F2": Place.DEVICES,
        "Ctrl+Shift+F7": Place.RETENTION,
    }
)
"""The key that leads to each place; F3 takes the paper shown along."""
_UNDER: Final = MappingProxyType({Place.STOCK: Place.SHIFT, Place.OFFICERS: Place.RULES, Place.RETENTION: Place.RULES})
"""The place of the rail that a page without one of its own is gone to from."""


class Rail(QFrame):
    """Places, drafts, settings, lock. What is not there yet is not shown.

    Signals:
        gone: A place was chosen. arg: the `Place`.
        draft_chosen: A draft is to be opened. arg: its id.
        settings_asked: The settings are wanted.
        lock_asked: The desk is to be locked.
    """

    gone = Signal(object)
    draft_chosen = Signal(str)
    settings_asked = Signal()
    lock_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "frame")
        self._places = {
            Place.ARRIVE: RailButton("log-in", "F2"),
            Place.RETURN: RailButton("undo-2", "F3"),
            Place.VERIFY: RailButton("shield-check", "F4"),
            Place.SEARCH: RailButton("search", "F5"),
            Place.CUSTODY: RailButton("archive", "Ctrl F3"),
            Place.SHIFT: RailButton("chart-column", "F6"),
            Place.RULES: RailButton("landmark", "F7"),
            Place.UNPRINTED: RailButton("printer"),
        }
        self.others = RailButton("users", place=False)
        self.settings = RailButton("settings", place=False)
        self.lock = RailButton("lock", "F12", place=False)
        self._line = line("frame-line")
        self._heading = Words(role="caption", tone="frame2")
        self.drafts = DraftList()
        self._box = column(
            *self._places.values(),
            4,
            row(self._line, margins=(8, 0, 8, 0)),
            row(self._heading, margins=(8, 4, 8, 0)),
            (self.drafts, 1),
            self.others,
            self.settings,
            self.lock,
            gap=4,
            margins=(0, 8, 0, 8),
        )
        self.setLayout(self._box)
        self._connect()
        self.show_drafts(())
        self.show_unprinted(0)
        self.show_others(0)
        self.set_room(Room.WIDE)

    def button(self, place: Place) -> RailButton:
        """Return the tile of a place."""
        return self._places[place]

    def show_place(self, place: Place) -> None:
        """Mark where the officer is. No group does it: Tab would pass over all its buttons but one."""
        shown = _UNDER.get(place, place)
        for known, button in self._places.items():
            button.setChecked(known is shown)

    def show_drafts(self, entries: tuple[DraftEntry, ...]) -> None:
        """List the drafts; without any, the list keeps its room and shows nothing."""
        self.drafts.show_entries(entries)
        self._line.setVisible(bool(entries))
        self._heading.setVisible(bool(entries) and self.width() > WIDTHS[Room.COMPACT])

    def show_unprinted(self, count: int) -> None:
        """Show the way to what was recorded and not printed, while there is something."""
        self._places[Place.UNPRINTED].set_count(count)
        self._places[Place.UNPRINTED].setVisible(count > 0)

    def show_others(self, count: int) -> None:
        """Show the way to other officers' drafts, while a supervisor may give one away."""
        self.others.set_count(count)
        self.others.setVisible(count > 0)

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        for place, button in self._places.items():
            button.set_word(catalog.text(f"rail.{place}"))
        self.others.set_word(catalog.text("rail.others"))
        self.settings.set_word(catalog.text("rail.settings"))
        self.lock.set_word(catalog.text("rail.lock"))
        self._heading.setText(catalog.text("rail.drafts"))
        self.drafts.setAccessibleName(catalog.text("rail.drafts"))

    def set_room(self, room: Room) -> None:
        """Take 88 pixels of width, or 56 where there is little room."""
        self.setFixedWidth(WIDTHS[room])
        for button in (*self._places.values(), self.others, self.settings, self.lock):
            button.set_room(room)
        gap, edge = _SPACING[room]
        self._box.setSpacing(gap)
        self._box.setContentsMargins(0, edge, 0, edge)
        self._heading.setVisible(bool(self.drafts.entries) and room is Room.WIDE)

    def _connect(self) -> None:
        for place, button in self._places.items():
            button.clicked.connect(lambda _checked=False, chosen=place: self.gone.emit(chosen))
        self.drafts.chosen.connect(self.draft_chosen)
        self.settings.clicked.connect(self.settings_asked)
        self.lock.clicked.connect(self.lock_asked)
