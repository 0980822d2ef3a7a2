"""Blanks at the window: a printed run confirmed by its ends, the spoiled sheets named; boxes that meet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kbdesk.app import carried
from kbdesk.app.book_signer import signed_by_drill
from kbdesk.domain.vocabulary import BlankState, PaperKind
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.stock.page import Part, StockPage
from tests.ui.samples import at_store, come_in, sample

from .conftest import answer, form

PERMIT = PaperKind.PERMIT
ON_BLANKS = carried.texts("rulebooks", "seeds", suffix=".toml")["2-documents.toml"].replace(
    'then.document_code = "PU"\n', 'then.document_code = "PU"\nthen.sheet = "blank"\n'
)


@pytest.fixture
def page(signed_in: Callable[..., MainWindow], data: Path, qtbot: QtBot) -> StockPage:
    """The sheets that wait: a family's three permits were printed on the blanks AA000001 to AA000003."""
    window = signed_in(officer="supervisor")
    book = ON_BLANKS.encode()

    def prepare(session: Any) -> None:
        session.rules.activate("2-documents.toml", book, signed_by_drill(data, book), second="supervisor2")
        session.stock.receive(PERMIT, "AA000001", "AA000009", source="delivery 7/22")
        session.stock.move(PERMIT, "AA000001", "AA000009", to=BlankState.IN_DRAWER, reason="")

    at_store(window, prepare, qtbot)
    come_in(window, sample("01"), qtbot)
    assert window.view is not None
    window.view.go(Place.STOCK)
    page = window.view.books.page(Place.STOCK)
    assert isinstance(page, StockPage)
    page.part.setCurrentIndex(Part.CONFIRM)
    qtbot.waitUntil(lambda: page.report is not None and len(page.report.unconfirmed) == 3)
    return page


def states(page: StockPage) -> dict[BlankState, int]:
    assert page.report is not None
    (line,) = page.report.lines
    return {state: count for state, count in line.counts.items() if count}


def test_a_run_is_confirmed_by_its_ends_and_its_spoiled_sheets_are_named(
    page: StockPage, hand: Any, qtbot: QtBot
) -> None:
    assert page.sign.follows == "AA000001 – AA000003"
    qtbot.waitUntil(lambda: not page.sign.settling)
    hand.presses(Qt.Key.Key_F9, on=page.ask)
    dialog = form(page)
    assert (dialog.fields["first"].value(), dialog.fields["last"].value()) == ("AA000001", "AA000003")
    hand.types("AA000002", on=dialog.fields["spoiled"].editor)
    hand.types("the toner smeared", on=dialog.fields["reason"].editor)
    dialog.go_on.click()
    qtbot.waitUntil(lambda: page.report is not None and not page.report.unconfirmed)
    assert states(page) == {BlankState.IN_DRAWER: 6, BlankState.HANDED_OVER: 2, BlankState.SPOILED: 1}


def test_control_a_run_without_spoiled_sheets_is_confirmed_by_one_press_and_one_yes(
    page: StockPage, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not page.sign.settling)
    page.sign.press()
    answer(page)
    qtbot.waitUntil(lambda: page.report is not None and not page.report.unconfirmed)
    assert states(page) == {BlankState.IN_DRAWER: 6, BlankState.HANDED_OVER: 3}


def test_a_run_that_ends_where_nothing_was_printed_is_refused_and_stays(page: StockPage, qtbot: QtBot) -> None:
    page.sign.press()
    dialog = answer(page, last="AA000005")
    qtbot.waitUntil(lambda: bool(dialog.message.text()))
    assert states(page) == {BlankState.IN_DRAWER: 6, BlankState.PRINTED: 3}


def test_boxes_that_meet_are_told_apart_from_boxes_that_do_not(page: StockPage, hand: Any, qtbot: QtBot) -> None:
    page.part.setCurrentIndex(Part.STOCK)
    page.stock.buttons["receive"].click()
    dialog = answer(page, kind=str(PERMIT), first="AA000009", last="AA000020", source="delivery 8/22")
    qtbot.waitUntil(lambda: "AA000009-AA000020 meets" in dialog.message.text())
    assert sum(states(page).values()) == 9
    answer(page, first="AA000010")
    qtbot.waitUntil(lambda: sum(states(page).values()) == 20)


def test_waiting_sheets_are_said_beside_the_count_of_the_shift(page: StockPage, qtbot: QtBot) -> None:
    window = page.window()
    assert isinstance(window, MainWindow) and window.view is not None
    window.view.go(Place.SHIFT)
    shift: Any = window.view.books.page(Place.SHIFT)
    qtbot.waitUntil(lambda: shift.view is not None and shift.view.unconfirmed == 3)
    assert not shift.count._waits.isHidden()
