"""The work of a page that is made of listings: its title, a tab for each, the one that is looked at."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.tabs import Tabs
from kbdesk.ui.kit.words import Words
from kbdesk.ui.room import Room
from kbdesk.ui.shift.listing import Listing


class Listings(QFrame):
    """The listings by name, one a tab.

    Their words are messages of the page: ``<page>.part.<name>`` on the tab, ``<page>.<name>`` over the listing, with
    ``-what`` the line below, with ``-none`` what an empty one says; ``<page>.do.<button>`` on a button.

    Signals:
        turned: Another listing is looked at.
    """

    turned = Signal()

    def __init__(
        self, page: str, listings: Mapping[str, Listing], *, beside: QWidget | None = None, parent: QWidget
    ) -> None:
        """Put listings under tabs, and something beside the title."""
        super().__init__(parent)
        self.setProperty("panel", "surface")
        self._page, self._listings = page, listings
        self._title, self.tabs, self._stack = Words(self, role="title"), Tabs(self), QStackedWidget(self)
        for listing in listings.values():
            self._stack.addWidget(listing)
        self._head_row = row(self._title, None if beside is None else (beside, 1), gap=24)
        self._tabs_row = row(self.tabs)
        self.setLayout(column(self._head_row, self._tabs_row, (self._stack, 1), gap=0))
        self.tabs.currentChanged.connect(self._on_tab_changed)

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        text, page = catalog.text, self._page
        self._title.setText(text(f"{page}.title"))
        self.tabs.setAccessibleName(text(f"{page}.title"))
        self.tabs.set_tabs([text(f"{page}.part.{name}") for name in self._listings])
        for name, listing in self._listings.items():
            listing.show_words(
                text(f"{page}.{name}"),
                text(f"{page}.{name}-what") if catalog.has(f"{page}.{name}-what") else "",
                text(f"{page}.{name}-none"),
                [text(f"{page}.do.{button}") for button in listing.buttons],
            )

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        compact = room is Room.COMPACT
        side = 16 if compact else 24
        self._title.setVisible(not compact)
        self._head_row.setContentsMargins(side, 8 if compact else 12, side, 4)
        self._tabs_row.setContentsMargins(side, 0, side, 0)
        for listing in self._listings.values():
            listing.set_room(room)

    def _on_tab_changed(self, index: int) -> None:
        if index >= 0:
            self._stack.setCurrentIndex(index)
            self.turned.emit()
