"""The real Return page in the real window, over a drill desk on which a family came in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from kbdesk.app import carried
from kbdesk.desk.passage_file import read
from kbdesk.domain.vocabulary import Language, PaperKind
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.returns.page import ReturnPage
from kbdesk.ui.returns.sitting import Stage


@pytest.fixture
def came_in(signed_in: Callable[..., MainWindow], qtbot: QtBot) -> Callable[..., MainWindow]:
    """Sign an officer in and let a family of three in a car come in, the first with a portrait; returns the window."""

    def comes(
        language: Language = Language.EN,
        size: tuple[int, int] = (1366, 768),
        *,
        officer: str = "officer",
        at: datetime | None = None,
        portrait: bytes = b"",
    ) -> MainWindow:
        window = signed_in(language, size, officer=officer, at=at)
        session = window.session
        assert session is not None
        file = next(f for f in carried.folder("samples", "passages").iterdir() if f.name.startswith("01-"))
        draft = read(file.read_text("utf-8"), draft_id="1" * 16, clock=session.clock)
        draft = draft.amend("traveler[1]", portrait=portrait)
        done: list[object] = []

        def issue() -> None:
            issued = session.passage.issue(draft, session.passage.examine(draft, session.passage.facts(draft)))
            assert any(paper.kind is PaperKind.PERMIT for paper in issued.papers)
            session.passage.deliver(issued)

        window.store.run(issue, done.append)
        qtbot.waitUntil(lambda: bool(done))
        return window

    return comes


@pytest.fixture
def open_return(came_in: Callable[..., MainWindow], qtbot: QtBot) -> Callable[..., ReturnPage]:
    """Let the family in, go to the Return page and look a text up, if one is given."""

    def opens(
        text: str = "", language: Language = Language.EN, size: tuple[int, int] = (1366, 768), **how: object
    ) -> ReturnPage:
        window = came_in(language, size, **how)
        assert window.view is not None
        window.view.go(Place.RETURN)
        page = window.view.books.page(Place.RETURN)
        assert isinstance(page, ReturnPage)
        if text:
            page.open(text)
            qtbot.waitUntil(lambda: page.sitting.stage in (Stage.SEEN, Stage.REFUSED))
        return page

    return opens
