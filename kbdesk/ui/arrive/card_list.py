"""The list of a passage with many cards: a bar of states, what needs a hand first, one row a card."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kbdesk.domain.messages import Catalog
from kbdesk.ui.arrive.card_table import COLUMNS, LINE_ROLE, CardTable, needs_a_hand
from kbdesk.ui.arrive.card_words import shape
from kbdesk.ui.arrive.snapshot import CardLine, Snapshot, State
from kbdesk.ui.kit import fonts
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.paint import RIGHT, Canvas
from kbdesk.ui.kit.tabs import Segments
from kbdesk.ui.kit.words import Words
from kbdesk.ui.room import Room

_WIDTHS = (40, 168, 140, 104, 128, 64)
_SPARED = ("birth_date", "document_number", "slot")
_ROW = 36
_PARTS = (
    (Shape.OK, "arrive.ready", "accent", ""),
    (Shape.STOP, "arrive.stops", "stop_solid", ""),
    (Shape.WARN, "arrive.warns", "warn_solid", "warn_line"),
    (Shape.WAIT, "arrive.unfinished", "sunken", "edge"),
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StateBar(QWidget):
    """How the cards of a passage stand: one bar in parts, each named and counted beneath."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty bar."""
        super().__init__(parent)
        self._parts: list[tuple[int, Shape, str, str, str]] = []
        self.setFixedHeight(44)

    def show_states(self, snapshot: Snapshot, catalog: Catalog) -> None:
        """Count the cards by how they stand."""
        lines = [line for line in snapshot.cards if not line.blank]
        counts = {
            Shape.STOP: sum(line.state is State.STOP for line in lines),
            Shape.WARN: sum(line.state is State.WARN for line in lines),
            Shape.WAIT: sum(line.state is State.WAITING for line in lines),
        }
        counts[Shape.OK] = len(lines) - sum(counts.values())
        self._parts = [
            (counts[mark], mark, catalog.count(words, counts[mark]), fill, edge)
            for mark, words, fill, edge in _PARTS
            if counts[mark]
        ]
        self.setAccessibleName(", ".join(words for _, _, words, _, _ in self._parts))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar and the words."""
        total, gap = sum(count for count, *_ in self._parts), 2.0
        with Canvas(self) as canvas:
            room = canvas.rect.width() - gap * (len(self._parts) - 1)
            x, at = 0.0, 0.0
            for count, mark, words, fill, edge in self._parts:
                wide = room * count / total
                canvas.box(QRectF(x, 0, wide, 12), radius=2, fill=fill, edge=edge)
                x += wide + gap
                canvas.mark(mark, QRectF(at, 22, 16, 16))
                text = fonts.width(words, 15, 500)
                canvas.words(QRectF(at + 22, 18, text + 2, 24), words, weight=500)
                at += text + 42


class CardDelegate(QStyledItemDelegate):
    """Paints every cell of the list."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, CardLine):
            return
        room = QRectF(option.rect)
        painter.save()
        canvas = Canvas.over(painter, room)
        if option.state & QStyle.StateFlag.State_Selected:
            canvas.fill(room, "select")
            if index.column() == 0:
                canvas.fill(QRectF(room.x(), room.y(), 4, room.height()), "accent")
        canvas.fill(QRectF(room.x(), room.bottom() - 1, room.width(), 1), "line")
        self._paint_cell(canvas, room, line, COLUMNS[index.column()], str(index.data()))
        painter.restore()

    def _paint_cell(self, canvas: Canvas, room: QRectF, line: CardLine, name: str, text: str) -> None:
        if name == "number":
            canvas.words(room.adjusted(0, 0, -10, 0), text, px=13, ink="ink2", align=RIGHT)
            return
        if name != "findings":
            canvas.words(room.adjusted(8, 0, -4, 0), text, weight=600 if name == "surname" else 400)
            return
        mark = shape(line)
        canvas.mark(mark, QRectF(room.x() + 8, room.center().y() - 8, 16, 16))
        held = needs_a_hand(line) and mark is not Shape.WAIT
        canvas.words(
            room.adjusted(30, 0, -2, 0), text, px=13, weight=500 if held else 400, ink=str(mark) if held else "ink2"
        )


class CardList(QWidget):
    """The list view of a passage. Enter opens a card.

    Signals:
        opened: A card was asked for. arg: its path.
        chosen: A card was pointed at. arg: its path.
    """

    opened = Signal(str)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list, as compiled forms do."""
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._catalog: Catalog | None = None
        self._showing = False
        self.bar, self.filter, self._sorted = StateBar(), Segments(), Words(role="caption")
        self.model, self.table = CardTable(self), CardTableView()
        self._set_up_table()
        self.filter.currentChanged.connect(self._on_filter_changed)
        self._column = column(
            self.bar, row(self.filter, None, self._sorted, gap=12), (self.table, 1), gap=10, margins=(24, 0, 24, 0)
        )
        self.setLayout(self._column)

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setItemDelegate(CardDelegate(table))
        table.opened.connect(lambda row: self.opened.emit(self.model.line(row).path))
        table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        header = table.horizontalHeader()
        for index, wide in enumerate(_WIDTHS):
            table.setColumnWidth(index, wide)
        header.setSectionResizeMode(len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)

    def show_cards(self, snapshot: Snapshot, catalog: Catalog) -> None:
        """Show a passage's cards, the chosen one selected."""
        self._snapshot, self._catalog = snapshot, catalog
        self._showing = True
        lines = [line for line in snapshot.cards if not line.blank]
        todo = sum(needs_a_hand(line) for line in lines)
        numbers = {"all": len(lines), "todo": todo, "ready": len(lines) - todo}
        blocked = self.filter.blockSignals(True)
        self.filter.set_segments([(catalog.text(f"arrive.list.{key}", n=n), "") for key, n in numbers.items()])
        self.filter.blockSignals(blocked)
        self.bar.show_states(snapshot, catalog)
        self.model.show_cards(snapshot, catalog)
        at = self.model.row_of(snapshot.chosen)
        if at >= 0 and self.table.currentIndex().row() != at:
            self.table.selectRow(at)
        self._showing = False

    def set_room(self, room: Room) -> None:
        """Leave out what is no help in telling people apart where the window is small."""
        small = room is Room.COMPACT
        for name in _SPARED:
            self.table.setColumnHidden(COLUMNS.index(name), small)
        side = 16 if small else 24
        self._column.setContentsMargins(side, 0, side, 0)

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self.table.setAccessibleName(catalog.text("arrive.list"))
        self.filter.setAccessibleName(catalog.text("arrive.view.label"))
        self._sorted.setText(catalog.text("arrive.list.sorted"))

    def _on_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._showing:
            self.chosen.emit(self.model.line(current.row()).path)

    def _on_filter_changed(self, index: int) -> None:
        self.model.only = ("", "todo", "ready")[max(0, index)]
        if self._snapshot is not None and self._catalog is not None:
            self.model.show_cards(self._snapshot, self._catalog)


class CardTableView(QTableView):
    """The table itself; Enter or a double click opens a row.

    Signals:
        opened: arg: the row.
    """

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a table of rows 36 pixels high."""
        super().__init__(parent)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setHighlightSections(False)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open at Enter."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)
