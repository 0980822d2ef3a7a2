"""What was recorded and does not lie there for certain: listed at the start, printed or said from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kbdesk.desk.ports import PaperRow
from kbdesk.desk.printing import NOT_HANDED
from kbdesk.domain import numbers
from kbdesk.domain.messages import Catalog
from kbdesk.domain.scan import Recognised, ScanKind
from kbdesk.domain.vocabulary import PaperKind, PrintState
from kbdesk.ui.desk_page import DeskPage
from kbdesk.ui.kit.boxes import column, panel, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.primary import Primary
from kbdesk.ui.kit.signing_key import SigningKey
from kbdesk.ui.kit.words import Paragraph, Words
from kbdesk.ui.room import Room
from kbdesk.ui.when import clock_time, short_date

Index = QModelIndex | QPersistentModelIndex
_COLUMNS: Final = ("paper", "number", "recorded", "officer", "state")
_DOUBTED: Final = (PrintState.SENT, PrintState.UNCONFIRMED)
_SAYINGS: Final[Mapping[PrintState, str]] = MappingProxyType(
    {PrintState.PRINTED: "lies-here", PrintState.RESERVED: "nothing", PrintState.SPOILED: "spoiled"}
)
"""What an officer may say who looked at the printer."""
_OF_ONE: Final = MappingProxyType({ScanKind.PERMIT_ZONE: PaperKind.PERMIT, ScanKind.ENVELOPE: PaperKind.ENVELOPE_LABEL})
"""What is on one kind of paper alone."""
_SORT: Final = Qt.ItemDataRole.UserRole


class _PapersModel(QAbstractTableModel):
    """The papers, oldest first: kind, number, when, by whom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.papers: tuple[PaperRow, ...] = ()
        self._catalog: Catalog | None = None

    def show_papers(self, papers: Sequence[PaperRow], catalog: Catalog | None) -> None:
        """Show these papers in the words of a language."""
        self.beginResetModel()
        self.papers, self._catalog = tuple(papers), catalog
        self.endResetModel()

    def speak(self, catalog: Catalog) -> None:
        """Take the words of a language; what is chosen stays chosen."""
        self._catalog = catalog
        if self.papers:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.papers) - 1, len(_COLUMNS) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(_COLUMNS) - 1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.papers)

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        paper, name = self.papers[index.row()], _COLUMNS[index.column()]
        if role == _SORT and name == "recorded":
            return paper.at.isoformat()
        if role in (Qt.ItemDataRole.DisplayRole, _SORT) and self._catalog is not None:
            return self._words(paper, name, self._catalog)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and self._catalog:
            return self._catalog.text(f"unprinted.column.{_COLUMNS[section]}")
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    @staticmethod
    def _words(paper: PaperRow, name: str, catalog: Catalog) -> str:
        match name:
            case "paper":
                return catalog.text(f"arrive.paper.{paper.kind}")
            case "number":
                return numbers.spelled(paper.number)
            case "recorded":
                return f"{short_date(paper.at.date(), catalog.language)}  {clock_time(paper.at)}"
            case "state":
                return catalog.text(f"unprinted.state.{'unsent' if _unsent(paper) else paper.state}")
            case _:
                return paper.officer


class UnprintedPage(DeskPage):
    """The list and its one action: print what is chosen, or all of it.

    A paper that was sent and of which nobody knows is not printed from here before an officer has looked at the
    printer: its seal, zone or label is scanned from the sheet that lies there, or one of three buttons says it. What
    stands on several sheets only chooses them.

    Signals:
        print_asked: Papers are to be printed. arg: a tuple of `PaperRow`.
        said: An officer saw what became of papers. args: a tuple of `PaperRow`, the `PrintState`.
        cancel_asked: What is on its way is to be canceled.
    """

    print_asked = Signal(object)
    said = Signal(object, object)
    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalog: Catalog | None = None
        self._busy, self._room = False, Room.WIDE
        self._title, self._hint = Words(role="title"), Paragraph(tone="ink2")
        self._model = _PapersModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._model)
        self._sorted.setSortRole(_SORT)
        self.table = _table(self._sorted)
        self.print_chosen = Button(icon="printer")
        self.cancel = Button(icon="x")
        self.print_all = Primary()
        self.sayings = {state: Button() for state in _SAYINGS}
        self._work = column(self._title, self._hint, 8, (self.table, 1), gap=4, margins=(24, 16, 24, 8))
        sayings = tuple(self.sayings.values())
        self._bar_row = row(
            self.print_chosen, *sayings, self.cancel, None, self.print_all, gap=12, margins=(24, 0, 24, 0)
        )
        self._bar = panel("bar", self._bar_row, height=72)
        self.setLayout(column((panel("surface", self._work), 1), self._bar, gap=0))
        self.setFocusProxy(self.table)
        self._key = SigningKey(self, self.print_all)
        self.print_all.signed.connect(lambda: self._ask(self._model.papers))
        self.print_chosen.clicked.connect(lambda: self._ask(self.chosen()))
        self.cancel.clicked.connect(self.cancel_asked)
        for state, button in self.sayings.items():
            button.clicked.connect(partial(self._say, state))
        self.table.activated.connect(lambda _index: self._ask(self.chosen()))
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._offer())

    @property
    def papers(self) -> tuple[PaperRow, ...]:
        """What is listed."""
        return self._model.papers

    def chosen(self) -> tuple[PaperRow, ...]:
        """Return the papers of the rows chosen, in the order shown."""
        rows = self.table.selectionModel().selectedRows()
        return tuple(self._model.papers[self._sorted.mapToSource(index).row()] for index in rows)

    def scanned(self, found: Recognised) -> bool:
        """Take what was scanned from a sheet at the printer: the one that alone bears it is printed, else chosen."""
        papers = tuple(paper for paper in self._model.papers if paper.state in _DOUBTED and _bears(paper, found))
        if len(papers) == 1 and _alone(papers[0], found):
            self.said.emit(papers, PrintState.PRINTED)
        elif papers:
            self._choose(papers)
        return bool(papers)

    def watch(self, window: QWidget) -> None:
        """Listen to F9 in a window."""
        self._key.watch(window)

    def show_papers(self, papers: Sequence[PaperRow]) -> None:
        """List these papers; nothing is on its way to the printer."""
        self._busy = False
        self._model.show_papers(papers, self._catalog)
        if papers:
            first = self._sorted.index(0, 0)
            rows = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(first, rows)
        self.print_all.settle()
        self._offer()

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog = catalog
        self._model.speak(catalog)
        self._title.setText(catalog.text("unprinted.title"))
        self.table.setAccessibleName(catalog.text("unprinted.title"))
        self._offer()

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        compact, self._room = room is Room.COMPACT, room
        side = 16 if compact else 24
        self._work.setContentsMargins(side, 8 if compact else 16, side, 8)
        self._bar_row.setContentsMargins(side, 0, side, 0)
        self._bar.setFixedHeight(56 if compact else 72)
        self.print_all.setFixedHeight(48 if compact else 56)
        self.table.setColumnHidden(_COLUMNS.index("officer"), compact)
        header, modes = self.table.horizontalHeader(), QHeaderView.ResizeMode
        for at, name in enumerate(_COLUMNS):
            narrow = compact and name != "paper"
            header.setSectionResizeMode(at, modes.ResizeToContents if narrow else modes.Stretch)
        self._offer()

    def _choose(self, papers: Sequence[PaperRow]) -> None:
        """Choose some papers, of which an officer is to say which lies there."""
        chosen = QItemSelection()
        for paper in papers:
            at = self._sorted.mapFromSource(self._model.index(self._model.papers.index(paper), 0))
            chosen.select(at, at)
        rows = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().select(chosen, rows)
        self._hint.setText(self._catalog.text("unprinted.which") if self._catalog is not None else "")

    def _ask(self, papers: tuple[PaperRow, ...]) -> None:
        reserved = tuple(paper for paper in papers if paper.state not in _DOUBTED)
        if reserved and not self._busy:
            self._busy = True
            self._offer()
            self.print_asked.emit(reserved)

    def _say(self, state: PrintState) -> None:
        doubted = tuple(paper for paper in self.chosen() if paper.state in _DOUBTED)
        if doubted:
            self.said.emit(doubted, state)

    def _offer(self) -> None:
        catalog, papers = self._catalog, self._model.papers
        if catalog is None:
            return
        waiting = [paper for paper in papers if paper.state not in _DOUBTED]
        doubted = len(papers) - len(waiting)
        hint = "unprinted.look" if doubted else "unprinted.hint" if papers else "unprinted.empty"
        unsent = bool(self.chosen()) and all(map(_unsent, self.chosen()))
        self._hint.setText(catalog.text(f"fault.{NOT_HANDED}" if unsent else hint))
        self.print_chosen.setText(catalog.text("unprinted.print-chosen"))
        asked = any(paper.state in _DOUBTED for paper in self.chosen())
        both = self._room is not Room.COMPACT
        prints = (bool(waiting) or not doubted) and (both or not asked)
        self.print_chosen.setVisible(prints)
        self.print_chosen.setEnabled(any(p.state not in _DOUBTED for p in self.chosen()) and not self._busy)
        self.print_all.setVisible(prints or both)
        self.cancel.setText(catalog.text("printing.cancel"))
        self.cancel.setVisible(self._busy)
        for state, button in self.sayings.items():
            button.setText(catalog.text(f"unprinted.say.{_SAYINGS[state]}"))
            button.setVisible(bool(doubted) and (both or asked))
            button.setEnabled(asked)
        self.table.setVisible(bool(papers))
        if self._busy:
            self.print_all.hold(catalog.text("unprinted.busy"), "", mark=Shape.WAIT)
        elif waiting and prints:
            count = catalog.count("unprinted.print-all.count", len(waiting))
            self.print_all.offer(catalog.text("unprinted.print-all"), count, icon="printer")
        else:
            why = catalog.text("unprinted.look-first" if doubted else "unprinted.empty")
            self.print_all.hold(catalog.text("unprinted.nothing"), why, mark=Shape.WARN if doubted else Shape.OK)


def _unsent(paper: PaperRow) -> bool:
    """Tell whether a paper was never handed to the printer, so that nothing can have come out."""
    return paper.state is PrintState.UNCONFIRMED and paper.reason == NOT_HANDED


def _bears(paper: PaperRow, found: Recognised) -> bool:
    """Tell whether what was scanned may stand on a paper: its seal, its zone, or the number that it bears."""
    if found.kind is ScanKind.SEAL:
        return bool(paper.seal) and paper.seal == found.seal
    possible = found.kind is ScanKind.NUMBER or paper.kind is _OF_ONE.get(found.kind)
    return possible and paper.number in numbers.understand(found.text)


def _alone(paper: PaperRow, found: Recognised) -> bool:
    """Tell whether it stands on no other sheet: a copy bears what its original does, a number every paper of it."""
    return not paper.copy and found.kind is not ScanKind.NUMBER


def _table(model: QSortFilterProxyModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setSortingEnabled(True)
    table.sortByColumn(_COLUMNS.index("recorded"), Qt.SortOrder.AscendingOrder)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(36)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return table
