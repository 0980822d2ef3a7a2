"""Nothing of the Return page is cut, clipped or pushed out: every language, at every size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from kbdesk.domain import numbers
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.returns.page import Part, ReturnPage
from kbdesk.ui.returns.sitting import Stage
from kbdesk.ui.room import Room, room_of
from tests.ui.layout import SIZES, cut, whole

SHARED, PERMIT, FOREIGN = numbers.make("J", "2", 1), numbers.make("J", "2", 2), numbers.make("B", "1", 12)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", list(Language))
def test_no_word_is_cut(
    open_return: Callable[..., ReturnPage], qtbot: QtBot, language: Language, size: tuple[int, int]
) -> None:
    page = open_return("", language, size)
    window = page.window()
    assert whole(window, qtbot), list(cut(window))
    for text in (SHARED, PERMIT, FOREIGN, "J2 000009 9"):
        page.open(text)
        qtbot.waitUntil(lambda: page.sitting.stage in (Stage.SEEN, Stage.REFUSED))
        for part in Part if room_of(window.size()) is Room.COMPACT else (Part.RETURN,):
            page.part.setCurrentIndex(part)
            assert whole(window, qtbot), (text, part, list(cut(window)))
    page.open(PERMIT)
    qtbot.waitUntil(lambda: page.sitting.stage is Stage.SEEN)
    page.anew.click()
    qtbot.waitUntil(lambda: page.sitting.anew is not None)
    assert whole(window, qtbot), list(cut(window))
    page.differ.click()
    dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
    assert dialog.height() <= size[1]
    assert whole(dialog, qtbot), list(cut(dialog))
    dialog.reject()
    qtbot.waitUntil(lambda: not page.hand_back.settling)
    page.hand_back.press()
    qtbot.waitUntil(lambda: page.sitting.stage is Stage.DONE)
    assert whole(window, qtbot), list(cut(window))
    assert window.size().toTuple() == size


def test_a_cut_word_is_noticed(open_return: Callable[..., ReturnPage]) -> None:
    page = open_return(PERMIT)
    page.differ.setFixedWidth(30)
    assert any(page.differ.text() in found for found in cut(page))
