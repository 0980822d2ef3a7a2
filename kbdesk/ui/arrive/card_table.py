"""The cards of a passage as a table: what needs a hand first, then in the order of the cards."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kbdesk.domain.messages import Catalog
from kbdesk.domain.passage import TravelerDraft
from kbdesk.ui.arrive.card_words import role_words, state_words
from kbdesk.ui.arrive.finding_words import short_words
from kbdesk.ui.arrive.snapshot import CardLine, Snapshot, State
from kbdesk.ui.arrive.understood import shown

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole)
COLUMNS = ("number", "surname", "given_names", "birth_date", "document_number", "slot", "findings")
_HEADINGS = {
    "number": "arrive.list.number",
    "document_number": "document_number.label",
    "findings": "arrive.list.findings",
}
_ORDER = (State.STOP, State.WARN, State.WAITING, State.REFUSE, State.REFER)


def needs_a_hand(line: CardLine) -> bool:
    """Tell whether a card waits for the officer."""
    return line.state in (State.STOP, State.WARN, State.WAITING)


class CardTable(QAbstractTableModel):
    """A model of one snapshot; rows are `CardLine`s, blank cards left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Make an empty table."""
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._catalog: Catalog | None = None
        self._lines: list[tuple[int, CardLine]] = []
        self.only = ""

    def show_cards(self, snapshot: Snapshot, catalog: Catalog) -> None:
        """Show a snapshot's cards. The rows are replaced only where other cards or another order come of it."""
        numbered = [(n, line) for n, line in enumerate(snapshot.cards, 1) if not line.blank]
        if self.only:
            numbered = [(n, line) for n, line in numbered if needs_a_hand(line) == (self.only == "todo")]
        lines = sorted(
            numbered, key=lambda pair: _ORDER.index(pair[1].state) if pair[1].state in _ORDER else len(_ORDER)
        )
        same = [line.path for _, line in lines] == [line.path for _, line in self._lines]
        if same and self._snapshot is not None:
            self._snapshot, self._catalog, self._lines = snapshot, catalog, lines
            self.dataChanged.emit(self.index(0, 0), self.index(max(0, len(lines) - 1), len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._snapshot, self._catalog, self._lines = snapshot, catalog, lines
        self.endResetModel()

    def line(self, row: int) -> CardLine:
        """Return the card of a row."""
        return self._lines[row][1]

    def row_of(self, path: str) -> int:
        """Return the row of a card, -1 if it has none."""
        return next((row for row, (_, line) in enumerate(self._lines) if line.path == path), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many cards there are."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return a cell's words, or the whole `CardLine` for the delegate."""
        if not index.isValid() or self._catalog is None or self._snapshot is None:
            return None
        number, line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return f"{number}, {role_words(line, self._snapshot, self._catalog)}"
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return self._cell(number, line, COLUMNS[index.column()])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        """Return a column's heading."""
        if orientation is not Qt.Orientation.Horizontal or self._catalog is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            name = COLUMNS[section]
            return self._catalog.text(_HEADINGS.get(name, f"{name}.label"))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _cell(self, number: int, line: CardLine, column: str) -> str:
        card = line.card
        if column == "number":
            return str(number)
        if column == "findings" and self._catalog is not None:
            held = line.first is not None and line.first.holds
            return short_words(line.first, self._catalog) if held and line.first else state_words(line, self._catalog)
        if isinstance(card, TravelerDraft):
            return shown(column, str(getattr(card, column)))
        vehicle = {"surname": card.plate, "given_names": f"{card.make} {card.model}".strip(), "slot": card.slot}
        return vehicle.get(column, "")
