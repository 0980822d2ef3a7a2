"""What was found, as a table that sorts, filters and is gone along by keyboard."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kbdesk.domain import numbers
from kbdesk.domain.dates import spelled as spelled_date
from kbdesk.domain.messages import Catalog
from kbdesk.domain.search import SearchKind, SearchRow
from kbdesk.ui.room import Room

Index = QModelIndex | QPersistentModelIndex
COLUMNS: Final = ("name", "kind", "number", "on", "state")
_HEIGHT: Final = 36
_SORT: Final = Qt.ItemDataRole.UserRole
_HIDDEN: Final = {Room.WIDE: (), Room.TIGHT: ("kind", "state"), Room.COMPACT: ("kind",)}


class _ResultsModel(QAbstractTableModel):
    """The rows found, the surest first; as long as there are `more`, the view asks for them as it comes to the end.

    Signals:
        wanted: More rows are to be read.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[SearchRow, ...] = ()
        self.catalog: Catalog | None = None
        self.more = False
        self._asked = False

    def show_rows(self, rows: Sequence[SearchRow], catalog: Catalog, *, more: bool) -> None:
        """Show these rows in the words of a language."""
        self.beginResetModel()
        self.rows, self.catalog = tuple(rows), catalog
        self.more, self._asked = more, False
        self.endResetModel()

    def append(self, rows: Sequence[SearchRow], *, more: bool) -> None:
        """Show these rows after the others."""
        known = {row.entry for row in self.rows}
        new = tuple(row for row in rows if row.entry not in known)
        self.more, self._asked = more, False
        if new:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(new) - 1)
            self.rows += new
            self.endInsertRows()

    def canFetchMore(self, _parent: Index) -> bool:
        return self.more

    def fetchMore(self, _parent: Index) -> None:
        if self.more and not self._asked:
            self._asked = True
            self.wanted.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, name = self.rows[index.row()], COLUMNS[index.column()]
        if self.catalog is None:
            return None
        if role == _SORT and name == "on":
            return row.on.isoformat()
        if role in (Qt.ItemDataRole.DisplayRole, _SORT, Qt.ItemDataRole.ToolTipRole):
            return cell(row, name, self.catalog)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and self.catalog:
            return self.catalog.text(f"search_page.column.{COLUMNS[section]}")
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class _Filtered(QSortFilterProxyModel):
    """The rows of some kinds; in the order found until a column is sorted by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSortRole(_SORT)
        self.kinds: Collection[SearchKind] = ()

    def take(self, kinds: Collection[SearchKind]) -> None:
        """Let rows of some kinds through, all where none is named."""
        self.beginFilterChange()
        self.kinds = kinds
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        source = self.sourceModel()
        return not self.kinds or (isinstance(source, _ResultsModel) and source.rows[row].kind in self.kinds)


def cell(row: SearchRow, name: str, catalog: Catalog) -> str:
    """Return what a row says in a column."""
    match name:
        case "name":
            return row.name or row.plate or row.document
        case "kind":
            return catalog.text(f"search.kind.{row.kind}")
        case "number":
            return numbers.spelled(row.number)
        case "on":
            return spelled_date(row.on.isoformat())
        case _:
            return catalog.text(f"search.state.{row.state}") if row.state else ""


class ResultTable(QTableView):
    """The table.

    Signals:
        chosen: Another row is chosen. arg: the `SearchRow`, or None.
        more_wanted: The rows after those found are to be read and given to `append`.
    """

    chosen = Signal(object)
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(parent)
        self._model, self._filtered = _ResultsModel(self), _Filtered(self)
        self._filtered.setSourceModel(self._model)
        self.setModel(self._filtered)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for index, name in enumerate(COLUMNS):
            mode = QHeaderView.ResizeMode.Stretch if name == "name" else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(index, mode)
        self._model.wanted.connect(self.more_wanted)
        self._filtered.layoutChanged.connect(self._fill)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.chosen.emit(self.row))

    @property
    def row(self) -> SearchRow | None:
        """The row chosen, None while there is none."""
        index = self._filtered.mapToSource(self.currentIndex())
        return self._model.rows[index.row()] if index.isValid() else None

    @property
    def found(self) -> tuple[SearchRow, ...]:
        """Everything read of what was found, whatever the filter."""
        return self._model.rows

    @property
    def more(self) -> bool:
        """Whether more was found than was read."""
        return self._model.more

    @property
    def shown(self) -> tuple[SearchRow, ...]:
        """What the filter lets through, in the order shown."""
        places = (self._filtered.mapToSource(self._filtered.index(n, 0)) for n in range(self._filtered.rowCount()))
        return tuple(self._model.rows[place.row()] for place in places)

    def show_rows(self, rows: Sequence[SearchRow], catalog: Catalog, *, more: bool = False) -> None:
        """List these rows; the choice stays where it can, else it falls on the first."""
        before = self.row
        blocked = self.selectionModel().blockSignals(True)
        self._model.show_rows(rows, catalog, more=more)
        self.choose(before)
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()
        if self.row != before:
            self.chosen.emit(self.row)
        self._fill()

    def append(self, rows: Sequence[SearchRow], *, more: bool) -> None:
        """List more rows after the others."""
        self._model.append(rows, more=more)
        if self.row is None:
            self.choose(None)
        self._fill()

    def filter(self, kinds: Collection[SearchKind]) -> None:
        """Show rows of some kinds only, all where none is named."""
        before = self.row
        self._filtered.take(kinds)
        self.choose(self.row or before)
        self._fill()

    def _fill(self) -> None:
        """Ask for more where the rows shown do not fill the table, or stand in another order than they were found."""
        if self._filtered.rowCount() * _HEIGHT < self.viewport().height() or self._filtered.sortColumn() >= 0:
            self._model.fetchMore(QModelIndex())

    def choose(self, wanted: SearchRow | None) -> None:
        """Choose a row, the first where it is not there."""
        shown = self.shown
        if not shown:
            return
        place = shown.index(wanted) if wanted in shown else 0
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self._filtered.index(place, 0), flags)

    def set_room(self, room: Room) -> None:
        """Leave columns out where there is little room, so that names stand whole; the case says what they say."""
        for index, name in enumerate(COLUMNS):
            self.setColumnHidden(index, name in _HIDDEN[room])
