"""One book: its name, its time, its legal basis, what is suspended of it, and its articles in plain words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.reference import Reference
from kbdesk.domain.vocabulary import Direction
from kbdesk.ui.arrive.steady_scroll import SteadyScroll
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.pill import Pill
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.room import Room
from kbdesk.ui.rules.article_list import ArticleList
from kbdesk.ui.rules.article_words import article_words
from kbdesk.ui.rules.book_words import book_span, state_shape, state_words
from kbdesk.ui.rules.suspension_row import SuspensionRow
from kbdesk.ui.rules.view import BookShown


class BookView(SteadyScroll):
    """The book chosen; it scrolls as one.

    Signals:
        sign_asked: A suspension's second signature is to be given. arg: the `Suspension`.
        lift_asked: A suspension is to be lifted. arg: the `Suspension`.
        chosen: Another article is chosen.
    """

    sign_asked = Signal(object)
    lift_asked = Signal(object)
    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty view."""
        super().__init__(parent)
        self._inside = inside = QWidget(self)
        self._title, self._pill = Paragraph(inside, role="title"), Pill(inside)
        self._span, self._basis = Paragraph(inside, tone="ink2"), Paragraph(inside, role="caption")
        self.rows: list[SuspensionRow] = []
        self._rows_box = column(gap=8, margins=(0, 4, 0, 4))
        self.articles = ArticleList(inside)
        head = row((self._title, 1), column(self._pill, None), gap=12)
        inside.setLayout(
            column(
                head, self._span, self._basis, self._rows_box, 4, self.articles, None, gap=4, margins=(24, 16, 24, 16)
            )
        )
        self.setWidget(inside)
        self.articles.reached.connect(self._on_reached)
        self.articles.chosen.connect(self.chosen)

    def show_book(self, book: BookShown | None, now: datetime, catalog: Catalog, reference: Reference) -> None:
        """Show a book; without one, say that the shelf is empty."""
        self.setAccessibleName(catalog.text("rules_page.articles"))
        self.articles.setAccessibleName(catalog.text("rules_page.articles"))
        self._pill.setVisible(book is not None)
        self._basis.setVisible(book is not None)
        self._show_rows(book, now, catalog, reference)
        if book is None:
            self._title.setText(catalog.text("rules_page.no-books"))
            self._span.setText(catalog.text("rules_page.no-books-what"))
            self.articles.show_articles((), catalog)
            return
        line = book.line
        self._title.setText(catalog.of(line.title))
        self._pill.set_state(state_words(line, catalog), state_shape(line))
        self._span.setText(" · ".join((book_span(line, catalog), *_where(book, catalog, reference))))
        self._basis.setText(_basis(book, catalog))
        self.articles.show_articles([article_words(rule, book, catalog, reference) for rule in book.rules], catalog)

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        self.set_side(16 if room is Room.COMPACT else 24)

    def _show_rows(self, book: BookShown | None, now: datetime, catalog: Catalog, reference: Reference) -> None:
        suspensions = book.suspensions if book is not None else ()
        while len(self.rows) < len(suspensions):
            made = SuspensionRow(self._inside)
            made.sign_asked.connect(self.sign_asked)
            made.lift_asked.connect(self.lift_asked)
            self.rows.append(made)
            self._rows_box.addWidget(made)
        for made, suspension in zip(self.rows, suspensions, strict=False):
            made.show_suspension(suspension, now, catalog, reference)
        for number, made in enumerate(self.rows):
            made.setVisible(number < len(suspensions))

    def _on_reached(self, place: QRect) -> None:
        if self.articles.hasFocus():
            top = self.articles.mapTo(self._inside, place.topLeft())
            self.ensureVisible(top.x(), top.y() + place.height(), 0, 8)
            self.ensureVisible(top.x(), top.y(), 0, 8)


def _where(book: BookShown, catalog: Catalog, reference: Reference) -> list[str]:
    """Return the directions and crossings that the whole book is for."""
    text, known = book.edition.book, reference.crossings
    parts = [] if len(text.directions) == len(Direction) else [catalog.text(f"direction.{d}") for d in text.directions]
    named = [catalog.of(known[key].names) if key in known else key for key in text.crossings]
    return [*parts, ", ".join(named) if named else catalog.text("rules_page.all-crossings")]


def _basis(book: BookShown, catalog: Catalog) -> str:
    basis = catalog.text("explain.legal_basis", title=catalog.of(book.line.legal_basis))
    act = book.line.activated
    if act is None:
        return basis
    signed = catalog.text("rules_page.activated", first=act.officer, second=act.second, file=act.file)
    return f"{basis}\n{signed}"
