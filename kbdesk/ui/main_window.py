"""The window: the sign-in page, then one officer's desk, then the locked desk or the sign-in page again."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QLocale, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.desk import Preferences, Session, WindowDesk
from kbdesk.ui.doors import Doors
from kbdesk.ui.errors import sentence
from kbdesk.ui.first_paint import FirstPaint
from kbdesk.ui.forgetting import forget_outside
from kbdesk.ui.hearing import Hearing, come_forward
from kbdesk.ui.kit.boxes import panel
from kbdesk.ui.kit.focus_ring import FocusRing
from kbdesk.ui.kit.theme import Theme
from kbdesk.ui.loading import load_leaving, load_pages, open_desk
from kbdesk.ui.lock import LockPage, unsaved
from kbdesk.ui.presence import Presence
from kbdesk.ui.relay import Leaving, Relay
from kbdesk.ui.room import room_of
from kbdesk.ui.settings_menu import SettingsMenu, in_next_style
from kbdesk.ui.sign_in import SignInPage
from kbdesk.ui.translator import CatalogTranslator
from kbdesk.ui.typed_scans import AtWindow
from kbdesk.ui.when import locale_of
from kbdesk.ui.worker import Worker, nothing

if TYPE_CHECKING:
    from kbdesk.domain.bookmark import Bookmark
    from kbdesk.domain.scan import Scan
    from kbdesk.ui.desk_view import DeskView


class MainWindow(QWidget):
    """One desk's window. It owns the workers of store, press and devices, from its first sign-in until it closes."""

    def __init__(self, desk: WindowDesk, relay: Relay | None = None) -> None:
        """Make the window; without a `relay` it stays in this process at a lock, and so does what was in its memory."""
        super().__init__()
        self._desk, self._preferences, self._relay = desk, desk.preferences, relay
        self._catalog: Catalog = desk.catalogs[self._preferences.language]
        self.store, self._press, self._devices = (Worker(name, self) for name in ("store", "press", "devices"))
        self._session: Session | None = None
        self.view: DeskView | None = None
        self._told_unsaved = False
        self._translator = CatalogTranslator(desk.catalogs, self)
        self._stack = QStackedLayout(self)
        self.doors = Doors(desk, self._stack, self)
        self._cover = panel("frame")
        self._stack.addWidget(self._cover)
        self._waiting: tuple[str, bytearray, bytearray | None] | None = None
        self._alone, self._fault = True, ""
        self._ring = FocusRing(self)
        self.setWindowTitle("kbdesk")
        self.setMinimumSize(640, 360)
        self.resize(1366, 768)
        self.doors.asked.connect(self._on_sign_in_asked)
        self._presence = Presence(self)
        self._presence.ended.connect(self.lock)
        self._presence.lock_pressed.connect(self.lock)
        self.doors.own_shown.connect(self._on_own_shown)
        self.typed_scans = AtWindow(desk, lambda: self._catalog, self)
        if relay is not None:
            self._hear(Hearing(relay, self))
        self.sign_in.language_chosen.connect(self._on_language_chosen)
        for worker in (self.store, self._press, self._devices):
            worker.unclaimed.connect(self.fail)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._on_second_passed)
        self._second.start()
        QShortcut(QKeySequence("Ctrl+F11"), self).activated.connect(self._on_next_style_asked)
        self.speak(self._preferences.language)
        self.sign_in.show_officers(desk.officers())
        self.sign_in.begin()
        FirstPaint(self).done.connect(self._on_first_painted)

    def _on_first_painted(self) -> None:
        """Load what the officer needs only later, while they look for their password."""
        self.store.run(load_pages, lambda _none: None, self.fail)
        self.typed_scans.began.connect(self._presence.touch)
        self.typed_scans.scanned.connect(self.scanned)
        self.typed_scans.listen(self.store, self.fail)
        self.sign_in.show_rules()

    @property
    def sign_in(self) -> SignInPage:
        """The page on which anybody signs in."""
        return self.doors.sign_in

    @property
    def locked(self) -> LockPage | None:
        """The page of the locked desk, None before it was needed."""
        return self.doors.locked

    @property
    def preferences(self) -> Preferences:
        """What is in force."""
        return self._preferences

    @property
    def kept_preferences(self) -> Preferences:
        """What the next start will find."""
        return self._desk.preferences

    @property
    def session(self) -> Session | None:
        """The desk of the officer on duty, None while nobody is."""
        return self._session

    def speak(self, language: Language) -> None:
        """Say everything in another language, Qt's own strings too, at once."""
        self._catalog = self._desk.catalogs[language]
        QLocale.setDefault(locale_of(language))
        app = QApplication.instance()
        if app is not None:
            app.removeTranslator(self._translator)
            self._translator.speak(self._catalog)
            app.installTranslator(self._translator)
        for page in (self.doors, self.view):
            if page is not None:
                page.retranslate(self._catalog)
        self._on_second_passed()

    def choose(self, preferences: Preferences) -> None:
        """Put preferences in force and keep them; the size waits for the next lock or start."""
        before, self._preferences = self._preferences, preferences
        if preferences.language is not before.language:
            self.speak(preferences.language)
        if preferences.style is not before.style:
            Theme.current().apply(preferences.style)
        self.store.run(lambda: self._desk.keep(preferences), lambda _none: self._on_kept(before), self.fail)

    def _on_kept(self, before: Preferences) -> None:
        """Have the spare made anew at another size, which is Qt's from its start."""
        if self._relay is not None and self._preferences.scale != before.scale:
            self._relay.renew()

    def fail(self, error: Exception) -> None:
        """Say what did not work, wherever the officer is."""
        if self.view is not None:
            self.view.fail(error)
        else:
            self._fault = getattr(error, "code", "")
            self.doors.refuse(error)

    def scanned(self, scan: Scan) -> None:
        """Take a scan to its procedure; while nobody is signed in it goes nowhere, and nothing of it is shown."""
        if self.view is not None:
            self.view.scanning.take(scan)

    # -- signing in ----------------------------------------------------------------------------------
    def _on_sign_in_asked(self, name: str, password: bytearray, own: bytearray | None) -> None:
        if not self._alone:  # the process before has the store still
            self._waiting = name, password, own
            return
        self.store.run(
            partial(open_desk, self._desk, name, password, own),
            self._on_signed_in if own is None else self._on_own_chosen,
            lambda error: self.doors.refuse(error, name),
        )

    def _on_own_shown(self, shown: bool) -> None:
        """Leave a password that somebody has half chosen no longer than an open desk."""
        if shown:
            self._presence.begin(self._desk.idle_minutes)
        else:
            self._presence.end()

    def _on_own_chosen(self, opened: tuple[Session, Bookmark | None]) -> None:
        """Bring in who chose a password of their own; whoever locked the window meanwhile finds it locked."""
        there = self.doors.own is not None
        self._on_signed_in(opened)
        if not there:
            self.lock()

    def _on_signed_in(self, opened: tuple[Session, Bookmark | None]) -> None:
        session, left = opened
        self._session = session
        workers = self.store, self._press, self._devices
        view = self.view = load_pages()(self._desk, session, *workers, self._catalog, self)
        view.lock_asked.connect(self.lock)
        view.settings_asked.connect(self._on_settings_asked)
        view.scanning.seen.connect(self._presence.touch)
        view.watch(self)
        view.set_room(room_of(self.size()))
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        self.doors.forget_own()
        self.sign_in.begin()
        self._presence.begin(self._desk.idle_minutes)
        view.start()
        unused = self.typed_scans.missed + (left.scans if left is not None else 0)
        self.typed_scans.shut_door(False)
        view.scanning.typed = self.typed_scans
        if left is not None:
            load_leaving().put_back(view, left)
        view.scanning.tell_unused(unused)
        if self._relay is not None:
            self._relay.start()

    # -- leaving -------------------------------------------------------------------------------------
    def lock(self) -> None:
        """Leave the desk as it is, at once: its officer is brought back to it, another sees nothing of it."""
        session, view = self._session, self.view
        if session is None or view is None:
            if self.doors.own is not None:
                self.doors.show_sign_in()
            return
        left: Bookmark = load_leaving().bookmark(view)
        view.arrive.sitting.keeper.save_owed()
        self.store.forget()
        self.store.run(lambda: session.between.leave_off(left), lambda _none: None)
        self._leave(session, view, Leaving(officer=session.officer, at=self._desk.clock.now()))

    def sign_out(self) -> None:
        """Save the draft, and show the desk with nobody's data on it."""
        session, view = self._session, self.view
        if session is None or view is None:
            return
        self._let_go_of_focus()
        view.leave()
        self.store.forget()
        self._leave(session, view, Leaving())

    def _leave(self, session: Session, view: DeskView, leaving: Leaving) -> None:
        """Put every word of the desk away: another process takes the place of this one, which ends once all is kept.

        Without a launcher the desk's own pages are taken down here.
        """
        view.printing.stop()
        view.arrive.sitting.keeper.forget()
        self._presence.end()
        self.typed_scans.shut_door(True)
        self._session, self.view, self._fault = None, None, ""
        self.store.run(session.leave, lambda _none: None)
        relay = self._relay
        if relay is not None:
            self._alone = False
            geometry = self.saveGeometry().toBase64().toStdString()
            relay.leave(replace(leaving, geometry=geometry))
            self._stack.setCurrentWidget(self._cover)
            forget_outside(self)
            self.store.run(nothing, lambda _none: relay.end(self._fault))
            return
        self._let_go_of_focus()
        view.arrive.sitting.keeper.forget()
        forget_outside(self)
        self._press.forget()
        self._devices.forget()
        self.doors.show(leaving)
        self._stack.removeWidget(view)
        view.deleteLater()
        self.store.run(session.close, lambda _none: None, self.fail)

    # -- in another process's place ------------------------------------------------------------------
    def wait(self) -> None:
        """Be ready behind another process: everything is made, nothing is shown, nothing ticks."""
        self._second.stop()
        self._alone = False
        page = self.doors.lock_page()
        for shown in (page, self.sign_in):
            self._stack.setCurrentWidget(shown)
            self.grab()

    def _hear(self, hearing: Hearing) -> None:
        hearing.shown.connect(self._on_shown)
        hearing.alone.connect(self._on_alone)
        hearing.raised.connect(self._on_raised)

    def _on_shown(self, leaving: Leaving) -> None:
        """Take the place of the process before."""
        self._desk.look_again()
        self.typed_scans.look_again()
        now, self._preferences = self._preferences, self._desk.preferences
        if self._preferences.style is not now.style:
            Theme.current().apply(self._preferences.style)
        self.restoreGeometry(QByteArray.fromBase64(leaving.geometry.encode()))
        self.doors.show(leaving)
        self.speak(self._preferences.language)
        self._second.start()
        self.show()
        come_forward(self)

    def _on_alone(self, fault: str) -> None:
        """Open the store for whoever asked meanwhile; say what the process before could not save."""
        self._alone = True
        if not self.isActiveWindow():  # the focus went with the window before
            come_forward(self)
        if fault:
            door = self.doors.shown
            if isinstance(door, LockPage):
                door.show_loss(partial(unsaved, fault))
            else:
                door.refuse(partial(unsaved, fault))
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self._on_sign_in_asked(*waiting)

    def _on_raised(self) -> None:
        come_forward(self)

    # -- the window itself ---------------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = room_of(self.size())
        for page in (self.doors, self.view):
            if page is not None:
                page.set_room(room)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save the draft, close the store, end the threads; then close."""
        focused = self._let_go_of_focus()
        if not self._may_close():
            if focused is not None:
                focused.setFocus(Qt.FocusReason.OtherFocusReason)
            event.ignore()
            return
        self._second.stop()
        if self._session is not None:
            forget_outside(self)
            self.store.closing.emit()  # a backup that is being written is given up, and the store need not wait for it
            self.store.run(self._session.close, lambda _none: None)
            self._session = None
        self.store.close()
        self._press.close()
        self._devices.close()
        super().closeEvent(event)

    @staticmethod
    def _let_go_of_focus() -> QWidget | None:
        """Take the focus from whatever has it, and return that.

        A field that is left may change its text, which is then to be saved; one that dies with the focus tells its
        form, half of it gone.
        """
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()
        return focused

    def _may_close(self) -> bool:
        """Save what is open. If that fails, the officer is told first and may close again."""
        if self.view is None:
            return True
        self.view.leave()
        self.store.settle()
        why = self.view.unsaved
        if why is None or self._told_unsaved:
            return True
        self._told_unsaved = True
        self.view.printing.start()
        self.view.form.banner.say(lambda catalog: catalog.text("closing.unsaved", why=sentence(why, catalog)))
        return False

    def _on_second_passed(self) -> None:
        now = self._desk.clock.now()
        self.doors.show_time(now)
        if self.view is not None:
            self.view.tick(now)

    def _on_language_chosen(self, language: Language) -> None:
        self.choose(replace(self._preferences, language=language))

    def _on_settings_asked(self) -> None:
        menu = SettingsMenu(self._preferences, self._catalog, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.chosen.connect(self.choose)
        menu.sign_out_asked.connect(self.sign_out)
        if self.view is not None:
            menu.place_asked.connect(self.view.go)
        anchor = self.view.form.rail.settings if self.view is not None else self
        menu.popup(anchor.mapToGlobal(anchor.rect().topRight()))

    def _on_next_style_asked(self) -> None:
        self.choose(in_next_style(self._preferences))
