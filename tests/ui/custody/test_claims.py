"""The claims on the Custody page: what waits, how it ends by an officer's word, and that such an end is taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kbdesk.desk.handing import Handing
from kbdesk.domain import numbers
from kbdesk.domain.returns import ReturnCode
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.custody.asking import AskingDialog
from kbdesk.ui.custody.claims import ClaimsDialog, Part
from kbdesk.ui.custody.page import CustodyPage
from kbdesk.ui.main_window import MainWindow
from tests.ui.layout import SIZES, cut, whole

Opens = Callable[..., CustodyPage]
FOREIGN = numbers.make("M", "3", 123)
TORN = Handing(reasons={ReturnCode.NOT_CHECKED: "the code is torn"})


def claimed(page: CustodyPage, qtbot: QtBot) -> None:
    """Let a paper of another desk out."""
    window = page.window()
    assert isinstance(window, MainWindow) and window.session is not None
    returns, done = window.session.returns, list[object]()
    window.store.run(lambda: returns.hand_back(returns.look(FOREIGN), TORN), done.append)
    qtbot.waitUntil(lambda: bool(done))


def opened(page: CustodyPage, qtbot: QtBot, *, rows: int) -> ClaimsDialog:
    page.claims.click()
    dialog = shown(page)
    assert isinstance(dialog, ClaimsDialog)
    qtbot.waitUntil(lambda: len(dialog.rows) == rows)
    return dialog


def shown(page: CustodyPage) -> QDialog:
    return [dialog for dialog in page.window().findChildren(QDialog) if dialog.isVisible()][-1]


def answer(page: CustodyPage, hand: Any, qtbot: QtBot, reason: str) -> None:
    asked = shown(page)
    assert isinstance(asked, AskingDialog)
    hand.types(reason, on=asked.fields["reason"].editor)
    asked.do.click()
    qtbot.waitUntil(partial(lambda dialog: not isValid(dialog) or not dialog.isVisible(), asked))


def test_a_claim_is_settled_and_waits_again(open_custody: Opens, hand: Any, qtbot: QtBot) -> None:
    page = open_custody()
    claimed(page, qtbot)
    dialog = opened(page, qtbot, rows=1)
    (row,) = dialog.list.rows
    assert row.title == f"Permit {numbers.spelled(FOREIGN)}" and row.detail.startswith("Waits · claim J2 ")
    assert (dialog.settle.isVisible(), dialog.reopen.isVisible()) == (True, False)
    dialog.settle.click()
    shown(page).do.click()  # type: ignore[attr-defined]  # an AskingDialog
    assert shown(page).isVisible() and dialog.rows, "control: without a reason nothing happens"
    answer(page, hand, qtbot, "Merdare, by telephone")
    qtbot.waitUntil(lambda: not dialog.rows)
    assert page.toast.isVisible()
    dialog.part.setCurrentIndex(tuple(Part).index(Part.ENDED))
    qtbot.waitUntil(lambda: len(dialog.rows) == 1)
    assert dialog.list.rows[0].detail.startswith("Settled · ") and not dialog.settle.isVisible()
    dialog.reopen.click()
    answer(page, hand, qtbot, "it was another envelope")
    qtbot.waitUntil(lambda: not dialog.rows)
    dialog.part.setCurrentIndex(tuple(Part).index(Part.WAITING))
    qtbot.waitUntil(lambda: len(dialog.rows) == 1)


@pytest.mark.parametrize("language", list(Language))
def test_no_word_of_it_is_cut_where_there_is_least_room(open_custody: Opens, qtbot: QtBot, language: Language) -> None:
    page = open_custody(language, min(SIZES))
    claimed(page, qtbot)
    dialog = opened(page, qtbot, rows=1)
    assert whole(dialog, qtbot) and whole(page, qtbot), [*cut(dialog), *cut(page)]
    assert dialog.height() <= min(SIZES)[1]
