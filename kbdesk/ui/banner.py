"""A strip above the page that says what did not work, until the officer has read it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Severity
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.marks import Mark, shape_of
from kbdesk.ui.kit.words import Paragraph, dress


class Banner(QFrame):
    """One sentence with its mark, perhaps with a way out. What is said while another sentence stands waits its turn.

    Signals:
        acted: The way out was chosen. arg: its key, as given to `say`.
    """

    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[tuple[str, Severity, str, str]] = []
        self._key = ""
        self._mark = Mark()
        self._words = Paragraph()
        self._way_out = Button(kind=Kind.SMALL)
        self._close = Button(kind=Kind.SMALL)
        self.setLayout(
            row(
                column(self._mark, gap=0),
                (self._words, 1),
                self._way_out,
                self._close,
                gap=12,
                margins=(24, 8, 24, 8),
            )
        )
        self._close.clicked.connect(self._next)
        self._way_out.clicked.connect(self._on_way_out_clicked)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said now, empty while nothing is."""
        return "" if self.isHidden() else self._words.text()

    def say(self, sentence: str, *, severity: Severity = Severity.STOP, way_out: str = "", key: str = "") -> None:
        """Say a sentence; `way_out` is the text of a button whose `key` comes back by `acted`."""
        wish = (sentence, severity, way_out, key)
        if self.isHidden():
            self._show(wish)
        elif sentence != self._words.text() and wish not in self._waiting:
            self._waiting.append(wish)

    def withdraw(self, key: str) -> None:
        """Take back what was said under a key: it holds no longer."""
        self._waiting = [wish for wish in self._waiting if wish[3] != key]
        if not self.isHidden() and self._key == key:
            self._next()

    def clear(self) -> None:
        """Forget everything: another officer sits down."""
        self._waiting = []
        self.hide()

    def retranslate(self, catalog: Catalog) -> None:
        """Name the button that closes the strip."""
        self._close.setText(catalog.text("banner.close"))

    def _show(self, wish: tuple[str, Severity, str, str]) -> None:
        text, severity, way_out, self._key = wish
        self._mark.set_shape(shape_of(severity))
        self._words.setText(text)
        self._way_out.setText(way_out)
        self._way_out.setVisible(bool(way_out))
        self.setAccessibleName(text)
        dress(self, panel=str(severity))
        self.show()

    def _next(self) -> None:
        self._key = ""
        if self._waiting:
            self._show(self._waiting.pop(0))
        else:
            self.hide()

    def _on_way_out_clicked(self) -> None:
        key = self._key
        self._next()
        self.acted.emit(key)
