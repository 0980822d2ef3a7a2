"""A return that nobody can seal: the document goes back all the same, and the receipt says that it has no seal."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
from pytestqt.qtbot import QtBot

from kbdesk.app.session import OpenDesk
from kbdesk.domain import numbers
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.returns.page import ReturnPage
from kbdesk.ui.returns.sitting import Stage


def test_a_key_that_went_missing_keeps_no_document_and_the_receipt_says_that_it_has_no_seal(
    open_return: Callable[..., ReturnPage], catalogs: Catalogs, qtbot: QtBot
) -> None:
    page = open_return(numbers.make("J", "2", 1), Language.SQ)
    window = page.window()
    assert isinstance(window, MainWindow)
    session = window.session
    assert isinstance(session, OpenDesk)
    (key,) = session.data.glob("signer-*.pem")
    key.rename(key.with_suffix(".away"))
    let_go: list[object] = []
    window.store.run(session._seal_signer.close, let_go.append)
    qtbot.waitUntil(lambda: bool(let_go))
    page.sitting.hand_back()
    qtbot.waitUntil(lambda: page.sitting.stage is Stage.DONE)
    qtbot.waitUntil(lambda: any((session.data / "tray").glob("*-return-receipt.pdf")))
    (receipt,) = (session.data / "tray").glob("*-return-receipt.pdf")
    document = pypdfium2.PdfDocument(receipt)
    text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    document.close()
    for language in (Language.SQ, Language.EN):
        assert catalogs[language].text("paper.seal.without") in text
