"""The real Shift page in the real window over a real drill desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from kbdesk.app.drill_passwords import passwords
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.second_officer import SecondOfficer
from kbdesk.ui.shift.form_dialog import FormDialog
from kbdesk.ui.shift.page import ShiftPage


@pytest.fixture
def open_shift_page(signed_in: Callable[..., MainWindow], qtbot: QtBot) -> Callable[..., ShiftPage]:
    """Sign an officer in and go to the Shift page; the drill desk's shift is open."""

    def opens(
        name: str = "officer",
        language: Language = Language.EN,
        size: tuple[int, int] = (1366, 768),
        at: datetime | None = None,
    ) -> ShiftPage:
        window = signed_in(language, size, officer=name, at=at)
        assert window.view is not None
        window.view.go(Place.SHIFT)
        page = window.view.books.page(Place.SHIFT)
        assert isinstance(page, ShiftPage)
        qtbot.waitUntil(lambda: page.view is not None)
        return page

    return opens


@pytest.fixture
def page(open_shift_page: Callable[..., ShiftPage]) -> ShiftPage:
    """The Shift page in English, an officer at it."""
    return open_shift_page()


@pytest.fixture
def second_signs(data: Path) -> Callable[..., None]:
    """Have another officer type a password in the dialog that is open."""

    def signs(page: QWidget, name: str = "supervisor", password: str = "") -> None:
        dialog = open_dialog(page)
        assert isinstance(dialog, SecondOfficer)
        dialog.name.set_value(name)
        dialog.password.set_value(password or passwords(data)[name])
        dialog.sign.click()

    return signs


def open_dialog(page: QWidget) -> QDialog:
    """Return the dialog that stands open over the window, the uppermost."""
    return [dialog for dialog in page.window().findChildren(QDialog) if dialog.isVisible()][-1]


def form(page: QWidget) -> FormDialog:
    """Return the question that stands open."""
    dialog = open_dialog(page)
    assert isinstance(dialog, FormDialog)
    return dialog


def count(page: ShiftPage, *, cash: str = "0.00", custody: str = "0") -> None:
    """Type a count."""
    for key, text in (("cash", cash), ("custody", custody)):
        page.count.rows[key].set_text(text)
        page.count.rows[key].edited.emit()


def press(page: ShiftPage, qtbot: QtBot) -> None:
    """Press the one action once it is alive."""
    qtbot.waitUntil(lambda: not page.sign.settling and not page.sign.off)
    page.sign.press()
