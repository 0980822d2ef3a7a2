"""Nothing of the Retention page is cut, clipped or pushed out: every language, at every size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from kbdesk.domain.vocabulary import Language
from kbdesk.ui.retention.page import Part, RetentionPage
from tests.ui.layout import BY_TURNS, cut, resized, whole
from tests.ui.stock.conftest import form


@pytest.mark.parametrize(("language", "size"), BY_TURNS)
def test_no_word_is_cut(
    open_retention: Callable[..., RetentionPage],
    qtbot: QtBot,
    terms_set: None,
    years_ago: None,
    language: Language,
    size: tuple[int, int],
) -> None:
    page = open_retention(language=language, size=size)
    window = page.window()
    for now in resized(window):
        for part in Part:
            page.part.setCurrentIndex(part)
            assert whole(window, qtbot), (now, list(cut(window)))
        page.part.setCurrentIndex(Part.DUE)
        for ask in (page.due.buttons["terms"].click, page.due.buttons["keep"].click, page.sign.press):
            ask()
            dialog = form(page)
            assert whole(dialog, qtbot), (now, list(cut(dialog)))
            assert dialog.height() <= now[1]
            dialog.reject()
