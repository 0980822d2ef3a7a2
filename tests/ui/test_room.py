"""Nothing is cut and nothing grows the window: every language, every room."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from kbdesk.domain.messages import Catalogs
from kbdesk.domain.vocabulary import Language, Severity
from kbdesk.ui.kit.words import Words
from kbdesk.ui.main_window import MainWindow
from kbdesk.ui.rail import Place
from kbdesk.ui.room import Room, room_of

SIZES = [(1366, 768), (1093, 614), (683, 384)]


def settle() -> None:
    """Let layouts within layouts take their places: each asks the one around it in the next round."""
    for _ in range(3):
        QApplication.processEvents()


def cut(window: QWidget) -> set[str]:
    """Return what is shown with dots in place of words, or clipped."""
    found = set()
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QPushButton) and widget.width() < widget.sizeHint().width():
            found.add(f"button {widget.text()}")
        is_cut: Any = getattr(widget, "is_cut", None)
        if is_cut is not None and is_cut():
            words = widget.text() if isinstance(widget, Words | QAbstractButton) else ""
            found.add(f"{type(widget).__name__} {widget.objectName()} {words}")
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", Language)
def test_no_word_of_the_sign_in_page_is_cut(
    open_window: Callable[..., MainWindow], catalogs: Catalogs, language: Language, size: tuple[int, int]
) -> None:
    window = open_window(language, size)
    window.sign_in.refuse(catalogs[language].text("fault.store.busy"))
    settle()
    assert not cut(window)
    assert window.grab().size() == QSize(*size)


@pytest.mark.parametrize("size", SIZES)
def test_no_word_of_the_window_is_cut_in_any_language(
    signed_in: Callable[..., MainWindow], catalogs: Catalogs, size: tuple[int, int]
) -> None:
    window = signed_in(Language.SQ, size)
    view = window.view
    assert view is not None
    for language in Language:
        window.speak(language)
        view.form.banner.clear()
        view.form.banner.say(catalogs[language].text("fault.store.in-doubt"), severity=Severity.STOP, way_out="x")
        for place in Place:
            view.go(place)
            settle()
            assert not cut(window), (language, place)
            assert window.grab().size() == QSize(*size), (language, place)


def test_a_word_that_is_cut_would_be_noticed(open_window: Callable[..., MainWindow]) -> None:
    window = open_window(Language.SQ)
    window.sign_in.form.title.setFixedWidth(60)
    window.sign_in.form.fill_in.setFixedWidth(60)
    settle()
    assert len(cut(window)) == 2


@pytest.mark.parametrize(
    ("size", "room"),
    [
        ((1366, 768), Room.WIDE),
        ((1920, 1080), Room.WIDE),
        ((1093, 614), Room.TIGHT),
        ((911, 512), Room.COMPACT),
        ((683, 384), Room.COMPACT),
        ((1366, 540), Room.COMPACT),
    ],
)
def test_the_layout_is_chosen_by_logical_size(size: tuple[int, int], room: Room) -> None:
    assert room_of(QSize(*size)) is room
