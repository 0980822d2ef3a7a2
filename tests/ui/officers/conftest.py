"""The real Officers page in the real window over a real drill desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from kbdesk.domain.vocabulary import Language
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.officers.page import OfficersPage
from kbdesk.ui.rail import Place


@pytest.fixture
def open_officers_page(signed_in: Callable[..., MainWindow], qtbot: QtBot) -> Callable[..., OfficersPage]:
    """Sign an officer in and go to the Officers page."""

    def opens(
        officer: str = "supervisor", language: Language = Language.EN, size: tuple[int, int] = (1366, 768)
    ) -> OfficersPage:
        window = signed_in(language, size, officer=officer)
        assert window.view is not None
        window.view.go(Place.OFFICERS)
        page = window.view.books.page(Place.OFFICERS)
        assert isinstance(page, OfficersPage)
        qtbot.waitUntil(lambda: page.rows is not None)
        return page

    return opens


@pytest.fixture
def page(open_officers_page: Callable[..., OfficersPage]) -> OfficersPage:
    """The page as a supervisor sees it, in English."""
    return open_officers_page()
