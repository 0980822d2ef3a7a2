"""The desk locked and unlocked in its window; what becomes of the process is told in tests/stories/test_lock.py."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from kbdesk.app.clock import machine_now
from kbdesk.app.drill_passwords import passwords
from kbdesk.domain.messages import Catalog, Catalogs
from kbdesk.domain.scan import Scan, Source
from kbdesk.domain.vocabulary import Language
from kbdesk.store import attempts
from kbdesk.store.settings import read, write
from kbdesk.ui.kit.marks import Mark
from kbdesk.ui.lock import LockPage
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.portrait.crop_dialog import CropDialog
from kbdesk.ui.presence import Presence
from kbdesk.ui.rail import Place
from tests.faces import portrait, taken
from tests.icao.zones import SERBIAN_CARD, SERBIAN_PASSPORT
from tests.ui.scanner import Scanner

SignsIn = Callable[..., MainWindow]


def locked(window: MainWindow) -> LockPage:
    assert window.locked is not None
    assert window.locked.isVisible()
    return window.locked


def unlock(window: MainWindow, data: Path, qtbot: QtBot, *, officer: str = "") -> None:
    """Type the password of whoever locked the desk, or sign another officer in, and wait for the desk."""
    page = locked(window)
    if officer:
        page.other.click()
        window.sign_in.form.officers.choose(officer)
        window.sign_in.form.password.setText(passwords(data)[officer])
        window.sign_in.form.sign_in.press()
    else:
        page.password.setText(passwords(data)[page.officer])
        page.unlock.press()
    qtbot.waitUntil(lambda: window.view is not None and window.view.started, timeout=20_000)


def line(window: MainWindow, name: str) -> QLineEdit:
    assert window.view is not None
    editor = window.view.arrive.ui.traveler.fields[name].focusProxy()
    assert isinstance(editor, QLineEdit)
    return editor


def leave_untouched(window: MainWindow, *, minutes: int) -> None:
    """Let the time be over for which nobody need touch the window; it has to be so many minutes."""
    rest = window._presence._idle
    assert (rest.isActive(), rest.interval()) == (True, minutes * 60_000)
    rest.setInterval(0)


def type_person(window: MainWindow, hand: Any) -> None:
    """Type a surname and the beginning of the given names, the caret left inside them."""
    assert window.view is not None
    window.view.arrive.ui.traveler.focus("surname")
    hand.types("Jelić-Đuran", on=line(window, "surname"))
    window.view.arrive.ui.traveler.focus("given_names")
    hand.types("Ljubica", on=line(window, "given_names"))
    line(window, "given_names").setCursorPosition(3)


def test_the_officer_comes_back_to_the_same_card_field_caret_and_undo(
    signed_in: SignsIn, data: Path, qtbot: QtBot, hand: Any
) -> None:
    window = signed_in()
    type_person(window, hand)
    assert window.view is not None
    before = window.view.arrive.sitting.draft
    hand.presses(Qt.Key.Key_F12, on=window.view)
    assert (window.view, window.session) == (None, None)
    unlock(window, data, qtbot)
    view = window.view
    qtbot.waitUntil(lambda: view.arrive.sitting.draft == before)
    assert QApplication.focusWidget() is line(window, "given_names")
    assert line(window, "given_names").cursorPosition() == 3
    assert view.arrive.sitting.undo()
    assert view.arrive.sitting.draft.travelers[0].given_names == ""
    assert view.arrive.sitting.redo()
    assert view.arrive.sitting.draft == before


def test_a_selection_and_the_page_come_back_too(signed_in: SignsIn, data: Path, qtbot: QtBot, hand: Any) -> None:
    window = signed_in()
    type_person(window, hand)
    line(window, "given_names").setSelection(1, 4)
    window.lock()
    unlock(window, data, qtbot)
    qtbot.waitUntil(lambda: line(window, "given_names").selectedText() == "jubi")
    assert window.view is not None
    window.view.go(Place.SEARCH)
    window.lock()
    unlock(window, data, qtbot)
    qtbot.waitUntil(lambda: window.view is not None and window.view.place is Place.SEARCH)


def test_the_portrait_of_a_card_and_its_undo_survive_a_lock(
    signed_in: SignsIn, data: Path, qtbot: QtBot, hand: Any
) -> None:
    window = signed_in()
    type_person(window, hand)
    assert window.view is not None
    for number in (1, 2):
        window.view.arrive.sitting.portray("traveler[1]", portrait(number))
    before = window.view.arrive.sitting.draft
    window.lock()
    unlock(window, data, qtbot)
    arrive = window.view.arrive
    qtbot.waitUntil(lambda: arrive.sitting.draft == before)
    assert arrive.ui.traveler.ui.head_person.portrait == portrait(2)
    assert arrive.sitting.undo()
    assert arrive.ui.traveler.ui.head_person.portrait == portrait(1)


def test_a_picture_about_to_be_cut_is_gone_with_the_lock_and_no_card_gets_it(
    signed_in: SignsIn, data: Path, qtbot: QtBot, hand: Any
) -> None:
    window = signed_in()
    type_person(window, hand)
    assert window.view is not None
    window.view.arrive.ui.traveler.picture_offered.emit(taken(1))
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CropDialog))
    window.lock()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    unlock(window, data, qtbot)
    arrive = window.view.arrive
    qtbot.waitUntil(lambda: bool(arrive.sitting.draft.travelers))
    assert arrive.sitting.draft.travelers[0].portrait == b""


def test_another_officer_sees_the_desk_and_not_the_draft_and_its_own_officer_finds_it_later(
    signed_in: SignsIn, data: Path, qtbot: QtBot, hand: Any
) -> None:
    window = signed_in()
    type_person(window, hand)
    assert window.view is not None
    before = window.view.arrive.sitting.draft
    window.lock()
    unlock(window, data, qtbot, officer="supervisor")
    assert window.view is not None
    window.store.settle()
    assert window.view.arrive.sitting.snapshot.empty
    assert window.view.form.rail.drafts.entries == ()
    window.lock()
    unlock(window, data, qtbot, officer="officer")
    qtbot.waitUntil(lambda: window.view is not None and window.view.arrive.sitting.draft == before)


def test_scans_that_waited_or_came_while_the_desk_was_locked_are_told_by_their_number_alone(
    signed_in: SignsIn, data: Path, qtbot: QtBot, english: Catalog
) -> None:
    def told() -> str:
        assert window.view is not None
        strip = window.view.scanning.strip
        return strip.accessibleName() if strip.isVisible() else ""

    window = signed_in()
    qtbot.waitUntil(lambda: window.typed_scans.wedge is not None)
    wedge, dialog = window.typed_scans.wedge, QDialog(window)
    assert wedge is not None
    dialog.setModal(True)
    dialog.open()
    window.scanned(Scan(data=SERBIAN_PASSPORT, source=Source.SERIAL))
    window.lock()
    window.activateWindow()
    qtbot.waitUntil(locked(window).password.hasFocus)
    with qtbot.waitSignal(wedge.scanned):
        Scanner().scan(f"{SERBIAN_CARD}\n")
    unlock(window, data, qtbot)
    qtbot.waitUntil(lambda: told() == f"{english.count('scan.unused', 2)}. {english.text('scan.unused.what')}")
    assert window.view is not None
    assert window.view.arrive.sitting.snapshot.empty
    window.lock()
    unlock(window, data, qtbot)
    window.store.settle()
    assert told() == "", "control: none came"


def test_nobodys_words_are_left_in_the_window(signed_in: SignsIn, hand: Any) -> None:
    window = signed_in()
    type_person(window, hand)
    window.lock()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shown = [label.text() for label in window.findChildren(QLabel)] + [e.text() for e in window.findChildren(QLineEdit)]
    assert not [text for text in shown if "ELI" in text.upper() and "JELI" in text.upper()]


def test_a_wrong_password_is_told_in_any_language_and_the_desk_stays_locked(
    signed_in: SignsIn, catalogs: Catalogs, qtbot: QtBot
) -> None:
    window = signed_in()
    window.lock()
    page = locked(window)
    (mark,) = page.card.findChildren(Mark)
    assert mark.isHidden()
    page.password.setText("wrong")
    page.unlock.press()
    qtbot.waitUntil(lambda: bool(page.message.text()))
    assert (window.session, page.isVisible()) == (None, True)
    assert (page.message.text(), mark.isHidden()) == ("The password is not right.", False)
    window.speak(Language.SQ)
    assert page.message.text() == catalogs[Language.SQ].text("fault.sign-in.wrong-password")
    assert (page.password.text(), page.password.isUndoAvailable()) == ("", False)


def test_a_right_password_that_had_to_wait_opens_nothing_for_whoever_presses_enter_later(
    signed_in: SignsIn, data: Path, qtbot: QtBot
) -> None:
    window = signed_in()
    window.lock()
    page = locked(window)
    counted = attempts.read(data)
    delayed = attempts.Wrong(count=attempts.FREE, last=machine_now())
    attempts._write(data, replace(counted, wrong={page.officer: delayed}))
    page.password.setText(passwords(data)[page.officer])
    page.unlock.press()
    qtbot.waitUntil(lambda: "try again in" in page.message.text())
    attempts._write(data, counted)  # the wait is over
    page.unlock.press()
    assert page.message.text() == "Type the password."
    unlock(window, data, qtbot)
    assert window.session is not None, "control: typed anew"


def test_f12_locks_from_a_dialog_and_closes_it(signed_in: SignsIn, catalogs: Catalogs, qtbot: QtBot) -> None:
    window = signed_in()
    dialog = QDialog(window)
    dialog.setModal(True)
    dialog.open()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is dialog.windowHandle())
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_F12)
    assert locked(window)
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [window]


@pytest.mark.parametrize("leave", [MainWindow.lock, MainWindow.sign_out, MainWindow.close])
def test_what_was_copied_is_cleared(signed_in: SignsIn, leave: Callable[[MainWindow], None]) -> None:
    window, clipboard = signed_in(), QGuiApplication.clipboard()
    clipboard.setText("JELIĆ")
    QApplication.processEvents()
    assert clipboard.text() == "JELIĆ"
    leave(window)
    assert clipboard.text() == ""


def test_a_window_nobody_touches_locks_and_one_that_is_touched_does_not(qtbot: QtBot) -> None:
    presence, touched = Presence(), Presence()
    window = QLineEdit()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())
    touched.begin(minutes=60)
    with qtbot.waitSignal(presence.ended):
        presence.begin(minutes=0.001)
    rest, hour = touched._idle.remainingTime, 3_600_000
    qtbot.waitUntil(lambda: rest() < hour - 1_500)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert rest() > hour - 1_000, "the time begins anew; Qt rounds so long a one to seconds"


def test_the_window_locks_after_the_minutes_that_stand_in_the_settings(
    signed_in: SignsIn, data: Path, qtbot: QtBot
) -> None:
    assert read(data).idle_minutes == 5
    write(data, replace(read(data), idle_minutes=2))
    window = signed_in()
    leave_untouched(window, minutes=2)
    qtbot.waitUntil(lambda: window.view is None)
    assert locked(window)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_no_word_of_the_locked_desk_is_cut(signed_in: SignsIn, language: Language, size: tuple[int, int]) -> None:
    window = signed_in(language, size)
    window.lock()
    page = locked(window)
    QApplication.processEvents()
    cut = [w.text() for w in page.findChildren(QLabel) if w.isVisible() and getattr(w, "is_cut", bool)()]
    assert not cut
    assert not page.unlock.is_cut()
    assert page.rect().contains(page.other.mapTo(page, page.other.rect().bottomRight()))
    for kept in (page, page.card):
        assert kept.height() >= kept.minimumSizeHint().height(), "nothing lies over anything else"
