"""The papers of the chosen card, by tab: proofs before Issue, the printed bytes after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.paper import PageImage
from kbdesk.ui.arrive.page_view import PageScroll
from kbdesk.ui.arrive.paper_tabs import Tab
from kbdesk.ui.arrive.sheets import Sheet, Sheets
from kbdesk.ui.arrive.small_buttons import EnlargeButton
from kbdesk.ui.errors import sentence
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.tabs import Tabs
from kbdesk.ui.kit.words import Paragraph, Words
from kbdesk.ui.room import Room

_BESIDE = {Room.WIDE: 250, Room.TIGHT: 150}
_LEAST = 60
_ANY = 16777215


class PapersPane(QWidget):
    """Tabs, the pages at the panel's width, and a caption that says whether they are proofs.

    Signals:
        opened: Another tab is looked at. arg: `Tab`.
        enlarged: The pages were asked for in a window of their own.
        resized: Pages are to be drawn at another width. arg: device pixels.
    """

    opened = Signal(object)
    enlarged = Signal()
    resized = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty pane, as compiled forms do."""
        super().__init__(parent)
        self._tabs: tuple[Tab, ...] = ()
        self.tabs, self.pages = Tabs(height=36), PageScroll()
        self.caption, self._enlarge = Words(role="caption"), EnlargeButton()
        self._nothing = Paragraph(role="caption")
        self.pages.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._paper = QWidget()
        self._paper.setLayout(
            column(
                row(self.tabs, margins=(24, 0, 24, 0)),
                10,
                (self.pages, 1),
                row((self.caption, 1), self._enlarge, gap=8, margins=(24, 4, 16, 4)),
                gap=0,
            )
        )
        self.setLayout(column((self._paper, 1), row(self._nothing, margins=(24, 0, 24, 12)), gap=0))
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self._enlarge.clicked.connect(self.enlarged)
        self.pages.fitted.connect(self.resized)
        self.set_room(Room.WIDE)

    def show_sheets(self, sheets: Sheets, catalog: Catalog) -> None:
        """Show the tabs, and the pages of the papers under the one looked at."""
        self._tabs, tab, current = sheets.tabs(), sheets.tab, sheets.current()
        blocked = self.tabs.blockSignals(True)
        self.tabs.set_tabs([catalog.text(f"arrive.paper-tab.{known}") for known in self._tabs])
        if tab is not None:
            self.tabs.setCurrentIndex(self._tabs.index(tab))
        self.tabs.blockSignals(blocked)
        self._paper.setVisible(tab is not None)
        self._nothing.setVisible(tab is None)
        self._nothing.setText(catalog.text("arrive.papers.none"))
        if tab is not None:
            self.pages.show_pages(named_pages(current, catalog))
            caption = self._caption_of(tab, current, catalog)
            self.caption.setText(caption)
            self.caption.setToolTip(caption)
            self._enlarge.setEnabled(any(sheet.pages for sheet in current))

    def set_room(self, room: Room) -> None:
        """Take a fixed height beside the form, so that pages do not move while findings come; else all there is."""
        beside = _BESIDE.get(room)
        self.pages.setMinimumHeight(beside or _LEAST)
        self.pages.setMaximumHeight(beside or _ANY)

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self.setAccessibleName(catalog.text("arrive.papers"))
        self.tabs.setAccessibleName(catalog.text("arrive.papers"))
        self._enlarge.setText(catalog.text("arrive.papers.enlarge"))

    def _caption_of(self, tab: Tab, current: tuple[Sheet, ...], catalog: Catalog) -> str:
        error = next((sheet.error for sheet in current if sheet.error is not None), None)
        if error is not None:
            return sentence(error, catalog)
        if not any(sheet.pages for sheet in current):
            return catalog.text("arrive.papers.drawing")
        words = "arrive.papers.proof" if current[0].is_proof else "arrive.papers.printed"
        return catalog.text(words, n=self._tabs.index(tab) + 1, of=len(self._tabs))

    def _on_tab_changed(self, index: int) -> None:
        if 0 <= index < len(self._tabs):
            self.opened.emit(self._tabs[index])


def named_pages(sheets: Sequence[Sheet], catalog: Catalog) -> list[tuple[str, PageImage | None]]:
    """Return the pages of several papers, each with what it is; a paper not drawn yet has one empty page."""
    found: list[tuple[str, PageImage | None]] = []
    for sheet in sheets:
        name = catalog.text("arrive.papers.page", paper=catalog.text(f"arrive.paper.{sheet.kind}"))
        found.extend((name, page) for page in sheet.pages or (None,))
    return found
