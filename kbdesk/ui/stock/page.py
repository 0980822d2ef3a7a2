"""The Stock page: numbered blanks, printed runs to confirm, and papers found by the number on them."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtWidgets import QWidget

from kbdesk.desk.ports import PaperRow
from kbdesk.domain.issued import IssuedRow
from kbdesk.domain.messages import Catalog
from kbdesk.domain.stock import BlankRow, StockReport
from kbdesk.domain.vocabulary import PermitState
from kbdesk.ui.ask_field import AskField
from kbdesk.ui.desk import Session
from kbdesk.ui.desk_page import DeskPage
from kbdesk.ui.kit.boxes import column
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.listings import Listings
from kbdesk.ui.rail import Place
from kbdesk.ui.room import Room
from kbdesk.ui.shift.listing import Listing
from kbdesk.ui.signing_bar import SigningBar
from kbdesk.ui.stock.acts import StockActs
from kbdesk.ui.stock.view import Papers, look_up, paper_rows, run_of, stock_rows, waiting_rows
from kbdesk.ui.worker import Worker

_OF_ISSUED = ("void", "correct", "extend")


class Part(IntEnum):
    """What is looked at."""

    STOCK = 0
    CONFIRM = 1
    PAPER = 2


class StockPage(DeskPage):
    """The page. A number scanned or typed above is found among the sheets that wait, else among the papers."""

    def __init__(self, session: Session, store: Worker, catalog: Catalog, parent: QWidget | None = None) -> None:
        """Make the page; it looks at the stock when it is shown."""
        super().__init__(parent)
        self._session, self._store, self._catalog = session, store, catalog
        self.report: StockReport | None = None
        self.found: Papers | None = None
        self.acts = StockActs(session, store, self)
        self.ask = AskField(self)
        self.stock = Listing(("receive", "move", "count"), of_row=("move", "count"), parent=self)
        self.confirm = Listing((), parent=self)
        self.papers = Listing(_OF_ISSUED, of_row=_OF_ISSUED, parent=self)
        named = {"stock": self.stock, "confirm": self.confirm, "paper": self.papers}
        self.listings = Listings("stock_page", named, beside=self.ask, parent=self)
        self.part = self.listings.tabs
        self.back = Button(self)
        self.bar = SigningBar(self.back, parent=self)
        self.toast, self.sign = self.bar.toast, self.bar.sign
        self.setLayout(column((self.listings, 1), self.bar, gap=0))
        self._connect()
        self.setFocusProxy(self.ask)
        self.set_room(Room.WIDE)
        self.retranslate(catalog)

    # -- what the window asks ------------------------------------------------------------------------
    def watch(self, window: QWidget) -> None:
        """Listen to the signing key in a window."""
        self.bar.watch(window)

    def look(self) -> None:
        """Look at the stock again, and at the papers of the number looked up."""
        self._store.run_newest("stock", self._session.stock.report, self._on_looked, self.failed.emit)
        if self.found is not None:
            self.open(self.found.number)

    def open(self, text: str) -> None:
        """Look a number up: that of a paper, or of a sheet that waits to be confirmed."""
        waiting = self.report.unconfirmed if self.report is not None else ()
        bare = "".join(text.split()).upper()
        sheet = next((number for number, row in enumerate(waiting) if bare in (row.blank, row.number)), -1)
        if sheet >= 0:
            self.part.setCurrentIndex(Part.CONFIRM)
            self.confirm.choose(sheet)
        elif bare:
            self._store.run_newest("papers", lambda: look_up(self._session, bare), self._on_found, self._on_not_found)

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog = catalog
        self.ask.set_hints(catalog.text("stock_page.ask"), catalog.text("stock_page.ask-short"))
        self.listings.retranslate(catalog)
        self.back.setText(catalog.text("stock_page.back"))
        self._show()

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        self.listings.set_room(room)
        self.bar.set_room(room)

    # -- showing -------------------------------------------------------------------------------------
    @property
    def sheet(self) -> BlankRow | None:
        """The sheet chosen among those that wait."""
        rows = self.report.unconfirmed if self.report is not None else ()
        return rows[self.confirm.row] if 0 <= self.confirm.row < len(rows) else None

    @property
    def paper(self) -> PaperRow | None:
        """The paper chosen."""
        rows = self.found.papers if self.found is not None else ()
        return rows[self.papers.row] if 0 <= self.papers.row < len(rows) else None

    @property
    def issued(self) -> IssuedRow | None:
        """The permit or registration that the paper chosen tells of, None for a notice."""
        paper = self.paper
        known = self.found.issued if self.found is not None else ()
        if paper is None or not known:
            return None
        vehicle = "plate" in str(paper.kind) or "registration" in str(paper.kind)
        of_kind = [one for one in known if (str(one.kind) == "registration") is vehicle]
        return (of_kind or list(known))[0]

    def _on_looked(self, report: StockReport) -> None:
        self.report = report
        self._show()

    def _on_found(self, found: Papers) -> None:
        self.found = found
        self.part.setCurrentIndex(Part.PAPER)
        self._show()

    def _on_not_found(self, error: Exception) -> None:
        self.found = None
        self._show()
        self.failed.emit(error)

    def _show(self) -> None:
        catalog = self._catalog
        if self.report is not None:
            self.stock.show_rows(stock_rows(self.report, catalog))
            self.confirm.show_rows(waiting_rows(self.report, catalog))
            self.part.set_mark(Part.CONFIRM, Shape.WARN if self.report.unconfirmed else None)
        self.papers.show_rows([] if self.found is None else paper_rows(self.found, catalog))
        self._offer()

    def _offer(self) -> None:
        part, catalog, text = self.part.currentIndex(), self._catalog, self._catalog.text
        alive = self.issued is not None and self.issued.state in (PermitState.IN_FORCE, PermitState.EXPIRED)
        for name in _OF_ISSUED:
            self.papers.buttons[name].setEnabled(alive)
        sheet, paper = self.sheet, self.paper
        if part == Part.STOCK:
            self.sign.offer(text("stock_page.receive.title"), text("stock_page.receive.follows"), icon="download")
        elif part == Part.CONFIRM and sheet is not None and self.report is not None:
            first, last = run_of(self.report.unconfirmed, self.confirm.row)
            self.sign.offer(text("stock_page.confirm.do"), f"{first} – {last}", icon="check")
        elif part == Part.CONFIRM:
            self.sign.hold(text("stock_page.confirm.do"), text("stock_page.confirm-none"), mark=Shape.OK)
        elif paper is not None:
            kind = catalog.text(f"arrive.paper.{paper.kind}")
            self.sign.offer(text("stock_page.do.again"), text("stock_page.again.follows", kind=kind), icon="printer")
        else:
            self.sign.hold(text("stock_page.do.again"), text("stock_page.paper-none"), mark=Shape.WAIT)

    # -- acting --------------------------------------------------------------------------------------
    def _on_signed(self) -> None:
        part, sheet, paper = self.part.currentIndex(), self.sheet, self.paper
        if part == Part.STOCK:
            self.acts.receive(self._catalog)
        elif part == Part.CONFIRM and sheet is not None and self.report is not None:
            first, last = run_of(self.report.unconfirmed, self.confirm.row)
            self.acts.confirm(sheet.kind, first, last, self._catalog)
        elif part == Part.PAPER and paper is not None:
            self.acts.again(paper, self._catalog)

    def _on_stock_asked(self, what: str) -> None:
        lines = self.report.lines if self.report is not None else ()
        line = lines[self.stock.row] if 0 <= self.stock.row < len(lines) else None
        if what == "receive":
            self.acts.receive(self._catalog)
        elif line is not None and what == "move":
            self.acts.move(line, self._catalog)
        elif line is not None:
            self.acts.count(line, self._catalog)

    def _on_paper_asked(self, what: str) -> None:
        issued = self.issued
        if issued is None:
            return
        if what == "void":
            self.acts.void(issued, self._catalog)
        elif what == "correct":
            self.acts.correct(issued, self._catalog)
        else:
            self.acts.extend(issued)

    def _on_done(self, what: str, detail: str) -> None:
        self.toast.say(self._catalog.text(f"stock_page.done.{what}"), detail)
        self.sign.settle()
        self.look()
        self.recorded.emit()

    # -- wiring --------------------------------------------------------------------------------------
    def _connect(self) -> None:
        self.ask.asked.connect(self.open)
        self.listings.turned.connect(self._offer)
        self.sign.signed.connect(self._on_signed)
        self.stock.asked.connect(self._on_stock_asked)
        self.papers.asked.connect(self._on_paper_asked)
        for listing in (self.confirm, self.papers):
            listing.list.selectionModel().currentChanged.connect(lambda _now, _before: self._offer())
        self.acts.done.connect(self._on_done)
        self.acts.failed.connect(self.failed)
        self.lead_back(self.back, Place.SHIFT)
