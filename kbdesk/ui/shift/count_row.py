"""One thing that is counted: its name, what was there at the start, what the books say, and what was counted."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kbdesk.domain.fees import AmountError, amount
from kbdesk.domain.messages import Catalog
from kbdesk.ui.kit.boxes import row
from kbdesk.ui.kit.editors import LineEditor
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Mark
from kbdesk.ui.kit.words import Words, dress

GAP = 8
NUMBER_WIDE = 54
FIELD_WIDE = 88
MARK_WIDE = 20
MOST_DIGITS = 6


class CountRow(QWidget):
    """A row, 48 pixels high. It says nothing of what was not counted yet.

    Signals:
        edited: The count was changed by hand.
    """

    edited = Signal()

    def __init__(self, key: str, *, money: bool, parent: QWidget | None = None) -> None:
        """Make a row; `money` is EUR with cents, all else whole."""
        super().__init__(parent)
        self.key, self._money = key, money
        self._book: Decimal | None = None
        self._name = Words(self)
        self._start, self._expected = Words(self, role="caption", tone="ink2"), Words(self, role="strong")
        self.field, self._mark = LineEditor(self), Mark(self, Shape.OK, MARK_WIDE)
        for words in (self._start, self._expected):
            words.setFixedWidth(NUMBER_WIDE)
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.field.setFixedWidth(FIELD_WIDE)
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.field.setMaxLength(MOST_DIGITS + (3 if money else 0))
        policy = self._mark.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._mark.setSizePolicy(policy)
        self.setLayout(row((self._name, 1), self._start, self._expected, self.field, self._mark, gap=GAP))
        self.setFixedHeight(48)
        self.field.textEdited.connect(lambda _text: self._on_edited())
        self._judge()

    def show_books(self, name: str, start: Decimal | None, book: Decimal | None, catalog: Catalog) -> None:
        """Show what the books say: at the start, and now; None where there is nothing to hold a count against."""
        self._book = book
        self._name.setText(name)
        self._start.setText("" if start is None else self.words(start))
        self._expected.setText("" if book is None else self.words(book))
        told = "" if book is None else catalog.text("shift_page.count.book-says", amount=self.words(book))
        self.field.setAccessibleName(name)
        self.field.setAccessibleDescription(told)
        self._judge()

    def value(self) -> Decimal | None:
        """Return what was counted; None while nothing is, or what is typed is no count."""
        text = self.field.text().strip()
        if not self._money:
            return Decimal(text) if text.isascii() and text.isdigit() else None
        try:
            return amount(text)
        except AmountError:
            return None

    @property
    def agrees(self) -> bool:
        """Whether what was counted is what the books say."""
        value = self.value()
        return value is not None and self._book in (None, value)

    def set_text(self, text: str) -> None:
        """Put a count in, or take it out."""
        self.field.setText(text)
        self._judge()

    def words(self, amount: Decimal) -> str:
        """Return an amount as it stands in this row."""
        return f"{amount:.2f}" if self._money else f"{amount:.0f}"

    def _on_edited(self) -> None:
        self._judge()
        self.edited.emit()

    def _judge(self) -> None:
        typed, value = bool(self.field.text().strip()), self.value()
        self._mark.setVisible(typed and not (value is not None and self._book is None))
        wrong = typed and value is None
        self._mark.set_shape(Shape.STOP if wrong else Shape.OK if self.agrees else Shape.WARN)
        dress(self.field, severity="stop" if wrong else "" if self.agrees or not typed else "warn")
