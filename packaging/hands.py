"""An officer's hands: keys, a scanner's paste and the mouse, on the real window, in this process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QElapsedTimer,
    QEvent,
    QEventLoop,
    QMessageLogContext,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QWidget

from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft, text_fields
from kbdesk.domain.vocabulary import Action
from kbdesk.ui.arrive.page import ArrivePage
from kbdesk.ui.arrive.understood import shown
from kbdesk.ui.kit.editors import ChoiceEditor
from kbdesk.ui.kit.field import FieldShell
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rules.page import RulesPage
from kbdesk.ui.rules.suspending import Suspending

PATIENCE_MS = 120_000
"""How long the slowest of machines may take; whatever is waited for is a condition, so a fast one waits no longer."""
_BY_OTHER_MEANS = ("mrz", "exempt_ground", "exempt_reference")
CONTROL = Qt.KeyboardModifier.ControlModifier


def hush_offscreen() -> None:
    """Keep back what the offscreen platform says of every window it cannot raise; all else is told."""

    def tell(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if not message.startswith("This plugin does not support"):
            sys.stderr.write(f"{message}\n")

    qInstallMessageHandler(tell)


class TooSlowError(Exception):
    """Something that was waited for did not happen."""


class Hands:
    """Works a window as an officer does. Every method returns when the window has taken it in."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    @property
    def page(self) -> ArrivePage:
        """The Arrive page of whoever is signed in."""
        assert self.window.view is not None
        return self.window.view.arrive

    # -- waiting -------------------------------------------------------------------------------------
    def wait(self, until: Callable[[], bool], what: str) -> None:
        """Let the window work until something is so; `TooSlowError` names what did not happen."""
        watch = QElapsedTimer()
        watch.start()
        while not until():
            if watch.elapsed() > PATIENCE_MS:
                raise TooSlowError(what)
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)

    def wait_for_sheet(self) -> None:
        """Wait until the paper looked at is drawn."""
        self.wait(lambda: all(sheet.fresh for sheet in self.page.sheets.current()), "the paper is drawn")

    # -- keys ----------------------------------------------------------------------------------------
    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press and release a key where the focus is; a shortcut takes it first, as from a keyboard."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def type(self, text: str) -> None:
        """Type a text where the focus is, in any script (`QTest` knows ASCII only)."""
        for sign in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                target = QApplication.focusWidget() or self.window
                QCoreApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))

    def paste(self, text: str) -> None:
        """Paste a text where the focus is."""
        QGuiApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, CONTROL)

    # -- the sign-in page ----------------------------------------------------------------------------
    def sign_in(self, name: str, password: str) -> None:
        """Sign an officer in and wait for the desk."""
        self.window.sign_in.asked.emit(name, bytearray(password.encode()))
        self.wait(lambda: self.window.view is not None, "the officer is signed in")

    # -- the arrive page -----------------------------------------------------------------------------
    def fill(self, field: FieldShell, value: str) -> None:
        """Type a value into a field, or choose it, and leave the field."""
        field.setFocus(Qt.FocusReason.TabFocusReason)
        editor = field.focusProxy()
        if isinstance(editor, QLineEdit):
            editor.selectAll()
            self.type(value)
        elif isinstance(editor, ChoiceEditor) and editor.isEditable():
            self.press(Qt.Key.Key_A, CONTROL)
            index = editor.findData(value)
            self.type(editor.itemText(index).partition(" · ")[0] if index >= 0 else value)
        elif isinstance(editor, ChoiceEditor):
            for _ in range(editor.count()):
                if editor.currentData() == value:
                    break
                self.press(Qt.Key.Key_Down if editor.findData(value) > editor.currentIndex() else Qt.Key.Key_Up)
        self.press(Qt.Key.Key_Tab)

    def work(self, draft: PassageDraft) -> None:
        """Put a whole passage in: zones pasted, what differs from them typed, decisions chosen from the lists."""
        for path, card in draft.cards():
            self._activate()
            if isinstance(card, TravelerDraft):
                self.page.next_person()
            else:
                self.page.sitting.choose(path)
                self.wait(self.page.ui.vehicle.fields["slot"].isVisible, "the vehicle's form shows")
                self.page.enter_card()
            if isinstance(card, TravelerDraft) and card.mrz:
                self.paste(card.mrz)
            self._type_card(path, card)
            if card.decision.action != Action.ISSUE:
                button = self.page.ui.refuse if card.decision.action == Action.REFUSE else self.page.ui.refer
                button.click()
                self.choose(card.decision.reason)
        ground = next((card.exempt_ground for _, card in draft.cards() if card.exempt_ground), "")
        if ground:
            self._activate()
            self.press(Qt.Key.Key_E, CONTROL)
            self.choose(ground)

    def _activate(self) -> None:
        """Bring the window back: offscreen, a list of completions or a dialog takes that from it."""
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow, "the window is active")

    def _type_card(self, path: str, card: TravelerDraft | VehicleDraft) -> None:
        form = self.page.ui.traveler if isinstance(card, TravelerDraft) else self.page.ui.vehicle
        for name in text_fields(type(card)):
            wanted = getattr(card, name)
            if name in _BY_OTHER_MEANS or not wanted or self._stands(path, name) == wanted:
                continue
            form.focus(name)
            self.fill(form.fields[name], shown(name, wanted))

    def _stands(self, path: str, name: str) -> str:
        cards = dict(self.page.sitting.draft.cards())
        return str(getattr(cards[path], name)) if path in cards else ""

    def choose(self, name: str) -> None:
        """Choose an entry of the list that is open."""
        self.wait(lambda: QApplication.activePopupWidget() is not None, "a list opened")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        entry = next(action for action in menu.actions() if action.objectName() == name)
        menu.setActiveAction(entry)
        self._key_to(menu, Qt.Key.Key_Return)

    def _key_to(self, widget: QWidget, key: Qt.Key) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))

    def issue(self) -> None:
        """Press F9 once the key is alive again, and wait until everything is recorded and printed."""
        done: list[object] = []
        sitting = self.page.sitting
        sitting.done.connect(done.append)
        sitting.failed.connect(done.append)
        sitting.issue_failed.connect(done.append)
        key = self.page.ui.issue
        self.wait(lambda: not (key.off or key.settling) and sitting.knowledge.settled, "Issue can be pressed")
        self.press(Qt.Key.Key_F9)
        self.wait(lambda: bool(done), "the passage is recorded and printed")
        for signal in (sitting.done, sitting.failed, sitting.issue_failed):
            signal.disconnect(done.append)

    # -- the rules page ------------------------------------------------------------------------------
    def rules(self) -> RulesPage:
        """Go to the Rules page by its key, and wait until it has looked at the law."""
        assert self.window.view is not None
        view = self.window.view
        self._activate()
        self.press(Qt.Key.Key_F7)
        self.wait(lambda: view.rules is not None and bool(view.rules.books.key), "the books are shown")
        assert view.rules is not None
        return view.rules

    def suspend(self, book: str, article: str, order: str) -> None:
        """Suspend an article on the Rules page, and come back to the passage."""
        page = self.rules()
        page.books.choose(f"{book} ")
        page.suspend.click()
        self.wait(lambda: self._question() is not None, "the question is asked")
        dialog = self._question()
        assert dialog is not None
        dialog.activateWindow()
        self.wait(dialog.isActiveWindow, "the question is active")
        self.fill(dialog.article, article)
        self.fill(dialog.order, order)
        dialog.suspend.click()
        self.wait(lambda: self._question() is None, "the article is suspended")
        self._activate()
        self.press(Qt.Key.Key_F2)

    def _question(self) -> Suspending | None:
        found = (dialog for dialog in self.window.findChildren(QDialog) if isinstance(dialog, Suspending))
        return next((dialog for dialog in found if dialog.isVisible()), None)

    def picture(self, file: Path, of: QWidget | None = None) -> None:
        """Save what the window shows, or one over it."""
        for _ in range(5):  # a layout may ask for another
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            QCoreApplication.processEvents()
        (of or self.window).grab().save(str(file))
