"""The real Retention page in the real window over a real drill desk, with a case that was closed years ago."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kbdesk.app import main
from kbdesk.app.drill_passwords import passwords
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.retention.page import RetentionPage
from tests.people import PERSON

LATER = datetime.fromisoformat("2025-01-02T09:00+01:00")
REFUSED = PERSON + 'decision = { action = "refuse", reason = "declined-to-surrender" }\n'
Script = Callable[..., int]


@pytest.fixture
def script(data: Path, monkeypatch: pytest.MonkeyPatch) -> Script:
    """Run a command line as two supervisors, before the window is opened."""

    def run(*words: object) -> int:
        known = passwords(data)
        monkeypatch.setenv("KBDESK_PASSWORD", known["supervisor"])
        monkeypatch.setenv("KBDESK_SECOND_PASSWORD", known["supervisor2"])
        signing = ("--data", data, "--officer", "supervisor", "--second", "supervisor2")
        return main([*map(str, (*words, *signing))])

    return run


@pytest.fixture
def years_ago(script: Script, tmp_path: Path) -> None:
    """Turn two people away in a shift that was closed then."""
    for place in range(2):
        file = tmp_path / "refused.toml"
        file.write_text(REFUSED.replace("012345678", f"00987654{place}"), "utf-8")
        assert script("passage", file) == 0
    assert script("shift", "close", "--cash", "0.00", "--custody", "0") == 0


@pytest.fixture
def terms_set(script: Script) -> None:
    """Let two officers have set the desk's terms."""
    words = ("--issued", "365", "--turned-away", "100", "--draft", "30", "--basis", "order 7/2022")
    assert script("retention", "terms", *words) == 0


@pytest.fixture
def open_retention(signed_in: Callable[..., MainWindow], qtbot: QtBot) -> Callable[..., RetentionPage]:
    """Sign an officer in, years later, and go to the Retention page."""

    def opens(
        officer: str = "supervisor", language: Language = Language.EN, size: tuple[int, int] = (1366, 768)
    ) -> RetentionPage:
        window = signed_in(language, size, officer=officer, at=LATER)
        assert window.view is not None
        window.view.go(Place.RETENTION)
        page = window.view.books.page(Place.RETENTION)
        assert isinstance(page, RetentionPage)
        qtbot.waitUntil(lambda: page.standing is not None)
        return page

    return opens
