"""One suspension in the view of its book: what, since when, by which order, who signed; and what can be done."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.orders import Suspension
from kbdesk.domain.reference import Reference
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Mark
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.rules.book_words import reach_words, signature_words, suspension_words


class SuspensionRow(QFrame):
    """A suspension, amber, and the loudest while it has no second signature.

    Signals:
        sign_asked: The second signature is to be given. arg: the `Suspension`.
        lift_asked: The suspension is to be lifted. arg: the `Suspension`.
    """

    sign_asked = Signal(object)
    lift_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty row."""
        super().__init__(parent)
        self.setProperty("panel", "warned")
        self._suspension: Suspension | None = None
        self._mark = Mark(self, Shape.WARN, 20)
        self._what = Paragraph(self, role="strong")
        self._reach, self._signed = Paragraph(self, role="caption", tone="ink"), Paragraph(self, role="caption")
        self.sign, self.lift = Button(self, kind=Kind.SMALL), Button(self, kind=Kind.SMALL)
        self.sign.clicked.connect(lambda: self.sign_asked.emit(self._suspension))
        self.lift.clicked.connect(lambda: self.lift_asked.emit(self._suspension))
        words = column(self._what, self._reach, self._signed, row(self.sign, self.lift, None, gap=8), gap=4)
        self.setLayout(row(column(self._mark, None), (words, 1), gap=12, margins=(14, 10, 14, 10)))

    def show_suspension(self, suspension: Suspension, now: datetime, catalog: Catalog, reference: Reference) -> None:
        """Show a suspension; the same words go to screen readers."""
        self._suspension = suspension
        unsigned = not suspension.second
        self._mark.set_shape(Shape.WARN if unsigned else Shape.NOTE)
        what, reach = suspension_words(suspension, catalog), reach_words(suspension, catalog, reference)
        signed = signature_words(suspension, now, catalog)
        self._what.setText(what)
        self._reach.setText(reach)
        self._reach.setVisible(bool(reach))
        self._signed.setText(signed)
        self._signed.setProperty("tone", "warn" if unsigned else "ink2")
        self._signed.style().polish(self._signed)
        self.sign.setText(catalog.text("rules_page.sign"))
        self.sign.setVisible(unsigned)
        self.lift.setText(catalog.text("rules_page.lift"))
        self.setAccessibleName(". ".join(part for part in (what, reach, signed) if part))
        for button in (self.sign, self.lift):
            button.setAccessibleDescription(what)
