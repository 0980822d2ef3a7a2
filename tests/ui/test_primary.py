"""The one action acts once, on release, never by a neighbour's key, and never before the officer has seen a change."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kbdesk.ui.kit.primary import QUIET_MS, Primary
from kbdesk.ui.kit.signing_key import SigningKey


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """A page with a field and an action that is on, in a window that has the focus."""
    page = QWidget()
    qtbot.addWidget(page)
    box = QVBoxLayout(page)
    field, action = QLineEdit(), Primary()
    box.addWidget(field)
    box.addWidget(action)
    action.offer("Issue 3 permits, 2 plates", "Takes 3 cards, prints 8 sheets")
    SigningKey(page, action).watch(page)
    page.show()
    page.activateWindow()
    field.setFocus()
    QApplication.processEvents()
    return page


@pytest.fixture
def action(page: QWidget) -> Primary:
    found = page.findChild(Primary)
    assert found is not None
    return found


@pytest.fixture
def signed(action: Primary) -> list[str]:
    """What was asked for, in order."""
    told: list[str] = []
    action.signed.connect(lambda: told.append("signed"))
    action.denied.connect(lambda: told.append("denied"))
    return told


def test_f9_acts_on_release_wherever_the_focus_is(page: QWidget, signed: list[str]) -> None:
    field = page.findChild(QLineEdit)
    QTest.keyPress(field, Qt.Key.Key_F9)
    assert signed == []
    QTest.keyRelease(field, Qt.Key.Key_F9)
    assert signed == ["signed"]


def test_holding_f9_down_acts_once(page: QWidget, signed: list[str]) -> None:
    field = page.findChild(QLineEdit)
    assert field is not None
    QTest.keyPress(field, Qt.Key.Key_F9)
    for _ in range(5):
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            repeated = QKeyEvent(kind, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier, "", True)
            QApplication.sendEvent(field, repeated)
    assert signed == []
    QTest.keyRelease(field, Qt.Key.Key_F9)
    assert signed == ["signed"]


@pytest.mark.parametrize("key", [Qt.Key.Key_F8, Qt.Key.Key_F10, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_no_other_key_signs_from_a_field(page: QWidget, signed: list[str], hand: Any, key: Qt.Key) -> None:
    hand.presses(key, on=page.findChild(QLineEdit))
    assert signed == []


def test_a_release_without_its_press_does_nothing(page: QWidget, signed: list[str]) -> None:
    QTest.keyRelease(page.findChild(QLineEdit), Qt.Key.Key_F9)
    assert signed == []


def test_the_action_is_dead_while_a_change_settles_and_alive_after(
    page: QWidget, action: Primary, signed: list[str], hand: Any, qtbot: QtBot
) -> None:
    action.settle(60)
    hand.presses(Qt.Key.Key_F9, on=page)
    QTest.mouseClick(action, Qt.MouseButton.LeftButton)
    assert signed == []
    qtbot.waitUntil(lambda: not action.settling)
    hand.presses(Qt.Key.Key_F9, on=page)
    assert signed == ["signed"]


def test_a_change_settles_for_eight_tenths_of_a_second(action: Primary) -> None:
    action.settle()
    assert QUIET_MS == 800
    assert action.settling


def test_a_page_that_is_not_shown_signs_nothing(page: QWidget, signed: list[str], qtbot: QtBot, hand: Any) -> None:
    other = QLineEdit()
    qtbot.addWidget(other)
    key = page.findChild(SigningKey)
    assert key is not None
    key.watch(other)
    other.show()
    page.hide()
    hand.presses(Qt.Key.Key_F9, on=other)
    assert signed == []
    page.show()
    hand.presses(Qt.Key.Key_F9, on=other)
    assert signed == ["signed"]


def test_an_action_that_is_off_says_why_and_keeps_its_words(action: Primary, signed: list[str]) -> None:
    action.hold("Cannot issue yet", "Finding 1: document expired")
    QTest.mouseClick(action, Qt.MouseButton.LeftButton)
    assert signed == ["denied"]
    assert (action.accessibleName(), action.accessibleDescription()) == (
        "Cannot issue yet",
        "Finding 1: document expired",
    )


def test_space_on_the_action_presses_it(action: Primary, signed: list[str], hand: Any) -> None:
    action.setFocus()
    hand.presses(Qt.Key.Key_Space, on=action)
    assert signed == ["signed"]
