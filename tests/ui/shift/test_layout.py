"""Nothing of the Shift and Stock pages is cut, clipped or pushed out: every language, at every size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from kbdesk.domain.vocabulary import Language
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.shift.page import Part, ShiftPage
from kbdesk.ui.stock.page import Part as StockPart
from kbdesk.ui.stock.page import StockPage
from tests.ui.layout import BY_TURNS, cut, resized, whole

from .conftest import count, open_dialog


@pytest.mark.parametrize(("language", "size"), BY_TURNS)
def test_no_word_is_cut(
    open_shift_page: Callable[..., ShiftPage], qtbot: QtBot, language: Language, size: tuple[int, int]
) -> None:
    page = open_shift_page("officer", language, size)
    window = page.window()
    for now in resized(window):
        for index in range(page.part.count()):
            page.part.setCurrentIndex(index)
            assert whole(window, qtbot), (now, Part(index), list(cut(window)))
        count(page, custody="3")
        assert whole(window, qtbot), (now, list(cut(window)))
        for ask in (page.incident, page.waiting, page.crossing.change, page.late.buttons["print"]):
            ask.click()
            dialog = open_dialog(page)
            assert dialog.height() <= now[1]
            assert whole(dialog, qtbot), (now, list(cut(dialog)))
            dialog.reject()
    page.sent.emit(Place.STOCK, "")
    assert isinstance(window, MainWindow)
    assert window.view is not None
    stock = window.view.books.page(Place.STOCK)
    assert isinstance(stock, StockPage)
    for now in resized(window):
        for part in StockPart:
            stock.part.setCurrentIndex(part)
            assert whole(window, qtbot), (now, part, list(cut(window)))
        stock.stock.buttons["receive"].click()
        dialog = open_dialog(page)
        assert whole(dialog, qtbot), (now, list(cut(dialog)))
        assert dialog.height() <= now[1]
        dialog.reject()
