"""The real Custody page in the real window, over a drill desk that holds four envelopes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from kbdesk.app import carried
from kbdesk.desk.passage_file import read
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.custody.page import CustodyPage
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place


@pytest.fixture
def open_custody(signed_in: Callable[..., MainWindow], qtbot: QtBot) -> Callable[..., CustodyPage]:
    """Let a family of three in a car come in and go to the Custody page."""

    def opens(language: Language = Language.EN, size: tuple[int, int] = (1366, 768)) -> CustodyPage:
        window = signed_in(language, size, officer="supervisor")
        session = window.session
        assert session is not None and window.view is not None
        file = next(f for f in carried.folder("samples", "passages").iterdir() if f.name.startswith("01-"))
        draft = read(file.read_text("utf-8"), draft_id="1" * 16, clock=session.clock)

        def issue() -> None:
            seen = session.passage.examine(draft, session.passage.facts(draft))
            session.passage.deliver(session.passage.issue(draft, seen))

        done: list[object] = []
        window.store.run(issue, done.append)
        qtbot.waitUntil(lambda: bool(done))
        window.view.go(Place.CUSTODY)
        page = window.view.books.page(Place.CUSTODY)
        assert isinstance(page, CustodyPage)
        qtbot.waitUntil(lambda: len(page.table.rows) == 4)
        return page

    return opens
