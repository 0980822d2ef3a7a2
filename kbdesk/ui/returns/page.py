"""The Return page: scan the permit, check the face, one key hands back what was held and prints the receipt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kbdesk.desk.returns import Returned
from kbdesk.domain import numbers
from kbdesk.domain.messages import Catalog
from kbdesk.domain.returns import Returnable
from kbdesk.domain.scan import Recognised
from kbdesk.ui.arrive.enlarged import Enlarged
from kbdesk.ui.arrive.papers_pane import PapersPane
from kbdesk.ui.arrive.sheets import Sheets
from kbdesk.ui.ask_field import AskField
from kbdesk.ui.desk import Session
from kbdesk.ui.desk_page import Caret, DeskPage
from kbdesk.ui.errors import sentence
from kbdesk.ui.kit.boxes import column, panel, row
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import Mark
from kbdesk.ui.kit.primary import Primary
from kbdesk.ui.kit.signing_key import SigningKey
from kbdesk.ui.kit.tabs import Segments
from kbdesk.ui.kit.toast import Toast
from kbdesk.ui.kit.words import Paragraph, Words
from kbdesk.ui.returns.anew import can_begin
from kbdesk.ui.returns.differing import Differing
from kbdesk.ui.returns.person import PersonPanel
from kbdesk.ui.returns.sitting import ReturnSitting, Stage
from kbdesk.ui.returns.where import Where
from kbdesk.ui.returns.words import (
    action_words,
    brief_items,
    checks,
    hold_words,
    kind_words,
    state_words,
    stay_words,
    where_words,
)
from kbdesk.ui.room import Room
from kbdesk.ui.rules.told_list import ToldList
from kbdesk.ui.worker import Worker

RETURN = "return"
"""What a return under way is kept as where the desk is left."""
_KINDS = (Returnable.PERMIT, Returnable.REGISTRATION)


class Part(IntEnum):
    """What is shown alone where the window is small."""

    RETURN = 0
    CHECKS = 1
    PAPERS = 2


class ReturnPage(DeskPage):
    """The page. It shows one `ReturnSitting` and changes nothing but through its verbs."""

    def __init__(
        self, session: Session, store: Worker, press: Worker, catalog: Catalog, parent: QWidget | None = None
    ) -> None:
        """Make the page with nothing looked up."""
        super().__init__(parent)
        self._session, self._catalog, self._room = session, catalog, Room.WIDE
        self.sitting = ReturnSitting(session, store, self)
        self.sheets = Sheets(session.press, press, self)
        self._title, self._state, self._mark = Words(self, role="title"), Words(self, role="caption"), Mark(self, px=16)
        self.ask, self.kind, self.part = AskField(self), Segments(self), Segments(self)
        self.person, self.where = PersonPanel(self), Where(self)
        self._empty_mark = Mark(self, Shape.WAIT, 32)
        self.empty, self._hint = Paragraph(self, role="section"), Paragraph(self, tone="ink2")
        self._checks_title, self.checks = Words(self, role="section"), ToldList(self)
        self.papers = PapersPane(self)
        self.differ, self.anew, self.drop = Button(self), Button(self, icon="refresh-cw"), Button(self)
        self.toast, self.hand_back = Toast(self), Primary(self)
        self._lay_out()
        self._key = SigningKey(self, self.hand_back)
        self._connect()
        self.setFocusProxy(self.ask)
        self.set_room(Room.WIDE)
        self.retranslate(catalog)

    # -- what the window asks ------------------------------------------------------------------------
    def watch(self, window: QWidget) -> None:
        """Listen to the signing key in a window."""
        self._key.watch(window)

    def look(self) -> None:
        """Look once more at what is shown; a return that is done makes room for the next."""
        if self.sitting.stage is Stage.DONE:
            self.sitting.drop()
        self.sitting.look_again()

    def open(self, text: str) -> None:
        """Look up a number, or whatever was scanned elsewhere."""
        self.ask.show_asked(text)
        self.sitting.look(text)

    def typed(self) -> Mapping[str, str]:
        """Return what stands in the line, and the return that is under way."""
        told = self.sitting.told()
        return {**super().typed(), **({RETURN: told} if told else {})}

    def take_up(self, typed: Mapping[str, str], at: Caret) -> None:
        """Put the line and the return back."""
        super().take_up(typed, at)
        if RETURN in typed:
            self.sitting.take_up(typed[RETURN])

    @property
    def busy(self) -> bool:
        """Whether something is being looked up or handed back: a label that is scanned next is held against it."""
        return self.sitting.stage in (Stage.LOOKING, Stage.SIGNING)

    def scanned(self, found: Recognised) -> bool:
        """Look up whatever was scanned; a document of which the desk holds nothing arrives."""
        if not self.sitting.scanned(found):
            return False
        self.ask.show_asked(found.text)
        return True

    def renew(self, number: str, kind: Returnable) -> None:
        """Look up a paper that is to be closed and issued anew in one act."""
        self.ask.setText(number)
        self.sitting.look(number, kind, anew=True)

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog = catalog
        text = catalog.text
        self._title.setText(text("return_page.title"))
        self.ask.set_hints(text("return_page.ask"), text("return_page.ask-short"))
        self.part.setAccessibleName(text("return_page.title"))
        self.part.set_segments([(text(f"return_page.part.{part.name.lower()}"), "") for part in Part])
        self.kind.setAccessibleName(text("return_page.which"))
        blocked = self.kind.blockSignals(True)
        self.kind.set_segments([(kind_words(kind, catalog), "") for kind in _KINDS])
        self.kind.blockSignals(blocked)
        self._checks_title.setText(text("return_page.checks"))
        self.checks.setAccessibleName(text("return_page.checks"))
        self._name_differ()
        self.anew.setAccessibleDescription(text("return_page.anew.what"))
        self.anew.setToolTip(text("return_page.anew.what"))
        self.drop.setText(text("return_page.drop"))
        self.papers.retranslate(catalog)
        self._show()
        self._on_sheets_changed()

    def set_room(self, room: Room) -> None:
        """Take what room there is: work and side, or one part at a time."""
        self._room = room
        compact, side = room is Room.COMPACT, 16 if room is Room.COMPACT else 24
        self._work_box.setContentsMargins(side, 6 if compact else 14, side, 6 if compact else 14)
        self._work_box.setSpacing(6 if compact else 14)
        self._title.setVisible(not compact)
        self.part.setVisible(compact)
        self._side.setFixedWidth(400 if room is Room.WIDE else 344) if not compact else self._free(self._side)
        for widget in (self._work, self._side):
            (self._parts.addWidget if compact else self._columns.addWidget)(widget)
            widget.setVisible(not compact or self._parts.currentWidget() is widget)
        self._columns.setStretchFactor(self._work, 1)
        self._parts.setVisible(compact)
        self._side_by_side.setVisible(not compact)
        self.where.set_figure({Room.WIDE: 96, Room.TIGHT: 72, Room.COMPACT: 44}[room])
        self.person.set_room(room)
        self.papers.set_room(room)
        self._bar_row.setContentsMargins(side, 0, side, 0)
        self._bar.setFixedHeight(56 if compact else 72)
        self.hand_back.setFixedHeight(48 if compact else 56)
        self.hand_back.setMinimumWidth(280)
        self.hand_back.setMaximumWidth(352 if room is Room.WIDE else 304)
        self._on_part_changed(self.part.currentIndex())
        self._name_differ()
        self._show()

    def _name_differ(self) -> None:
        """Name the button in few letters where there is little room; the whole is told besides."""
        whole, short = (self._catalog.text(f"return_page.differ{end}") for end in ("", "-short"))
        self.differ.setText(short if self._room is Room.COMPACT else whole)
        self.differ.setAccessibleDescription(whole)
        self.differ.setToolTip(whole)

    def showEvent(self, event: QShowEvent) -> None:
        """Let proofs be drawn again."""
        super().showEvent(event)
        self.sheets.rest(False)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let no more proofs be drawn."""
        super().hideEvent(event)
        self.sheets.rest(True)

    def tick(self, now: datetime) -> None:
        """Look again at midnight: another day is counted."""
        if (now.hour, now.minute, now.second) == (0, 0, 0):
            self.sitting.look_again()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the toast the room of the buttons in a small window."""
        if watched is self.toast and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._offer()
        return False

    # -- showing -------------------------------------------------------------------------------------
    def _show(self) -> None:
        sitting, view, catalog = self.sitting, self.sitting.view, self._catalog
        self._empty_panel.setVisible(view is None)
        self.person.setVisible(view is not None)
        self.where.setVisible(view is not None)
        self._offer_kinds()
        if view is None:
            self._show_empty()
        else:
            today, reference = self._session.clock.now().date(), self._session.reference
            self.person.show_view(view, stay_words(view, today, catalog), catalog)
            told = where_words(sitting, reference, catalog)
            self.where.show_told(told)
            words, shape = state_words(view, catalog)
            self._state.setText(f"{kind_words(view.kind, catalog)} {numbers.spelled(view.number)} · {words}")
            self._mark.set_shape(Shape.OK if sitting.stage is Stage.DONE else shape)
        self._state.setVisible(view is not None and self._room is not Room.COMPACT)
        self._mark.setVisible(view is not None and self._room is not Room.COMPACT)
        self.checks.show_rows(checks(sitting, self._session.reference, catalog))
        self._offer()

    def _show_empty(self) -> None:
        sitting, text = self.sitting, self._catalog.text
        refused = sitting.refusal
        looking = sitting.stage is Stage.LOOKING
        said = sentence(refused, self._catalog) if refused is not None else ""
        self._empty_mark.set_shape(Shape.STOP if refused is not None else Shape.WAIT)
        self.empty.setText(said or text("return_page.looking" if looking else "return_page.empty"))
        self._hint.setText("" if looking else text("return_page.refused-what" if said else "return_page.empty-what"))

    def _offer_kinds(self) -> None:
        """Offer permit or registration where one number is of both."""
        view = self.sitting.view
        self.kind.setVisible(self.sitting.shared and self.sitting.stage is not Stage.DONE)
        blocked = self.kind.blockSignals(True)
        self.kind.setCurrentIndex(_KINDS.index(view.kind) if view is not None else -1)
        self.kind.blockSignals(blocked)

    def _offer(self) -> None:
        sitting = self.sitting
        seen = sitting.stage is Stage.SEEN
        self.differ.setEnabled(seen and sitting.view is not None and sitting.view.stopped is None)
        self.drop.setEnabled(sitting.stage in (Stage.SEEN, Stage.DONE, Stage.REFUSED))
        self.anew.setText(self._catalog.text("return_page.anew" if sitting.anew is None else "return_page.anew.not"))
        compact, again = self._room is Room.COMPACT, seen and can_begin(sitting.view)
        for button, there in ((self.differ, True), (self.anew, again), (self.drop, not (compact and again))):
            button.setVisible(there and (not compact or self.toast.isHidden()))
        if sitting.ready:
            title, follows = action_words(sitting, self._catalog)
            self.hand_back.offer(title, follows, icon="handshake")
        else:
            title, why, shape = hold_words(sitting, self._catalog)
            self.hand_back.hold(title, why, mark=shape)

    def _on_changed(self) -> None:
        sitting = self.sitting
        self._show()
        self.hand_back.settle()
        if sitting.stage is Stage.SEEN or sitting.view is None:
            self.sheets.show_proofs(sitting.proofs())

    def _on_sheets_changed(self) -> None:
        self.papers.show_sheets(self.sheets, self._catalog)

    # -- acting --------------------------------------------------------------------------------------
    def _on_handed(self, returned: Returned) -> None:
        catalog = self._catalog
        self.sheets.show_printed(returned.papers)
        title = catalog.text("return_page.said.claimed")
        if self.sitting.anew is not None:
            title = catalog.text("return_page.said.anew")
        elif returned.number:
            items = brief_items(returned.items, catalog) if returned.items else ""
            title = catalog.text("return_page.said.handed" if items else "return_page.said.closed", items=items)
        kept = catalog.count("return_page.said.kept", len(returned.kept)) if returned.kept else ""
        self.toast.say(title, kept)
        self.ask.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ask.selectAll()

    def _on_overtaken(self) -> None:
        text = self._catalog.text
        self.toast.say(text("return_page.said.changed"), text("return_page.said.changed-what"), mark=Shape.WARN)

    def _on_denied(self) -> None:
        """Ask for the reason that is wanted; else go where the next scan is taken."""
        if self.sitting.stage is Stage.SEEN and self.sitting.unreasoned:
            self._on_differ_clicked()
        else:
            self.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_differ_clicked(self) -> None:
        view = self.sitting.view
        if view is not None and self.sitting.stage is Stage.SEEN:
            dialog = Differing(self.window(), view, self.sitting.handing, self.sitting.warned, self._catalog)
            dialog.said.connect(self.sitting.differ)
            dialog.open()

    def _on_kind_chosen(self, index: int) -> None:
        if index >= 0:
            self.sitting.look_as(_KINDS[index])

    def _on_enlarge_asked(self) -> None:
        if self.sheets.tab is not None:
            Enlarged(self.window(), self.sheets, self.sheets.tab, self._catalog).open()

    def _on_back_asked(self) -> None:
        """Go back to the field; nothing is let go of by it."""
        self.part.setCurrentIndex(Part.RETURN)
        self.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- wiring --------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        said = column(self.empty, self._hint, gap=4)
        self._empty_panel = panel("sunken", row(self._empty_mark, (said, 1), gap=16, margins=(24, 24, 24, 24)))
        self._head = row(self._title, self.kind, (self.ask, 1), gap=16)
        state = row(self._mark, (self._state, 1), gap=8)
        self._work_box = column(state, self._empty_panel, self.person, self.where, None, gap=14)
        self._work = panel("surface", self._work_box)
        heading = row(self._checks_title, None, margins=(24, 14, 24, 4))
        self._checks_box = column(heading, row((self.checks, 1), margins=(18, 0, 18, 8)), gap=0)
        self._checks_panel, self._papers_panel = QWidget(self), QWidget(self)
        self._checks_panel.setLayout(self._checks_box)
        self._papers_panel.setLayout(column(self.papers, gap=0))
        self._side = panel("side", column((self._checks_panel, 1), self._papers_panel, gap=0))
        self._parts, self._side_by_side = QStackedWidget(self), QWidget(self)
        self._columns = row(gap=0)
        self._side_by_side.setLayout(self._columns)
        self._bar_row = row(self.differ, self.anew, self.drop, None, self.toast, None, self.hand_back, gap=12)
        self._bar = panel("bar", self._bar_row)
        head = panel("surface", row(self.part, (self._head, 1), gap=12, margins=(24, 12, 24, 0)))
        work = column(head, (self._side_by_side, 1), (self._parts, 1), gap=0)
        self.setLayout(column((panel("surface", work), 1), self._bar, gap=0))

    def _connect(self) -> None:
        self.ask.asked.connect(self.sitting.take)
        self.kind.currentChanged.connect(self._on_kind_chosen)
        self.part.currentChanged.connect(self._on_part_changed)
        self.differ.clicked.connect(self._on_differ_clicked)
        self.anew.clicked.connect(lambda: self.sitting.issue_anew(self.sitting.anew is None))
        self.drop.clicked.connect(self._on_drop_clicked)
        self.hand_back.signed.connect(self.sitting.hand_back)
        self.hand_back.denied.connect(self._on_denied)
        self.sitting.changed.connect(self._on_changed)
        self.sitting.handed.connect(self._on_handed)
        self.sitting.strange.connect(self.sent)
        self.sitting.overtaken.connect(self._on_overtaken)
        self.sitting.failed.connect(self.failed)
        self.sitting.delivered.connect(self.recorded)
        self.toast.installEventFilter(self)
        self.sheets.changed.connect(self._on_sheets_changed)
        self.papers.opened.connect(self.sheets.look_at)
        self.papers.enlarged.connect(self._on_enlarge_asked)
        self.papers.resized.connect(self.sheets.set_width)
        back = QShortcut(QKeySequence("Esc"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self._on_back_asked)

    def _on_drop_clicked(self) -> None:
        self.sitting.drop()
        self.ask.clear()
        self.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_part_changed(self, index: int) -> None:
        if self._room is not Room.COMPACT:
            self._checks_panel.show()
            self._papers_panel.show()
            return
        part = Part(max(0, index))
        self._parts.setCurrentWidget(self._work if part is Part.RETURN else self._side)
        self._checks_panel.setVisible(part is Part.CHECKS)
        self._papers_panel.setVisible(part is Part.PAPERS)

    @staticmethod
    def _free(widget: QWidget) -> None:
        widget.setMinimumWidth(0)
        widget.setMaximumWidth(16_777_215)
