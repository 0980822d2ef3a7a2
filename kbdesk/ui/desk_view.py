"""The window while an officer is on duty: header, rail, pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kbdesk.desk.passage import Issued
from kbdesk.desk.ports import PaperRow
from kbdesk.domain.messages import Catalog
from kbdesk.domain.returns import Returnable
from kbdesk.domain.scan import Source
from kbdesk.domain.vocabulary import Direction, Severity
from kbdesk.ui.arrive.keeping import Kept
from kbdesk.ui.arrive.page import ArrivePage
from kbdesk.ui.book_pages import PageParts, make_rules_page, makers
from kbdesk.ui.camera_scan import KEY as CAMERA_KEY
from kbdesk.ui.camera_scan import CameraScans
from kbdesk.ui.desk import Session, WindowDesk
from kbdesk.ui.desk_page import Caret, DeskPage, LazyPages
from kbdesk.ui.dropping import Dropping
from kbdesk.ui.errors import Coded, sentence
from kbdesk.ui.flat_bed import FlatBed
from kbdesk.ui.forms.ui_window import Ui_WindowForm
from kbdesk.ui.giving import Giving
from kbdesk.ui.header import Fact
from kbdesk.ui.kit.toast import Toast
from kbdesk.ui.own_drafts import OwnDrafts
from kbdesk.ui.post_words import desk_words, place_name
from kbdesk.ui.printing import DESPITE, HELD_UP, Printing
from kbdesk.ui.rail import KEYS, Place
from kbdesk.ui.room import Room
from kbdesk.ui.scanning import Pages, Scanning
from kbdesk.ui.shift.attesting import Attesting
from kbdesk.ui.shift.standing import CLOCK, NO_SHIFT, Standing, clock_words
from kbdesk.ui.standing import list_fact, rules_fact
from kbdesk.ui.unprinted import UnprintedPage
from kbdesk.ui.worker import Worker

if TYPE_CHECKING:
    from kbdesk.rulebook.law import Law
    from kbdesk.ui.rules.page import RulesPage

_BACKUPS = "backups"
_UNPRINTED = "unprinted"


class DeskView(QWidget):
    """One officer's desk. It lives from sign-in to sign-out.

    Signals:
        settings_asked: The settings are wanted.
        lock_asked: The desk is to be locked.
    """

    lock_asked = Signal()
    settings_asked = Signal()

    def __init__(
        self,
        desk: WindowDesk,
        session: Session,
        store: Worker,
        press: Worker,
        devices: Worker,
        catalog: Catalog,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._session, self._store, self._catalog = desk, session, store, catalog
        self._direction = Direction.ENTRY
        self.started, self.place = False, Place.ARRIVE
        self.form = Ui_WindowForm()
        self.form.setupUi(self)
        self.arrive = ArrivePage(session, store, press, desk.officers, catalog, self.form.pages)
        self.unprinted = UnprintedPage(self.form.pages)
        self.rules: RulesPage | None = None
        self._law: Law | None = None
        self._press, self._room = press, Room.WIDE
        self._window: QWidget | None = None
        for page in (self.arrive, self.unprinted):
            self.form.pages.addWidget(page)
        parts = PageParts(
            desk=desk,
            session=session,
            store=store,
            press=press,
            devices=devices,
            catalog=lambda: self._catalog,
            draft=lambda: self.arrive.sitting.draft,
            scanning=lambda: self.scanning,
            camera=lambda: self.camera,
            flat_bed=lambda: self.flat_bed,
            parent=self.form.pages,
        )
        self.standing = Standing(session, store, self.form.banner, self)
        self.attesting = Attesting(session, store, desk.officers, self)
        self.giving = Giving(session, store, desk.officers, self.form.rail, lambda: self._catalog)
        self.drafts = OwnDrafts(session, store, self.arrive, self.form.rail, lambda: self._catalog)
        self.printing = Printing(session, store, self.form.banner, lambda: self._catalog)
        self.books = LazyPages(self.form.pages, makers(parts))
        pages = Pages(self.form.header, self.form.pages, self.arrive, self.go)
        self.scanning = Scanning(desk, session, store, press, pages, lambda: self._catalog)
        self.dropping = Dropping(self, self.scanning.look_through)
        self.flat_bed = FlatBed(desk, press, self.scanning.look_through, self)
        self.flat_bed.failed.connect(self.scanning.tell_folder_lost)
        self.camera = CameraScans(session.codes_in_view, devices, lambda: self._catalog, self)
        self.camera.seen.connect(lambda codes: self.scanning.take_codes(codes, Source.CAMERA))
        self.camera.failed.connect(self.scanning.tell_fault)
        self._connect()
        self._add_keys()
        self.retranslate(catalog)
        self.go(Place.ARRIVE)

    def start(self) -> None:
        """Go to work: read what is waiting, drafts, papers not printed, the printer."""
        self.go(Place.ARRIVE)
        self.refresh_drafts()
        self.refresh_papers()
        self.refresh_rules()
        self.printing.start()
        self.standing.ask()
        self.scanning.line.start()
        self.flat_bed.start()

    def watch(self, window: QWidget) -> None:
        """Let the pages listen to their signing key in a window."""
        self._window = window
        self.dropping.watch(window)
        self.arrive.watch(window)
        self.unprinted.watch(window)
        self.books.watch(window)

    def go(self, place: Place) -> None:
        """Show a page."""
        self.place = place
        self.form.rail.show_place(place)
        page = self._page(place)
        self.form.pages.setCurrentWidget(page)
        self.standing.go(place)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_at(self, place: Place, text: str) -> None:
        """Go to a page and have it open what a text says; nothing more for an empty text."""
        self.go(place)
        if text and place is Place.ARRIVE:
            self.arrive.scan(text)
        elif text and place in self.books:
            self.books.page(place).open(text)

    def _on_return_asked(self) -> None:
        """Go to the Return page; the paper that was just verified is opened there."""
        page = self.form.pages.currentWidget()
        self.open_at(Place.RETURN, page.returning if isinstance(page, DeskPage) else "")

    def renew(self, number: str, kind: Returnable) -> None:
        """Go to a paper's return, where it is closed and issued anew in one act."""
        self.go(Place.RETURN)
        self.books.page(Place.RETURN).renew(number, kind)

    def take_up(self, place: Place, typed: Mapping[str, str], at: Caret) -> None:
        """Put back what was left half typed on a page of the desk's books."""
        if place in self.books:
            self._book_page(place).take_up(typed, at)

    def _page(self, place: Place) -> QWidget:
        if place in self.books:
            return self._book_page(place)
        if place is Place.RULES:
            return self._rules_page()
        return self.arrive if place is Place.ARRIVE else self.unprinted

    def _book_page(self, place: Place) -> DeskPage:
        known = self.books.made()
        page = self.books.page(place)
        if page not in known:
            page.failed.connect(self.fail)
            page.sent.connect(self.open_at)
            page.recorded.connect(self._on_page_recorded)
            page.entered.connect(self._on_entered)
        page.look()
        return page

    def _rules_page(self) -> RulesPage:
        """Return the Rules page; it is made when it is first gone to."""
        if self.rules is None:
            self.rules = make_rules_page(self._desk, self._session, self._store, self._press, self._catalog, self)
            self.form.pages.addWidget(self.rules)
            self.rules.set_room(self._room)
            if self._window is not None:
                self.rules.watch(self._window)
            self.rules.looked.connect(lambda view: self._on_rules_read(view.law))
            self.rules.ordered.connect(self.arrive.sitting.obey_anew)
            self.rules.failed.connect(self.fail)
        self.rules.look()
        return self.rules

    def leave(self) -> None:
        """Save what has not been saved, as before a sign-out."""
        self.printing.stop()
        self.arrive.save()

    @property
    def unsaved(self) -> Exception | None:
        """What kept the draft from being saved, None while it is safe."""
        keeper = self.arrive.sitting.keeper
        return keeper.error if keeper.state is Kept.FAILED else None

    def fail(self, error: Exception) -> None:
        """Say what did not work; where a backup did not, the place for them can be gone to."""
        if isinstance(error, Coded) and error.code.startswith("backup."):
            self.form.banner.say(
                partial(sentence, error), way_out=lambda catalog: catalog.text("backup.place"), key=_BACKUPS
            )
        else:
            self.form.banner.say(partial(sentence, error))

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog = catalog
        self.form.rail.retranslate(catalog)
        self.form.banner.retranslate(catalog)
        self.arrive.retranslate(catalog)
        self.unprinted.retranslate(catalog)
        self.books.retranslate(catalog)
        if self.rules is not None:
            self.rules.retranslate(catalog)
        self.form.header.show_officer(catalog.text("header.officer"), self._session.officer)
        self.tick(self._session.clock.now())
        for toast in self.findChildren(Toast):
            toast.retranslate()

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        self.form.header.set_room(room)
        self.form.rail.set_room(room)
        self.arrive.set_room(room)
        self.unprinted.set_room(room)
        self.books.set_room(room)
        self._room = room
        if self.rules is not None:
            self.rules.set_room(room)

    def tick(self, now: datetime) -> None:
        """Show another second of the desk's clock, and everything whose age it changes."""
        self.form.header.show_time(now)
        self.standing.tick(now)
        self._show_post()
        self._show_facts(now)
        self.drafts.show(now)
        self.books.tick(now)
        if self.rules is not None:
            self.rules.tick(now)

    # -- what is waiting ---------------------------------------------------------------------------
    def refresh_drafts(self) -> None:
        """Read the drafts again."""
        self.drafts.refresh()
        self.giving.look()

    def refresh_papers(self) -> None:
        """Read again what was recorded and not printed, and look at the printer."""
        self._store.run(self._session.unprinted, self._on_papers_read, self.fail)
        self.printing.look()

    def refresh_rules(self) -> None:
        """Read the law again as the desk's orders make it."""
        self._store.run(self._law_now, self._on_rules_read, self.fail)

    def _law_now(self) -> Law:
        """Return the law (store thread, where the rules procedure is loaded when it is first asked for)."""
        return self._session.rules.law()

    def _on_rules_read(self, law: Law) -> None:
        self._law = law
        self._show_facts(self._session.clock.now())

    def _on_papers_read(self, papers: Sequence[PaperRow]) -> None:
        self.unprinted.show_papers(papers)
        self.form.rail.show_unprinted(len(papers))
        here = self.form.pages.currentWidget()
        if not papers:
            self.form.banner.withdraw(_UNPRINTED)
            if here is self.unprinted:
                self.go(Place.ARRIVE)
        elif not self.started:
            self.go(Place.UNPRINTED)
        elif here is not self.unprinted:
            count = len(papers)
            self.form.banner.withdraw(_UNPRINTED)
            self.form.banner.say(
                lambda catalog: catalog.count("unprinted.notice", count),
                severity=Severity.WARN,
                way_out=lambda catalog: catalog.text("unprinted.show"),
                key=_UNPRINTED,
            )
        self.started = True

    def _show_post(self) -> None:
        post, catalog = self._session.post, self._catalog
        self.form.header.show_post(
            place=place_name(post, catalog.language),
            post=desk_words(post, catalog, self._direction),
            direction=self._direction,
        )

    def _show_facts(self, now: datetime) -> None:
        catalog = self._catalog
        facts = [self._rules_fact(now), list_fact(self.arrive.sitting.knowledge.facts.watchlist, now, catalog)]
        facts.extend(self.printing.facts(catalog))
        self.form.header.show_facts((*facts, *self.scanning.line.facts(catalog), *self.standing.facts(catalog)))

    def _rules_fact(self, now: datetime) -> Fact:
        since = self._desk.rules_from(now)
        return rules_fact(self._law, since, now, crossing=self._session.post.crossing, catalog=self._catalog)

    # -- the desk's books ----------------------------------------------------------------------------
    def _on_page_recorded(self) -> None:
        """Read again what an act on another page may have changed for the header and for the open passage."""
        self.refresh_papers()
        self.standing.ask()
        self.arrive.sitting.obey_anew()

    def _on_entered(self, issued: Issued) -> None:
        """Put in the place of a passage that was entered afterwards what is left of it, else a new one."""
        self.arrive.open_draft(issued.left or self._session.passage.begin())
        self.refresh_drafts()

    def _on_banner_acted(self, key: str) -> None:
        books = self.standing.books
        if key == CLOCK and books is not None:
            what = clock_words("clock.attest.what", books, self._catalog)
            self.attesting.ask(what, self._catalog).rejected.connect(self.standing.tell)
        elif key == HELD_UP:
            self.printing.cancel()
        elif key == DESPITE:
            self.printing.put_despite()
        elif key == _BACKUPS:
            self.open_at(Place.DEVICES, _BACKUPS)
        elif key != CLOCK:
            self.go(Place.SHIFT if key == NO_SHIFT else Place.UNPRINTED)

    # -- wiring ------------------------------------------------------------------------------------
    def _connect(self) -> None:
        rail, banner = self.form.rail, self.form.banner
        rail.gone.connect(self.go)
        rail.draft_chosen.connect(self.drafts.open)
        self.drafts.opened.connect(partial(self.go, Place.ARRIVE))
        self.drafts.failed.connect(self.fail)
        rail.settings_asked.connect(self.settings_asked)
        rail.lock_asked.connect(self.lock_asked)
        banner.acted.connect(self._on_banner_acted)
        self.standing.changed.connect(lambda: self._show_facts(self._session.clock.now()))
        self.standing.failed.connect(self.fail)
        self.standing.cleared.connect(self.arrive.sitting.keeper.save_again)
        self.standing.cleared.connect(self._on_page_recorded)
        self.scanning.line.changed.connect(lambda: self._show_facts(self._session.clock.now()))
        self.giving.given.connect(self.refresh_drafts)
        self.giving.failed.connect(self.fail)
        self.attesting.attested.connect(self._on_page_recorded)
        self.attesting.failed.connect(self.fail)
        self.unprinted.print_asked.connect(self.printing.put)
        self.unprinted.said.connect(self.printing.say)
        self.unprinted.cancel_asked.connect(self.printing.cancel)
        self.printing.changed.connect(lambda: self._show_facts(self._session.clock.now()))
        self.printing.settled.connect(self.refresh_papers)
        self.arrive.failed.connect(banner.say)
        self.arrive.failed.connect(lambda _told: self.standing.ask())
        self.arrive.drafts_changed.connect(self.refresh_drafts)
        self.arrive.papers_changed.connect(self.refresh_papers)
        self.arrive.papers_changed.connect(self.standing.ask)
        self.arrive.turned.connect(self._on_turned)
        self.arrive.returning.connect(lambda zone: self.open_at(Place.RETURN, zone))
        self.arrive.deciding.renewed.connect(self.renew)

    def _on_turned(self, direction: Direction) -> None:
        self._direction = direction
        self._show_post()

    def _add_keys(self) -> None:
        for keys, act in (
            *((keys, partial(self.go, place)) for keys, place in KEYS.items()),
            ("F3", self._on_return_asked),
            ("Ctrl+Tab", self.drafts.open_next),
            (CAMERA_KEY, self.camera.ask),
            ("Ctrl+,", self.settings_asked.emit),
            ("F12", self.lock_asked.emit),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
