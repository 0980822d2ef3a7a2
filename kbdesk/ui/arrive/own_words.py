"""A small window for a reason in the officer's own words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.arrive.bounds import LONGEST
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.field import Field
from kbdesk.ui.kit.words import Paragraph

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OwnWords(QDialog):
    """One field and two buttons. Enter accepts once something is written; Esc goes back and changes nothing."""

    def __init__(self, window: QWidget, catalog: Catalog, *, title: str, take: Callable[[str], object]) -> None:
        """Ask for a reason under a title; `take` gets the words."""
        super().__init__(window)
        self._take = take
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(True)
        self.field = Field()
        self.field.set_label(catalog.text("arrive.reason.other"))
        self.field.editor.setMaxLength(LONGEST)
        self.accept_button, self.cancel_button = Button(), Button()
        self.accept_button.setText(catalog.text("arrive.reason.do"))
        self.cancel_button.setText(catalog.text("arrive.cancel"))
        self.accept_button.setEnabled(False)
        self.field.edited.connect(lambda text: self.accept_button.setEnabled(bool(text.strip())))
        self.field.editor.installEventFilter(self)
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        buttons = row(self.cancel_button, None, self.accept_button, gap=12)
        self.setLayout(
            column(Paragraph(text=title, role="section"), self.field, buttons, gap=8, margins=(24, 20, 24, 20))
        )
        self.setMinimumWidth(440)
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept at Enter: here no other field follows."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            self.accept()
            return True
        return super().eventFilter(watched, event)

    def accept(self) -> None:
        """Hand the words over, if there are any."""
        words = " ".join(self.field.value().split())
        if words:
            self._take(words)
            super().accept()
