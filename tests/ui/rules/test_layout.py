"""Nothing of the Rules page is cut, clipped or pushed out: every language, at every size."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kbdesk.domain.vocabulary import Language
from kbdesk.ui.room import Room, room_of
from kbdesk.ui.rules.page import Part, RulesPage
from kbdesk.ui.rules.proposal import Stage
from kbdesk.ui.rules.suspending import Suspending
from tests.ui.layout import BY_TURNS, cut, resized, whole

from .conftest import open_dialog


@pytest.mark.parametrize(("language", "size"), BY_TURNS)
def test_no_word_is_cut(
    open_rules: Callable[..., RulesPage],
    book_file: Callable[..., Path],
    shelf_text: Callable[[str], str],
    qtbot: QtBot,
    language: Language,
    size: tuple[int, int],
) -> None:
    page = open_rules("supervisor", language, size)
    window = page.window()
    page.books.choose("documents-2022 ")
    for now in resized(window):
        page.suspend.click()
        dialog = open_dialog(page)
        assert isinstance(dialog, Suspending)
        assert dialog.height() <= now[1]
        assert whole(dialog, qtbot), (now, list(cut(dialog)))
        dialog.reject()
    page.suspend.click()
    dialog = open_dialog(page)
    assert isinstance(dialog, Suspending)
    dialog.order.set_value("MIA 118/22")
    dialog.suspend.click()
    qtbot.waitUntil(lambda: bool(page.book.rows))
    page.toast.hide()
    for now in resized(window):
        for part in Part if room_of(window.size()) is Room.COMPACT else (Part.BOOKS,):
            page.part.setCurrentIndex(part)
            assert whole(window, qtbot), (now, part, list(cut(window)))
    page.proposal.open_file(book_file(shelf_text("documents-2022").replace("months = 3", "months = 6")))
    qtbot.waitUntil(lambda: page.proposal.stage is Stage.READY)
    for now in resized(window):
        assert whole(window, qtbot), (now, list(cut(window)))


def test_the_second_officer_s_dialog_fits_a_small_window(open_rules: Callable[..., RulesPage], qtbot: QtBot) -> None:
    page = open_rules("supervisor", Language.SR_LATN, (683, 384))
    page.acts.put(page._catalog)
    dialog = open_dialog(page)
    assert dialog.height() <= 384
    assert whole(dialog, qtbot), list(cut(dialog))
