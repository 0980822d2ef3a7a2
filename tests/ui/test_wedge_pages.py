"""What a scanner types on the pages of the window fills a card there and is no edit; an odd letter is asked about."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kbdesk.domain.typed_scan import Reading
from kbdesk.ui.desk_view import DeskView
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.which_reading import WhichReading
from tests.icao.zones import SERBIAN_CARD, SERBIAN_PASSPORT
from tests.ui.arrive.people import LJUBICA, MILAN
from tests.ui.scanner import Scanner

SCAN = SERBIAN_CARD + "\n"


@pytest.fixture
def window(signed_in: Callable[..., MainWindow], qtbot: QtBot) -> MainWindow:
    """The window of an officer on duty, which hears what a scanner types."""
    window = signed_in()
    qtbot.waitUntil(lambda: window.typed_scans.wedge is not None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def on_duty(window: MainWindow) -> DeskView:
    assert window.view is not None
    return window.view


@pytest.mark.parametrize("place", [Place.ARRIVE, Place.SEARCH, Place.RETURN, Place.SHIFT, Place.CUSTODY])
def test_a_scan_on_any_page_fills_a_card_and_the_draft_holds_nothing_else(
    window: MainWindow, qtbot: QtBot, place: Place
) -> None:
    view = on_duty(window)
    view.go(place)
    Scanner("rs-latin").scan(SCAN)
    qtbot.waitUntil(lambda: bool(view.arrive.sitting.draft.travelers))
    (card,) = view.arrive.sitting.draft.travelers
    assert (card.surname, card.given_names, card.mrz) == ("PETROVIC", "MARKO", SERBIAN_CARD)
    assert "Keyboard layout undone" in view.scanning.strip.accessibleName()


def test_a_scan_in_a_field_is_no_edit_of_it(window: MainWindow, qtbot: QtBot) -> None:
    view = on_duty(window)
    sitting = view.arrive.sitting
    view.arrive.ui.traveler.focus("surname")
    Scanner().scan(SCAN)
    qtbot.waitUntil(lambda: bool(sitting.draft.travelers and sitting.draft.travelers[0].mrz))
    assert sitting.undo()
    assert not sitting.draft.travelers, "one step back and the card is blank: nothing leaked lies between"


def test_an_unknown_scan_in_the_zone_is_no_edit_of_it_and_reads_it_not_again(window: MainWindow, qtbot: QtBot) -> None:
    view = on_duty(window)
    sitting, scanner = view.arrive.sitting, Scanner()
    scanner.scan(SCAN)
    qtbot.waitUntil(lambda: bool(sitting.draft.travelers and sitting.draft.travelers[0].mrz))
    sitting.amend("traveler[1]", "given_names", "MIRKO")
    before, past = sitting.draft, sitting.history.past
    read: list[Reading] = []
    window.typed_scans.read.connect(read.append)
    view.arrive.ui.traveler.focus("mrz")
    for number, unknown in enumerate((SCAN[:50], "HTTPS EXAMPLE 4711 ABCDEFGH\n"), 1):
        scanner.scan(unknown)
        qtbot.waitUntil(lambda number=number: len(read) == number)
        assert (sitting.draft, sitting.history.past) == (before, past)
    scanner.types("X")
    assert sitting.draft.travelers[0].mrz != SERBIAN_CARD, "control: what is typed is an edit"
    assert sitting.undo()
    assert sitting.draft == before


def test_a_scan_with_the_focus_on_issue_issues_nothing(window: MainWindow, qtbot: QtBot) -> None:
    view = on_duty(window)
    scanner = Scanner()
    scanner.scan(f"{MILAN}\n")
    issue, recorded = view.arrive.ui.issue, []
    view.arrive.sitting.recorded.connect(recorded.append)
    qtbot.waitUntil(lambda: not (issue.off or issue.settling) and view.arrive.sitting.knowledge.settled)
    issue.setFocus()
    scanner.scan(f"{LJUBICA}\n")
    qtbot.waitUntil(lambda: len(view.arrive.sitting.draft.travelers) == 2)
    assert not recorded
    qtbot.waitUntil(lambda: not (issue.off or issue.settling) and view.arrive.sitting.knowledge.settled)
    read: list[object] = []
    window.typed_scans.read.connect(read.append)
    scanner.now += 5_000
    scanner.strike(67, "", key=Qt.Key.Key_F9)
    scanner.now -= 5_000
    scanner.scan("06P0812345SABC123456\n")
    qtbot.waitUntil(lambda: bool(read))
    assert not recorded, "a scanner's F9, the control character that a code begins with, signs nothing"
    qtbot.waitUntil(lambda: not (issue.off or issue.settling) and view.arrive.sitting.knowledge.settled)
    issue.setFocus()
    Scanner().types(" ")
    qtbot.waitUntil(lambda: bool(recorded), timeout=20_000)  # control: the space bar does


def test_before_anyone_signed_in_a_scan_goes_nowhere_and_shows_nothing(
    open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: window.typed_scans.wedge is not None)
    password = window.sign_in.form.password
    password.setFocus()
    qtbot.waitUntil(password.hasFocus)
    asked: list[str] = []
    window.sign_in.asked.connect(lambda name, _password: asked.append(name))
    Scanner().types("secret")
    heard: list[object] = []
    window.typed_scans.scanned.connect(heard.append)
    assert window.typed_scans.wedge is not None
    with qtbot.waitSignal(window.typed_scans.wedge.scanned):
        Scanner().scan(SCAN)
    assert (password.text(), asked, heard) == ("secret", [], [])
    password.clear()
    Scanner().scan("borderline-7")
    qtbot.waitUntil(lambda: password.text() == "borderline-7")


def test_where_a_y_may_be_a_z_the_officer_chooses(window: MainWindow, qtbot: QtBot) -> None:
    view = on_duty(window)
    zone = SERBIAN_PASSPORT.replace("PETROVIC<<MARKO<<", "YUGOVIC<<ZORAN<<<")
    Scanner("rs-latin-qwerty", codes=False).scan(zone + "\n")
    qtbot.waitUntil(lambda: window.findChild(WhichReading) is not None)
    question = window.findChild(WhichReading)
    assert question is not None
    assert not view.arrive.sitting.draft.travelers, "nobody guesses a name"
    assert {button.text()[:12] for button in question.ways} == {"P<SRBZUGOVIC", "P<SRBYUGOVIC"}
    number, _right = next((n, way) for n, way in enumerate(question.ways, 1) if "YUGOVIC" in way.text())
    qtbot.waitUntil(question.isActiveWindow)
    for habit in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        QTest.keyClick(QApplication.focusWidget(), habit)
    assert question.isVisible(), "what is struck out of habit chooses nothing"
    assert not view.arrive.sitting.draft.travelers
    key = Qt.Key(Qt.Key.Key_0 + number)
    Scanner().strike(number + 1, str(number), Qt.KeyboardModifier.ControlModifier, key=key)
    qtbot.waitUntil(lambda: bool(view.arrive.sitting.draft.travelers))
    assert view.arrive.sitting.draft.travelers[0].surname == "YUGOVIC"


def test_which_reading_it_is_is_asked_when_no_other_question_is_open(window: MainWindow, qtbot: QtBot) -> None:
    open_one = QDialog(window)
    open_one.open()
    qtbot.waitUntil(open_one.isActiveWindow)
    read: list[object] = []
    window.typed_scans.read.connect(read.append)
    zone = SERBIAN_PASSPORT.replace("PETROVIC<<MARKO<<", "YUGOVIC<<ZORAN<<<")
    for count in (1, 2):
        Scanner("rs-latin-qwerty", codes=False).scan(zone + "\n")
        qtbot.waitUntil(lambda count=count: len(read) == count)
    assert not window.findChildren(WhichReading), "the other question is answered first"
    open_one.accept()
    for leave in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), WhichReading))
        (question,) = window.findChildren(WhichReading)
        qtbot.waitUntil(question.isActiveWindow)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        assert question.ways[0].hasFocus(), "an arrow goes to the first"
        QTest.keyClick(QApplication.focusWidget(), leave)
        qtbot.waitUntil(lambda asked=question: not isValid(asked))
    assert QApplication.activeModalWidget() is None
