"""A return that nobody can seal: one sentence, the person still in view, and one key hands back when it can again."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from kbdesk.app.session import OpenDesk
from kbdesk.domain import numbers
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.errors import sentence
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.returns.page import ReturnPage
from kbdesk.ui.returns.sitting import Stage


def test_a_key_that_went_missing_keeps_the_return_and_is_said_in_the_officers_language(
    open_return: Callable[..., ReturnPage], catalogs: Catalogs, qtbot: QtBot
) -> None:
    page = open_return(numbers.make("J", "2", 1), Language.SQ)
    window = page.window()
    assert isinstance(window, MainWindow)
    session = window.session
    assert isinstance(session, OpenDesk)
    (key,) = session.data.glob("signer-*.pem")
    away = key.rename(key.with_suffix(".away"))
    let_go: list[object] = []
    window.store.run(session._seal_signer.close, let_go.append)
    qtbot.waitUntil(lambda: bool(let_go))
    told: list[str] = []
    page.sitting.failed.connect(lambda error: told.append(sentence(error, catalogs[Language.SQ])))
    with qtbot.waitSignal(page.sitting.failed, timeout=20_000):
        page.sitting.hand_back()
    assert told == [catalogs[Language.SQ].text("fault.signer.file-missing", file=key.name)]
    assert page.sitting.stage is Stage.SEEN and page.sitting.view is not None
    away.rename(key)
    page.sitting.hand_back()
    qtbot.waitUntil(lambda: page.sitting.stage is Stage.DONE)
