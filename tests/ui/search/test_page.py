"""The Search page: one field, a table that sorts and filters, the case's timeline, export, print again, return."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from kbdesk.desk.search import SearchDesk
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.search import SearchKind, SearchRow
from kbdesk.domain.vocabulary import Language, PaperKind
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.returns.page import ReturnPage
from kbdesk.ui.search.page import FIRST, MOST, SearchPage
from kbdesk.ui.search.printing_again import PrintingAgain
from kbdesk.ui.search.result_table import COLUMNS

Opens = Callable[..., SearchPage]


def window_of(page: SearchPage) -> MainWindow:
    window = page.window()
    assert isinstance(window, MainWindow)
    return window


def test_typing_a_name_in_another_script_finds_its_cases_and_tells_the_first(
    open_search: Opens, hand: Any, qtbot: QtBot
) -> None:
    page = open_search()
    assert page.empty.isVisible() and page.start_return.off
    hand.types("stojiljkovic", on=page.ask)
    qtbot.waitUntil(lambda: len(page.table.found) == 4)
    qtbot.waitUntil(lambda: any("issued" in str(row.message) or row.kind == "swap.recorded" for row in page.case.rows))
    assert page.count.text() == "4 found"
    assert not page.empty.isVisible()


def test_nothing_found_says_what_to_try(open_search: Opens) -> None:
    page = open_search("zzzzzz")
    assert page.empty.text().startswith("Nothing was found.")
    assert not page.table.isVisible()
    assert not page.export.isEnabled()


def test_kinds_are_counted_and_filtered(open_search: Opens) -> None:
    page = open_search("stojiljkovic")
    assert [page.groups.tabText(n) for n in range(4)] == ["All 4", "Permits 3", "Vehicles 1", "Others 0"]
    page.groups.setCurrentIndex(1)
    assert {row.kind for row in page.table.shown} == {SearchKind.PERMIT}
    page.groups.setCurrentIndex(0)
    assert len(page.table.shown) == 4


def test_the_table_sorts_by_its_columns(open_search: Opens) -> None:
    page = open_search("stojiljkovic")
    page.table.sortByColumn(COLUMNS.index("number"), Qt.SortOrder.DescendingOrder)
    shown = [row.number for row in page.table.shown]
    assert shown == sorted(shown, reverse=True)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """How many rows each search of the page asked for, and after how many."""
    seen: list[tuple[int, int]] = []
    find = SearchDesk.find

    def noted(desk: SearchDesk, text: str, *, limit: int = 50, after: int = 0, **more: Any) -> tuple[SearchRow, ...]:
        seen.append((limit, after))
        return find(desk, text, limit=limit, after=after, **more)

    monkeypatch.setattr(SearchDesk, "find", noted)
    return seen


def crowded(page: SearchPage, count: int, qtbot: QtBot) -> None:
    """Record permits of many people of one name beside the family of four cards, and search for the name."""
    window = window_of(page)
    done: list[object] = []
    session: Any = window.session

    def record() -> None:
        with session.store.act(at=session.clock.now(), officer="officer") as act:
            for place in range(count):
                traveler = {"surname": "Stojiljković", "given_names": f"Proba {place}"}
                body = {"passage": f"{place:016x}", "card": "traveler[1]", "reason": "r", "article": ""}
                act.append("refusal.recorded", {**body, "traveler": traveler})
        while session.search.catch_up():
            pass

    window.store.run(record, done.append)
    qtbot.waitUntil(lambda: bool(done))
    page.open("stojiljkovic")
    qtbot.waitUntil(lambda: len(page.table.found) >= FIRST)


def test_a_long_list_is_read_in_parts_as_it_is_gone_along(
    open_search: Opens, asked: list[tuple[int, int]], qtbot: QtBot
) -> None:
    page = open_search()
    crowded(page, 130, qtbot)
    assert set(asked) == {(FIRST, 0)}
    assert page.count.text() == "the first 50; type more"
    assert [page.groups.tabText(n) for n in range(4)] == ["All 50+", "Permits 0+", "Vehicles 0+", "Others 50+"]
    bar = page.table.verticalScrollBar()
    while page.table.more:
        read = len(page.table.found)
        bar.setValue(bar.maximum())
        qtbot.waitUntil(lambda read=read: len(page.table.found) > read)
    assert page.count.text() == "134 found"
    assert [page.groups.tabText(n) for n in range(4)] == ["All 134", "Permits 3", "Vehicles 1", "Others 130"]
    assert len({row.entry for row in page.table.found}) == 134
    assert set(asked) == {(FIRST, 0), (FIRST, 50), (FIRST, 100)}


def test_no_list_is_longer_than_anyone_reads(open_search: Opens, asked: list[tuple[int, int]], qtbot: QtBot) -> None:
    page = open_search()
    crowded(page, MOST + 70, qtbot)
    page.table.sortByColumn(COLUMNS.index("name"), Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: len(page.table.found) == MOST)
    assert not page.table.more
    assert page.count.text() == "the first 500; type more"
    assert max(limit for limit, _ in asked) == FIRST
    names = [row.name for row in page.table.shown]
    assert names == sorted(names, reverse=True)


def test_a_kind_that_is_far_down_the_list_is_read_on_for(open_search: Opens, qtbot: QtBot) -> None:
    page = open_search()
    crowded(page, 130, qtbot)
    page.groups.setCurrentIndex(1)
    qtbot.waitUntil(lambda: len(page.table.shown) == 3)
    assert page.table.row is not None and page.table.row.kind is SearchKind.PERMIT


def test_an_export_of_a_list_half_read_holds_all_of_it(
    open_search: Opens, asked: list[tuple[int, int]], tmp_path: Path, qtbot: QtBot
) -> None:
    page = open_search()
    crowded(page, 130, qtbot)
    file = tmp_path / "found.csv"
    page._export(file)
    qtbot.waitUntil(page.toast.isVisible)
    assert len(file.read_text("utf-8-sig").splitlines()) == 135
    assert (len(page.table.found), max(limit for limit, _ in asked)) == (FIRST, MOST)


def test_enter_in_the_table_opens_the_case_in_return(open_search: Opens, hand: Any, qtbot: QtBot) -> None:
    page = open_search("stojiljkovic")
    view = window_of(page).view
    assert view is not None
    page.groups.setCurrentIndex(2)
    hand.presses(Qt.Key.Key_Down, on=page.ask)
    assert page.table.hasFocus()
    hand.presses(Qt.Key.Key_Return, on=page.table)
    returning = view.books.page(Place.RETURN)
    assert isinstance(returning, ReturnPage)
    qtbot.waitUntil(lambda: returning.sitting.view is not None)
    assert returning.sitting.view is not None and returning.sitting.view.kind == "registration"


def test_what_is_shown_is_exported_and_the_export_recorded(open_search: Opens, tmp_path: Path, qtbot: QtBot) -> None:
    page = open_search("stojiljkovic")
    page.groups.setCurrentIndex(1)
    file = tmp_path / "found.csv"
    page._export(file)
    qtbot.waitUntil(file.exists)
    assert len(file.read_text("utf-8-sig").splitlines()) == 4
    qtbot.waitUntil(page.toast.isVisible)


def test_a_file_that_cannot_be_written_is_told(open_search: Opens, tmp_path: Path, qtbot: QtBot) -> None:
    page = open_search("stojiljkovic")
    with qtbot.waitSignal(page.failed):
        page._export(tmp_path / "nowhere" / "found.csv")


def test_a_paper_is_printed_again_for_a_reason_and_the_case_says_so(open_search: Opens, qtbot: QtBot) -> None:
    page = open_search("stojiljkovic")
    page.groups.setCurrentIndex(1)
    page.again.click()
    window = window_of(page)
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(QDialog)))
    dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
    assert isinstance(dialog, PrintingAgain)
    dialog.print.click()
    assert dialog.message.text() and dialog.isVisible()
    chosen = next(paper for paper in dialog._papers.values() if paper.kind is PaperKind.SURRENDER_RECEIPT)
    dialog.paper.set_value(chosen.sha256)
    dialog.reason.set_value("damaged")
    dialog.print.click()
    qtbot.waitUntil(lambda: any(row.kind == "paper.reprinted" for row in page.case.rows), timeout=20_000)


def test_a_paper_is_saved_with_its_record_and_the_case_says_so(
    open_search: Opens, tmp_path: Path, qtbot: QtBot
) -> None:
    page, file = open_search("stojiljkovic"), tmp_path / "permit.pdf"
    page.groups.setCurrentIndex(1)
    page.again.click()
    window = window_of(page)
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(PrintingAgain)))
    dialog = next(d for d in window.findChildren(PrintingAgain) if d.isVisible())
    with qtbot.waitSignal(dialog.kept):
        dialog.keep.click()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(QFileDialog)))
    saving = next(d for d in window.findChildren(QFileDialog) if d.isVisible())
    saving.fileSelected.emit(str(file))
    saving.reject()
    qtbot.waitUntil(lambda: any(row.kind == "paper.exported" for row in page.case.rows), timeout=20_000)
    assert file.read_bytes().startswith(b"%PDF")


def test_a_supervisor_tells_the_person_of_a_case_what_is_held_and_an_officer_is_told_whose_it_is(
    open_search: Opens, tmp_path: Path, qtbot: QtBot
) -> None:
    page, file = open_search("stojiljkovic"), tmp_path / "held.pdf"
    page.groups.setCurrentIndex(1)
    chosen = page.table.row
    assert chosen is not None
    with qtbot.waitSignal(page.failed) as refused:
        page.acts._tell(chosen, file, Language.EN)
    assert "told by a supervisor" in str(refused.args) and not file.exists()
    window = window_of(page)
    window.sign_out()
    window.sign_in.form.officers.choose("supervisor")
    window.sign_in.form.fill_in.click()
    window.sign_in.form.sign_in.press()
    qtbot.waitUntil(lambda: window.view is not None and window.view.started, timeout=20_000)
    assert window.view is not None
    window.view.go(Place.SEARCH)
    again = window.view.books.page(Place.SEARCH)
    assert isinstance(again, SearchPage)
    again.open("stojiljkovic")
    qtbot.waitUntil(lambda: bool(again.case.rows))
    again.groups.setCurrentIndex(1)
    again.again.click()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(PrintingAgain)))
    next(d for d in window.findChildren(PrintingAgain) if d.isVisible()).tell.click()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(QFileDialog)))
    saving = next(d for d in window.findChildren(QFileDialog) if d.isVisible())
    saving.fileSelected.emit(str(file))
    saving.reject()
    qtbot.waitUntil(again.toast.isVisible, timeout=20_000)
    assert file.read_bytes().startswith(b"%PDF") and "СТОЈИЉ" in file.with_suffix(".json").read_text("utf-8")


def test_the_page_speaks_the_language_of_the_window(open_search: Opens, catalogs: Catalogs) -> None:
    page = open_search("stojiljkovic")
    for language in Language:
        page.retranslate(catalogs[language])
        header = page.table.model().headerData(0, Qt.Orientation.Horizontal)
        assert header == catalogs[language].text("search_page.column.name")
        assert page.export.text() == catalogs[language].text("search_page.export")
