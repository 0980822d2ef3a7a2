"""A strip above the page that says what did not work, until the officer has read it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Severity
from kbdesk.ui.kit.boxes import row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.marks import Mark, shape_of
from kbdesk.ui.kit.words import Paragraph, dress
from kbdesk.ui.telling import Telling, told


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """Something to be said; `key` tells it from other things."""

    telling: Telling
    severity: Severity
    way_out: Telling
    key: str


class Banner(QFrame):
    """One sentence with its mark, perhaps with a way out. What is said while another sentence stands waits its turn.

    Signals:
        acted: The way out was chosen. arg: its key, as given to `say`.
    """

    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalog: Catalog | None = None
        self._said: _Wish | None = None
        self._waiting: list[_Wish] = []
        self._mark = Mark(self)
        self._words = Paragraph(self)
        self._way_out = Button(self, kind=Kind.SMALL)
        self._close = Button(self, kind=Kind.SMALL)
        parts = (self._mark, (self._words, 1), self._way_out, self._close)
        self.setLayout(row(*parts, gap=12, margins=(24, 8, 24, 8)))
        self._close.clicked.connect(self._next)
        self._way_out.clicked.connect(self._on_way_out_clicked)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said now, empty while nothing is."""
        return self._words.text() if self._said is not None else ""

    def say(
        self, telling: Telling, *, severity: Severity = Severity.STOP, way_out: Telling = "", key: str = ""
    ) -> None:
        """Say a sentence; `way_out` is on a button whose `key` comes back by `acted`. Nothing is said twice over."""
        wish = _Wish(telling=telling, severity=severity, way_out=way_out, key=key)
        if self._said is None:
            self._show(wish)
        elif self._text(telling) not in (self._text(w.telling) for w in (self._said, *self._waiting)):
            self._waiting.append(wish)

    def withdraw(self, key: str) -> None:
        """Take back what was said under a key: it holds no longer."""
        self._waiting = [wish for wish in self._waiting if wish.key != key]
        if self._said is not None and self._said.key == key:
            self._next()

    def unsay(self, telling: Telling) -> None:
        """Take back a sentence, whoever said it: it holds no longer."""
        text = self._text(telling)
        self._waiting = [wish for wish in self._waiting if self._text(wish.telling) != text]
        if self._said is not None and self._text(self._said.telling) == text:
            self._next()

    def clear(self) -> None:
        """Forget everything."""
        self._waiting = []
        self._next()

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language, for what is said already too."""
        self._catalog = catalog
        self._close.setText(catalog.text("banner.close"))
        if self._said is not None:
            self._show(self._said)

    def _text(self, telling: Telling) -> str:
        return told(telling, self._catalog)

    def _show(self, wish: _Wish) -> None:
        self._said = wish
        text, way_out = self._text(wish.telling), self._text(wish.way_out)
        self._mark.set_shape(shape_of(wish.severity))
        self._words.setText(text)
        self._way_out.setText(way_out)
        self._way_out.setVisible(bool(way_out))
        self.setAccessibleName(text)
        dress(self, panel=str(wish.severity))
        self.show()

    def _next(self) -> None:
        self._said = None
        if self._waiting:
            self._show(self._waiting.pop(0))
        else:
            self.hide()

    def _on_way_out_clicked(self) -> None:
        key = self._said.key if self._said is not None else ""
        self._next()
        self.acted.emit(key)
