"""The real Verify page in the real window, over a drill desk on which a family came in with its papers printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from kbdesk.domain.paper import Printed
from kbdesk.domain.vocabulary import Language, PaperKind
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.verify.page import VerifyPage
from kbdesk.ui.verify.sitting import Stage
from kbdesk.ui.verify.taking import Given
from tests.ui.samples import come_in, sample


@dataclass(frozen=True, slots=True, kw_only=True)
class Verifying:
    """The page, and the papers that came out before it was opened."""

    page: VerifyPage
    papers: tuple[Printed, ...]
    qtbot: QtBot

    def paper(self, kind: PaperKind = PaperKind.PERMIT) -> Printed:
        """Return the first paper of a kind."""
        return next(paper for paper in self.papers if paper.kind is kind)

    def check(self, what: Given) -> None:
        """Give something to the page and wait for what it says."""
        self.page.take(what)
        self.settle()

    def settle(self) -> None:
        """Wait until what was given is judged or refused, and the rosette drawn."""
        sitting = self.page.sitting
        self.qtbot.waitUntil(lambda: sitting.stage in (Stage.CHECKED, Stage.REFUSED), timeout=20_000)
        drawn = sitting.seal is not None and bool(sitting.seal.number)
        self.qtbot.waitUntil(lambda: not drawn or sitting.rosette is not None, timeout=20_000)


@pytest.fixture
def open_verify(signed_in: Callable[..., MainWindow], qtbot: QtBot) -> Callable[..., Verifying]:
    """Let the family in and go to the Verify page."""

    def opens(
        language: Language = Language.EN, size: tuple[int, int] = (1366, 768), *, at: datetime | None = None
    ) -> Verifying:
        window = signed_in(language, size, at=at)
        issued = come_in(window, sample("01"), qtbot)
        assert window.view is not None
        window.view.go(Place.VERIFY)
        page = window.view.books.page(Place.VERIFY)
        assert isinstance(page, VerifyPage)
        return Verifying(page=page, papers=issued.papers, qtbot=qtbot)

    return opens
