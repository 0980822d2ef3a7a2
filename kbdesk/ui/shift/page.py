"""The Shift page: open it on a count, work by it, hand it over, close it on a count with its report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import IntEnum
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from kbdesk.desk.backup import Made
from kbdesk.desk.passage import Issued
from kbdesk.domain.backup import BackupPlace, Occasion
from kbdesk.domain.messages import Catalog
from kbdesk.domain.paper import Printed
from kbdesk.domain.passage import PassageDraft
from kbdesk.ui.desk import OfficerRow, Session
from kbdesk.ui.desk_page import Caret, DeskPage
from kbdesk.ui.errors import sentence_in
from kbdesk.ui.kit.boxes import column, panel, row
from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.tabs import Tabs
from kbdesk.ui.kit.words import Words
from kbdesk.ui.rail import Place
from kbdesk.ui.room import Room
from kbdesk.ui.shift.acts import ShiftActs
from kbdesk.ui.shift.count_panel import SHIFT, CountPanel, difference_words
from kbdesk.ui.shift.crossing_view import CrossingView
from kbdesk.ui.shift.figures_view import FiguresView
from kbdesk.ui.shift.lists import FeesList, FormsList
from kbdesk.ui.shift.own_list import OwnList
from kbdesk.ui.shift.report_view import ReportView, newest_words, span_words
from kbdesk.ui.shift.view import ShiftView, look
from kbdesk.ui.signing_bar import SigningBar
from kbdesk.ui.worker import Worker

_SIDE = {Room.WIDE: 400, Room.TIGHT: 344, Room.COMPACT: 0}


class Part(IntEnum):
    """What is looked at; the count is a part only where the window is small, else it stands beside them all."""

    FIGURES = 0
    FEES = 1
    CROSSING = 2
    LATE = 3
    REPORT = 4
    COUNT = 5


class ShiftPage(DeskPage):
    """The page. It shows one `ShiftView`; whatever is recorded, the store is asked again."""

    def __init__(
        self,
        session: Session,
        store: Worker,
        press: Worker,
        officers: Callable[[], Sequence[OfficerRow]],
        draft: Callable[[], PassageDraft],
        catalog: Catalog,
        parent: QWidget | None = None,
    ) -> None:
        """Make the page; it looks at the books when it is shown. `draft` is the passage on the Arrive page."""
        super().__init__(parent)
        self._session, self._store, self._press = session, store, press
        self._draft, self._catalog = draft, catalog
        self.view: ShiftView | None = None
        self._room, self._busy, self._closed_here = Room.WIDE, False, False
        self.acts = ShiftActs(session, store, officers, self)
        self._title, self._since = Words(self, role="title"), Words(self, tone="ink2")
        self.stock = Button(self, kind=Kind.SMALL, icon="layout-grid")
        self.part = Tabs(self)
        self.figures, self.fees = FiguresView(self), FeesList(self)
        self.crossing, self.late = CrossingView(self), FormsList(self)
        self.report = ReportView(session.press, press, self)
        self.count = CountPanel(self)
        self.hand_over, self.incident, self.waiting = Button(self), Button(self), Button(self)
        self.bar = SigningBar(self.hand_over, self.incident, self.waiting, parent=self)
        self.toast, self.sign = self.bar.toast, self.bar.sign
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.count)
        self.set_room(Room.WIDE)
        self.retranslate(catalog)

    # -- what the window asks ------------------------------------------------------------------------
    def watch(self, window: QWidget) -> None:
        """Listen to the signing key in a window."""
        self.bar.watch(window)

    def look(self) -> None:
        """Look at the books again."""
        self._store.run_newest("shift", lambda: look(self._session), self._on_looked, self._on_failed)

    @property
    def lines(self) -> Mapping[str, QLineEdit]:
        """The counts and the reason."""
        return self.count.lines

    def typed(self) -> Mapping[str, str]:
        """Return what was counted so far, with the shift that it is of."""
        typed = super().typed()
        return {**typed, SHIFT: self.count.shift} if typed else typed

    def take_up(self, typed: Mapping[str, str], at: Caret) -> None:
        """Put the counts back once the books are read, if the shift is the same still."""
        self.count.take_up(typed, at)

    def tick(self, now: datetime) -> None:
        """Look again once a minute, and when another order of the crossing begins to count."""
        view = self.view
        if view is None or not self.isVisible():
            return
        if now.second == 0 or (view.next_change is not None and view.next_change <= now):
            self.look()

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog = catalog
        self._title.setText(catalog.text("shift_page.title"))
        self.stock.setText(catalog.text("shift_page.stock-page"))
        self.part.setAccessibleName(catalog.text("shift_page.title"))
        self.hand_over.setText(catalog.text("shift_page.hand-over"))
        self.incident.setText(catalog.text("shift_page.incident"))
        self.waiting.setText(catalog.text("shift_page.waiting"))
        self._name_parts()
        self._show()

    def set_room(self, room: Room) -> None:
        """Take what room there is: the count beside the rest, or a part like the others."""
        self._room = room
        compact = room is Room.COMPACT
        side = 16 if compact else 24
        self._head_row.setContentsMargins(side, 12, side, 4)
        self._head.setVisible(not compact)
        self._tabs_row.setContentsMargins(side, 0, side, 0)
        self._parts.removeWidget(self.count)
        if compact:
            self._parts.addWidget(self.count)
        else:
            self._side_box.addWidget(self.count)
            self.count.show()
            self._side.setFixedWidth(_SIDE[room])
        self._side.setVisible(not compact)
        for part in (self.figures, self.fees, self.crossing, self.late, self.report, self.count):
            part.set_room(room)
        self.bar.set_room(room)
        self._name_parts()
        self._on_part_changed(self.part.currentIndex())
        self._offer()

    # -- showing -------------------------------------------------------------------------------------
    def _name_parts(self) -> None:
        shown = [part for part in Part if part is not Part.COUNT or self._room is Room.COMPACT]
        self.part.set_tabs([self._catalog.text(f"shift_page.part.{part.name.lower()}") for part in shown])

    def _on_looked(self, view: ShiftView) -> None:
        self._busy = False
        self.view = view
        self._show()
        if view.shift is not None and not self._closed_here:
            self.report.show_backup(None)
        elif view.shift is None and view.report is not None and not self._closed_here:
            closed = view.report.closed_at
            self._press.run_newest("backups", self._session.backups.place, partial(self._on_place_seen, closed))

    def _on_place_seen(self, closed: datetime | None, place: BackupPlace) -> None:
        """Say of when the last backup is; that a lock or a power cut left the last shift without one, aloud too."""
        if self.view is None or self.view.shift is not None or self._closed_here:
            return
        first = not self.report.tells_of_backup
        if closed is None or (place.newest is not None and place.newest >= closed.replace(microsecond=0)):
            self._tell_backup(partial(newest_words, place), Shape.OK)
            return
        self._tell_backup(lambda catalog: catalog.text("shift_page.backup.none-since", folder=place.folder), Shape.WARN)
        if first:
            text = self._catalog.text
            self.toast.say(text("shift_page.backup.none"), text("shift_page.backup.none-what"), mark=Shape.WARN)

    def _show(self) -> None:
        view, catalog = self.view, self._catalog
        if view is None:
            self._offer()
            return
        told = catalog.text("shift_page.none-open")
        if view.shift is not None and view.report is not None:
            told = span_words(view.report, catalog)
        self._since.setText(told)
        self.count.show_view(view, catalog)
        self.figures.show_view(view, catalog)
        self.fees.show_view(view, catalog)
        self.crossing.show_view(view, catalog)
        self.late.show_view(view, catalog)
        self.report.show_view(view, catalog)
        self._offer()

    def _offer(self) -> None:
        """Offer what can be done now; what cannot says why."""
        view = self.view
        there = view is not None and view.shift is not None and not self.bar.crowded
        for button in (self.hand_over, self.incident, self.waiting):
            button.setVisible(there and (self._room is not Room.COMPACT or button is self.hand_over))
        self.hand_over.setEnabled(self.count.counted() is not None and not self._busy)
        self.hand_over.setToolTip("" if self.hand_over.isEnabled() else self._catalog.text("shift_page.count-first"))
        self.hand_over.setAccessibleDescription(self.hand_over.toolTip())
        self._offer_sign(view)

    def _offer_sign(self, view: ShiftView | None) -> None:
        catalog = self._catalog
        if view is None or self._busy:
            self.sign.hold(catalog.text("shift_page.working"), catalog.text("shift_page.wait"), mark=Shape.WAIT)
            return
        title = catalog.text("shift_page.open" if view.shift is None else "shift_page.close")
        missing, differing = self.count.uncounted, self.count.differing()
        if missing:
            self.sign.hold(title, catalog.count("shift_page.uncounted", missing), mark=Shape.WAIT)
        elif self._needs_reason(view) and not self.count.said():
            told = difference_words(differing[0], catalog) if differing else catalog.text("shift_page.unsigned-short")
            why = catalog.text("shift_page.waits-for-reason", what=told)
            short = catalog.text("shift_page.waits-for-reason-short")
            self.sign.hold(title, why if self._room is Room.WIDE else short, mark=Shape.WARN)
        elif view.shift is None:
            self.sign.offer(title, catalog.text("shift_page.open.follows"), icon="check")
        elif self._needs_reason(view):
            self.sign.offer(title, catalog.text("shift_page.close.by-two"), icon="printer")
        else:
            self.sign.offer(title, catalog.text("shift_page.close.follows"), icon="printer")

    def _needs_reason(self, view: ShiftView) -> bool:
        return bool(self.count.differing()) or (view.shift is not None and bool(view.unsigned))

    # -- acting --------------------------------------------------------------------------------------
    def _on_signed(self) -> None:
        counted, view = self.count.counted(), self.view
        if counted is None or view is None:
            return
        if view.shift is None:
            self._work()
            self.acts.open(counted, self.count.said())
        elif self._needs_reason(view):
            self.acts.close(counted, self.count.said(), needs_second=True, catalog=self._catalog)
        else:
            self._work()
            self.acts.close(counted, "", needs_second=False, catalog=self._catalog)

    def _work(self) -> None:
        """Offer nothing until it is done: what was looked at before the act is no answer to it."""
        self._store.drop("shift")
        self._busy = True
        self._offer()

    def _on_hand_over_clicked(self) -> None:
        counted = self.count.counted()
        if counted is not None:
            differs = bool(self.count.differing())
            self.acts.hand_over(counted, self.count.said(), differs=differs, catalog=self._catalog)

    def _on_done(self, what: str, detail: str) -> None:
        words = self._catalog.text(f"shift_page.done.{what}")
        self.toast.say(words, detail or self._catalog.text(f"shift_page.done.{what}-what"))
        if what in ("opened", "handed-over", "closed"):
            self.count.clear()
            self.sign.settle()
        if what in ("opened", "handed-over"):
            self.report.show_printed(None)
            self.report.show_backup(None)
            self._closed_here = False
        self.look()
        self.recorded.emit()

    def _on_closed(self, printed: Printed) -> None:
        self.report.show_printed(printed)
        self.part.setCurrentIndex(Part.REPORT)
        OwnList(self._session, self._store, self._on_failed).begin()
        self._back_up()

    def _back_up(self) -> None:
        """Back the desk up at the end of its shift, and show how far it is."""
        from kbdesk.ui.officers.backing_up import BackingUp  # noqa: PLC0415 - once a shift

        to, occasion = self._session.backups.folder, Occasion.SHIFT_CLOSED
        dialog = BackingUp(self.window(), self._session, self._store, self._catalog, to=to, occasion=occasion)
        self._closed_here = True
        self._tell_backup(lambda catalog: catalog.text("officers_page.backup.title"), Shape.WAIT)
        dialog.made.connect(self._on_backed_up)
        dialog.stopped.connect(self._on_backup_stopped)
        dialog.failed.connect(self._on_not_backed_up)
        dialog.begin()

    def _on_backed_up(self, made: Made) -> None:
        """Say where the backup lies; where nobody chose, that a better place can be chosen."""
        chosen, file = self._session.backups.chosen, str(made.file)
        where = "in" if chosen else "beside"
        shape = Shape.OK if chosen else Shape.WARN
        self._tell_backup(lambda catalog: catalog.text(f"shift_page.backup.{where}", file=file), shape)
        self.toast.say(self._catalog.text("shift_page.done.closed"), self._catalog.text("officers_page.backup.done"))

    def _on_backup_stopped(self) -> None:
        self._tell_backup(lambda catalog: catalog.text("shift_page.backup.stopped"), Shape.WARN)

    def _on_not_backed_up(self, error: Exception) -> None:
        self._tell_backup(partial(sentence_in, "shift_page.backup.failed", error), Shape.STOP)
        self._on_failed(error)

    def _tell_backup(self, telling: Callable[[Catalog], str], shape: Shape) -> None:
        self.report.show_backup(telling, shape)
        self._show()

    def _on_entered(self, issued: Issued) -> None:
        count = len(issued.cards)
        self.toast.say(self._catalog.text("shift_page.done.late"), self._catalog.count("draft.cards", count))
        self.entered.emit(issued)
        self.look()
        self.recorded.emit()

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        self._offer()
        self.failed.emit(error)

    def _on_fee_asked(self, how: str) -> None:
        due = self.fees.due
        if how == "drawer":
            self.acts.drawer(self._catalog)
        elif due is not None and how == "cash":
            self.acts.pay_cash(due)
        elif due is not None and how == "slip":
            self.acts.pay_slip(due, self._catalog)
        elif due is not None:
            self.acts.waive(due, self._catalog)

    def _on_form_asked(self, what: str) -> None:
        form, draft, catalog = self.late.form, self._draft(), self._catalog
        if what == "print":
            self.acts.print_forms(catalog)
        elif form is not None:
            cards = {path: self._card_name(path) for path, _ in draft.cards() if path not in draft.done}
            self.acts.enter(form, draft, cards, catalog)

    def _card_name(self, path: str) -> str:
        kind, _, number = path.partition("[")
        name = self._catalog.text(f"explain.card.{kind}", number=number.rstrip("]"))
        return self._catalog.text("shift_page.late.on-line", card=name)

    def _on_part_changed(self, index: int) -> None:
        if 0 <= index < self._parts.count():
            self._parts.setCurrentIndex(index)

    # -- wiring --------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        self._head = QWidget(self)
        self._head_row = row(self._title, (self._since, 1), self.stock, gap=12)
        self._head.setLayout(self._head_row)
        self._tabs_row = row(self.part)
        self._parts = QStackedWidget(self)
        for part in (self.figures, self.fees, self.crossing, self.late, self.report):
            self._parts.addWidget(part)
        self._side_box = column(gap=0)
        self._side = panel("side", self._side_box)
        work = panel("surface", column(self._head, self._tabs_row, (self._parts, 1), gap=0))
        self.setLayout(column((row((work, 1), self._side, gap=0), 1), self.bar, gap=0))

    def _connect(self) -> None:
        self.part.currentChanged.connect(self._on_part_changed)
        self.count.changed.connect(self._offer)
        self.sign.signed.connect(self._on_signed)
        self.stock.clicked.connect(lambda: self.sent.emit(Place.STOCK, ""))
        self.hand_over.clicked.connect(self._on_hand_over_clicked)
        self.incident.clicked.connect(lambda: self.acts.incident(self._catalog))
        self.waiting.clicked.connect(lambda: self.acts.waiting(self._catalog))
        self.crossing.change_asked.connect(self._on_change_asked)
        self.fees.asked.connect(self._on_fee_asked)
        self.late.asked.connect(self._on_form_asked)
        self.acts.done.connect(self._on_done)
        self.acts.closed.connect(self._on_closed)
        self.acts.entered.connect(self._on_entered)
        self.acts.failed.connect(self._on_failed)
        self.bar.crowded_changed.connect(self._offer)
        back = QShortcut(QKeySequence("Esc"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(lambda: self.part.setCurrentIndex(Part.FIGURES))

    def _on_change_asked(self) -> None:
        if self.view is not None:
            self.acts.set_crossing(self.view.status.state, self._catalog)
