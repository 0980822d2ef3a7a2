"""The one question before a draft is gone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.words import Paragraph


class Discarding(QDialog):
    """Two buttons; the one that keeps the draft has the focus, and Esc keeps it too."""

    def __init__(self, window: QWidget, catalog: Catalog) -> None:
        """Ask over a window."""
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = catalog.text("arrive.discard.title")
        self.setWindowTitle(title)
        self.setModal(True)
        self.keep = Button(text=catalog.text("arrive.discard.keep"))
        self.discard = Button(text=catalog.text("arrive.discard.do"), kind=Kind.GRAVE)
        self.keep.clicked.connect(self.reject)
        self.discard.clicked.connect(self.accept)
        self.setLayout(
            column(
                Paragraph(text=title, role="section"),
                Paragraph(text=catalog.text("arrive.discard.what")),
                8,
                row(self.discard, None, self.keep, gap=12),
                gap=8,
                margins=(24, 20, 24, 20),
            )
        )
        self.setMinimumWidth(440)
        self.keep.setFocus()
