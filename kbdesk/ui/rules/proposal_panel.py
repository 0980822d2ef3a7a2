"""The side of the page: what comes next, and the proposal in hand with what it would have changed."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.kit.boxes import column, row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.tabs import Tabs
from kbdesk.ui.kit.words import Paragraph
from kbdesk.ui.room import Room
from kbdesk.ui.rules import difference_words, replay_words
from kbdesk.ui.rules.book_words import instant_words, suspension_words
from kbdesk.ui.rules.proposal import Proposal, Stage
from kbdesk.ui.rules.told_list import ToldList, ToldRow
from kbdesk.ui.rules.view import RulesView


class Tab(IntEnum):
    """What of a proposal is looked at."""

    REPLAY = 0
    DIFFERENCE = 1


class ProposalPanel(QWidget):
    """The panel.

    Signals:
        stop_asked: The replay is to be stopped.
        again_asked: A stopped replay is to be begun again.
        drop_asked: The proposal is to be let go.
    """

    stop_asked = Signal()
    again_asked = Signal()
    drop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty panel."""
        super().__init__(parent)
        self._title, self._what = Paragraph(self, role="section"), Paragraph(self, role="caption")
        self._bar, self._progress = QProgressBar(self), Paragraph(self, role="caption")
        self._found, self._looked = Paragraph(self, role="strong"), Paragraph(self, role="caption")
        self.tabs, self.list = Tabs(self), ToldList(self)
        self.stop, self.drop = Button(self, kind=Kind.SMALL), Button(self, kind=Kind.SMALL)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(12)
        self.list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._box = column(
            row((self._title, 1), column(self.drop, None), gap=8),
            self._what,
            4,
            self._bar,
            row((self._progress, 1), self.stop, gap=8),
            self._found,
            self._looked,
            self.tabs,
            (self.list, 1),
            gap=4,
            margins=(24, 16, 24, 12),
        )
        self.setLayout(self._box)
        self.tabs.set_tabs(["", ""])
        self.tabs.currentChanged.connect(lambda _index: self._show_again())
        self.stop.clicked.connect(self._on_stop_clicked)
        self.drop.clicked.connect(self.drop_asked)
        self._compact = False
        self._shown: tuple[Proposal, RulesView | None, Catalog] | None = None

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        side = 16 if room is Room.COMPACT else 24
        self._compact = room is Room.COMPACT
        self._box.setContentsMargins(side, 8 if room is Room.COMPACT else 16, side, 8)

    def show_proposal(self, proposal: Proposal, view: RulesView | None, catalog: Catalog) -> None:
        """Show how far a proposal has come; without one, what comes next by the books themselves."""
        self._shown = proposal, view, catalog
        stage = proposal.stage
        self.setAccessibleName(catalog.text("rules_page.side"))
        self.list.setAccessibleName(catalog.text("rules_page.side"))
        self.tabs.setAccessibleName(catalog.text("rules_page.side"))
        self._show_head(proposal, view, catalog)
        self._show_progress(proposal, catalog)
        replay = proposal.replay
        self._found.setVisible(replay is not None)
        self._looked.setVisible(replay is not None)
        if replay is not None:
            self._found.setText(replay_words.headline(replay, catalog))
            self._looked.setText(replay_words.looked_at(replay, catalog))
        self._show_list(proposal, view, catalog)
        self.drop.setVisible(stage not in (Stage.NONE, Stage.SIGNING))
        self.drop.setText(catalog.text("rules_page.drop"))

    def _show_again(self) -> None:
        if self._shown is not None:
            self._show_list(*self._shown)

    def _show_head(self, proposal: Proposal, view: RulesView | None, catalog: Catalog) -> None:
        if proposal.book is not None:
            book = proposal.book.book
            title = catalog.of(book.title.mapping())
            what = catalog.text("rules_page.proposal.book", file=proposal.book.file)
            if book.effective_from and (view is None or book.effective_from > view.at):
                starts = instant_words(book.effective_from, catalog)
                what = f"{what} · {catalog.text('rules_page.from', at=starts)}"
        elif proposal.suspension is not None:
            title = catalog.text("rules_page.proposal.lift")
            what = suspension_words(proposal.suspension, catalog)
        elif proposal.stage is Stage.FAULTY:
            title = catalog.text("rules_page.proposal.faulty", file=proposal.file)
            what = catalog.count("rules_page.proposal.faults", len(proposal.faults))
        elif proposal.stage is Stage.READING:
            title, what = catalog.text("rules_page.proposal.reading", file=proposal.file), ""
        else:
            title, what = catalog.text("rules_page.next"), catalog.text("rules_page.next-what")
        self._title.setText(title)
        self._what.setText(what)
        self._what.setVisible(bool(what) and not (self._compact and proposal.book is not None))

    def _show_progress(self, proposal: Proposal, catalog: Catalog) -> None:
        running = proposal.stage is Stage.REPLAYING
        stopped = proposal.stage is Stage.STOPPED
        self._bar.setVisible(running)
        self._progress.setVisible(running or stopped)
        self.stop.setVisible(running or stopped)
        self.stop.setText(catalog.text("rules_page.again" if stopped else "rules_page.stop"))
        if stopped:
            self._progress.setText(catalog.text("rules_page.stopped"))
        if not running:
            return
        self._bar.setRange(0, max(1, proposal.last))
        self._bar.setValue(proposal.read)
        words = catalog.text("rules_page.progress", read=proposal.read, last=proposal.last)
        left = proposal.seconds_left
        words = words if left is None else f"{words} · {catalog.count('rules_page.left', left)}"
        self._progress.setText(words)
        self._bar.setAccessibleName(words)

    def _show_list(self, proposal: Proposal, view: RulesView | None, catalog: Catalog) -> None:
        book, replay = proposal.book, proposal.replay
        self.tabs.setVisible(book is not None)
        if book is not None:
            names = [catalog.text("rules_page.tab.replay"), catalog.text("rules_page.tab.difference")]
            blocked = self.tabs.blockSignals(True)
            self.tabs.set_tabs(names)
            self.tabs.blockSignals(blocked)
        if proposal.stage is Stage.FAULTY:
            self.list.show_rows([_fault(fault.path, fault.reason, catalog) for fault in proposal.faults])
        elif book is not None and self.tabs.currentIndex() == Tab.DIFFERENCE:
            self.list.show_rows(list(difference_words.rows(book.before, book.book, book.changes, catalog)))
        elif replay is not None:
            self.list.show_rows(list(replay_words.rows(replay, catalog)))
        elif proposal.stage is Stage.NONE and view is not None:
            self.list.show_rows(_coming(view, catalog))
        else:
            self.list.show_rows(())

    def _on_stop_clicked(self) -> None:
        stopped = self._shown is not None and self._shown[0].stage is Stage.STOPPED
        (self.again_asked if stopped else self.stop_asked).emit()


def _fault(path: str, reason: str, catalog: Catalog) -> ToldRow:
    return ToldRow(title=path or catalog.text("rules_page.whole-file"), detail=reason, shape=Shape.STOP)


def _coming(view: RulesView, catalog: Catalog) -> list[ToldRow]:
    """Return what comes by itself: the next instant at which a rule begins or ends, and what waits for a hand."""
    rows = [
        ToldRow(
            title=suspension_words(suspension, catalog),
            detail=catalog.text("rules_page.unsigned-short"),
            shape=Shape.WARN,
        )
        for suspension in view.unsigned
    ]
    at = view.next_change
    if at is None:
        rows.append(ToldRow(title=catalog.text("rules_page.next-none"), shape=Shape.NOTE))
        return rows
    rows.append(ToldRow(title=instant_words(at, catalog), shape=Shape.NOTE))
    for book in view.books:
        title = catalog.of(book.line.title)
        for part, words in ((book.edition.effective_from, "begins"), (book.edition.effective_until, "ends")):
            if part == at:
                rows.append(ToldRow(title=catalog.text(f"rules_page.next.{words}", what=title)))
        for rule in book.rules:
            what = f"{title}, {catalog.text('rules_page.article', article=rule.article.id)}"
            if rule.effective_from == at != book.edition.effective_from:
                rows.append(ToldRow(title=catalog.text("rules_page.next.begins", what=what)))
            if rule.effective_until == at != book.edition.effective_until:
                rows.append(ToldRow(title=catalog.text("rules_page.next.ends", what=what)))
    return rows
