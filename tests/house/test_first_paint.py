"""The window paints before the slow libraries load: nobody waits for a press that has nothing to print yet."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kbdesk.app import main

SLOW = (
    *("cryptography.x509", "numpy", "pikepdf", "reportlab", "sqlite_utils", "sqlcipher3", "zxingcpp", "pypdfium2"),
    *("importlib.metadata", "kbdesk.desk.ports", "kbdesk.domain.paper", "kbdesk.domain.passage", "kbdesk.rulebook.law"),
)
# Opens the window of the data folder named first, and at its first paint prints which libraries are loaded and ends.
PAINTED = """
import json, os, sys
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

data, *libraries = sys.argv[1:]

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
            print(json.dumps([name for name in libraries if name in sys.modules]), flush=True)
            os._exit(0)
        return False

run = QApplication.exec

def watched_run(*_):
    app = QApplication.instance()
    app.first_paint = FirstPaint()
    app.installEventFilter(app.first_paint)
    return run()

QApplication.exec = watched_run
"""
OPEN = "from kbdesk.app import main\nsys.exit(main(['--data', data]))\n"


@pytest.fixture(scope="module")
def drill_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a drill desk."""
    folder = tmp_path_factory.mktemp("first_paint") / "desk"
    assert main(["init", "--drill", "--data", str(folder)]) == 0
    return folder


def loaded_at_first_paint(desk: Path, before: str = "") -> list[str]:
    """Open the window in a process of its own and return which slow libraries were loaded when it painted."""
    done = subprocess.run(
        [sys.executable, "-c", PAINTED + before + OPEN, str(desk), *SLOW],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    found: list[str] = json.loads(done.stdout)
    return found


def test_nothing_slow_is_loaded_before_the_first_paint(drill_desk: Path) -> None:
    assert loaded_at_first_paint(drill_desk) == []


def test_something_slow_would_be_noticed(drill_desk: Path) -> None:
    assert loaded_at_first_paint(drill_desk, "import reportlab\n") == ["reportlab"]
