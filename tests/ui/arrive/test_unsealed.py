"""What an officer sees when the desk cannot seal: one sentence, the passage as it was, and F9 when it can again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from kbdesk.app.session import OpenDesk
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.arrive.page import ArrivePage
from tests.ui.arrive.test_issuing import f9, issue, ready_page


@pytest.mark.parametrize("language", list(Language))
def test_a_missing_key_is_said_in_the_officers_language_and_nothing_is_lost(
    open_page: Callable[..., ArrivePage], catalogs: Catalogs, qtbot: QtBot, language: Language
) -> None:
    page = ready_page(open_page(language), qtbot)
    session = page._session
    assert isinstance(session, OpenDesk)
    (key,) = session.data.glob("signer-*.pem")
    away = key.rename(key.with_suffix(".away"))
    shown = page.sitting.snapshot.draft
    told: list[str] = []
    page.failed.connect(lambda speak: told.append(speak(catalogs[language])))
    with qtbot.waitSignal(page.failed, timeout=20_000):
        f9(page)
    assert told == [catalogs[language].text("fault.signer.file-missing", file=key.name)]
    assert page.sitting.snapshot.draft == shown
    away.rename(key)
    issue(page, qtbot)
    assert page.sitting.snapshot.draft != shown, "a new passage begins"
