"""A list of things told in a few words each: a mark or none, a title, and what there is to say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kbdesk.ui.kit import wrapped
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.paint import Canvas

Index = QModelIndex | QPersistentModelIndex
TOLD: Final = int(Qt.ItemDataRole.UserRole)
_LEFT, _PAD = 32, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRow:
    """One row; one without a mark belongs to the row above it."""

    title: str
    detail: str = ""
    shape: Shape | None = None


class _ToldModel(QAbstractListModel):
    """The rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[ToldRow, ...] = ()

    def show_rows(self, rows: Sequence[ToldRow]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        told = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return told.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{told.title}. {told.detail}" if told.detail else told.title
        return told if role == TOLD else None


class _ToldDelegate(QStyledItemDelegate):
    """Paints a row."""

    width = 320

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        told: ToldRow = index.data(TOLD)
        px, weight = _face(told)
        title = wrapped.height_of(told.title, self._wide(), px=px, weight=weight)
        return QSize(self.width, title + wrapped.height_of(told.detail, self._wide(), px=13) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        told: ToldRow = index.data(TOLD)
        rect = QRectF(option.rect)
        canvas = Canvas.over(painter, rect)
        if option.state & QStyle.StateFlag.State_Selected:
            canvas.fill(rect, "select")
        canvas.fill(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), "line")
        top = rect.y() + _PAD
        if told.shape is not None:
            canvas.mark(told.shape, QRectF(rect.x() + 6, top + 1, 18, 18))
        px, weight = _face(told)
        left = rect.x() + _LEFT
        top = wrapped.put(canvas, left, top, self._wide(), told.title, px=px, weight=weight)
        wrapped.put(canvas, left, top, self._wide(), told.detail, px=13, ink="ink2")

    def _wide(self) -> float:
        return self.width - _LEFT - 8


def _face(told: ToldRow) -> tuple[int, int]:
    return (15, 600) if told.shape is not None else (13, 400)


class ToldList(QListView):
    """The list; it scrolls, and breaks its words anew when it is made wider or narrower."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._delegate = _ToldModel(self), _ToldDelegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    @property
    def rows(self) -> tuple[ToldRow, ...]:
        """What is shown."""
        return self._model.rows

    def show_rows(self, rows: Sequence[ToldRow]) -> None:
        """Show these rows."""
        if tuple(rows) != self._model.rows:
            self._model.show_rows(rows)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        self._delegate.width = max(160, self.viewport().width())
        self.doItemsLayout()
