"""A window over a real drill desk, and a hand that types what no keyboard layout here could."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt, SignalInstance
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from kbdesk.app import carried, drill
from kbdesk.app.window import DeskAtWindow
from kbdesk.domain.messages import Catalog, Catalogs
from kbdesk.domain.vocabulary import Language
from kbdesk.ui.kit.looks import read_looks
from kbdesk.ui.kit.theme import Theme
from kbdesk.ui.kit.tokens import Style
from kbdesk.ui.main_window import MainWindow
from tests.cheap import CHEAP

HERE = Path(__file__).parent
PATIENCE = 60_000
"""Milliseconds that a test waits for something before it fails."""
OFFSCREEN_NOISE = r"^This plugin does not support (propagateSizeHints|raise|grabbing the keyboard)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the offscreen platform say what it always says when a window is shown; everything else fails the test."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_NOISE))


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["kbdesk"]


class PatientBot(QtBot):
    """Waits as long as a busy machine may take: conditions are waited for, so a fast one waits no longer."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:  # noqa: N802 - its name
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(  # noqa: N802 - its name
        self, signal: SignalInstance, *, timeout: int = PATIENCE, **asked: Any
    ) -> SignalBlocker:
        return super().waitSignal(signal, timeout=timeout, **asked)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Qt's hands and eyes, with more patience than they come with."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def resources() -> Path:
    return HERE.parents[1] / "resources"


@pytest.fixture(autouse=True)
def _leave_nothing_behind(qapp: QApplication) -> Iterator[None]:
    """See that a test leaves nothing: no window, none of the words they gave Qt, nothing copied, no key held down."""
    before, locale = _windows(), QLocale()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QLocale.setDefault(locale)
    QGuiApplication.clipboard().clear()
    let_go_of_keys()
    assert _windows() <= before, "a window outlived its test"


def let_go_of_keys() -> None:
    """Have Qt believe that nobody holds a key down: after Ctrl and a key it goes on believing that Ctrl is held."""
    if QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)


def _windows() -> set[MainWindow]:
    return {widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow)}


@pytest.fixture(scope="session", name="made_theme")
def _made_theme(qapp: QApplication, resources: Path) -> Theme:
    return Theme(qapp, read_looks(resources))


@pytest.fixture(autouse=True)
def theme(made_theme: Theme) -> Theme:
    """The look in force, light at the beginning of every test."""
    if made_theme.style is not Style.LIGHT or not QApplication.instance().styleSheet():
        made_theme.apply(Style.LIGHT)
    return made_theme


@pytest.fixture(scope="session")
def catalogs() -> Catalogs:
    return carried.catalogs()


@pytest.fixture
def english(catalogs: Catalogs) -> Catalog:
    return catalogs[Language.EN]


class Hand:
    """Keys as a keyboard sends them: QTest aborts the process on ë ç š ђ, so text goes as events with text."""

    def types(self, text: str, on: QWidget | None = None) -> None:
        """Type characters, one key each."""
        for character in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                target = on or QApplication.focusWidget()
                assert target is not None
                QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character))

    def presses(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier, on: QWidget | None = None) -> None:
        """Press and release a key that has no letter."""
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        target = on or QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, held)


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture(scope="session", name="drill_template")
def _drill_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("drill") / "desk"
    drill.make(data, crossing="jarinje", desk="2", shelf="seeds", cost=CHEAP)
    return data


@pytest.fixture
def data(drill_template: Path, tmp_path: Path) -> Path:
    """The data folder of a drill desk, fresh for this test."""
    return Path(shutil.copytree(drill_template, tmp_path / "desk"))


@pytest.fixture
def open_window(qtbot: QtBot, data: Path) -> Iterator[Callable[..., MainWindow]]:
    """Open the desk's window, in a language, at a size; it is closed again whatever happens."""
    opened: list[MainWindow] = []

    def opens(
        language: Language = Language.EN, size: tuple[int, int] = (1366, 768), at: datetime | None = None
    ) -> MainWindow:
        desk = DeskAtWindow(data, at)
        desk.keep(replace(desk.preferences, language=language))
        window = MainWindow(desk)
        opened.append(window)
        window.resize(*size)
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        return window

    yield opens
    for window in opened:
        window.close()
        window.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def signed_in(open_window: Callable[..., MainWindow], qtbot: QtBot) -> Callable[..., MainWindow]:
    """Open the window and sign a drill officer in; `at` sets the desk's clock."""

    def signs_in(
        language: Language = Language.EN,
        size: tuple[int, int] = (1366, 768),
        *,
        officer: str = "officer",
        at: datetime | None = None,
    ) -> MainWindow:
        window = open_window(language, size, at)
        window.sign_in.form.officers.choose(officer)
        window.sign_in.form.fill_in.click()
        window.sign_in.form.sign_in.press()
        qtbot.waitUntil(lambda: window.view is not None and window.view.started, timeout=20_000)
        return window

    return signs_in
