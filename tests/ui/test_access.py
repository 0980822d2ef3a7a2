"""Everything that takes keys can be reached by them, and says what it is."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from kbdesk.domain.vocabulary import Language
from kbdesk.ui.main_window import MainWindow

SILENT = {QAccessible.Role.Client, QAccessible.Role.NoRole, QAccessible.Role.Window, QAccessible.Role.Pane}


def takes_keys(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def walked(window: QWidget) -> list[QWidget]:
    """Press Tab until the focus is where it began, or a hundred times."""
    start = QApplication.focusWidget()
    seen: list[QWidget] = []
    for _ in range(100):
        here = QApplication.focusWidget()
        assert here is not None
        seen.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is start:
            break
    return seen


def unnamed(window: QWidget) -> list[str]:
    found = []
    for widget in window.findChildren(QWidget):
        if not takes_keys(widget) or widget.focusProxy() is not None:
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        if not told.text(QAccessible.Text.Name) or told.role() in SILENT:
            found.append(f"{type(widget).__name__} {widget.objectName()} {told.role()}")
    return found


@pytest.mark.parametrize("language", [Language.EN, Language.SR_CYRL])
def test_every_control_of_the_sign_in_page_has_a_name_and_a_role(
    open_window: Callable[..., MainWindow], language: Language
) -> None:
    assert not unnamed(open_window(language).sign_in)


def test_every_control_of_the_window_has_a_name_and_a_role(signed_in: Callable[..., MainWindow]) -> None:
    window = signed_in()
    assert window.view is not None
    assert not unnamed(window.view)


def test_a_control_without_a_name_is_noticed(open_window: Callable[..., MainWindow]) -> None:
    window = open_window()
    window.sign_in.form.password.setAccessibleName("")
    window.sign_in.form.password_label.setBuddy(window.sign_in.form.officers)
    window.sign_in.form.password_label.setText("")
    assert len(unnamed(window.sign_in)) == 1


def test_tab_goes_through_the_sign_in_page_in_reading_order_and_around(open_window: Callable[..., MainWindow]) -> None:
    form = open_window().sign_in.form
    form.officers.setFocus()
    assert walked(form.officers.window()) == [
        form.officers, form.password, form.sign_in, form.fill_in, form.languages,
    ]  # fmt: skip


def test_tab_goes_through_the_whole_window_without_a_trap(signed_in: Callable[..., MainWindow]) -> None:
    window = signed_in()
    view = window.view
    assert view is not None
    seen = walked(window)
    assert len(seen) == len(set(seen)) < 100
    rail = [widget for widget in seen if view.form.rail.isAncestorOf(widget)]
    names = [widget.accessibleName() for widget in rail if not isinstance(widget, QAbstractItemView)]
    assert names == ["Arrive", "Return", "Verify", "Search", "Custody", "Shift", "Rules", "Settings", "Lock"]
    assert view.arrive.ui.traveler.fields["surname"].editor in seen


def test_enter_on_the_sign_in_button_signs_in(open_window: Callable[..., MainWindow], hand: Any) -> None:
    window = open_window()
    window.sign_in.form.sign_in.setFocus()
    hand.presses(Qt.Key.Key_Return)
    assert window.sign_in.form.message.text() == "Type the password."
