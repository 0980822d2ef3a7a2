"""The program around the window: its size, and errors that no road took."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kbdesk.ui import program
from kbdesk.ui.main_window import MainWindow

SCALED = """
import sys
from dataclasses import replace
from pathlib import Path
from kbdesk.app.window import DeskAtWindow
from kbdesk.ui.program import make_application
desk = DeskAtWindow(Path(sys.argv[1]))
app = make_application(desk.looks, replace(desk.preferences, scale=150))
print(app.devicePixelRatio())
"""


def test_the_size_the_officer_kept_is_the_size_of_the_next_start(data: Path) -> None:
    call = [sys.executable, "-c", SCALED, str(data)]
    told = subprocess.run(
        call, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.split() == ["1.5"]


def test_an_error_no_road_took_is_told_on_the_screen_and_says_nothing_that_was_typed(
    open_window: Callable[..., MainWindow], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    window = open_window()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    program.report_to(window)
    try:
        raise KeyError("JELIĆ-ĐURAN")
    except KeyError as error:
        sys.excepthook(KeyError, error, error.__traceback__)
    thread = threading.Thread(target=lambda: {}["MARIĆ"])
    thread.start()
    thread.join()
    told = capsys.readouterr().err
    assert told.count("KeyError\n") == 2
    assert "MARIĆ" not in told
    assert "KeyError" in window.sign_in.form.message.text()
    assert "test_program.py" in told
    assert "JELIĆ" not in told + window.sign_in.form.message.text()


TROUBLED = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from kbdesk.app.opening import show
from kbdesk.devices import display
from kbdesk.ui import program

real, display.is_reachable = program.make_application, lambda _environment: True
def make(looks, preferences):
    app = real(looks, preferences)
    def look():
        (window,) = [one for one in app.topLevelWidgets() if one.isVisible()]
        print(type(window).__name__, [said.text() for said in getattr(window, "said", ())], flush=True)
        window.close() if hasattr(window, "said") else os._exit(0)
    QTimer.singleShot(0, look)
    return app
program.make_application = make
sys.exit(show(Path(sys.argv[1]), None))
"""


@pytest.mark.parametrize(
    ("lost", "sentence"),
    [
        (("keys.json", "keys.copy.json"), "The key file keys.json is missing"),
        (("settings.toml",), "the records or the settings are not"),
        ((), ""),
    ],
)
def test_a_desk_that_cannot_be_opened_says_why_in_a_window_in_every_language(
    data: Path, lost: tuple[str, ...], sentence: str
) -> None:
    for name in lost:
        (data / name).unlink()
    told = subprocess.run(
        [sys.executable, "-c", TROUBLED, str(data)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (told.returncode, sentence in told.stdout) == (3 if lost else 0, True), told
    assert told.stdout.startswith("TroubleWindow" if lost else "MainWindow"), told
    assert ("datotek" in told.stdout) is bool(lost), "and in Serbian"
