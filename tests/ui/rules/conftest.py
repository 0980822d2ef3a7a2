"""The real Rules page in the real window over a real drill desk, a supervisor at it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from kbdesk.app import carried
from kbdesk.app.book_signer import signed_by_drill
from kbdesk.app.drill_passwords import passwords
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.rules.page import RulesPage
from kbdesk.ui.second_officer import SecondOfficer


@pytest.fixture
def open_rules(signed_in: Callable[..., MainWindow], qtbot: QtBot) -> Callable[..., RulesPage]:
    """Sign an officer in and go to the Rules page."""

    def opens(
        name: str = "supervisor", language: Language = Language.EN, size: tuple[int, int] = (1366, 768)
    ) -> RulesPage:
        window = signed_in(language, size, officer=name)
        assert window.view is not None
        window.view.go(Place.RULES)
        page = window.view.rules
        assert page is not None
        qtbot.waitUntil(lambda: bool(page.books.key))
        return page

    return opens


@pytest.fixture
def page(open_rules: Callable[..., RulesPage]) -> RulesPage:
    """The Rules page in English, a supervisor at it."""
    return open_rules()


@pytest.fixture
def shelf_text() -> Callable[[str], str]:
    """Return the text of a carried book of the seeds shelf by its id."""

    def text_of(book: str) -> str:
        texts = carried.texts("rulebooks", "seeds", suffix=".toml").values()
        return next(text for text in texts if f'id = "{book}"' in text)

    return text_of


@pytest.fixture
def book_file(data: Path, tmp_path: Path) -> Callable[..., Path]:
    """Write a book's file, with the drill desk's signature beside it."""

    def writes(text: str, *, signed: bool = True, name: str = "new-book.toml") -> Path:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        if signed:
            file.with_name(f"{name}.sig").write_bytes(signed_by_drill(data, file.read_bytes()))
        return file

    return writes


@pytest.fixture
def second_signs(data: Path, qtbot: QtBot) -> Callable[..., None]:
    """Have the second officer type a password in the dialog that is open."""

    def signs(page: RulesPage, name: str = "supervisor2", password: str = "") -> None:
        dialog = open_dialog(page)
        assert isinstance(dialog, SecondOfficer)
        dialog.name.set_value(name)
        dialog.password.set_value(password or passwords(data)[name])
        dialog.sign.click()

    return signs


def open_dialog(page: RulesPage) -> QDialog:
    """Return the dialog that stands open over the window."""
    return next(dialog for dialog in page.window().findChildren(QDialog) if dialog.isVisible())
