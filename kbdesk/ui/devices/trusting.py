"""The question before an encrypted printer is believed: is this its certificate?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.printers import called
from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.words import Paragraph


class Trusting(QDialog):
    """Shows the hash of each certificate; the button that trusts nobody has the focus, and Esc does so too."""

    def __init__(self, window: QWidget, addresses: Sequence[str], catalog: Catalog) -> None:
        """Ask over a window about addresses that have their hashes."""
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = catalog.text("devices_page.trust.title")
        self.setWindowTitle(title)
        self.setModal(True)
        self.trust = Button(text=catalog.text("devices_page.trust.do"))
        self.leave = Button(text=catalog.text("second.cancel"))
        self.trust.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        shown = [part for address in addresses for part in self._certificate(address)]
        self.setLayout(
            column(
                Paragraph(text=title, role="section"),
                *shown,
                Paragraph(text=catalog.text("devices_page.trust.what")),
                8,
                row(self.trust, None, self.leave, gap=12),
                gap=8,
                margins=(24, 20, 24, 20),
            )
        )
        self.setMinimumWidth(520)
        self.leave.setFocus()

    @staticmethod
    def _certificate(address: str) -> tuple[Paragraph, Paragraph]:
        plain, _, pin = address.partition("#sha256=")
        digits = Paragraph(text=spelled_hash(pin))
        digits.setFont(fonts.face(14, 400, fonts.ZONE))
        return Paragraph(text=called(plain), role="strong"), digits


def spelled_hash(digits: str) -> str:
    """Return a hash in groups to be compared by eye.

    >>> spelled_hash("ac17c523608eb81f")
    'AC17 C523 608E B81F'
    """
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4)).upper()
