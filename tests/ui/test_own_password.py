"""An officer with a password that others gave chooses one of their own before anything else."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kbdesk.app.drill_passwords import passwords
from kbdesk.app.sign_in import sign_in
from kbdesk.cli.joiner import SignIn
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.vocabulary import Language
from kbdesk.store.errors import PasswordWrong
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.own_password import OwnPasswordPage
from tests.ui.test_access import unnamed, walked
from tests.ui.test_lock import leave_untouched

Opens = Callable[..., MainWindow]
GIVEN, OWN = "three cows and a calf", "nine blue umbrellas"


def reset(data: Path, name: str = "officer") -> None:
    """Give an officer a password, as two others do."""
    by = passwords(data)["supervisor"].encode()
    with closing(sign_in(SignIn(data=data, officer="supervisor", password=bytearray(by)))) as desk:
        desk.officers.reset(name, bytearray(GIVEN.encode()), second="supervisor2", password=bytearray(by))


def locked_since(signed_in: Opens, data: Path) -> MainWindow:
    """Return a locked window whose officer has been given a password since."""
    window = signed_in()
    window.lock()
    window.store.settle()
    reset(data)
    return window


def come_in(window: MainWindow, hand: Any, qtbot: QtBot) -> OwnPasswordPage:
    """Type the password that was given at the door that shows; return the page that asks for another."""
    hand.types(GIVEN)
    hand.presses(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.doors.own is not None)
    page = window.doors.own
    assert page is not None and window.session is None
    assert QApplication.focusWidget() is page.new
    return page


def choose(hand: Any, new: str, again: str) -> None:
    hand.types(new)
    hand.presses(Qt.Key.Key_Return)
    hand.types(again)
    hand.presses(Qt.Key.Key_Return)


def test_a_password_that_others_gave_leads_in_place_to_one_of_the_officers_own(
    open_window: Opens, data: Path, qtbot: QtBot, hand: Any, catalogs: Catalogs
) -> None:
    reset(data)
    window = open_window()
    page = come_in(window, hand, qtbot)
    assert window.sign_in.form.password.text() == "", "it stands in no field"
    assert (unnamed(page), walked(page)) == ([], [page.new, page.again, page.save, page.back])
    hand.presses(Qt.Key.Key_Escape)
    assert (window.doors.own, window.doors.shown) == (None, window.sign_in)
    page = come_in(window, hand, qtbot)
    choose(hand, OWN, f"{OWN}?")
    assert page.message.text() == "The two new passwords are not the same."
    window.speak(Language.SR_CYRL)
    said = catalogs[Language.SR_CYRL].text("officers_page.not-the-same")
    assert (page.message.text(), page.new.accessibleDescription()) == (said, said)
    window.speak(Language.EN)
    for password, why in (("short", "at least 15"), (GIVEN, "take another")):
        choose(hand, password, password)
        qtbot.waitUntil(lambda why=why: why in page.message.text())  # type: ignore[misc]  # the loop's own
        assert (page.new.text(), page.again.text(), window.session) == ("", "", None)
    choose(hand, OWN, OWN)
    qtbot.waitUntil(lambda: window.session is not None)
    assert (window.doors.own, window.session and window.session.officer) == (None, "officer")
    window.sign_out()
    window.store.settle()
    with pytest.raises(PasswordWrong):
        sign_in(SignIn(data=data, officer="officer", password=bytearray(GIVEN.encode())))
    sign_in(SignIn(data=data, officer="officer", password=bytearray(OWN.encode()))).close()


def test_one_that_was_given_while_the_desk_was_locked_does_too_and_is_left_when_nobody_is_there(
    signed_in: Opens, data: Path, qtbot: QtBot, hand: Any
) -> None:
    window = locked_since(signed_in, data)
    come_in(window, hand, qtbot)
    leave_untouched(window, minutes=5)
    qtbot.waitUntil(lambda: window.doors.own is None)
    assert window.doors.shown is window.sign_in
    come_in(window, hand, qtbot)
    choose(hand, OWN, OWN)
    qtbot.waitUntil(lambda: window.view is not None and window.view.started)


def test_who_locks_the_window_while_theirs_is_kept_finds_it_locked_and_what_is_typed_late_is_no_part_of_a_password(
    signed_in: Opens, data: Path, qtbot: QtBot, hand: Any
) -> None:
    window = locked_since(signed_in, data)
    assert window.locked is not None
    hand.types(GIVEN)
    hand.presses(Qt.Key.Key_Return)
    hand.types("x")
    assert window.locked.typed == GIVEN
    qtbot.waitUntil(lambda: window.doors.own is not None)
    choose(hand, OWN, OWN)
    window.lock()
    assert (window.doors.own, window.doors.shown, window.session) == (None, window.sign_in, None)
    qtbot.waitUntil(lambda: window.doors.shown is window.locked)
    window.store.settle()
    assert (window.session, window.view) == (None, None)
    reset(data)
    hand.types(GIVEN)
    hand.presses(Qt.Key.Key_Return)
    window.locked.other_asked.emit()
    qtbot.waitUntil(lambda: bool(window.sign_in.form.message.text()))
    assert window.doors.own is None, "it is asked for at the door where it was typed"
