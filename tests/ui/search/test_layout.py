"""Nothing of the Search page is cut, clipped or pushed out: every language, at every size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from kbdesk.domain.vocabulary import Language
from kbdesk.ui.room import Room, room_of
from kbdesk.ui.search.page import Part, SearchPage
from tests.ui.layout import BY_TURNS, cut, resized, whole


@pytest.mark.parametrize(("language", "size"), BY_TURNS)
def test_no_word_is_cut(
    open_search: Callable[..., SearchPage], qtbot: QtBot, language: Language, size: tuple[int, int]
) -> None:
    page = open_search("zzzzzz", language, size)
    window = page.window()
    assert whole(window, qtbot), list(cut(window))
    page.open("stojiljkovic")
    qtbot.waitUntil(lambda: len(page.table.found) == 4)
    for now in resized(window):
        for part in Part if room_of(window.size()) is Room.COMPACT else (Part.FOUND,):
            page.part.setCurrentIndex(part)
            for row in range(4):
                page.table.selectRow(row)
                qtbot.waitUntil(lambda: bool(page.case.rows))
                assert whole(window, qtbot), (now, part, row, list(cut(window)))
        page.again.click()
        qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(QDialog)))
        dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
        assert dialog.height() <= now[1]
        assert whole(dialog, qtbot), list(cut(dialog))
        dialog.reject()
