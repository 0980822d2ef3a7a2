"""Nothing of the Custody page is cut, clipped or pushed out: every language, at every size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from kbdesk.domain import numbers
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.custody.page import CustodyPage, Listing
from tests.ui.layout import BY_TURNS, cut, resized, whole

FIRST = numbers.make("J", "2", 1)


@pytest.mark.parametrize(("language", "size"), BY_TURNS)
def test_no_word_is_cut(
    open_custody: Callable[..., CustodyPage], qtbot: QtBot, language: Language, size: tuple[int, int]
) -> None:
    page = open_custody(language, size)
    window = page.window()
    for now in resized(window):
        page.listing.setCurrentIndex(0)
        page.table.pick({FIRST})
        assert whole(window, qtbot), (now, list(cut(window)))
        for button in (page.move_, page.hand_over, page.transfer, page.destroy_):
            button.click()
            dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
            assert dialog.height() <= now[1], button.text()
            assert whole(dialog, qtbot), (now, list(cut(dialog)))
            dialog.reject()
        for listing in range(len(Listing)):
            page.listing.setCurrentIndex(listing)
            assert whole(window, qtbot), (now, listing, list(cut(window)))
    page.act.press()
    for scan in ("A 1", f"E-{FIRST}", "A 2"):
        page.open(scan)
    for now in resized(window):
        assert whole(window, qtbot), (now, list(cut(window)))
