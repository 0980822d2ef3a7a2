"""The Custody page: every envelope with slot, age and overdue; move, hand over, send on, destroy by two, count."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kbdesk.domain import numbers
from kbdesk.domain.custody import EnvelopeRow, HeldFor, Inventory
from kbdesk.domain.messages import Catalog
from kbdesk.domain.scan import Recognised, ScanKind
from kbdesk.ui.ask_field import AskField, permit_in
from kbdesk.ui.custody.acts import CustodyActs
from kbdesk.ui.custody.counting import COUNT, Counting, Taken
from kbdesk.ui.custody.difference_words import difference_rows
from kbdesk.ui.custody.envelope_table import EnvelopeTable
from kbdesk.ui.custody.sealing import Sealing
from kbdesk.ui.desk import OfficerRow, Session
from kbdesk.ui.desk_page import Caret, DeskPage
from kbdesk.ui.kit.boxes import column, panel, row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.primary import Primary
from kbdesk.ui.kit.signing_key import SigningKey
from kbdesk.ui.kit.tabs import Segments
from kbdesk.ui.kit.toast import Toast
from kbdesk.ui.kit.words import Paragraph, Words
from kbdesk.ui.rail import Place
from kbdesk.ui.room import Room
from kbdesk.ui.rules.told_list import ToldList
from kbdesk.ui.worker import Worker


class Listing(StrEnum):
    """What is listed."""

    HELD = "held"
    OVERDUE = "overdue"
    MINE = "mine"
    GONE = "gone"


class CustodyPage(DeskPage):
    """The page. What is scanned is found; while a count is on, it is counted."""

    takes = frozenset({ScanKind.ENVELOPE})

    def __init__(
        self,
        session: Session,
        store: Worker,
        press: Worker,
        officers: Callable[[], Sequence[OfficerRow]],
        catalog: Catalog,
        parent: QWidget | None = None,
    ) -> None:
        """Make the page; it reads the envelopes when it is shown."""
        super().__init__(parent)
        self._session, self._store, self._catalog = session, store, catalog
        self._room, self._text = Room.WIDE, ""
        self.counting = Counting(session, store, self)
        self.acts = CustodyActs(session, store, officers, lambda: self._catalog, self)
        self.sealing = Sealing(session, store, press, lambda: self._catalog, self)
        self._title, self.count = Words(self, role="title"), Words(self, role="caption")
        self.ask, self.listing, self.table = AskField(self), Segments(self), EnvelopeTable(self)
        self.empty = Paragraph(self, tone="ink2")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._difference_title, self._difference_hint = Words(self, role="section"), Paragraph(self, tone="ink2")
        self.differences = ToldList(self)
        self.move_, self.hand_over = Button(self), Button(self)
        self.transfer, self.destroy_ = Button(self), Button(self, kind=Kind.GRAVE)
        self.toast, self.act = Toast(self), Primary(self)
        self.stop_count = Button(self)
        self.claims, self.history = Button(self, kind=Kind.QUIET_SMALL), Button(self, kind=Kind.QUIET_SMALL)
        self._lay_out()
        self._key = SigningKey(self, self.act)
        self._connect()
        self.setFocusProxy(self.ask)
        self.set_room(Room.WIDE)
        self.retranslate(catalog)

    # -- what the window asks ------------------------------------------------------------------------
    def watch(self, window: QWidget) -> None:
        """Listen to the signing key in a window."""
        self._key.watch(window)

    def look(self) -> None:
        """Read the envelopes again."""
        text, listing, officer = self._text, self._listing(), self._session.officer

        def read() -> Sequence[EnvelopeRow]:
            custody = self._session.custody
            if text:
                return custody.find(text)
            if listing is Listing.OVERDUE:
                return custody.overdue()
            return custody.envelopes(gone=listing is Listing.GONE, holder=officer if listing is Listing.MINE else "")

        self._store.run_newest("custody", read, self._on_read, self.failed.emit)

    def open(self, text: str) -> None:
        """Find what a text says."""
        self.ask.setText(text)
        self._on_asked(text)

    def typed(self) -> Mapping[str, str]:
        """Return what stands in the line, and the count that is under way."""
        return {**super().typed(), **({COUNT: self.counting.told()} if self.counting.on else {})}

    def take_up(self, typed: Mapping[str, str], at: Caret) -> None:
        """Put the line and the count back."""
        if COUNT in typed:
            self.counting.take_up(typed[COUNT])
        super().take_up(typed, at)

    def scanned(self, found: Recognised) -> bool:
        """Find an envelope by its label; while a count is on, take slots and envelopes into it."""
        if not self.counting.counts(found):
            return super().scanned(found)
        self.open(found.text)
        return True

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog = catalog
        text = catalog.text
        self._title.setText(text("custody_page.title"))
        self.table.setAccessibleName(text("custody_page.title"))
        self.listing.setAccessibleName(text("custody_page.listing"))
        blocked = self.listing.blockSignals(True)
        self.listing.set_segments([(text(f"custody_page.listing.{each}"), "") for each in Listing])
        self.listing.blockSignals(blocked)
        self.differences.setAccessibleName(text("custody_page.difference"))
        self._difference_title.setText(text("custody_page.difference"))
        self.stop_count.setText(text("custody_page.stop"))
        self.history.setText(text("custody_page.history"))
        self.claims.setText(text("custody_page.claims"))
        for button, name in (
            (self.move_, "move"),
            (self.hand_over, "hand-over"),
            (self.transfer, "transfer"),
            (self.destroy_, "destroy"),
        ):
            button.setText(text(f"custody_page.{name}"))
        self._show(self.table.rows)

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        self._room = room
        compact, side = room is Room.COMPACT, 12 if room is Room.COMPACT else 24
        self._head_row.setContentsMargins(side, 6 if compact else 14, side, 4)
        self._work_box.setContentsMargins(side, 4, side, 4)
        self._title.setVisible(room is Room.WIDE)
        self._side.setFixedWidth({Room.WIDE: 400, Room.TIGHT: 344, Room.COMPACT: 260}[room])
        self.table.set_narrow(room is not Room.WIDE)
        self._bar_row.setContentsMargins(side, 0, side, 0)
        self._bar_row.setSpacing(6 if compact else 12)
        self._bar.setFixedHeight(56 if compact else 72)
        self.act.setFixedHeight(48 if compact else 56)
        self.act.setMinimumWidth(148 if compact else 200)
        self.act.setMaximumWidth({Room.WIDE: 352, Room.TIGHT: 260, Room.COMPACT: 260}[room])
        self._offer()

    # -- showing -------------------------------------------------------------------------------------
    def _listing(self) -> Listing:
        return tuple(Listing)[max(0, self.listing.currentIndex())]

    def _on_read(self, rows: Sequence[EnvelopeRow]) -> None:
        self._show(rows)

    def _show(self, rows: Sequence[EnvelopeRow]) -> None:
        catalog, counting = self._catalog, self.counting
        self.table.show_rows(rows, self._session.clock.now().date(), catalog)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        none = "custody_page.not-found" if self._text else f"custody_page.empty.{self._listing()}"
        self.empty.setText(catalog.text(none))
        overdue = sum(1 for each in rows if each.overdue_days)
        said = catalog.count("custody_page.count", len(rows))
        self.count.setText(f"{said} · {catalog.count('custody_page.count-overdue', overdue)}" if overdue else said)
        self._side.setVisible(counting.on)
        hint = "custody_page.ask-count" if counting.on else "custody_page.ask"
        self.ask.set_hints(catalog.text(hint), catalog.text(f"{hint}-short"))
        self._show_count()
        self._offer()

    def _show_count(self) -> None:
        counting, catalog = self.counting, self._catalog
        found = counting.found
        self.differences.show_rows(difference_rows(found, counting.explanations, catalog) if found is not None else ())
        slots = catalog.count("custody_page.slots", len(counting.scanned))
        where = catalog.text("custody_page.slot-now", slot=counting.slot) if counting.slot else ""
        hint = f"{slots}. {where}" if where else catalog.text("custody_page.count-what")
        if found is not None and not found.complete:
            hint = f"{hint} {catalog.text('custody_page.not-all-slots')}"
        self._difference_hint.setText(hint)

    def _offer(self) -> None:
        picked, text, counting = self.table.picked, self._catalog.text, self.counting
        held = [each for each in picked if each.held]
        for button, able in (
            (self.move_, len(held) == 1),
            (self.hand_over, bool(held)),
            (self.transfer, bool(held)),
            (self.destroy_, len(held) == 1),
        ):
            button.setEnabled(able and not counting.on)
            button.setVisible(not counting.on)
        self.stop_count.setVisible(counting.on)
        self.history.setEnabled(len(picked) == 1)
        if not counting.on and self._room is Room.COMPACT:
            self.act.offer(text("custody_page.begin-short"))
        elif not counting.on:
            what = text("custody_page.begin-what") if self._room is Room.WIDE else ""
            self.act.offer(text("custody_page.begin"), what, icon="clipboard-check")
        elif not counting.scanned or counting.found is None:
            self.act.hold(text("custody_page.record"), text("custody_page.scan-slot"), mark=Shape.WAIT)
        elif counting.bare:
            why = self._catalog.count("custody_page.bare", len(counting.bare))
            self.act.hold(text("custody_page.record"), why, mark=Shape.WARN)
        else:
            self.act.offer(text("custody_page.record"), text("custody_page.record-what"), icon="clipboard-check")

    # -- scanning ------------------------------------------------------------------------------------
    def _on_asked(self, text: str) -> None:
        if permit_in(text, today=self._session.clock.now().date()):
            self.ask.clear()
            self.sent.emit(Place.RETURN, text)
        elif self.counting.on and text:
            if self.counting.take(text) is Taken.NO_SLOT_YET:
                self.toast.say(self._catalog.text("custody_page.scan-slot"), mark=Shape.WARN)
        else:
            self._text = text
            self.look()

    # -- acting --------------------------------------------------------------------------------------
    def _on_done(self, done: str) -> None:
        self.toast.say(self._catalog.text(f"custody_page.done.{done}"))
        self.look()
        self.recorded.emit()

    def _named(self) -> list[str]:
        return [each.number for each in self.table.picked if each.held]

    def _on_act_signed(self) -> None:
        if self.counting.on:
            self.counting.record()
        else:
            self._text = ""
            self.ask.clear()
            self.counting.begin()
            self.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_denied(self) -> None:
        """Ask for the first explanation that is wanted; else go where the next scan is taken."""
        if self.counting.on and self.counting.bare:
            self._explain(self.counting.bare[0])
        else:
            self.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_difference_activated(self, place: int) -> None:
        differences = self.counting.found.differences if self.counting.found is not None else ()
        if place < len(differences):
            self._explain(differences[place].number)

    def _explain(self, number: str) -> None:
        self.acts.explain(number, lambda why: self.counting.explain(number, why))

    def _on_recorded(self, _found: Inventory) -> None:
        self._on_done("counted")

    def _on_counting_changed(self) -> None:
        self._show(self.table.rows)
        if self.counting.bare:
            self.act.settle()

    def _on_row_activated(self) -> None:
        picked = self.table.picked
        if len(picked) == 1 and picked[0].kind is not HeldFor.NOTICE:
            self.sent.emit(Place.RETURN, numbers.spelled_envelope(picked[0].number))

    # -- wiring --------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        self._head_row = row(self._title, (self.ask, 1), self.listing, gap=12)
        self._work_box = column(
            row(self.count, None, self.claims, self.history, gap=12), (self.table, 1), (self.empty, 1), gap=4
        )
        self._work = panel("surface", self._work_box)
        heading = column(self._difference_title, self._difference_hint, gap=2, margins=(24, 14, 24, 6))
        self._side = panel("side", column(heading, row((self.differences, 1), margins=(18, 0, 18, 8)), gap=0))
        self._bar_row = row(
            *(self.move_, self.hand_over, self.transfer, self.destroy_, self.stop_count),
            *(None, self.toast, None, self.act),
            gap=12,
        )
        self._bar = panel("bar", self._bar_row)
        middle = row((self._work, 1), self._side, gap=0)
        self.setLayout(column((panel("surface", column(self._head_row, (middle, 1), gap=0)), 1), self._bar, gap=0))

    def _connect(self) -> None:
        self.ask.asked.connect(self._on_asked)
        self.listing.currentChanged.connect(lambda _index: self.look())
        self.table.chosen.connect(self._offer)
        self.table.activated.connect(lambda _index: self._on_row_activated())
        self.differences.activated.connect(lambda index: self._on_difference_activated(index.row()))
        self.move_.clicked.connect(lambda: self.acts.move(*self._named()))
        self.hand_over.clicked.connect(lambda: self.acts.hand_over(self._named()))
        self.transfer.clicked.connect(lambda: self.acts.transfer(self._named()))
        self.destroy_.clicked.connect(lambda: self.acts.destroy(*self._named()))
        self.stop_count.clicked.connect(self.counting.stop)
        self.history.clicked.connect(lambda: self.sealing.show_history(self.table.picked))
        self.claims.clicked.connect(self.acts.claims)
        self.act.signed.connect(self._on_act_signed)
        self.act.denied.connect(self._on_denied)
        self.counting.changed.connect(self._on_counting_changed)
        self.counting.recorded.connect(self._on_recorded)
        self.counting.failed.connect(self.failed)
        self.acts.done.connect(self._on_done)
        self.acts.failed.connect(self.failed)
        self.sealing.sealed.connect(lambda: self._on_done("sealed"))
        self.sealing.failed.connect(self.failed)
        back = QShortcut(QKeySequence("Esc"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(lambda: self.ask.setFocus(Qt.FocusReason.OtherFocusReason))
