"""Nothing of the Shift and Stock pages is cut, clipped or pushed out: every language, at every size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.exceptions import TimeoutError as WaitedTooLong
from pytestqt.qtbot import QtBot

from kbdesk.domain.vocabulary import Language
from kbdesk.ui.kit.field import FieldShell
from kbdesk.ui.kit.primary import Primary
from kbdesk.ui.kit.tabs import Tabs
from kbdesk.ui.kit.words import Words
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.shift.charts import ChartCard
from kbdesk.ui.shift.page import Part, ShiftPage
from kbdesk.ui.stock.page import Part as StockPart
from kbdesk.ui.stock.page import StockPage

from .conftest import count, open_dialog

SIZES = [(1366, 768), (1093, 614), (683, 384)]


def cut(widget: QWidget) -> Iterator[str]:
    """Yield what cannot be read whole."""
    for part in widget.findChildren(QWidget):
        if not part.isVisible():
            continue
        if isinstance(part, FieldShell | Primary | Tabs | ChartCard) and part.is_cut():
            yield f"{type(part).__name__} {part.objectName() or part.accessibleName()}"
        if isinstance(part, Words) and part.is_cut():
            yield f"words {part.text()}"
        if isinstance(part, QPushButton) and part.width() < part.sizeHint().width():
            yield f"button {part.text()}"


def whole(widget: QWidget, qtbot: QtBot) -> bool:
    with suppress(WaitedTooLong):
        qtbot.waitUntil(lambda: not list(cut(widget)), timeout=500)
    return not list(cut(widget))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", list(Language))
def test_no_word_is_cut(
    open_shift_page: Callable[..., ShiftPage], qtbot: QtBot, language: Language, size: tuple[int, int]
) -> None:
    page = open_shift_page("officer", language, size)
    window = page.window()
    for index in range(page.part.count()):
        page.part.setCurrentIndex(index)
        assert whole(window, qtbot), (Part(index), list(cut(window)))
    count(page, custody="3")
    assert whole(window, qtbot), list(cut(window))
    for ask in (page.incident, page.waiting, page.crossing.change, page.late.buttons["print"]):
        ask.click()
        dialog = open_dialog(page)
        assert dialog.height() <= size[1]
        assert whole(dialog, qtbot), list(cut(dialog))
        dialog.reject()
    page.sent.emit(Place.STOCK, "")
    assert isinstance(window, MainWindow)
    assert window.view is not None
    stock = window.view.books.page(Place.STOCK)
    assert isinstance(stock, StockPage)
    for part in StockPart:
        stock.part.setCurrentIndex(part)
        assert whole(window, qtbot), (part, list(cut(window)))
    stock.stock.buttons["receive"].click()
    assert whole(open_dialog(page), qtbot), list(cut(open_dialog(page)))
    assert open_dialog(page).height() <= size[1]
    assert window.size().toTuple() == size
