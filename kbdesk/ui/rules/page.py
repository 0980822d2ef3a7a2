"""The Rules page: the books of the shelf, the one chosen in plain words, and what is put to two officers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.desk import OfficerRow, Session
from kbdesk.ui.kit.boxes import column, panel, row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.tabs import Segments
from kbdesk.ui.kit.words import Words
from kbdesk.ui.room import Room
from kbdesk.ui.rules.acts import RulesActs
from kbdesk.ui.rules.book_list import BookList
from kbdesk.ui.rules.book_view import BookView
from kbdesk.ui.rules.proposal import Proposal, Stage
from kbdesk.ui.rules.proposal_panel import ProposalPanel
from kbdesk.ui.rules.view import RulesView, look
from kbdesk.ui.signing_bar import SigningBar
from kbdesk.ui.worker import Worker


class Part(IntEnum):
    """What is shown alone where the window is small."""

    BOOKS = 0
    BOOK = 1
    PROPOSAL = 2


class RulesPage(QWidget):
    """The page. It shows one `RulesView` and one `Proposal`; whatever is ordered, the store is asked again.

    Signals:
        looked: The law was looked at again. arg: the `RulesView`.
        ordered: The rules of the desk are others now.
        failed: Something was refused or did not work. arg: the exception.
    """

    looked = Signal(object)
    ordered = Signal()
    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        store: Worker,
        files: Worker,
        officers: Callable[[], Sequence[OfficerRow]],
        catalog: Catalog,
        parent: QWidget | None = None,
    ) -> None:
        """Make the page; it looks at the law when it is shown."""
        super().__init__(parent)
        self._session, self._store, self._catalog = session, store, catalog
        self._view: RulesView | None = None
        self._room = Room.WIDE
        self.proposal = Proposal(session, store, files, self)
        self.acts = RulesActs(session, store, officers, self.proposal, self)
        self._title = Words(self, role="title")
        self.part = Segments(self)
        self.books, self.book, self.side = BookList(self), BookView(self), ProposalPanel(self)
        self.import_book = Button(self, icon="download")
        self.suspend = Button(self, kind=Kind.GRAVE)
        self.bar = SigningBar(self.import_book, self.suspend, parent=self)
        self.toast, self.put = self.bar.toast, self.bar.sign
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.books)
        self.set_room(Room.WIDE)
        self.retranslate(catalog)

    # -- what the window asks ------------------------------------------------------------------------
    def watch(self, window: QWidget) -> None:
        """Listen to the signing key in a window."""
        self.bar.watch(window)

    def look(self) -> None:
        """Look at the law again."""
        self._store.run_newest("rules", lambda: look(self._session), self._on_looked, self.failed.emit)

    def tick(self, now: datetime) -> None:
        """Look again when a rule begins or ends, and let the ages of what is unsigned grow."""
        view = self._view
        if view is None or not self.isVisible():
            return
        if view.next_change is not None and view.next_change <= now:
            self.look()
        elif view.unsigned and now.second == 0:
            self._show()

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog = catalog
        self._title.setText(catalog.text("rules_page.title"))
        self.books.setAccessibleName(catalog.text("rules_page.books"))
        self.part.setAccessibleName(catalog.text("rules_page.title"))
        self.part.set_segments([(catalog.text(f"rules_page.part.{part.name.lower()}"), "") for part in Part])
        self.import_book.setText(catalog.text("rules_page.import"))
        self.suspend.setText(catalog.text("rules_page.suspend"))
        self._show()

    def set_room(self, room: Room) -> None:
        """Take what room there is: side by side, or one part at a time."""
        self._room = room
        compact = room is Room.COMPACT
        side = 16 if compact else 24
        self._head.setVisible(compact)
        self._head_row.setContentsMargins(side, 8, side, 0)
        for widget, width in ((self._books_panel, 264), (self._side_panel, 400 if room is Room.WIDE else 344)):
            widget.setFixedWidth(width) if not compact else widget.setMinimumWidth(0)
            widget.setMaximumWidth(16_777_215 if compact else width)
        for widget in (self._books_panel, self.book, self._side_panel):
            if compact:
                self._parts.addWidget(widget)
            else:
                self._columns.removeWidget(widget)
                self._columns.addWidget(widget, 1 if widget is self.book else 0)
                widget.show()
        self._parts.setVisible(compact)
        self._side_by_side.setVisible(not compact)
        self._books_box.setContentsMargins(side, 8 if compact else 16, 8 if not compact else side, 8)
        self._title.setVisible(not compact)
        self.book.set_room(room)
        self.side.set_room(room)
        self.bar.set_room(room)
        self._on_part_changed(self.part.currentIndex())

    # -- showing -------------------------------------------------------------------------------------
    def _on_looked(self, view: RulesView) -> None:
        self._view = view
        self._show()
        self.looked.emit(view)

    def _show(self) -> None:
        view, catalog = self._view, self._catalog
        if view is not None:
            self.books.show_books(view.books, catalog)
        self._show_book()
        self._show_proposal()

    def _show_book(self) -> None:
        if self._view is not None:
            chosen = self._view.book(self.books.key)
            self.book.show_book(chosen, self._session.clock.now(), self._catalog, self._session.reference)
        self._offer_suspend()

    def _offer_suspend(self) -> None:
        self.suspend.setEnabled(self.acts.is_supervisor and bool(self.books.key))
        why = "" if self.acts.is_supervisor else self._catalog.text("fault.rules.supervisor-only")
        self.suspend.setToolTip(why)
        self.suspend.setAccessibleDescription(why)

    def _show_proposal(self) -> None:
        proposal, catalog = self.proposal, self._catalog
        self.side.show_proposal(proposal, self._view, catalog)
        self.import_book.setEnabled(proposal.stage is not Stage.SIGNING)
        kind = "lift" if proposal.suspension is not None else "activate"
        if proposal.stage is Stage.READY and proposal.signed:
            self.put.offer(catalog.text(f"rules_page.{kind}.do"), catalog.text("rules_page.two"), icon="landmark")
        elif proposal.stage is Stage.READY:
            why = catalog.text("rules_page.no-signature", file=proposal.file)
            self.put.hold(catalog.text("rules_page.activate.do"), why)
        elif proposal.stage is Stage.FAULTY:
            self.put.hold(catalog.text("rules_page.activate.do"), catalog.text("rules_page.faulty-short"))
        elif proposal.stage in (Stage.READING, Stage.REPLAYING, Stage.SIGNING):
            self.put.hold(catalog.text(f"rules_page.{kind}.do"), catalog.text("rules_page.wait"), mark=Shape.WAIT)
        elif proposal.stage is Stage.STOPPED:
            self.put.hold(catalog.text(f"rules_page.{kind}.do"), catalog.text("rules_page.stopped"), mark=Shape.WARN)
        else:
            self.put.hold(catalog.text("rules_page.nothing"), catalog.text("rules_page.nothing-what"), mark=Shape.WAIT)

    # -- acting --------------------------------------------------------------------------------------
    def _on_proposal_changed(self) -> None:
        if self._room is Room.COMPACT and self.proposal.stage in (Stage.READING, Stage.REPLAYING):
            self.part.setCurrentIndex(Part.PROPOSAL)
        if self.proposal.stage is Stage.READY:
            self.put.settle()
        self._show_proposal()

    def _on_ordered(self, done: str) -> None:
        words, what = (self._catalog.text(f"rules_page.done.{done}{more}") for more in ("", "-what"))
        self.toast.say(words, what, mark=Shape.WARN if done == "suspended" else Shape.OK)
        if self._room is Room.COMPACT:
            self.part.setCurrentIndex(Part.BOOK)
        self.look()
        self.ordered.emit()

    def _on_suspend_clicked(self) -> None:
        chosen = self._view.book(self.books.key) if self._view is not None else None
        if chosen is not None:
            self.acts.suspend(chosen, self.book.articles.article, self._catalog)

    def _on_part_changed(self, index: int) -> None:
        if self._room is Room.COMPACT:
            self._parts.setCurrentIndex(max(0, index))

    # -- wiring --------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        self._head = QWidget(self)
        self._head_row = row(self.part, None, gap=8)
        self._head.setLayout(self._head_row)
        self._books_box = column(self._title, (self.books, 1), gap=12)
        self._books_panel = panel("surface", self._books_box)
        self._side_panel = panel("side", column(self.side, gap=0))
        self._parts = QStackedWidget(self)
        self._side_by_side = QWidget(self)
        self._columns = row(gap=0)
        self._side_by_side.setLayout(self._columns)
        work = column(self._head, (self._side_by_side, 1), (self._parts, 1), gap=0)
        self.setLayout(column((panel("surface", work), 1), self.bar, gap=0))

    def _connect(self) -> None:
        self.books.chosen.connect(lambda _key: self._show_book())
        self.books.activated.connect(lambda _index: self._enter_book())
        self.part.currentChanged.connect(self._on_part_changed)
        self.book.sign_asked.connect(lambda suspension: self.acts.sign(suspension, self._catalog))
        self.book.lift_asked.connect(self.proposal.lift)
        self.side.stop_asked.connect(self.proposal.stop)
        self.side.again_asked.connect(self.proposal.again)
        self.side.drop_asked.connect(self.proposal.drop)
        self.import_book.clicked.connect(lambda: self.acts.choose_file(self._catalog))
        self.suspend.clicked.connect(self._on_suspend_clicked)
        self.put.signed.connect(lambda: self.acts.put(self._catalog))
        self.proposal.changed.connect(self._on_proposal_changed)
        self.proposal.failed.connect(self.failed)
        self.proposal.done.connect(lambda: self._on_ordered("put"))
        self.acts.ordered.connect(self._on_ordered)
        self.acts.failed.connect(self.failed)
        back = QShortcut(QKeySequence("Esc"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self._on_back_asked)

    def _enter_book(self) -> None:
        if self._room is Room.COMPACT:
            self.part.setCurrentIndex(Part.BOOK)
        self.book.articles.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_back_asked(self) -> None:
        """Go back to the books; nothing is let go of by it."""
        self.part.setCurrentIndex(Part.BOOKS)
        self.books.setFocus(Qt.FocusReason.OtherFocusReason)
