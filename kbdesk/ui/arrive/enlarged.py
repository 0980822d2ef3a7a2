"""The papers under one tab in a window of their own, page under page, drawn as large as they are shown."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.arrive.page_view import PageScroll
from kbdesk.ui.arrive.paper_tabs import Tab
from kbdesk.ui.arrive.papers_pane import named_pages
from kbdesk.ui.arrive.sheets import Sheet, Sheets
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.words import Words

_MARGIN = 40
_LARGEST = QSize(1000, 1200)


class Enlarged(QDialog):
    """Pages as wide as the window allows, as they stood when it was opened. Esc closes it."""

    def __init__(self, window: QWidget, sheets: Sheets, tab: Tab, catalog: Catalog) -> None:
        """Show what is under the tab looked at; its pixels are there at once, sharp ones when they are drawn."""
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sheets, self._catalog = list(sheets.current()), catalog
        self._asked = False
        name = catalog.text(f"arrive.paper-tab.{tab}")
        self.setWindowTitle(name)
        self.pages = PageScroll()
        close = Button(text=catalog.text("arrive.papers.close"))
        close.clicked.connect(self.close)
        self.setLayout(
            column(
                row(Words(text=name, role="title"), None, close, gap=12, margins=(24, 16, 24, 0)),
                (self.pages, 1),
                gap=12,
            )
        )
        self.resize((window.size() - QSize(2 * _MARGIN, 2 * _MARGIN)).boundedTo(_LARGEST))
        sheets.enlarged.connect(self._on_drawn)
        self.pages.fitted.connect(lambda width: self._ask(sheets, width))
        self.pages.show_pages(named_pages(self._sheets, catalog))
        self.pages.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pages.setFocus()

    def _ask(self, sheets: Sheets, width: int) -> None:
        if self.isVisible() and not self._asked:
            self._asked = True
            sheets.enlarge(width)

    def _on_drawn(self, index: int, sheet: Sheet) -> None:
        if index < len(self._sheets) and self._sheets[index].kind is sheet.kind:
            self._sheets[index] = sheet
            self.pages.show_pages(named_pages(self._sheets, self._catalog))
