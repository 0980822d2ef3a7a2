"""The Search page: one field over everything, what was found as a table, the timeline of the chosen case."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kbdesk.domain import numbers
from kbdesk.domain.messages import Catalog
from kbdesk.domain.scan import ScanKind
from kbdesk.domain.search import SearchKind, SearchRow
from kbdesk.domain.timeline import TimelineRow
from kbdesk.ui.ask_field import AskField, permit_in, plate_text
from kbdesk.ui.desk import Session
from kbdesk.ui.desk_page import DeskPage
from kbdesk.ui.kit.boxes import column, panel, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.primary import Primary
from kbdesk.ui.kit.tabs import Segments
from kbdesk.ui.kit.toast import Toast
from kbdesk.ui.kit.words import Paragraph, Words
from kbdesk.ui.rail import Place
from kbdesk.ui.room import Room
from kbdesk.ui.search.acts import SearchActs
from kbdesk.ui.search.case_view import CaseView
from kbdesk.ui.search.result_table import ResultTable
from kbdesk.ui.search.save_dialog import save_dialog
from kbdesk.ui.worker import Worker

FIRST: Final = 50
"""So many rows are read at once: the first, then as many again whenever the list is gone along to its end."""
MOST: Final = 500
"""So many rows are listed; more are not read by anyone."""
DELAY_MS: Final = 120
_AT_ONCE: Final = 200
_RETURNABLE: Final = (SearchKind.PERMIT, SearchKind.REGISTRATION)
_GROUPS: Final[Mapping[str, tuple[SearchKind, ...]]] = MappingProxyType(
    {
        "all": (),
        "permits": (SearchKind.PERMIT,),
        "registrations": (SearchKind.REGISTRATION,),
        "others": tuple(kind for kind in SearchKind if kind not in _RETURNABLE),
    }
)
_TAKES: Final = frozenset({ScanKind.NUMBER, ScanKind.PLATE, ScanKind.DOCUMENT_NUMBER})


class Part(IntEnum):
    """What is shown alone where the window is small."""

    FOUND = 0
    CASE = 1


class SearchPage(DeskPage):
    """The page. Typing searches on the store's worker; only the newest answer is shown."""

    takes = _TAKES

    def __init__(self, session: Session, store: Worker, catalog: Catalog, parent: QWidget | None = None) -> None:
        """Make the page with nothing asked."""
        super().__init__(parent)
        self._session, self._store, self._catalog, self._room = session, store, catalog, Room.WIDE
        self._case: tuple[TimelineRow, ...] = ()
        self._asked, self._behind = "", 0
        self.ask, self.groups, self.part = AskField(self), Segments(self), Segments(self)
        self.count, self.unseen = Words(self, role="strong"), Words(self, role="caption")
        self.table, self.case = ResultTable(self), CaseView(self)
        self.empty = Paragraph(self, tone="ink2")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.export = Button(self, icon="download")
        self.again = Button(self, icon="printer")
        self.toast, self.start_return = Toast(self), Primary(self)
        self.acts = SearchActs(session, store, self)
        self._delay, self._idle = QTimer(self), QTimer(self)
        self._delay.setInterval(DELAY_MS)
        self._idle.setSingleShot(True)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.ask)
        self.set_room(Room.WIDE)
        self.retranslate(catalog)

    # -- what the window asks ------------------------------------------------------------------------
    def look(self) -> None:
        """Search again for what stands in the field."""
        self._search()

    def open(self, text: str) -> None:
        """Search for a text."""
        self.ask.show_asked(text)
        self._search()

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog = catalog
        text = catalog.text
        self.ask.set_hints(text("search_page.ask"), text("search_page.ask-short"))
        self.table.setAccessibleName(text("search_page.found"))
        self.part.setAccessibleName(text("search_page.found"))
        self.part.set_segments([(text(f"search_page.part.{part.name.lower()}"), "") for part in Part])
        self.groups.setAccessibleName(text("search_page.groups"))
        self.export.setText(text("search_page.export"))
        self.again.setText(text("search_page.again"))
        self.table.show_rows(self.table.found, catalog, more=self.table.more)
        self._show()

    def set_room(self, room: Room) -> None:
        """Take what room there is: side by side, or one part at a time."""
        self._room = room
        compact, side = room is Room.COMPACT, 16 if room is Room.COMPACT else 24
        self._head_row.setContentsMargins(side, 8 if compact else 16, side, 8 if compact else 12)
        self.part.setVisible(compact)
        (self._count_row if compact else self._head_row).addWidget(self.groups)
        for box in (self._found_box, self._case_box):
            box.setContentsMargins(side, 6 if compact else 12, side, 4)
        for widget, stretch in ((self._found, 7), (self._case_panel, 6)):
            if compact:
                self._parts.addWidget(widget)
            else:
                self._columns.removeWidget(widget)
                self._columns.addWidget(widget, stretch)
                widget.show()
        self._parts.setVisible(compact)
        self._side_by_side.setVisible(not compact)
        self.table.set_room(room)
        self._bar_row.setContentsMargins(side, 0, side, 0)
        self._bar.setFixedHeight(56 if compact else 72)
        self.start_return.setFixedHeight(48 if compact else 56)
        self.start_return.setMaximumWidth(352 if room is Room.WIDE else 280)
        self._on_part_changed(self.part.currentIndex())
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the index see what it has not seen, a little at a time."""
        super().showEvent(event)
        self._idle.start(0)
        if self.ask.text_on_one_line() != self._asked:  # it was left before it was searched for
            self._delay.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the index alone while nobody searches, and the store, which may be about to close."""
        super().hideEvent(event)
        self._idle.stop()
        self._delay.stop()

    # -- searching -----------------------------------------------------------------------------------
    def _on_asked(self, text: str) -> None:
        permit = permit_in(text, today=self._session.clock.now().date())
        if permit:
            self.ask.clear()
            self.sent.emit(Place.RETURN, text)
        elif text and text == self._asked and self.table.found:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._search()

    def _search(self) -> None:
        self._delay.stop()
        text = self.ask.text_on_one_line()
        self._store.run_newest(
            "search",
            lambda: (text, self._session.search.ask(text, limit=FIRST)),
            self._on_found,
            self.failed.emit,
        )

    def _on_more_wanted(self) -> None:
        text, after = self._asked, len(self.table.found)
        limit = min(FIRST, MOST - after)
        self._store.run_newest(
            "more rows",
            lambda: (text, after, self._session.search.find(text, limit=limit, after=after)),
            self._on_more_found,
            self.failed.emit,
        )

    def _on_more_found(self, answer: tuple[str, int, tuple[SearchRow, ...]]) -> None:
        text, after, rows = answer
        if (text, after) == (self._asked, len(self.table.found)):
            self.table.append(rows, more=len(rows) == FIRST and after + FIRST < MOST)
            self._show_groups()
            self._show_count()

    def _on_found(self, answer: tuple[str, tuple[SearchRow, ...]]) -> None:
        self._asked, rows = answer
        self.table.show_rows(rows, self._catalog, more=len(rows) == FIRST)
        self._show()
        self._read_case()

    def _read_case(self) -> None:
        chosen = self.table.row
        if chosen is None:
            self._store.drop("case")
            self._case = ()
            self._show_case()
            return
        self._store.run_newest("case", lambda: self._session.search.case(chosen), self._on_case_read, self.failed.emit)

    def _on_case_read(self, rows: tuple[TimelineRow, ...]) -> None:
        self._case = rows
        self._show_case()

    def _on_row_chosen(self, _row: SearchRow | None) -> None:
        self._offer()
        self._read_case()

    def _on_idle(self) -> None:
        self._store.run_newest("index", lambda: self._session.search.catch_up(_AT_ONCE), self._on_caught_up)

    def _on_caught_up(self, left: int) -> None:
        before, self._behind = self._behind, left
        self._show_count()
        if left and self.isVisible():
            self._idle.start(20)
        elif before and not left and self._asked:
            self._search()

    # -- showing -------------------------------------------------------------------------------------
    def _show(self) -> None:
        text, found = self._catalog.text, self.table.found
        self._show_groups()
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.empty.setText(text("search_page.none" if self._asked else "search_page.empty"))
        self._show_count()
        self._show_case()
        self._offer()

    def _show_groups(self) -> None:
        blocked = self.groups.blockSignals(True)
        segments = []
        for name, kinds in _GROUPS.items():
            count = sum(1 for row in self.table.found if not kinds or row.kind in kinds)
            more = "+" if self.table.more else ""
            segments.append((f"{self._catalog.text(f'search_page.group.{name}')} {count}{more}", ""))
        self.groups.set_segments(segments)
        self.groups.blockSignals(blocked)

    def _show_count(self) -> None:
        catalog, found = self._catalog, self.table.found
        more = self.table.more or len(found) >= MOST
        said = catalog.text("search_page.first", count=len(found)) if more else ""
        said = said or catalog.count("search_page.count", len(found))
        self.count.setText(said if self._asked else "")
        self.unseen.setText(catalog.count("search_page.behind", self._behind) if self._behind else "")

    def _show_case(self) -> None:
        self.case.show_case(self.table.row, self._case, self._catalog)

    def _offer(self) -> None:
        chosen, text = self.table.row, self._catalog.text
        self.export.setEnabled(bool(self.table.found))
        self.again.setEnabled(chosen is not None and bool(chosen.number))
        if chosen is None:
            self.start_return.hold(text("search_page.return"), text("search_page.choose"), key="Enter", mark=Shape.WAIT)
        elif chosen.kind not in _RETURNABLE:
            why = text("search_page.not-returnable")
            self.start_return.hold(text("search_page.return"), why, key="Enter", mark=Shape.NOTE)
        else:
            self.start_return.offer(text("search_page.return"), self._about(chosen), key="Enter", icon="undo-2")

    def _about(self, chosen: SearchRow) -> str:
        spelled = numbers.spelled(chosen.number)
        compact = self._room is Room.COMPACT
        return spelled if compact else f"{self._catalog.text(f'search.kind.{chosen.kind}')} {spelled}"

    # -- acting --------------------------------------------------------------------------------------
    def _on_return_asked(self) -> None:
        chosen = self.table.row
        if chosen is not None and chosen.kind in _RETURNABLE:
            registration = chosen.kind is SearchKind.REGISTRATION
            self.sent.emit(Place.RETURN, plate_text(chosen.number) if registration else chosen.number)

    def _on_export_clicked(self) -> None:
        dialog = save_dialog(self.window(), self._catalog)
        dialog.fileSelected.connect(lambda path: self._export(Path(path)))
        dialog.open()

    def _export(self, path: Path) -> None:
        text, kinds = self._asked, tuple(_GROUPS.values())[max(0, self.groups.currentIndex())]
        rows = None if self.table.more else self.table.shown

        def export() -> int:
            search = self._session.search
            listed = search.find(text, limit=MOST, kinds=kinds) if rows is None else rows
            search.export(listed, path)
            return len(listed)

        self._store.run(
            export,
            lambda count: self.toast.say(self._catalog.count("search_page.exported", count), path.name),
            self.failed.emit,
        )

    def _on_again_clicked(self) -> None:
        chosen = self.table.row
        if chosen is not None:
            self.acts.ask(chosen, self._catalog)

    def _on_done(self, what: str, detail: str) -> None:
        self.toast.say(self._catalog.text(what), detail)
        self._read_case()

    def _on_printed(self) -> None:
        self.recorded.emit()
        self._read_case()

    # -- wiring --------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        self._head_row = row(self.part, (self.ask, 1), self.groups, gap=12)
        head = panel("ground", self._head_row)
        self._count_row = row(self.count, self.unseen, None, gap=10)
        self._found_box = column(self._count_row, (self.table, 1), (self.empty, 1), gap=6)
        self._case_box = column((self.case, 1), gap=0)
        self._found, self._case_panel = panel("surface", self._found_box), panel("side", self._case_box)
        self._parts, self._side_by_side = QStackedWidget(self), QWidget(self)
        self._columns = row(gap=0)
        self._side_by_side.setLayout(self._columns)
        self._bar_row = row(self.export, self.again, None, self.toast, None, self.start_return, gap=12)
        self._bar = panel("bar", self._bar_row)
        work = column(head, (self._side_by_side, 1), (self._parts, 1), gap=0)
        self.setLayout(column((panel("surface", work), 1), self._bar, gap=0))

    def _connect(self) -> None:
        self._delay.timeout.connect(self._search)
        self._idle.timeout.connect(self._on_idle)
        self.ask.textEdited.connect(lambda _text: self._delay.start())
        self.ask.asked.connect(self._on_asked)
        self.groups.currentChanged.connect(self._on_group_chosen)
        self.part.currentChanged.connect(self._on_part_changed)
        self.table.chosen.connect(self._on_row_chosen)
        self.table.more_wanted.connect(self._on_more_wanted)
        self.table.activated.connect(lambda _index: self._on_return_asked())
        self.export.clicked.connect(self._on_export_clicked)
        self.again.clicked.connect(self._on_again_clicked)
        self.acts.done.connect(self._on_done)
        self.acts.printed.connect(self._on_printed)
        self.acts.failed.connect(self.failed)
        self.start_return.signed.connect(self._on_return_asked)
        down = QShortcut(QKeySequence("Down"), self.ask)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        back = QShortcut(QKeySequence("Esc"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self._on_back_asked)

    def _on_group_chosen(self, index: int) -> None:
        self.table.filter(tuple(_GROUPS.values())[max(0, index)])

    def _on_part_changed(self, index: int) -> None:
        if self._room is Room.COMPACT:
            self._parts.setCurrentIndex(max(0, index))

    def _on_back_asked(self) -> None:
        """Go back to the field; what was found stays."""
        self.part.setCurrentIndex(Part.FOUND)
        self.ask.setFocus(Qt.FocusReason.OtherFocusReason)
