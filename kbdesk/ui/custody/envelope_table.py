"""The envelopes as a table: number, slot, what lies in it, for which paper, since when, overdue, who answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
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
from kbdesk.domain.custody import EnvelopeRow
from kbdesk.domain.messages import Catalog
from kbdesk.ui.returns.words import items_words

Index = QModelIndex | QPersistentModelIndex
COLUMNS: Final = ("slot", "number", "contents", "age", "overdue", "holder")
_SORT: Final = Qt.ItemDataRole.UserRole
_NARROW: Final = ("holder",)


class _EnvelopesModel(QAbstractTableModel):
    """The envelopes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[EnvelopeRow, ...] = ()
        self.catalog: Catalog | None = None
        self._today = date.min

    def show_rows(self, rows: Sequence[EnvelopeRow], today: date, catalog: Catalog) -> None:
        """Show these envelopes as they are on a day."""
        self.beginResetModel()
        self.rows, self._today, self.catalog = tuple(rows), today, catalog
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, name = self.rows[index.row()], COLUMNS[index.column()]
        if self.catalog is None:
            return None
        if role == _SORT:
            return self._key(row, name)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(row, name, self.catalog)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and self.catalog:
            return self.catalog.text(f"custody_page.column.{COLUMNS[section]}")
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _key(self, row: EnvelopeRow, name: str) -> Any:
        match name:
            case "slot":
                return f"{_letters(row.slot)}{_digits(row.slot):0>6}"
            case "age":
                return (self._today - row.since.date()).days
            case "overdue":
                return row.overdue_days
            case _:
                return str(getattr(row, name))

    def _words(self, row: EnvelopeRow, name: str, catalog: Catalog) -> str:
        match name:
            case "slot":
                return row.slot or catalog.text("custody_page.no-slot")
            case "number":
                return numbers.spelled_envelope(row.number)
            case "contents":
                return items_words(row.contents or row.given_back, catalog)
            case "age":
                return catalog.count("return_page.days", max(0, (self._today - row.since.date()).days))
            case "overdue":
                return self._standing(row, catalog)
            case _:
                return row.holder

    @staticmethod
    def _standing(row: EnvelopeRow, catalog: Catalog) -> str:
        if row.missing:
            return catalog.text("custody_page.missing")
        if not row.held:
            return catalog.text(f"disposition.{row.state}")
        return catalog.count("custody_page.overdue", row.overdue_days) if row.overdue_days else ""


def _letters(slot: str) -> str:
    return "".join(c for c in slot if not c.isdigit()).strip()


def _digits(slot: str) -> str:
    return "".join(c for c in slot if c.isdigit())


class EnvelopeTable(QTableView):
    """The table; several rows may be chosen.

    Signals:
        chosen: Other rows are chosen.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(parent)
        self._model, self._sorted = _EnvelopesModel(self), QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._model)
        self._sorted.setSortRole(_SORT)
        self.setModel(self._sorted)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(36)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for index, name in enumerate(COLUMNS):
            mode = QHeaderView.ResizeMode.Stretch if name == "contents" else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(index, mode)
        self.selectionModel().selectionChanged.connect(lambda _new, _old: self.chosen.emit())

    @property
    def rows(self) -> tuple[EnvelopeRow, ...]:
        """What is listed."""
        return self._model.rows

    @property
    def picked(self) -> tuple[EnvelopeRow, ...]:
        """The envelopes chosen, in the order shown."""
        places = self.selectionModel().selectedRows()
        return tuple(self._model.rows[self._sorted.mapToSource(place).row()] for place in places)

    def show_rows(self, rows: Sequence[EnvelopeRow], today: date, catalog: Catalog) -> None:
        """List these envelopes; those chosen stay chosen, else the first is."""
        before = {row.number for row in self.picked}
        blocked = self.selectionModel().blockSignals(True)
        self._model.show_rows(rows, today, catalog)
        self.pick(before)
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()
        self.chosen.emit()

    def pick(self, wanted: set[str]) -> None:
        """Choose envelopes by number, the first row where none of them is listed."""
        rows = QItemSelectionModel.SelectionFlag.Rows
        places = [self._sorted.index(n, 0) for n in range(self._sorted.rowCount())]
        listed = [p for p in places if self._model.rows[self._sorted.mapToSource(p).row()].number in wanted]
        for place in listed or places[:1]:
            self.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.Select | rows)

    def set_narrow(self, narrow: bool) -> None:
        """Leave columns out where there is little room."""
        for name in _NARROW:
            self.setColumnHidden(COLUMNS.index(name), narrow)
