"""The real Search page in the real window, over a drill desk on which a family came in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from kbdesk.app import carried
from kbdesk.desk.passage_file import read
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.search.page import SearchPage


@pytest.fixture
def open_search(signed_in: Callable[..., MainWindow], qtbot: QtBot) -> Callable[..., SearchPage]:
    """Let a family of three in a car come in, go to the Search page and search for a text, if one is given."""

    def opens(text: str = "", language: Language = Language.EN, size: tuple[int, int] = (1366, 768)) -> SearchPage:
        window = signed_in(language, size)
        session = window.session
        assert session is not None and window.view is not None
        file = next(f for f in carried.folder("samples", "passages").iterdir() if f.name.startswith("01-"))
        draft = read(file.read_text("utf-8"), draft_id="1" * 16, clock=session.clock)
        done: list[object] = []

        def issue() -> None:
            seen = session.passage.examine(draft, session.passage.facts(draft))
            session.passage.deliver(session.passage.issue(draft, seen))

        window.store.run(issue, done.append)
        qtbot.waitUntil(lambda: bool(done))
        window.view.go(Place.SEARCH)
        page = window.view.books.page(Place.SEARCH)
        assert isinstance(page, SearchPage)
        if text:
            page.open(text)
            qtbot.waitUntil(lambda: page._asked == text)
        return page

    return opens
