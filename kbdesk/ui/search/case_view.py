"""The chosen case: who or what it is, how it stands, and its timeline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kbdesk.domain import numbers
from kbdesk.domain.dates import spelled as spelled_date
from kbdesk.domain.messages import Catalog
from kbdesk.domain.search import SearchRow
from kbdesk.domain.timeline import TimelineRow, tell
from kbdesk.domain.vocabulary import PermitState
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.paint import RIGHT, Canvas
from kbdesk.ui.kit.pill import Pill
from kbdesk.ui.kit.words import Words
from kbdesk.ui.when import clock_time, short_date

Index = QModelIndex | QPersistentModelIndex
_ROW: Final = int(Qt.ItemDataRole.UserRole)
_HEIGHT: Final = 40
_ICONS: Final = {
    "surrender": "id-card",
    "swap": "car-front",
    "papers": "file-text",
    "paper": "printer",
    "print": "printer",
    "custody": "mail",
    "return": "undo-2",
    "claim": "arrow-left-right",
    "permit": "file-text",
    "registration": "file-text",
}
_SHAPES: Final = {"refusal": Shape.STOP, "referral": Shape.WARN, "finding": Shape.WARN, "hit": Shape.WARN}
_STATES: Final = {
    PermitState.IN_FORCE: Shape.OK,
    PermitState.EXPIRED: Shape.WARN,
    PermitState.VOID: Shape.STOP,
    PermitState.RETURNED: Shape.NOTE,
    PermitState.UNKNOWN: Shape.NOTE,
}


class _TimelineModel(QAbstractListModel):
    """The entries of a case, oldest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[TimelineRow, ...] = ()
        self.catalog: Catalog | None = None

    def show_rows(self, rows: Sequence[TimelineRow], catalog: Catalog) -> None:
        """Show these entries."""
        self.beginResetModel()
        self.rows, self.catalog = tuple(rows), catalog
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry, catalog = self.rows[index.row()], self.catalog
        if catalog is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return tell(entry, catalog)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            at = entry.occurred_at or entry.at
            when = f"{short_date(at.date(), catalog.language)}, {clock_time(at)}"
            return ", ".join((when, tell(entry, catalog), entry.officer))
        return entry if role == _ROW else None

    def day(self, place: int) -> str:
        """Return the day of an entry where it is another than that of the entry before."""
        rows, catalog = self.rows, self.catalog
        on = (rows[place].occurred_at or rows[place].at).date()
        same = place and (rows[place - 1].occurred_at or rows[place - 1].at).date() == on
        return "" if same or catalog is None else short_date(on, catalog.language)


class _TimelineDelegate(QStyledItemDelegate):
    """Paints an entry: day, time, a node on a line, what happened, officer and entry number."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(280, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, entry = index.model(), index.data(_ROW)
        if not isinstance(model, _TimelineModel) or model.catalog is None:
            return
        rect, wide = QRectF(option.rect), option.rect.width() > 460
        canvas = Canvas.over(painter, rect)
        if option.state & QStyle.StateFlag.State_Selected:
            canvas.fill(rect, "select")
        top, left = rect.y() + (_HEIGHT - 20) / 2, rect.x()
        canvas.words(QRectF(left, top, 84, 20), model.day(index.row()), px=13, weight=600)
        canvas.words(QRectF(left + 86, top, 44, 20), clock_time(entry.occurred_at or entry.at), ink="ink2", align=RIGHT)
        centre = left + 156
        above, below = index.row() > 0, index.row() + 1 < model.rowCount()
        for there, y in ((above, rect.y()), (below, rect.y() + _HEIGHT - 7)):
            if there:
                canvas.fill(QRectF(centre - 1, y, 2, 7), "accent_line")
        self._paint_node(canvas, QRectF(centre - 13, rect.y() + 7, 26, 26), entry.kind.partition(".")[0])
        right = 150 if wide else 0
        words = QRectF(left + 182, top, rect.width() - 190 - right, 20)
        canvas.words(words, tell(entry, model.catalog), weight=500)
        if wide:
            canvas.words(QRectF(rect.right() - 148, top, 88, 20), entry.officer, px=13, ink="ink2", align=RIGHT)
            canvas.words(QRectF(rect.right() - 56, top, 52, 20), str(entry.entry), px=13, weight=500, align=RIGHT)

    @staticmethod
    def _paint_node(canvas: Canvas, at: QRectF, subject: str) -> None:
        if subject in _SHAPES:
            canvas.mark(_SHAPES[subject], at)
            return
        canvas.box(at, radius=13, fill="accent_tint", edge="accent")
        canvas.icon(_ICONS.get(subject, "list"), at.adjusted(6, 6, -6, -6), "accent", 2.25)


class CaseView(QWidget):
    """The case."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty view."""
        super().__init__(parent)
        self._name, self._facts = Words(self, role="name"), Words(self, role="caption")
        self._state = Pill(self)
        self._heading, self._columns = Words(self, role="section"), Words(self, role="caption")
        self._model = _TimelineModel(self)
        self.timeline = QListView(self)
        self.timeline.setModel(self._model)
        self.timeline.setItemDelegate(_TimelineDelegate(self.timeline))
        self.timeline.setFrameShape(QListView.Shape.NoFrame)
        self.timeline.setUniformItemSizes(True)
        self.timeline.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.timeline.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._head = row((self._name, 1), self._state, gap=12)
        self.setLayout(
            column(self._head, self._facts, 8, row(self._heading, None, self._columns), (self.timeline, 1), gap=2)
        )

    @property
    def rows(self) -> tuple[TimelineRow, ...]:
        """The entries shown."""
        return self._model.rows

    def show_case(self, found: SearchRow | None, rows: Sequence[TimelineRow], catalog: Catalog) -> None:
        """Show a case; nothing for None."""
        self.setVisible(found is not None)
        self._model.show_rows(rows if found is not None else (), catalog)
        self._heading.setText(catalog.text("search_page.timeline"))
        self._columns.setText(catalog.text("search_page.timeline-columns"))
        self.timeline.setAccessibleName(catalog.text("search_page.timeline"))
        if found is None:
            return
        self._name.setText(found.name or found.plate or numbers.spelled(found.number))
        self._name.setToolTip(self._name.text())
        self._facts.setText(" · ".join(facts(found, catalog)))
        self._facts.setToolTip(self._facts.text())
        if found.state:
            state = PermitState(found.state)
            self._state.set_state(catalog.text(f"search.state.{state}"), _STATES[state])
        self._state.setVisible(bool(found.state))


def facts(found: SearchRow, catalog: Catalog) -> list[str]:
    """Return what is known of a case in a few words each."""
    text = catalog.text
    said = [f"{text(f'search.kind.{found.kind}')} {numbers.spelled(found.number)}".strip()]
    if found.born:
        said.append(text("search_page.born", date=spelled_date(found.born)))
    said += [part for part in (found.document, found.plate) if part]
    if found.envelope:
        said.append(numbers.spelled_envelope(found.envelope))
    return said
