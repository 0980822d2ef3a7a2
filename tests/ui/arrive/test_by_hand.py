"""Whole passages by keyboard alone, their keys counted (UX, "Measures of the hand")."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kbdesk.domain.messages import Catalogs
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.arrive.page import ArrivePage
from tests.ui.arrive.people import LJUBICA, MILAN, passengers
from tests.ui.conftest import Hand

CTRL = Qt.KeyboardModifier.ControlModifier
CERTIFICATE = {
    "plate": "km123ab",
    "vin": "wvwzzz1jzxw000001",
    "make": "Volkswagen",
    "model": "Golf",
    "colour": "grey",
    "category": "M1",
    "first_registered": "170599",
    "registration_valid_until": "010323",
    "holder_surname": "Stojiljković",
    "holder_given_names": "Milan",
}


class Counting:
    """A hand whose keys are counted; a scan counts for none."""

    def __init__(self, hand: Hand) -> None:
        self._hand, self.keys = hand, 0

    def types(self, text: str) -> None:
        self.keys += len(text)
        self._hand.types(text)

    def presses(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        self.keys += 1
        self._hand.presses(key, *modifiers)

    def scans(self, zone: str) -> None:
        QGuiApplication.clipboard().setText(zone)
        self._hand.presses(Qt.Key.Key_V, CTRL)

    def issues(self, page: ArrivePage, qtbot: QtBot) -> None:
        self.keys += 1
        qtbot.waitUntil(lambda: not page.ui.issue.settling and page.sitting.knowledge.settled)
        with qtbot.waitSignal(page.sitting.done, timeout=20_000):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                target = QApplication.focusWidget()
                QApplication.sendEvent(target, QKeyEvent(kind, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier))


@pytest.fixture
def counting(hand: Hand) -> Counting:
    return Counting(hand)


def types_certificate(counting: Counting) -> None:
    for text in CERTIFICATE.values():
        counting.types(text)
        counting.presses(Qt.Key.Key_Return)


def test_an_id_surrendered_by_its_zone_takes_three_keys_at_most(
    page: ArrivePage, counting: Counting, qtbot: QtBot
) -> None:
    page.enter_card()
    counting.scans(MILAN)
    counting.issues(page, qtbot)
    assert counting.keys <= 3


def test_a_plate_swap_typed_from_the_certificate_takes_45_seconds_at_four_keys_a_second(
    page: ArrivePage, counting: Counting, qtbot: QtBot
) -> None:
    page.enter_card()
    counting.presses(Qt.Key.Key_PageDown, CTRL)
    types_certificate(counting)
    vehicle = page.sitting.draft.vehicle
    assert vehicle is not None
    assert (vehicle.category, vehicle.first_registered, vehicle.holder_given_names) == ("M1", "1999-05-17", "Milan")
    assert page.ui.issue.title == "Issue 2 plates"
    counting.issues(page, qtbot)
    assert counting.keys <= 45 * 4


def test_a_family_of_four_is_scanned_and_issued_with_twelve_keys_at_most(
    page: ArrivePage, counting: Counting, qtbot: QtBot
) -> None:
    page.enter_card()
    for zone in (MILAN, LJUBICA, *passengers(2)):
        counting.scans(zone)
    counting.issues(page, qtbot)
    assert counting.keys <= 12
    assert page.sitting.snapshot.empty


def test_the_keyboard_is_never_trapped(page: ArrivePage, hand: Hand) -> None:
    page.scan(MILAN)
    page.ui.traveler.ui.surname.setFocus()
    seen = []
    for _ in range(60):
        hand.presses(Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert page.ui.traveler.ui.surname.focusProxy() in seen
    assert page.ui.issue in seen
    assert page.ui.more in seen
    assert page.ui.traveler.ui.mrz.editor in seen


@pytest.mark.parametrize("language", list(Language))
def test_alt_keys_tell_the_buttons_of_the_page_apart(catalogs: Catalogs, language: Language) -> None:
    names = ("refuse", "refer", "menu", "papers.enlarge", "findings.reason", "findings.correct")
    texts = [catalogs[language].text(f"arrive.{name}") for name in names]
    letters = [found[1].lower() for text in texts if (found := re.search(r"&(\w)", text))]
    assert len(letters) == len(names)
    assert len(set(letters)) == len(names)


def test_an_alt_key_presses_its_button(page: ArrivePage, hand: Hand, qtbot: QtBot) -> None:
    page.scan(MILAN)
    pressed: list[QPushButton] = []
    page.ui.refuse.clicked.connect(lambda: pressed.append(page.ui.refuse))
    page.ui.traveler.ui.surname.setFocus()
    hand.presses(Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()
    assert pressed == [page.ui.refuse]
