"""A bus: more cards than a strip holds, as a list, with what needs a hand first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.arrive.card_strip import MOST
from kbdesk.ui.arrive.page import ArrivePage
from kbdesk.ui.main_window import MainWindow
from tests.ui.arrive.people import EXPIRED, passengers
from tests.ui.conftest import Hand
from tests.ui.layout import SIZES, cut, whole

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bus(page: ArrivePage) -> ArrivePage:
    """Twelve people, the third with an expired card, as a list."""
    zones = passengers(11)
    for zone in (*zones[:2], EXPIRED, *zones[2:]):
        page.scan(zone)
    page.back()
    return page


def test_in_a_small_window_the_plate_alone_names_a_bus_and_all_stands_beside_it(
    open_page: Callable[..., ArrivePage], qtbot: QtBot
) -> None:
    page = open_page(size=SIZES[-1])
    page.sitting.amend("vehicle", "plate", "км 123 аб")
    for zone in passengers(11):
        page.scan(zone)
    page.back()
    assert page.ui.list.isVisible()
    window = page.window()
    assert isinstance(window, MainWindow)
    for language in Language:
        window.choose(replace(window.preferences, language=language))
        page.ui.toast.hide()
        assert whole(page, qtbot), list(cut(page))


def test_past_six_cards_the_strip_becomes_a_list(page: ArrivePage) -> None:
    zones = passengers(MOST)
    for zone in zones[: MOST - 2]:
        page.scan(zone)
    assert page.ui.strip.isVisible()
    page.scan(zones[-1])
    page.back()
    assert not page.ui.strip.isVisible()
    assert page.ui.list.isVisible()


def test_what_needs_a_hand_stands_first(bus: ArrivePage) -> None:
    model = bus.ui.list.model
    assert model.rowCount() == 12
    assert model.index(0, 1).data() == "VRANJESEVIC"
    assert [int(model.index(row, 0).data()) for row in range(1, 12)] == [1, 2, *range(4, 13)]


def test_the_filter_counts_and_keeps_to_do_or_ready(bus: ArrivePage) -> None:
    assert [bus.ui.list.filter.tabText(i) for i in range(3)] == ["All 12", "To do 1", "Ready 11"]
    bus.ui.list.filter.setCurrentIndex(1)
    assert bus.ui.list.model.rowCount() == 1
    bus.ui.list.filter.setCurrentIndex(2)
    assert bus.ui.list.model.rowCount() == 11


def test_enter_opens_a_card_and_esc_goes_back_to_the_list(bus: ArrivePage, hand: Hand) -> None:
    bus.enter_card()
    bus.ui.list.table.selectRow(0)
    hand.presses(Qt.Key.Key_Return, on=bus.ui.list.table)
    assert bus.ui.traveler.isVisible()
    assert bus.ui.traveler.ui.surname.value() == "VRANJESEVIC"
    assert bus.ui.stepper.isVisible()
    hand.presses(Qt.Key.Key_Escape, on=bus.ui.traveler.ui.surname.editor)
    assert bus.ui.list.isVisible()


def test_a_finding_s_key_opens_its_card_at_its_field(bus: ArrivePage, hand: Hand) -> None:
    hand.presses(Qt.Key.Key_1, CTRL, on=bus.ui.list.table)
    assert bus.sitting.snapshot.chosen == "traveler[3]"
    assert bus.ui.traveler.ui.document_expires_on.hasFocus()


def test_ctrl_n_opens_the_next_person_s_card(bus: ArrivePage, hand: Hand) -> None:
    hand.presses(Qt.Key.Key_N, CTRL, on=bus.ui.list.table)
    assert bus.sitting.snapshot.chosen == "traveler[13]"
    assert bus.ui.traveler.ui.mrz.editor.hasFocus()


def test_one_issue_says_how_many_and_who_stays(bus: ArrivePage) -> None:
    assert bus.ui.issue.title == "Issue 11 permits"
    assert bus.ui.issue.follows.startswith("1 stays: expired")


def test_the_panel_makes_nine_rows_at_most_and_counts_the_rest(page: ArrivePage, english: Catalog) -> None:
    for zone in passengers(12):
        page.scan(zone)
        page.sitting.amend(page.sitting.snapshot.chosen, "document_expires_on", "2020-01-01")
    rows = page.ui.findings._rows
    assert len(rows) == 9
    shown = len(page.sitting.snapshot.findings)
    assert shown > 9
    assert page.ui.findings._rest.text() == english.count("arrive.findings.more", shown - 9)


def test_the_table_keeps_the_rules_of_a_model(bus: ArrivePage) -> None:
    tester = QAbstractItemModelTester(bus.ui.list.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    bus.ui.list.filter.setCurrentIndex(1)
    bus.sitting.amend("traveler[3]", "document_expires_on", "2030-01-01")
    bus.ui.list.filter.setCurrentIndex(0)
    assert bus.ui.list.model.rowCount() == 12
    assert tester.model() is bus.ui.list.model


def test_the_view_goes_back_to_cards_when_asked(bus: ArrivePage) -> None:
    bus.ui.view.setCurrentIndex(0)
    assert not bus.ui.list.isVisible()
    assert bus.ui.traveler.isVisible()
