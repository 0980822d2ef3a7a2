"""The cards of a passage side by side: people, the next person's blank one, vehicle and trailer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.arrive.card_words import face
from kbdesk.ui.arrive.snapshot import Snapshot
from kbdesk.ui.kit.cards import PersonCard

MOST = 6
_GAP = 8
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class CardStrip(QWidget):
    """At most six cards, in equal shares of the row. Tab stops once here; arrow keys go along.

    Signals:
        chosen: A card was asked for. arg: its path.
        entered: It was clicked: its form is to be filled now.
    """

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty strip, as compiled forms do."""
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._cards: list[PersonCard] = []
        self._paths: list[str] = []
        self._shown: tuple[Snapshot, Catalog] | None = None

    def show_cards(self, snapshot: Snapshot, catalog: Catalog) -> None:
        """Show the passage's cards; nothing where they are more than a strip holds."""
        lines = snapshot.cards if fits(snapshot) else ()
        self._paths = [line.path for line in lines]
        while len(self._cards) < len(lines):
            self._add_card()
        self._shown = (snapshot, catalog)
        for card, line in zip(self._cards, lines, strict=False):
            chosen = line.path == snapshot.chosen
            card.setChecked(chosen)
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
            card.setEnabled(not snapshot.busy)
        for index, card in enumerate(self._cards):
            card.setVisible(index < len(lines))
        self._show_faces()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose words that fit the new width."""
        super().resizeEvent(event)
        self._show_faces()

    def _show_faces(self) -> None:
        if self._shown is None or not self._paths:
            return
        snapshot, catalog = self._shown
        width = (self.width() - _GAP * (len(self._paths) - 1)) / len(self._paths)
        for card, path in zip(self._cards, self._paths, strict=False):
            card.show_face(face(snapshot.line(path), snapshot, catalog, width=width))

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self.setAccessibleName(catalog.text("arrive.cards"))

    def _add_card(self) -> None:
        card, index = PersonCard(self), len(self._cards)
        card.clicked.connect(lambda _checked=False: self._enter(index))
        self._cards.append(card)
        self._row.addWidget(card, 1)

    def _choose(self, index: int) -> None:
        if 0 <= index < len(self._paths):
            self.chosen.emit(self._paths[index])
            self._cards[index].setChecked(True)
            self._cards[index].setFocus()

    def _enter(self, index: int) -> None:
        self._choose(index)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go along the cards."""
        here = next((i for i, card in enumerate(self._cards) if card.hasFocus()), None)
        step = _STEPS.get(Qt.Key(event.key()))
        if here is None or step is None:
            super().keyPressEvent(event)
            return
        self._choose(here + step)


def fits(snapshot: Snapshot) -> bool:
    """Tell whether the cards fit into a strip."""
    return len(snapshot.cards) <= MOST
