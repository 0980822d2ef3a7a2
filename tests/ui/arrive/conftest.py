"""The real Arrive page in the real window over a real drill desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from kbdesk.domain.vocabulary import Language
from kbdesk.ui.arrive.page import ArrivePage
from kbdesk.ui.main_window import MainWindow


@pytest.fixture
def open_page(signed_in: Callable[..., MainWindow], qtbot: QtBot) -> Callable[..., ArrivePage]:
    """Open the window, sign in and return its Arrive page."""

    def opens(
        language: Language = Language.EN, size: tuple[int, int] = (1366, 768), *, at: datetime | None = None
    ) -> ArrivePage:
        window = signed_in(language, size, at=at)
        assert window.view is not None
        page = window.view.arrive
        qtbot.waitUntil(lambda: page.sitting.knowledge.settled)
        return page

    return opens


@pytest.fixture
def page(open_page: Callable[..., ArrivePage]) -> ArrivePage:
    """The Arrive page in English at 1366 x 768."""
    return open_page()
