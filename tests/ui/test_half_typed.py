"""What stands half typed or half counted on any page when the desk is locked stands there again for its officer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kbdesk.ui.custody.page import CustodyPage
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.search.page import SearchPage
from kbdesk.ui.shift.page import ShiftPage

from .test_lock import unlock

SignsIn = Callable[..., MainWindow]


def custody(window: MainWindow) -> CustodyPage:
    page = gone_to(window, Place.CUSTODY)
    assert isinstance(page, CustodyPage)
    return page


def search(window: MainWindow) -> SearchPage:
    page = gone_to(window, Place.SEARCH)
    assert isinstance(page, SearchPage)
    return page


def shift(window: MainWindow, qtbot: QtBot) -> ShiftPage:
    page = gone_to(window, Place.SHIFT)
    assert isinstance(page, ShiftPage)
    qtbot.waitUntil(lambda: bool(page.count.rows))
    return page


def gone_to(window: MainWindow, place: Place) -> object:
    assert window.view is not None
    window.view.go(place)
    return window.view.books.page(place)


def test_a_half_done_count_of_envelopes_and_of_the_drawer_and_a_search_survive_a_lock(
    signed_in: SignsIn, data: Path, qtbot: QtBot
) -> None:
    window = signed_in()
    counting = custody(window).counting
    counting.begin()
    counting.take("A 1")
    counting.take("E-J2 000001 L")
    counting.explain("J2000001L", "of the night")
    search(window).ask.setText("Zubac 19")
    page = shift(window, qtbot)
    page.count.rows["cash"].set_text("12.5")
    page.count.reason.set_value("a coin fell")
    page.count.rows["cash"].field.setFocus()
    page.count.rows["cash"].field.setSelection(1, 2)
    window.lock()
    unlock(window, data, qtbot)
    assert window.view is not None and window.view.place is Place.SHIFT
    page = shift(window, qtbot)
    cash = page.count.rows["cash"].field
    qtbot.waitUntil(lambda: cash.text() == "12.5")
    assert (page.count.said(), page.count.rows["custody"].field.text()) == ("a coin fell", "")
    assert QApplication.focusWidget() is cash and cash.selectedText() == "2."
    assert search(window).ask.text() == "Zubac 19"
    counting = custody(window).counting
    assert (counting.on, counting.slot, counting.scanned) == (True, "A 1", {"A 1": ["J2000001L"]})
    assert counting.explanations == {"J2000001L": "of the night"}
    qtbot.waitUntil(lambda: counting.found is not None)


def test_another_officer_finds_nothing_typed_and_a_count_is_of_its_own_shift_alone(
    signed_in: SignsIn, data: Path, qtbot: QtBot
) -> None:
    window = signed_in(officer="officer")
    shift(window, qtbot).count.rows["cash"].set_text("12.5")
    search(window).ask.setText("Zubac 19")
    window.lock()
    unlock(window, data, qtbot, officer="supervisor")
    assert search(window).ask.text() == ""
    assert shift(window, qtbot).count.rows["cash"].field.text() == ""
    session, done = window.session, list[object]()
    assert session is not None

    def next_shift() -> None:
        there = session.shift.expected()
        session.shift.close(there)
        session.shift.open(there.cash, custody_counted=there.custody)

    window.store.run(next_shift, done.append)
    qtbot.waitUntil(lambda: bool(done))
    window.lock()
    unlock(window, data, qtbot, officer="officer")
    assert search(window).ask.text() == "Zubac 19", "control: it is back with its officer"
    assert shift(window, qtbot).count.rows["cash"].field.text() == "", "another shift is counted anew"
