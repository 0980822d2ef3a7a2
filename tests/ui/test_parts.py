"""Cards, tabs, segments, toast, ring: real parts with names, roles and keys."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kbdesk.ui.kit.buttons import Button, Kind
from kbdesk.ui.kit.cards import CardFace, PersonCard
from kbdesk.ui.kit.focus_ring import FocusRing
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.plate import Plate
from kbdesk.ui.kit.tabs import Segments, Tabs
from kbdesk.ui.kit.toast import Toast


def role_of(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def test_a_card_tells_a_screen_reader_all_it_shows(qtbot: QtBot) -> None:
    card = PersonCard(None, CardFace(role="Driver", name="TRNOVAC R.", state="ready", mark=Shape.OK))
    qtbot.addWidget(card)
    assert card.accessibleName() == "Driver, TRNOVAC R., ready"
    assert role_of(card) in (QAccessible.Role.CheckBox, QAccessible.Role.Button, QAccessible.Role.RadioButton)


def test_a_card_is_chosen_by_the_space_bar(qtbot: QtBot, hand: Any) -> None:
    card = PersonCard()
    qtbot.addWidget(card)
    hand.presses(Qt.Key.Key_Space, on=card)
    assert card.isChecked()


def test_arrow_keys_go_along_the_tabs(qtbot: QtBot, hand: Any) -> None:
    tabs = Tabs()
    qtbot.addWidget(tabs)
    tabs.set_tabs(["Permit", "Receipt", "Plates"])
    hand.presses(Qt.Key.Key_Right, on=tabs)
    assert tabs.currentIndex() == 1
    assert role_of(tabs) is QAccessible.Role.PageTabList


def test_the_open_tab_stays_open_while_it_exists(qtbot: QtBot) -> None:
    tabs = Tabs()
    qtbot.addWidget(tabs)
    tabs.set_tabs(["Permit", "Receipt", "Plates"])
    tabs.setCurrentIndex(1)
    tabs.set_tabs(["Leja", "Vërtetimi"])
    assert (tabs.currentIndex(), tabs.tabText(1), tabs.count()) == (1, "Vërtetimi", 2)


def test_segments_say_what_is_chosen(qtbot: QtBot, hand: Any) -> None:
    segments = Segments()
    qtbot.addWidget(segments)
    segments.set_segments([("Cards", "layout-grid"), ("List", "list")])
    hand.presses(Qt.Key.Key_Right, on=segments)
    assert segments.tabText(segments.currentIndex()) == "List"


def test_a_button_is_never_narrower_than_its_words(qtbot: QtBot) -> None:
    button = Button(None, "Упути на другу линију", kind=Kind.GRAVE, icon="printer")
    qtbot.addWidget(button)
    box = QWidget()
    qtbot.addWidget(box)
    layout = QVBoxLayout(box)
    layout.addWidget(button)
    box.resize(10, 60)
    box.show()
    assert button.width() >= button.sizeHint().width()


def test_a_toast_is_told_to_screen_readers_and_goes_by_itself(qtbot: QtBot) -> None:
    toast = Toast()
    qtbot.addWidget(toast)
    toast.say("48 of 50: ŠĆEPANČIĆ", "Scanned with the Cyrillic keyboard on", seconds=0)
    assert toast.accessibleName() == "48 of 50: ŠĆEPANČIĆ. Scanned with the Cyrillic keyboard on"
    qtbot.waitUntil(toast.isHidden)


def test_a_plate_without_text_is_not_shown(qtbot: QtBot) -> None:
    plate = Plate(None, "KM 123-AB")
    qtbot.addWidget(plate)
    wide = plate.width()
    plate.set_text("")
    assert plate.isHidden()
    plate.set_text("KM 1234-ABC")
    assert plate.width() > wide


@pytest.fixture
def scrolled(qtbot: QtBot) -> QWidget:
    """Twenty fields in a scroll area, with a ring."""
    window, area, inside = QWidget(), QScrollArea(), QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(area)
    fields = QVBoxLayout(inside)
    for number in range(20):
        field = QLineEdit()
        field.setObjectName(f"field{number}")
        fields.addWidget(field)
    area.setWidget(inside)
    area.setWidgetResizable(True)
    FocusRing(window)
    window.resize(300, 200)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    return window


def test_the_ring_lies_around_what_has_the_focus(scrolled: QWidget) -> None:
    ring = scrolled.findChild(FocusRing)
    first = scrolled.findChild(QLineEdit, "field0")
    assert ring is not None
    assert first is not None
    first.setFocus()
    assert ring.isVisible()
    assert ring.geometry().center() == first.mapTo(scrolled, first.rect().center())
    assert ring.width() == first.width() + 4


def test_the_ring_follows_a_scroll_and_never_lies_over_the_rest(scrolled: QWidget) -> None:
    ring, area = scrolled.findChild(FocusRing), scrolled.findChild(QScrollArea)
    first = scrolled.findChild(QLineEdit, "field0")
    assert ring is not None
    assert area is not None
    assert first is not None
    first.setFocus()
    before = ring.y()
    area.verticalScrollBar().setValue(20)
    assert ring.y() == before - 20
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert ring.isHidden()


def test_the_ring_follows_a_resize(scrolled: QWidget) -> None:
    ring, first = scrolled.findChild(FocusRing), scrolled.findChild(QLineEdit, "field0")
    assert ring is not None
    assert first is not None
    first.setFocus()
    before = ring.width()
    scrolled.resize(420, 200)
    QApplication.processEvents()
    assert ring.width() == first.width() + 4 > before


def test_the_ring_parts_from_a_severity_by_a_pixel(scrolled: QWidget) -> None:
    ring, first = scrolled.findChild(FocusRing), scrolled.findChild(QLineEdit, "field0")
    assert ring is not None
    assert first is not None
    first.setFocus()
    first.setProperty("severity", "stop")
    QApplication.processEvents()
    assert ring.width() == first.width() + 6


def test_no_ring_lies_around_a_part_that_takes_no_keys(scrolled: QWidget) -> None:
    ring = scrolled.findChild(FocusRing)
    assert ring is not None
    area = scrolled.findChild(QScrollArea)
    assert area is not None
    area.widget().setFocus()
    assert ring.isHidden()
