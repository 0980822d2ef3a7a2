"""The books of the shelf as a list one goes along with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.kit import wrapped
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.paint import Canvas
from kbdesk.ui.rules.book_words import book_span, state_shape, state_words
from kbdesk.ui.rules.view import BookShown

Index = QModelIndex | QPersistentModelIndex
BOOK: Final = int(Qt.ItemDataRole.UserRole)
_TONES: Final = {shape: str(shape) for shape in Shape} | {Shape.WAIT: "ink2"}
_SIDE, _PAD, _GAP = 14, 10, 8


class _BooksModel(QAbstractListModel):
    """The texts of the shelf's books."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.books: tuple[BookShown, ...] = ()
        self.catalog: Catalog | None = None

    def show_books(self, books: Sequence[BookShown], catalog: Catalog) -> None:
        """Show these books."""
        self.beginResetModel()
        self.books, self.catalog = tuple(books), catalog
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.books)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.catalog is None:
            return None
        book = self.books[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.catalog.of(book.line.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            line, catalog = book.line, self.catalog
            return ", ".join((catalog.of(line.title), state_words(line, catalog), book_span(line, catalog)))
        return book if role == BOOK else None


class _BookDelegate(QStyledItemDelegate):
    """Paints a book: its title on as many lines as it takes, where it stands, its span."""

    width = 232

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        book: BookShown = index.data(BOOK)
        model = index.model()
        catalog = model.catalog if isinstance(model, _BooksModel) else None
        lines = [book_span(book.line, catalog), catalog.of(book.line.title)] if catalog is not None else ["", ""]
        span, title = wrapped.height_of(lines[0], self._wide(), px=13), self._title_height(lines[1])
        return QSize(self.width, title + span + 2 * _PAD + 24 + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        book: BookShown = index.data(BOOK)
        model = index.model()
        catalog = model.catalog if isinstance(model, _BooksModel) else None
        if catalog is None:
            return
        rect = QRectF(option.rect).adjusted(0, 0, 0, -_GAP)
        canvas = Canvas.over(painter, rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        fill = "accent_tint" if chosen else "ground" if option.state & QStyle.StateFlag.State_MouseOver else "surface"
        canvas.box(rect, radius=6, fill=fill, edge="accent" if chosen else "line", line=2 if chosen else 1)
        left, top, wide = rect.x() + _SIDE, rect.y() + _PAD, self._wide()
        shape = state_shape(book.line)
        top = wrapped.put(canvas, left, top, wide, catalog.of(book.line.title), weight=600) + 3
        canvas.mark(shape, QRectF(left, top + 1, 16, 16))
        words = state_words(book.line, catalog)
        canvas.words(QRectF(left + 22, top, wide - 22, 18), words, px=13, weight=500, ink=_TONES[shape])
        wrapped.put(canvas, left, top + 21, wide, book_span(book.line, catalog), px=13, ink="ink2")

    def _title_height(self, title: str) -> int:
        return wrapped.height_of(title, self._wide(), weight=600)

    def _wide(self) -> float:
        return self.width - 2 * _SIDE


class BookList(QListView):
    """The books: in force, suspended, to come, over.

    Signals:
        chosen: Another book is chosen. arg: its key.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._delegate = _BooksModel(self), _BookDelegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.chosen.emit(self.key))

    @property
    def key(self) -> str:
        """The key of the book chosen, empty while there is none."""
        index = self.currentIndex()
        return self._model.books[index.row()].key if index.isValid() else ""

    def show_books(self, books: Sequence[BookShown], catalog: Catalog) -> None:
        """List these books; the choice stays, or falls on the first."""
        before = self.key
        blocked = self.selectionModel().blockSignals(True)
        self._model.show_books(books, catalog)
        keys = [book.key for book in books]
        if keys:
            self.setCurrentIndex(self._model.index(keys.index(before) if before in keys else 0))
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()
        if self.key != before:
            self.chosen.emit(self.key)

    def choose(self, key: str) -> None:
        """Choose a book; a key that is not listed changes nothing."""
        row = next((row for row, book in enumerate(self._model.books) if book.key == key), -1)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._delegate.width = max(160, self.viewport().width())
            self.doItemsLayout()
