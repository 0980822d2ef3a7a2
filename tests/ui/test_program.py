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
