"""Nothing of the Officers page and its questions is cut, clipped or pushed out: every language, at every size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from kbdesk.domain.vocabulary import Language
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.officers.page import OfficersPage
from kbdesk.ui.second_officer import SecondOfficer
from tests.ui.layout import SIZES, cut, whole
from tests.ui.stock.conftest import form


@pytest.mark.parametrize("size", SIZES)
def test_no_word_is_cut(open_officers_page: Callable[..., OfficersPage], qtbot: QtBot, size: tuple[int, int]) -> None:
    page = open_officers_page(size=size)
    window = page.window()
    assert isinstance(window, MainWindow)
    for language in Language:
        window.choose(replace(window.preferences, language=language))
        assert whole(window, qtbot), list(cut(window))
        for act in page.listing.buttons.values():
            if act.isVisible() and act.isEnabled():
                act.click()
                dialog = form(page)
                assert whole(dialog, qtbot), list(cut(dialog))
                assert dialog.height() <= size[1]
                dialog.reject()
    assert window.size().toTuple() == size


@pytest.mark.parametrize("size", SIZES)
def test_a_second_officer_is_asked_over_a_question_with_as_much_room_as_the_window_has(
    open_officers_page: Callable[..., OfficersPage], qtbot: QtBot, size: tuple[int, int]
) -> None:
    page = open_officers_page(language=Language.SR_CYRL, size=size)
    page.listing.buttons["role"].click()
    form(page).go_on.click()
    (second,) = page.window().findChildren(SecondOfficer)
    assert whole(second, qtbot), list(cut(second))
    assert second.height() <= size[1]
    beside = second.name.y() == second.password.y()
    assert beside is (size == SIZES[-1])
