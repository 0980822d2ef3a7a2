"""Nothing of the Rules page is cut, clipped or pushed out: every language, at every size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.exceptions import TimeoutError as WaitedTooLong
from pytestqt.qtbot import QtBot

from kbdesk.domain.vocabulary import Language
from kbdesk.ui.kit.field import FieldShell
from kbdesk.ui.kit.primary import Primary
from kbdesk.ui.kit.tabs import Tabs
from kbdesk.ui.kit.words import Words
from kbdesk.ui.room import Room, room_of
from kbdesk.ui.rules.page import Part, RulesPage
from kbdesk.ui.rules.proposal import Stage
from kbdesk.ui.rules.suspending import Suspending

from .conftest import open_dialog

SIZES = [(1366, 768), (1093, 614), (683, 384)]


def cut(widget: QWidget) -> Iterator[str]:
    """Yield what cannot be read whole."""
    for part in widget.findChildren(QWidget):
        if not part.isVisible():
            continue
        if isinstance(part, FieldShell | Primary | Tabs) and part.is_cut():
            yield f"{type(part).__name__} {part.objectName() or part.accessibleName()}"
        if isinstance(part, Words) and part.is_cut():
            yield f"words {part.text()}"
        if isinstance(part, QPushButton) and part.width() < part.sizeHint().width():
            yield f"button {part.text()}"


def settled_and_whole(widget: QWidget, qtbot: QtBot) -> bool:
    with suppress(WaitedTooLong):
        qtbot.waitUntil(lambda: not list(cut(widget)), timeout=500)
    return not list(cut(widget))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", list(Language))
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
    page.suspend.click()
    dialog = open_dialog(page)
    assert isinstance(dialog, Suspending)
    assert dialog.height() <= size[1]
    assert settled_and_whole(dialog, qtbot), list(cut(dialog))
    dialog.order.set_value("MIA 118/22")
    dialog.suspend.click()
    qtbot.waitUntil(lambda: bool(page.book.rows))
    page.toast.hide()
    for part in Part if room_of(window.size()) is Room.COMPACT else (Part.BOOKS,):
        page.part.setCurrentIndex(part)
        assert settled_and_whole(window, qtbot), (part, list(cut(window)))
    page.proposal.open_file(book_file(shelf_text("documents-2022").replace("months = 3", "months = 6")))
    qtbot.waitUntil(lambda: page.proposal.stage is Stage.READY)
    assert settled_and_whole(window, qtbot), list(cut(window))
    assert window.size().toTuple() == size


def test_the_second_officer_s_dialog_fits_a_small_window(open_rules: Callable[..., RulesPage], qtbot: QtBot) -> None:
    page = open_rules("supervisor", Language.SR_LATN, (683, 384))
    page.acts.put(page._catalog)
    dialog = open_dialog(page)
    assert dialog.height() <= 384
    assert settled_and_whole(dialog, qtbot), list(cut(dialog))
