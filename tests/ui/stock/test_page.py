"""The Stock page: a box of blanks from its arrival to a count, and a paper found by its number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from pytestqt.qtbot import QtBot

from kbdesk.domain.messages import Catalogs
from kbdesk.domain.stock import BlankRow
from kbdesk.domain.vocabulary import BlankState, Language, PaperKind
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.stock.page import Part, StockPage
from kbdesk.ui.stock.view import run_of
from tests.ui.arrive.people import MILAN

from .conftest import answer, form

Opens = Callable[..., StockPage]


def view_of(page: StockPage) -> Any:
    window = page.window()
    assert isinstance(window, MainWindow)
    assert window.view is not None
    return window.view


def receive(page: StockPage, qtbot: QtBot) -> None:
    """Take a hundred permit blanks in."""
    page.stock.buttons["receive"].click()
    answer(page, kind="permit", first="AA000101", last="AA000200", source="delivery 7/22")
    qtbot.waitUntil(lambda: bool(page.stock.list.rows))


def issued_number(page: StockPage, qtbot: QtBot) -> str:
    """Issue a permit at the Arrive page, come back, and return its number."""
    view = view_of(page)
    view.go(Place.ARRIVE)
    sitting = view.arrive.sitting
    view.arrive.scan(MILAN)
    qtbot.waitUntil(lambda: not view.arrive.ui.issue.settling and sitting.knowledge.settled)
    done: list[Any] = []
    sitting.done.connect(done.append)
    view.arrive.ui.issue.press()
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    view.go(Place.STOCK)
    permit = view.arrive.sheets.sheets[0]
    return str(permit.number)


# -- blanks ----------------------------------------------------------------------------------------
def test_a_desk_without_blanks_says_so_and_offers_to_receive(page: StockPage) -> None:
    assert page.stock.list.rows == ()
    assert page.stock._nothing.text().startswith("No numbered blanks are kept here")
    assert not page.stock.buttons["move"].isEnabled()
    assert (page.sign.off, page.sign.title) == (False, "Receive blanks")


def test_a_box_is_received_put_into_the_drawer_and_counted(page: StockPage, qtbot: QtBot) -> None:
    receive(page, qtbot)
    assert page.stock.list.rows[0].title == "Permit: 0 in the drawer"
    page.stock.buttons["move"].click()
    assert form(page).fields["first"].value() == "AA000101"
    answer(page)
    qtbot.waitUntil(lambda: page.stock.list.rows[0].title == "Permit: 100 in the drawer")
    page.stock.buttons["count"].click()
    dialog = answer(page, counted="99")
    qtbot.waitUntil(lambda: dialog.message.text() == "99 blanks were counted where 100 were expected; say why.")
    answer(page, counted="99", explanation="one is stuck behind the drawer")
    qtbot.waitUntil(lambda: "counted 99 on" in page.stock.list.rows[0].detail)


def test_a_range_that_is_there_already_is_refused_in_the_dialog(page: StockPage, qtbot: QtBot) -> None:
    receive(page, qtbot)
    page.stock.buttons["receive"].click()
    dialog = answer(page, kind="permit", first="AA000150", last="AA000250", source="delivery 8/22")
    qtbot.waitUntil(lambda: "AA000101-AA000200" in dialog.message.text())
    assert dialog.isVisible()


def test_the_header_shows_the_stock_only_where_there_is_any(page: StockPage, qtbot: QtBot) -> None:
    standing = view_of(page).standing
    qtbot.waitUntil(lambda: standing.books is not None)
    assert standing.facts(page._catalog) == []
    receive(page, qtbot)
    qtbot.waitUntil(lambda: [fact.value for fact in standing.facts(page._catalog)] == ["0"])


def test_a_run_to_confirm_ends_where_the_numbers_do() -> None:
    at = datetime(2022, 8, 10, 8, tzinfo=UTC)
    rows = tuple(
        BlankRow(
            kind=PaperKind.PERMIT, blank=blank, state=BlankState.PRINTED, number="J2004711X", copy=0, at=at, officer="o"
        )
        for blank in ("AA101", "AA102", "AA104", "AA103", "AA107")
    )
    assert run_of(rows, 1) == ("AA101", "AA104")
    assert run_of(rows, 4) == ("AA107", "AA107")


def test_with_nothing_to_confirm_the_action_is_off_and_says_so(page: StockPage) -> None:
    page.part.setCurrentIndex(Part.CONFIRM)
    assert (page.sign.off, page.sign.follows) == (True, "No sheet waits.")


# -- papers ----------------------------------------------------------------------------------------
def test_a_paper_is_found_by_its_number_printed_again_and_voided(page: StockPage, qtbot: QtBot) -> None:
    number = issued_number(page, qtbot)
    page.ask.asked.emit(number)
    qtbot.waitUntil(lambda: page.part.currentIndex() == Part.PAPER and bool(page.papers.list.rows))
    assert page.papers.list.rows[0].title == f"Permit  {number}"
    assert page.papers.list.rows[0].detail.endswith("printed · in force")
    before = len(page.papers.list.rows)
    page.sign.press()
    answer(page, reason="damaged")
    qtbot.waitUntil(lambda: len(page.papers.list.rows) == before + 1)
    assert any(row.title.endswith("copy 1") for row in page.papers.list.rows)
    page.papers.buttons["void"].click()
    answer(page, reason="issued-in-error")
    qtbot.waitUntil(lambda: page.papers.list.rows[0].detail.endswith("void"))
    assert not page.papers.buttons["void"].isEnabled()


def test_a_number_nobody_knows_is_told_in_a_sentence(page: StockPage, qtbot: QtBot) -> None:
    page.ask.asked.emit("J29999990")
    banner = view_of(page).form.banner
    qtbot.waitUntil(lambda: not banner.isHidden())
    assert page.found is None


def test_the_page_speaks_every_language(page: StockPage, catalogs: Catalogs) -> None:
    for language in Language:
        page.retranslate(catalogs[language])
        assert page.part.tabText(Part.STOCK) == catalogs[language].text("stock_page.part.stock")


def test_esc_leads_back_to_the_shift(page: StockPage, qtbot: QtBot) -> None:
    view = view_of(page)
    page.back.click()
    assert view.form.pages.currentWidget() is view.books.page(Place.SHIFT)
    assert view.form.rail.button(Place.SHIFT).isChecked()
