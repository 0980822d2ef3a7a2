"""The papers of the chosen card, by tab: proofs before Issue, the printed bytes after."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import PaperKind
from kbdesk.ui.arrive.page_view import PageScroll, PageView
from kbdesk.ui.arrive.sheets import Sheet
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
    """Tabs, a page at the panel's width, and a caption that says whether it is a proof.

    Signals:
        opened: Another paper is looked at. arg: its `PaperKind`.
        enlarged: The page was asked for in a window of its own.
        resized: Pages are to be drawn at another width. arg: device pixels.
    """

    opened = Signal(object)
    enlarged = Signal()
    resized = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty pane, as compiled forms do."""
        super().__init__(parent)
        self._kinds: list[PaperKind] = []
        self._sheets: tuple[Sheet, ...] = ()
        self.tabs, self.view = Tabs(height=36), PageView()
        self._caption, self._enlarge = Words(role="caption"), EnlargeButton()
        self._nothing = Paragraph(role="caption")
        self._scroll = PageScroll([self.view])
        self._scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._paper = QWidget()
        self._paper.setLayout(
            column(
                row(self.tabs, margins=(24, 0, 24, 0)),
                10,
                (self._scroll, 1),
                row((self._caption, 1), self._enlarge, gap=8, margins=(24, 4, 16, 4)),
                gap=0,
            )
        )
        self.setLayout(column((self._paper, 1), row(self._nothing, margins=(24, 0, 24, 12)), gap=0))
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self._enlarge.clicked.connect(self.enlarged)
        self.set_room(Room.WIDE)
        self.view.resized.connect(self.resized)

    def show_sheets(self, sheets: tuple[Sheet, ...], current: Sheet | None, catalog: Catalog) -> None:
        """Show the papers and the pages of the one looked at."""
        self._sheets = sheets
        self._kinds = [sheet.kind for sheet in sheets]
        blocked = self.tabs.blockSignals(True)
        self.tabs.set_tabs([catalog.text(f"arrive.paper.{kind}") for kind in self._kinds])
        if current is not None:
            self.tabs.setCurrentIndex(self._kinds.index(current.kind))
        self.tabs.blockSignals(blocked)
        self._paper.setVisible(current is not None)
        self._nothing.setVisible(current is None)
        self._nothing.setText(catalog.text("arrive.papers.none"))
        if current is not None:
            self._show_page(current, catalog)

    def set_room(self, room: Room) -> None:
        """Take a fixed height beside the form, so that pages do not move while findings come; else all there is."""
        beside = _BESIDE.get(room)
        self._scroll.setMinimumHeight(beside or _LEAST)
        self._scroll.setMaximumHeight(beside or _ANY)

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self.setAccessibleName(catalog.text("arrive.papers"))
        self.tabs.setAccessibleName(catalog.text("arrive.papers"))
        self._enlarge.setText(catalog.text("arrive.papers.enlarge"))

    def _show_page(self, sheet: Sheet, catalog: Catalog) -> None:
        self.view.show_page(sheet.pages[0] if sheet.pages else None)
        name = catalog.text(f"arrive.paper.{sheet.kind}")
        self.view.setAccessibleName(catalog.text("arrive.papers.page", paper=name))
        place = {"n": self._kinds.index(sheet.kind) + 1, "of": len(self._kinds)}
        if sheet.error is not None:
            caption = sentence(sheet.error, catalog)
        elif not sheet.pages:
            caption = catalog.text("arrive.papers.drawing")
        else:
            caption = catalog.text("arrive.papers.proof" if sheet.is_proof else "arrive.papers.printed", **place)
        self._caption.setText(caption)
        self._caption.setToolTip(caption)
        self._enlarge.setEnabled(bool(sheet.pages))

    def _on_tab_changed(self, index: int) -> None:
        if 0 <= index < len(self._kinds):
            self.opened.emit(self._kinds[index])
