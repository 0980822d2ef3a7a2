"""The sign-in page of a real drill desk."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kbdesk.domain.messages import Catalogs
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.officer_list import OfficerLine

Opens = Callable[..., MainWindow]


def test_a_drill_desk_shows_its_officers_with_their_passwords(open_window: Opens, data: Path) -> None:
    window = open_window()
    listed = window.sign_in.form.officers.model()
    told = [listed.data(listed.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(listed.rowCount())]
    known = [line.split("\t") for line in (data / "drill-passwords.txt").read_text("utf-8").splitlines()]
    assert told == [f"{name}, {role}, password: {password}" for name, role, password in known]


def test_the_whole_sign_in_works_by_keyboard_alone(open_window: Opens, qtbot: QtBot, hand: Any, data: Path) -> None:
    window = open_window()
    hand.presses(Qt.Key.Key_Down, on=window.sign_in.form.officers)
    assert window.sign_in.form.officers.name == "supervisor"
    hand.presses(Qt.Key.Key_Return, on=window.sign_in.form.officers)
    assert QApplication.focusWidget() is window.sign_in.form.password
    passwords = dict(line.split("\t")[::2] for line in (data / "drill-passwords.txt").read_text("utf-8").splitlines())
    hand.types(passwords["supervisor"])
    hand.presses(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session is not None, timeout=20_000)
    assert window.session is not None
    assert window.session.officer == "supervisor"


def test_a_wrong_password_gets_one_plain_sentence_and_another_try(
    open_window: Opens, qtbot: QtBot, hand: Any, catalogs: Catalogs
) -> None:
    window = open_window(Language.SQ)
    form = window.sign_in.form
    form.password.setFocus()
    hand.types("ë ç š ђ")
    hand.presses(Qt.Key.Key_Return)
    assert form.sign_in.off
    qtbot.waitUntil(lambda: bool(form.message.text()), timeout=20_000)
    assert form.message.text() == catalogs[Language.SQ].text("fault.sign-in.wrong-password")
    assert window.session is None
    assert (form.sign_in.off, form.password.text(), form.password.isUndoAvailable()) == (False, "", False)
    assert QApplication.focusWidget() is form.password
    form.password.setText("half")
    form.languages.setCurrentIndex(2)
    said = catalogs[Language.SR_CYRL].text("fault.sign-in.wrong-password")
    assert (form.message.text(), form.password.accessibleDescription()) == (said, said), "said anew"
    assert form.password.text() == "half", "it is the same officer"


def test_an_empty_password_is_asked_for_and_nothing_is_tried(open_window: Opens, hand: Any) -> None:
    window = open_window()
    window.sign_in.form.password.setFocus()
    hand.presses(Qt.Key.Key_Return)
    assert window.sign_in.form.message.text() == "Type the password."
    assert not window.sign_in.form.sign_in.off


def test_another_officer_never_finds_a_password_half_typed(open_window: Opens, hand: Any) -> None:
    window = open_window()
    window.sign_in.form.password.setText("half")
    hand.presses(Qt.Key.Key_Down, on=window.sign_in.form.officers)
    assert window.sign_in.form.password.text() == ""


def test_the_language_is_chosen_before_anyone_signs_in_and_kept(
    open_window: Opens, qtbot: QtBot, catalogs: Catalogs
) -> None:
    window = open_window()
    window.sign_in.form.languages.setCurrentIndex(2)
    assert window.sign_in.form.title.text() == catalogs[Language.SR_CYRL].text("sign-in.title")
    qtbot.waitUntil(lambda: window.kept_preferences.language is Language.SR_CYRL)


@pytest.mark.parametrize(
    ("name", "initials"), [("A. Lumi", "AL"), ("officer", "OF"), ("supervisor2", "S2"), ("Đorđe Šćepančić", "ĐŠ")]
)
def test_an_officer_has_two_initials(name: str, initials: str) -> None:
    assert OfficerLine(name=name, role="officer").initials == initials
