"""The window: the sign-in page, then one officer's desk, then the sign-in page again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.desk import Preferences, Session, WindowDesk
from kbdesk.ui.errors import sentence
from kbdesk.ui.kit.focus_ring import FocusRing
from kbdesk.ui.kit.theme import Theme
from kbdesk.ui.kit.tokens import Style
from kbdesk.ui.room import room_of
from kbdesk.ui.settings_menu import SettingsMenu
from kbdesk.ui.sign_in import SignInPage
from kbdesk.ui.translator import CatalogTranslator
from kbdesk.ui.when import locale_of
from kbdesk.ui.worker import Worker

if TYPE_CHECKING:
    from kbdesk.ui.desk_view import DeskView


def load_pages() -> type[DeskView]:
    """Load what only an officer on duty sees: half of the window's code, and none of it before the first paint."""
    from kbdesk.ui.desk_view import DeskView  # noqa: PLC0415 - the sign-in page paints first

    return DeskView


class MainWindow(QWidget):
    """One desk's window. It owns the store's worker and the press's, from its first sign-in until it closes."""

    def __init__(self, desk: WindowDesk) -> None:
        super().__init__()
        self._desk, self._preferences = desk, desk.preferences
        self._catalog: Catalog = desk.catalogs[self._preferences.language]
        self.store, self._press = Worker("store", self), Worker("press", self)
        self._session: Session | None = None
        self.view: DeskView | None = None
        self._told_unsaved = False
        self._translator = CatalogTranslator(desk.catalogs, self)
        self.sign_in = SignInPage(desk)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.sign_in)
        self._ring = FocusRing(self)
        self.setWindowTitle("kbdesk")
        self.setMinimumSize(640, 360)
        self.resize(1366, 768)
        self.sign_in.asked.connect(self._on_sign_in_asked)
        self.sign_in.language_chosen.connect(self._on_language_chosen)
        self.store.unclaimed.connect(self.fail)
        self._press.unclaimed.connect(self.fail)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._on_second_passed)
        self._second.start()
        QShortcut(QKeySequence("Ctrl+F11"), self).activated.connect(self._on_next_style_asked)
        self.speak(self._preferences.language)
        self.sign_in.show_officers(desk.officers())
        self.sign_in.begin()
        QTimer.singleShot(0, self, lambda: self.store.run(load_pages, lambda _none: None, self.fail))

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
        self.sign_in.retranslate(self._catalog)
        if self.view is not None:
            self.view.retranslate(self._catalog)
        self._on_second_passed()

    def choose(self, preferences: Preferences) -> None:
        """Put preferences in force and keep them; the size waits for the next start."""
        before, self._preferences = self._preferences, preferences
        if preferences.language is not before.language:
            self.speak(preferences.language)
        if preferences.style is not before.style:
            Theme.current().apply(preferences.style)
        self.store.run(lambda: self._desk.keep(preferences), lambda _none: None, self.fail)

    def fail(self, error: Exception) -> None:
        """Say what did not work, wherever the officer is."""
        if self.view is not None:
            self.view.fail(error)
        else:
            self.sign_in.refuse(sentence(error, self._catalog))

    # -- signing in and out --------------------------------------------------------------------------
    def _on_sign_in_asked(self, name: str, password: bytearray) -> None:
        self.store.run(
            lambda: self._desk.sign_in(name, password),
            self._on_signed_in,
            lambda error: self.sign_in.refuse(sentence(error, self._catalog)),
        )

    def _on_signed_in(self, session: Session) -> None:
        self._session = session
        self.view = load_pages()(self._desk, session, self.store, self._press, self._catalog, self)
        self.view.sign_out_asked.connect(self.sign_out)
        self.view.settings_asked.connect(self._on_settings_asked)
        self.view.watch(self)
        self.view.set_room(room_of(self.size()))
        self._stack.addWidget(self.view)
        self._stack.setCurrentWidget(self.view)
        self.sign_in.begin()
        self.view.start()

    def sign_out(self) -> None:
        """Save the draft, close the store, and show the desk with nobody's data on it."""
        session, view = self._session, self.view
        if session is None or view is None:
            return
        self._let_go_of_focus()
        view.leave()
        self.store.forget()
        self._press.forget()
        self._session, self.view = None, None
        self.store.run(session.close, lambda _none: None, self.fail)
        self._stack.setCurrentWidget(self.sign_in)
        self._stack.removeWidget(view)
        view.deleteLater()
        self.sign_in.show_officers(self._desk.officers())
        self.sign_in.begin()

    # -- the window itself ---------------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = room_of(self.size())
        self.sign_in.set_room(room)
        if self.view is not None:
            self.view.set_room(room)

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
            self.store.run(self._session.close, lambda _none: None)
            self._session = None
        self.store.close()
        self._press.close()
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
        self.view.form.banner.say(lambda catalog: catalog.text("closing.unsaved", why=sentence(why, catalog)))
        return False

    def _on_second_passed(self) -> None:
        now = self._desk.clock.now()
        self.sign_in.show_time(now)
        if self.view is not None:
            self.view.tick(now)

    def _on_language_chosen(self, language: Language) -> None:
        self.choose(replace(self._preferences, language=language))

    def _on_settings_asked(self) -> None:
        menu = SettingsMenu(self._preferences, self._catalog, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.chosen.connect(self.choose)
        anchor = self.view.form.rail.settings if self.view is not None else self
        menu.popup(anchor.mapToGlobal(anchor.rect().topRight()))

    def _on_next_style_asked(self) -> None:
        styles = list(Style)
        now = styles.index(self._preferences.style)
        self.choose(replace(self._preferences, style=styles[(now + 1) % len(styles)]))
