"""The question which of two readings of a zone is the document's: a keyboard layout exchanges Y and Z."""

from __future__ import annotations

from itertools import zip_longest
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.typed_scan import Reading
from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.editors import is_enter
from kbdesk.ui.kit.keycap import Keycap
from kbdesk.ui.kit.words import Paragraph

_ARROWS: Final = (Qt.Key.Key_Down, Qt.Key.Key_Up)
_WIDE: Final = 656
"""Pixels: a zone's longest line, 44 signs, has room on a button beside its key."""


class WhichReading(QDialog):
    """The two readings, the lines alone in which they differ, one a button with its key. Esc takes neither.

    None has the focus at first: who strikes Enter out of habit has chosen nothing.

    Signals:
        chosen: One was chosen. arg: the `Scan`.
    """

    chosen = Signal(object)

    def __init__(self, reading: Reading, catalog: Catalog, window: QWidget) -> None:
        """Ask over a window."""
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(catalog.text("scan.which.title"))
        self.setModal(True)
        self.ways = [self._way(reading, otherwise) for otherwise in (False, True)]
        self.cancel = Button(self, catalog.text("second.cancel"))
        self.cancel.clicked.connect(self.reject)
        self.setLayout(
            column(
                Paragraph(self, catalog.text("scan.which.title"), role="section"),
                Paragraph(self, catalog.text("scan.which.what"), tone="ink2"),
                8,
                *(row((way, 1), Keycap(self, f"Ctrl {n}")) for n, way in enumerate(self.ways, 1)),
                8,
                row(self.cancel, None),
                gap=8,
                margins=(24, 12, 24, 12),
            )
        )
        self.setMinimumWidth(_WIDE)
        for number, way in enumerate(self.ways, 1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self).activated.connect(way.click)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the focus, if one has it, at Enter; go to the next at an arrow."""
        if event.key() in _ARROWS:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif is_enter(event):
            button = next((b for b in (*self.ways, self.cancel) if b.hasFocus()), None)
            if button is not None:
                button.click()
        else:
            super().keyPressEvent(event)

    def _way(self, reading: Reading, otherwise: bool) -> Button:
        shown, against = (reading.other, reading.text) if otherwise else (reading.text, reading.other)
        lines = zip_longest(shown.split("\n"), against.split("\n"), fillvalue="")
        button = Button(self, "\n".join(one.rstrip("<") for one, other in lines if one != other))
        button.setFont(fonts.face(15, 400, fonts.ZONE))
        button.clicked.connect(lambda: self._choose(reading, otherwise))
        return button

    def _choose(self, reading: Reading, otherwise: bool) -> None:
        self.accept()
        self.chosen.emit(reading.scan(otherwise=otherwise))
