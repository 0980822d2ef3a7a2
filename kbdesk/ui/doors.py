"""The pages on which an officer comes in: the sign-in, the locked desk, and where a password of one's own is chosen."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from kbdesk.domain.messages import Catalog
from kbdesk.ui.desk import WindowDesk
from kbdesk.ui.errors import sentence
from kbdesk.ui.loading import load_own_password
from kbdesk.ui.lock import LockPage
from kbdesk.ui.relay import Leaving
from kbdesk.ui.room import Room
from kbdesk.ui.sign_in import SignInPage

if TYPE_CHECKING:
    from kbdesk.ui.own_password import OwnPasswordPage

_GIVEN: Final = "sign-in.given"
"""The code of a password that is right, and good for nothing but to be replaced."""

Door = SignInPage | LockPage


class Doors(QObject):
    """Shows one of them while nobody is signed in; the others wait behind it in a window's stack.

    Signals:
        asked: An officer wants to come in. args: the name, the password and one of their own in its place, both as a
            `bytearray`, the latter None where theirs is their own already.
        own_shown: Somebody is to choose a password of their own, and may walk away from it. arg: False once they did.
    """

    asked = Signal(str, object, object)
    own_shown = Signal(bool)

    def __init__(self, desk: WindowDesk, stack: QStackedLayout, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._stack, self._window = desk, stack, window
        self._catalog: Catalog = desk.catalogs[desk.preferences.language]
        self._room = Room.WIDE
        self.sign_in = SignInPage(desk)
        self.locked: LockPage | None = None
        self.own: OwnPasswordPage | None = None
        self.sign_in.asked.connect(lambda name, password: self.asked.emit(name, password, None))
        stack.addWidget(self.sign_in)

    @property
    def shown(self) -> Door | OwnPasswordPage:
        """The page on which an officer comes in now."""
        shown = self._stack.currentWidget()
        return next((page for page in (self.locked, self.own) if page is not None and page is shown), self.sign_in)

    def retranslate(self, catalog: Catalog) -> None:
        """Take the words of a language."""
        self._catalog = catalog
        for page in (self.sign_in, self.locked, self.own):
            if page is not None:
                page.retranslate(catalog)

    def set_room(self, room: Room) -> None:
        """Take what room there is."""
        self._room = room
        for page in (self.sign_in, self.locked, self.own):
            if page is not None:
                page.set_room(room)

    def show_time(self, at: datetime) -> None:
        """Show the desk's clock."""
        self.shown.show_time(at)

    def lock_page(self) -> LockPage:
        """Return the page of the locked desk; it is made when it is first needed."""
        if self.locked is None:
            self.locked = page = LockPage(self._desk, self._window)
            page.asked.connect(lambda name, password: self.asked.emit(name, password, None))
            page.other_asked.connect(self.show_sign_in)
            self._add(page)
        return self.locked

    def show(self, leaving: Leaving) -> None:
        """Show the page on which the next officer comes in."""
        if leaving.at is None:
            self.show_sign_in()
            return
        page = self.lock_page()
        page.show_locked(leaving.officer, leaving.at)
        self._stack.setCurrentWidget(page)
        page.begin()

    def show_sign_in(self) -> None:
        """Show the page on which anybody comes in."""
        self.sign_in.show_officers(self._desk.officers())
        self._stack.setCurrentWidget(self.sign_in)
        self.forget_own()
        self.sign_in.begin()

    def refuse(self, error: Exception, name: str = "") -> None:
        """Say why an officer did not come in, or ask for a password of their own, which is all that is missing."""
        door, code = self.shown, getattr(error, "code", "")
        if isinstance(door, Door) and code == _GIVEN and door.typed:
            self._ask_own(name, door)
            return
        if not isinstance(door, Door) and code.startswith("sign-in."):
            self.show_sign_in()  # the password that was right is not any more
        self.shown.refuse(partial(sentence, error.with_traceback(None)))  # its frames hold what was opened

    def forget_own(self) -> None:
        """Take the page of one's own password away, and what was typed there."""
        if self.own is not None:
            own, self.own = self.own, None
            own.forget()
            self._stack.removeWidget(own)
            own.deleteLater()
            self.own_shown.emit(False)

    def _ask_own(self, name: str, door: Door) -> None:
        typed = door.typed
        door.begin()
        self.own = page = load_own_password()(self._desk, name, typed, self._window)
        page.asked.connect(self.asked)
        page.left.connect(self.show_sign_in)
        self._add(page)
        self._stack.setCurrentWidget(page)
        page.begin()
        self.own_shown.emit(True)

    def _add(self, page: LockPage | OwnPasswordPage) -> None:
        page.set_room(self._room)
        page.retranslate(self._catalog)
        page.show_time(self._desk.clock.now())
        self._stack.addWidget(page)
