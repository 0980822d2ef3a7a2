"""The articles of a book in plain words, one under the other; the list is as high as what it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.kit import wrapped
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.paint import Canvas
from kbdesk.ui.rules.article_words import ArticleWords

Index = QModelIndex | QPersistentModelIndex
ARTICLE: Final = int(Qt.ItemDataRole.UserRole)
_NUMBER, _MEASURE, _GAP, _PAD, _NARROW = 40, 168, 16, 12, 460
_SMALL: Final = 13


class _ArticlesModel(QAbstractListModel):
    """The rules of one book."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.articles: tuple[ArticleWords, ...] = ()
        self._catalog: Catalog | None = None

    def show_articles(self, articles: Sequence[ArticleWords], catalog: Catalog) -> None:
        """Show these articles."""
        self.beginResetModel()
        self.articles, self._catalog = tuple(articles), catalog
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.articles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        article = self.articles[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return article.text
        if role == Qt.ItemDataRole.AccessibleTextRole and self._catalog is not None:
            return article.spoken(self._catalog.text("rules_page.article", article=article.article))
        return article if role == ARTICLE else None


class _ArticleDelegate(QStyledItemDelegate):
    """Paints an article: its number, its text, what it asks and does; at the right the measure with its mark."""

    width = 560

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.width, self._height(index.data(ARTICLE)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        article: ArticleWords = index.data(ARTICLE)
        rect = QRectF(option.rect)
        canvas = Canvas.over(painter, rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            canvas.fill(rect, "select")
            canvas.fill(QRectF(rect.x(), rect.y(), 4, rect.height()), "accent")
        canvas.fill(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), "line")
        top = rect.y() + _PAD
        ink = "ink" if chosen else "accent"
        canvas.words(QRectF(rect.x() + 14, top, _NUMBER - 14, 20), article.article, weight=600, ink=ink)
        self._paint_measure(canvas, article, rect)
        left, wide = rect.x() + _NUMBER, self._words_width()
        top += 0 if self._beside() else 24
        for text, px, weight, tone in _lines(article):
            top = wrapped.put(canvas, left, top, wide, text, px=px, weight=weight, ink=tone) + (3 if text else 0)

    def _paint_measure(self, canvas: Canvas, article: ArticleWords, rect: QRectF) -> None:
        shape, words, tone = article.shape, article.measure, str(article.shape)
        if article.suspended:
            shape, words, tone = Shape.WARN, article.suspended, "warn"
        left = rect.right() - _MEASURE + _GAP if self._beside() else rect.x() + _NUMBER
        wide = rect.right() - left - 30
        canvas.mark(shape, QRectF(left, rect.y() + _PAD + 1, 18, 18))
        if self._beside():
            wrapped.put(canvas, left + 26, rect.y() + _PAD + 1, wide, words, px=_SMALL, weight=500, ink=tone)
        else:
            canvas.words(QRectF(left + 26, rect.y() + _PAD, wide, 20), words, px=_SMALL, weight=500, ink=tone)

    def _height(self, article: ArticleWords) -> int:
        wide = self._words_width()
        heights = [wrapped.height_of(text, wide, px=px, weight=weight) for text, px, weight, _ in _lines(article)]
        words = sum(high + 3 for high in heights if high)
        if not self._beside():
            return words + 24 + 2 * _PAD
        room = _MEASURE - _GAP - 30
        measure = wrapped.height_of(article.suspended or article.measure, room, px=_SMALL, weight=500)
        return max(words, measure, 20) + 2 * _PAD

    def _beside(self) -> bool:
        """Tell whether the measure stands beside the words; where the list is narrow it stands above them."""
        return self.width >= _NARROW

    def _words_width(self) -> float:
        return self.width - _NUMBER - (_MEASURE if self._beside() else 12)


def _lines(article: ArticleWords) -> tuple[tuple[str, int, int, str], ...]:
    return (
        (article.aside, _SMALL, 500, "ink2"),
        (article.text, 15, 500, "ink"),
        (article.asks, _SMALL, 400, "ink2"),
        (article.does, _SMALL, 400, "ink"),
        (article.appeal, _SMALL, 400, "ink2"),
    )


class ArticleList(QListView):
    """The articles. It never scrolls by itself: what it stands in does.

    Signals:
        reached: The arrow keys reached an article. arg: its place in the list, a `QRect`.
        chosen: Another article is chosen.
    """

    reached = Signal(QRect)
    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._delegate = _ArticlesModel(self), _ArticleDelegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    @property
    def articles(self) -> tuple[ArticleWords, ...]:
        """What is shown."""
        return self._model.articles

    @property
    def article(self) -> str:
        """The id of the article chosen, empty while there is none."""
        index = self.currentIndex()
        return self._model.articles[index.row()].article if index.isValid() else ""

    def show_articles(self, articles: Sequence[ArticleWords], catalog: Catalog) -> None:
        """Show these articles; the choice stays where it can, else there is none."""
        before = self.article
        blocked = self.selectionModel().blockSignals(True)
        self._model.show_articles(articles, catalog)
        row = next((row for row, article in enumerate(articles) if article.article == before), -1)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row))
        self.selectionModel().blockSignals(blocked)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        self._delegate.width = max(200, self.viewport().width())
        rows = (self._model.index(row) for row in range(self._model.rowCount()))
        self.setFixedHeight(max(1, sum(self._delegate.sizeHint(QStyleOptionViewItem(), row).height() for row in rows)))
        self.doItemsLayout()

    def _on_current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.reached.emit(self.visualRect(now))
        self.chosen.emit()
