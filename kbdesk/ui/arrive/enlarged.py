"""A paper in a window of its own, page under page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.arrive.page_view import PageScroll, PageView
from kbdesk.ui.arrive.sheets import Sheet
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.words import Words

_MARGIN = 40


class Enlarged(QDialog):
    """The pages of one paper, as wide as the window allows. Esc closes it."""

    def __init__(self, window: QWidget, sheet: Sheet, catalog: Catalog) -> None:
        """Show a sheet as it stands now."""
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = catalog.text(f"arrive.paper.{sheet.kind}")
        self.setWindowTitle(name)
        self.views = [PageView() for _ in sheet.pages]
        for view, page in zip(self.views, sheet.pages, strict=True):
            view.show_page(page)
            view.setAccessibleName(catalog.text("arrive.papers.page", paper=name))
        scroll = PageScroll(self.views)
        close = Button(text=catalog.text("arrive.papers.close"))
        close.clicked.connect(self.close)
        self.setLayout(
            column(
                row(Words(text=name, role="title"), None, close, gap=12, margins=(24, 16, 24, 0)),
                (scroll, 1),
                gap=12,
            )
        )
        room = window.size() - QSize(2 * _MARGIN, 2 * _MARGIN)
        self.resize(room.boundedTo(QSize(1000, 1200)))
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setFocus()
