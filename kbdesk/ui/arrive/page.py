"""The Arrive page: a passage's cards, the form of the one chosen, findings and papers at the side, the one action."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from kbdesk.desk.passage import Issued
from kbdesk.domain.messages import Catalog
from kbdesk.domain.passage import PassageDraft
from kbdesk.domain.vocabulary import Action, Direction
from kbdesk.ui.arrive.action_bar import ActionBar
from kbdesk.ui.arrive.card_form import CardForm
from kbdesk.ui.arrive.card_portraits import CardPortraits
from kbdesk.ui.arrive.deciding import Deciding
from kbdesk.ui.arrive.enlarged import Enlarged
from kbdesk.ui.arrive.explaining import Explaining
from kbdesk.ui.arrive.issue_words import not_taken_words, recorded_words
from kbdesk.ui.arrive.keys import PageKeys
from kbdesk.ui.arrive.page_layout import PageLayout
from kbdesk.ui.arrive.scan_taking import ScanTaking
from kbdesk.ui.arrive.sheets import Sheets
from kbdesk.ui.arrive.sitting import Done, Sitting
from kbdesk.ui.arrive.why import KEY as WHY_KEY
from kbdesk.ui.desk import OfficerRow, Session
from kbdesk.ui.errors import not_recorded, sentence
from kbdesk.ui.forms.ui_arrive import Ui_ArrivePage
from kbdesk.ui.kit.signing_key import SigningKey
from kbdesk.ui.portrait.portraying import Portraying
from kbdesk.ui.room import Room
from kbdesk.ui.worker import Worker


class ArrivePage(QWidget):
    """The page. It draws from the sitting's snapshots and changes nothing but through its verbs.

    Signals:
        failed: Something did not work. arg: what tells it in the words of a catalog.
        drafts_changed: The list of drafts is another one.
        papers_changed: Papers were recorded, printed or refused by the printer.
        turned: The passage goes the other way now. arg: `Direction`.
        returning: Our own permit was scanned: it is returned elsewhere. arg: its zone.
    """

    failed = Signal(object)
    drafts_changed = Signal()
    papers_changed = Signal()
    turned = Signal(object)
    returning = Signal(str)

    def __init__(
        self,
        session: Session,
        store: Worker,
        press: Worker,
        officers: Callable[[], Sequence[OfficerRow]],
        catalog: Catalog,
        parent: QWidget | None = None,
    ) -> None:
        """Open on a new passage; `officers` tells who may stand by an override."""
        super().__init__(parent)
        self._session, self._store, self._catalog = session, store, catalog
        self.ui = Ui_ArrivePage()
        self.ui.setupUi(self)
        self.sitting = Sitting(session, store, self)
        self.sheets = Sheets(session.press, press, self)
        self.deciding = Deciding(self.sitting, session, store, officers, self)
        self._explaining = Explaining(session, store, self)
        self._bar = ActionBar(self.ui, self.sitting.keeper, self)
        self._layout = PageLayout(self.ui, self)
        self._signing = SigningKey(self, self.ui.issue)
        self.taking = ScanTaking(self.sitting, session.clock, self._bar, lambda: self._catalog)
        self.portraits = CardPortraits(self.ui.traveler, self.sitting, Portraying(session.pictures, press, self))
        self._last_direction = self.sitting.draft.direction
        for form in self._forms():
            form.set_reference(session.reference)
        self._connect()
        self._connect_forms()
        self._bind_keys()
        self.retranslate(catalog)

    def watch(self, window: QWidget) -> None:
        """Listen to the signing key in a window."""
        self._signing.watch(window)

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language, live."""
        self._catalog = catalog
        ui = self.ui
        for part in (*self._forms(), ui.strip, ui.list, ui.findings, ui.papers):
            part.retranslate(catalog)
        ui.refuse.setText(catalog.text("arrive.refuse"))
        ui.other.setText(catalog.text("arrive.other"))
        ui.more.setText(catalog.text("arrive.menu"))
        ui.direction.setAccessibleName(catalog.text("arrive.direction.label"))
        ui.direction.set_segments([(catalog.text(f"arrive.direction.{d}"), "") for d in Direction])
        ui.view.setAccessibleName(catalog.text("arrive.view.label"))
        ui.view.set_segments(
            [(catalog.text("arrive.view.cards"), "layout-grid"), (catalog.text("arrive.view.list"), "list")]
        )
        ui.part.setAccessibleName(catalog.text("arrive.tab.label"))
        self._on_shown()
        self._on_sheets_changed()
        self._bar.show_keeping()

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        self._layout.set_room(room)
        self._bar.set_narrow(room is Room.COMPACT)
        for form in self._forms():
            form.set_room(room)
        self._on_shown()

    def save(self) -> None:
        """Save now what has not been saved."""
        self.sitting.save()

    def open_draft(self, draft: PassageDraft) -> None:
        """Go on with a draft; what was open is kept."""
        self.sitting.resume(draft)

    @property
    def draft_id(self) -> str:
        """The id of the draft on the page."""
        return self.sitting.draft.id

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go to where the officer's hands are wanted: the zone of a blank card, else its first field."""
        super().focusInEvent(event)
        self.enter_card()

    def showEvent(self, event: QShowEvent) -> None:
        """Let proofs be drawn again, and make what is not needed yet once the page is painted."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.ui.vehicle.build)
        self.sheets.rest(False)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let no more proofs be drawn."""
        super().hideEvent(event)
        self.sheets.rest(True)

    def enter_card(self) -> None:
        """Go into the form of the chosen card."""
        snapshot = self.sitting.snapshot
        if self._layout.listing:
            self.ui.list.table.setFocus()
        elif not snapshot.chosen.startswith("traveler"):
            self.ui.vehicle.focus("plate")
        else:
            self.ui.traveler.focus("mrz" if snapshot.line(snapshot.chosen).blank else "surname")

    def _forms(self) -> tuple[CardForm, CardForm]:
        return self.ui.traveler, self.ui.vehicle

    def _form(self) -> CardForm:
        return self.ui.traveler if self.sitting.snapshot.chosen.startswith("traveler") else self.ui.vehicle

    def _on_shown(self) -> None:
        """Another card or passage: everything is taken anew."""
        self._show(anew=True)
        self._show_proofs()

    def _on_changed(self) -> None:
        self._show(anew=False)
        self._show_proofs()

    def _show(self, *, anew: bool) -> None:
        snapshot, catalog, ui = self.sitting.snapshot, self._catalog, self.ui
        self._layout.show(snapshot, catalog)
        self._form().show_card(snapshot, anew=anew)
        ui.findings.show_findings(snapshot, catalog)
        self._bar.show_snapshot(snapshot, catalog)
        if snapshot.draft.direction is not self._last_direction:
            self._last_direction = snapshot.draft.direction
            self.turned.emit(self._last_direction)

    def _show_proofs(self) -> None:
        snapshot = self.sitting.snapshot
        if snapshot.empty and self.sheets.sheets and not self.sheets.sheets[0].is_proof:
            return
        self.sheets.show_proofs(self.sitting.proofs())

    def _on_sheets_changed(self) -> None:
        self.ui.papers.show_sheets(self.sheets, self._catalog)

    def jump(self, number: int) -> None:
        """Go to the field of the n-th finding, opening its card."""
        found = next((f for f in self.sitting.snapshot.findings if f.number == number), None)
        if found is None:
            return
        self.sitting.choose(found.card)
        self._layout.open_form()
        self._on_shown()
        if not self._form().focus(found.name):
            self.enter_card()

    def scan(self, text: str) -> bool:
        """Take a zone wherever it was given; False if the text is none. Our own permit's opens its return."""
        return self.taking.zone(text)

    def _on_scan_taken(self) -> None:
        """Show the card that a scan filled; a key already on its way down does not issue it."""
        self.ui.issue.settle()
        self._layout.open_form()
        self._on_shown()
        if self.ui.traveler.ui.mrz.editor.hasFocus():
            self.ui.traveler.ui.mrz.editor.selectAll()

    def next_person(self) -> None:
        """Show the next person's blank card, ready for a scan."""
        self.sitting.choose_next_person()
        self._open_card()

    def step(self, by: int) -> None:
        """Go into the form of the card so many places on."""
        self.sitting.step(by)
        self._open_card()

    def park(self) -> None:
        """Park the draft and begin a new passage."""
        if not self.sitting.snapshot.empty:
            self.sitting.park()
            self._bar.say(self._catalog.text("arrive.parked"))
            self.enter_card()

    def more(self) -> QMenu:
        """Open the menu of what is rarely done."""
        return self.deciding.more(self.ui.more, self._catalog, folded=self._form().still_folded())

    def back(self) -> None:
        """Go back one step; nothing is ever lost by it."""
        if self._layout.back():
            self._on_shown()
            self.enter_card()

    def why(self) -> None:
        """Say why the law makes of the chosen card what it does: article, conditions, the nearest miss, the appeal."""
        if self.sitting.snapshot.examination is not None:
            self._explaining.ask(self.sitting.draft, self.sitting.snapshot.chosen, self._catalog)

    def _issue(self) -> None:
        if self.sitting.needs_second:
            self.deciding.stand_by(self._catalog, self.sitting.issue)
        else:
            self.sitting.issue()

    def _on_denied(self) -> None:
        """Say why Issue is off: every field may complain now, and the first finding that holds is gone to."""
        self.sitting.settle()
        first = next((f for f in self.sitting.snapshot.findings if f.holds), None)
        if first is not None:
            self.jump(first.number)

    def _on_recorded(self, issued: Issued) -> None:
        self.sheets.show_printed(issued.papers)
        readiness = self._session.passage.readiness(issued.draft, issued.seen)
        self._bar.say(*recorded_words(issued, readiness, self._catalog))
        self.ui.issue.settle()
        self.enter_card()
        self.drafts_changed.emit()

    def _on_done(self, done: Done) -> None:
        catalog = self._catalog
        for why in {sentence(why, catalog): why for _, why in done.failed}.values():
            self.failed.emit(not_taken_words(why))
        printed = len(done.issued.papers) - len(done.failed)
        if printed and not done.failed:
            sent = self._session.prints_later
            said = catalog.count("arrive.sent", printed) if sent else catalog.count("arrive.printed", printed)
            self._bar.say(self.ui.toast.accessibleName().partition(". ")[0], said)
        self.papers_changed.emit()

    def _on_failed(self, error: Exception) -> None:
        """Tell of a fault; papers that were recorded before it may wait to be printed."""
        self.failed.emit(partial(sentence, error))
        self.papers_changed.emit()

    def _on_discarded(self, draft_id: str) -> None:
        self._store.run(
            lambda: self._session.drop_draft(draft_id),
            lambda _none: self.drafts_changed.emit(),
            lambda error: self.failed.emit(partial(sentence, error)),
        )
        self.enter_card()

    def _enlarge(self) -> None:
        if self.sheets.tab is not None:
            Enlarged(self.window(), self.sheets, self.sheets.tab, self._catalog).open()

    def _connect(self) -> None:
        sitting, ui, deciding = self.sitting, self.ui, self.deciding
        sitting.changed.connect(self._on_changed)
        sitting.shown.connect(self._on_shown)
        sitting.appeared.connect(ui.issue.settle)
        sitting.filled.connect(lambda on: self._bar.say(self._catalog.text("prefill.known", on=f"{on:%d.%m.%Y}")))
        self.taking.taken.connect(self._on_scan_taken)
        self.taking.returning.connect(self.returning)
        sitting.recorded.connect(self._on_recorded)
        sitting.done.connect(self._on_done)
        sitting.failed.connect(self._on_failed)
        sitting.issue_failed.connect(lambda why: self.failed.emit(partial(not_recorded, why)))
        sitting.keeper.changed.connect(self._bar.show_keeping)
        sitting.keeper.saved.connect(self.drafts_changed)
        self.sheets.changed.connect(self._on_sheets_changed)
        ui.papers.opened.connect(self.sheets.look_at)
        ui.papers.enlarged.connect(self._enlarge)
        ui.papers.resized.connect(self.sheets.set_width)
        for part in (ui.findings, ui.banner):
            part.jumped.connect(self.jump)
            part.reason_wanted.connect(lambda number, at: deciding.reason(number, at, self._catalog))
        ui.findings.override_wanted.connect(lambda number: deciding.override(number, self._catalog))
        ui.findings.refer_wanted.connect(lambda number, at: deciding.refer(number, at, self._catalog))
        ui.findings.renew_wanted.connect(deciding.renew)
        ui.findings.why_wanted.connect(self.why)
        self._explaining.failed.connect(self._on_failed)
        self.portraits.failed.connect(self._on_failed)
        ui.issue.signed.connect(self._issue)
        ui.issue.denied.connect(self._on_denied)
        ui.refuse.clicked.connect(lambda: deciding.turn_away(Action.REFUSE, ui.refuse, self._catalog))
        ui.refer.clicked.connect(lambda: deciding.turn_away(Action.REFER, ui.refer, self._catalog))
        ui.other.clicked.connect(lambda: deciding.other(ui.other, self._catalog))
        ui.more.clicked.connect(self.more)
        ui.direction.currentChanged.connect(lambda index: sitting.turn(tuple(Direction)[max(0, index)]))
        deciding.parked.connect(self.park)
        deciding.discarded.connect(self._on_discarded)
        deciding.exempted.connect(self._on_exempted)
        deciding.portrait_asked.connect(self.portraits.ask)
        deciding.section_asked.connect(lambda name: self._form().open_section(name))
        removed = ("arrive.removed", "arrive.removed-what")
        deciding.removed.connect(lambda: self._bar.say(*map(self._catalog.text, removed)))

    def _connect_forms(self) -> None:
        ui, sitting = self.ui, self.sitting
        ui.strip.chosen.connect(sitting.choose)
        ui.strip.entered.connect(self.enter_card)
        ui.stepper.stepped.connect(sitting.step)
        ui.list.opened.connect(self._on_card_opened)
        ui.list.chosen.connect(sitting.choose)
        self._layout.switched.connect(self._on_shown)
        for form in self._forms():
            form.amended.connect(sitting.amend)
            form.left.connect(sitting.leave)
            form.entered.connect(ui.findings.point_at)
            form.pasted.connect(self.scan)
            form.cut_short.connect(self._bar.tell_cut)
        ui.traveler.zone_typed.connect(self.taking.typed_zone)

    def _bind_keys(self) -> None:
        self._keys = PageKeys(
            self,
            {
                "Ctrl+E": lambda: self.deciding.exempt(self.ui.more, self._catalog),
                "Ctrl+P": self.park,
                self.portraits.key: self.portraits.ask,
                "Ctrl+N": self.next_person,
                **dict.fromkeys(("Ctrl+Return", "Ctrl+Enter"), lambda: self._form().next_section()),
                "Ctrl+Z": self.sitting.undo,
                "Ctrl+Shift+Z": self.sitting.redo,
                "Ctrl+PgDown": partial(self.step, 1),
                "Ctrl+PgUp": partial(self.step, -1),
                WHY_KEY: self.why,
                "Esc": self.back,
                **{f"Ctrl+{n}": partial(self.jump, n) for n in range(1, 10)},
            },
        )
        self._keys.guard([self.ui.traveler.ui.mrz.editor])
        self._guard(self.ui.traveler)
        self.ui.vehicle.built.connect(partial(self._guard, self.ui.vehicle))

    def _guard(self, form: CardForm) -> None:
        self._keys.guard(field.focusProxy() for field in form.fields.values())

    def _on_card_opened(self, path: str) -> None:
        self.sitting.choose(path)
        self._open_card()

    def _open_card(self) -> None:
        self._layout.open_form()
        self._on_shown()
        self.enter_card()

    def _on_exempted(self) -> None:
        self._layout.open_form()
        self._on_shown()
        self._form().focus("exempt_reference")
