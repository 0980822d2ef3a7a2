"""A paper in a window of its own, page under page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.arrive.page_view import PageView
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
        pages = QWidget()
        pages.setLayout(column(*self.views, None, gap=16, margins=(24, 16, 24, 16)))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(pages)
        close = Button(text=catalog.text("arrive.papers.close"))
        close.clicked.connect(self.close)
        self.setLayout(
            column(
                row(Words(text=name, role="title"), None, close, gap=12, margins=(24, 16, 24, 0)),
                (scroll, 1),
                gap=0,
            )
        )
        room = window.size() - QSize(2 * _MARGIN, 2 * _MARGIN)
        self.resize(room.boundedTo(QSize(1000, 1200)))
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setFocus()
