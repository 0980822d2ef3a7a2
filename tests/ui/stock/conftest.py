"""The real Stock page in the real window over a real drill desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from kbdesk.domain.vocabulary import Language
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.shift.form_dialog import FormDialog
from kbdesk.ui.stock.page import StockPage


@pytest.fixture
def open_stock_page(signed_in: Callable[..., MainWindow], qtbot: QtBot) -> Callable[..., StockPage]:
    """Sign an officer in and go to the Stock page."""

    def opens(language: Language = Language.EN, size: tuple[int, int] = (1366, 768)) -> StockPage:
        window = signed_in(language, size)
        assert window.view is not None
        window.view.go(Place.STOCK)
        page = window.view.books.page(Place.STOCK)
        assert isinstance(page, StockPage)
        qtbot.waitUntil(lambda: page.report is not None)
        return page

    return opens


@pytest.fixture
def page(open_stock_page: Callable[..., StockPage]) -> StockPage:
    """The Stock page in English."""
    return open_stock_page()


def form(page: QWidget) -> FormDialog:
    """Return the question that stands open, the uppermost."""
    dialog = [dialog for dialog in page.window().findChildren(QDialog) if dialog.isVisible()][-1]
    assert isinstance(dialog, FormDialog)
    return dialog


def answer(page: QWidget, **values: str) -> FormDialog:
    """Fill the question that stands open and go on."""
    dialog = form(page)
    for name, value in values.items():
        dialog.fields[name].set_value(value)
    dialog.go_on.click()
    return dialog
