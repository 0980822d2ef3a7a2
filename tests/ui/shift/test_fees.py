"""Fees at the window: paid in cash, paid by slip, waived by an article, and what is refused there."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kbdesk.domain.numbers import make
from kbdesk.domain.shift_report import Takings
from kbdesk.domain.vocabulary import PaperKind
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.shift.form_dialog import FormDialog
from kbdesk.ui.shift.page import Part, ShiftPage
from tests.ui.samples import come_in, sample

from .conftest import form

FIVE, NOTHING = Decimal("5.00"), Decimal("0.00")


@pytest.fixture
def page(signed_in: Callable[..., MainWindow], qtbot: QtBot) -> ShiftPage:
    """The fees of the Shift page, after a car on plates of Serbia came in: five euro are due."""
    window = signed_in()
    come_in(window, sample("02"), qtbot)
    assert window.view is not None
    window.view.go(Place.SHIFT)
    page = window.view.books.page(Place.SHIFT)
    assert isinstance(page, ShiftPage)
    page.part.setCurrentIndex(Part.FEES)
    qtbot.waitUntil(lambda: page.fees.due is not None)
    return page


def type_in(page: ShiftPage, hand: Any, qtbot: QtBot, **texts: str) -> FormDialog:
    """Type into the question that stands open, as a keyboard does, and press Enter to the end."""
    dialog = form(page)
    for name, text in texts.items():
        hand.types(text, on=dialog.fields[name].editor)
    dialog.activateWindow()
    dialog.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(dialog.go_on.hasFocus)
    hand.presses(Qt.Key.Key_Return, on=dialog.go_on)
    return dialog


def settled(page: ShiftPage, qtbot: QtBot) -> Takings:
    """Wait until nothing is due any more, and return what the shift took."""
    qtbot.waitUntil(lambda: page.fees.due is None)
    assert page.view is not None and page.view.report is not None
    return page.view.report.figures.takings


def receipts(page: ShiftPage, qtbot: QtBot) -> list[bool]:
    """Of the receipts that were drawn, whether each was printed."""
    window, found = page.window(), list[list[bool]]()
    assert isinstance(window, MainWindow) and window.session is not None
    store, number = window.session.store, make("J", "2", 1)
    rows = partial(store.issued.rows, number)
    window.store.run(lambda: [row.printed for row in rows() if row.kind is PaperKind.FEE_RECEIPT], found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_what_is_due_stands_in_the_list_and_beside_the_count(page: ShiftPage) -> None:
    due = page.fees.due
    assert due is not None and due.amount == FIVE
    assert page.view is not None and page.view.due_total == FIVE
    assert "5.00 EUR" in page.fees.list.rows[0].title


def test_a_fee_is_paid_in_cash_into_the_drawer(page: ShiftPage, hand: Any, qtbot: QtBot) -> None:
    button = page.fees.buttons["cash"]
    button.setFocus(Qt.FocusReason.OtherFocusReason)
    hand.presses(Qt.Key.Key_Space, on=button)
    assert settled(page, qtbot) == Takings(charged=FIVE, cash=FIVE, slip=NOTHING, waived=NOTHING)
    assert page.view is not None and page.view.expected.cash == FIVE
    assert not button.isEnabled()
    assert receipts(page, qtbot) == [True]


def test_a_fee_is_paid_by_slip_with_its_number_and_the_drawer_stays(page: ShiftPage, hand: Any, qtbot: QtBot) -> None:
    page.fees.buttons["slip"].click()
    dialog = type_in(page, hand, qtbot)
    qtbot.waitUntil(lambda: dialog.message.text() == "A fee paid by slip needs the slip’s number.")
    assert page.fees.due is not None
    type_in(page, hand, qtbot, slip="RB 4411")
    assert settled(page, qtbot) == Takings(charged=FIVE, cash=NOTHING, slip=FIVE, waived=NOTHING)
    assert page.view is not None and page.view.expected.cash == NOTHING
    assert receipts(page, qtbot) == [True]


def test_a_fee_is_waived_for_a_reason_by_an_article_that_stands(page: ShiftPage, hand: Any, qtbot: QtBot) -> None:
    page.fees.buttons["waive"].click()
    dialog = type_in(page, hand, qtbot, reason="the car is borrowed by the hospital", article="nowhere:9")
    qtbot.waitUntil(lambda: "nowhere:9" in dialog.message.text())
    assert page.fees.due is not None
    dialog.fields["article"].set_value("")
    type_in(page, hand, qtbot, article="serbian-plates-2021:1")
    assert settled(page, qtbot) == Takings(charged=FIVE, cash=NOTHING, slip=NOTHING, waived=FIVE)
    assert receipts(page, qtbot) == [True]
